from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, the bodies they work for, and what they may do."""

    name = "platform_site.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
