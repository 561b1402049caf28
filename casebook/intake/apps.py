from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """How cases come in: spreadsheets, and the way back out."""

    name = "casebook.intake"
    label = "intake"
    verbose_name = _("Import")

    def ready(self) -> None:
        from casebook.intake.acts import IntakeAct
        from platform_site.accounts.audit import register_acts

        register_acts(IntakeAct)
