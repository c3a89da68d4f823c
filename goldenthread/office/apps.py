from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "goldenthread.office"
    label = "office"
    verbose_name = "Running the installation"
    default_auto_field = "django.db.models.BigAutoField"
