from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """How cases come in: spreadsheets, and the way back out."""

    name = "casebook.intake"
    label = "intake"
    verbose_name = _("Import")
