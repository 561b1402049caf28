from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupportersConfig(AppConfig):
    """Where, when and with what supporters help, told by themselves."""

    name = "rubric.supporters"
    label = "supporters"
    verbose_name = _("Supporters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.supporters import record, sections  # noqa: F401 - they register themselves
        from rubric.supporters.acts import SupporterAct

        register_acts(SupporterAct)
