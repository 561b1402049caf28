from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, daily jobs, and the demo."""

    name = "platform_site.operations"
    label = "operations"
