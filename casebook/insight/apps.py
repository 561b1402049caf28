from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    """What readers look for and do not find, counted without saying who looked."""

    name = "casebook.insight"
    label = "insight"
    verbose_name = _("Search insight")
    default_auto_field = "django.db.models.BigAutoField"
