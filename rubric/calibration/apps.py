from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CalibrationConfig(AppConfig):
    """Reviewers rate the same invented situation blind, and see how far they agree."""

    name = "rubric.calibration"
    label = "calibration"
    verbose_name = _("Calibration")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.calibration import sections  # noqa: F401 - registers itself
        from rubric.calibration.acts import CalibrationAct

        register_acts(CalibrationAct)
