from django.apps import AppConfig


class DirectionConfig(AppConfig):
    name = "goldenthread.lead.direction"
    label = "direction"
    verbose_name = "Direction"
    default_auto_field = "django.db.models.BigAutoField"
