from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    """Supporters see themselves on the rubric, and are seen fairly."""

    name = "rubric.assessment"
    label = "assessment"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.assessment import sections  # noqa: F401 - registers itself
        from rubric.assessment.acts import AssessmentAct
        from rubric.assessment.cohort import sections as cohort_sections  # noqa: F401 - registers itself

        register_acts(AssessmentAct)
