from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngagementConfig(AppConfig):
    """Companies that are accompanied: register, phases, seats and teams."""

    name = "rubric.engagement"
    label = "engagement"
    verbose_name = _("Engagements")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.engagement import record, shown, steps  # noqa: F401 - they register themselves
        from rubric.engagement.acts import EngagementAct

        register_acts(EngagementAct)
