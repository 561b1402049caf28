from django.apps import AppConfig


class PlatformSiteConfig(AppConfig):
    """The ground floor: settings, accounts, reference data, design system, operations."""

    name = "platform_site"
    label = "platform_site"
