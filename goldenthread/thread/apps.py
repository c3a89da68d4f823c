from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "goldenthread.thread"
    label = "thread"
    verbose_name = "Thread"
    default_auto_field = "django.db.models.BigAutoField"
