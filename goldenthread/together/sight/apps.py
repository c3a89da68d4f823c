from django.apps import AppConfig


class SightConfig(AppConfig):
    name = "goldenthread.together.sight"
    label = "sight"
    verbose_name = "Line of sight"
    default_auto_field = "django.db.models.BigAutoField"
