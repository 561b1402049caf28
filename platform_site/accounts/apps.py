from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, the bodies they work for, and what they may do."""

    name = "platform_site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from platform_site.accounts import signals

        signals.connect([config for config in apps.get_app_configs() if config.models_module][-1])
        # Wagtail's own way to replace its user screens, without an app configuration in the settings' list.
        screens = apps.get_app_config("wagtailusers")
        screens.user_viewset = "platform_site.accounts.cms.users.SiteUserViewSet"
        screens.group_viewset = "platform_site.accounts.cms.groups.SiteGroupViewSet"
