from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    """Who takes which seat: policy, ranking, plan, and the proposals that people answer."""

    name = "rubric.matching"
    label = "matching"
    verbose_name = _("Staffing")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.matching import record, sections, signals  # noqa: F401 - they register themselves
        from rubric.matching.acts import MatchingAct

        register_acts(MatchingAct)
