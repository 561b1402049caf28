from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class FrameworkConfig(AppConfig):
    """What the rubric says, version by version."""

    name = "rubric.framework"
    label = "framework"
    verbose_name = _("Rubric")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import workflow_approved

        from platform_site.accounts.audit import register_acts
        from rubric.framework import sections  # noqa: F401 - registers itself
        from rubric.framework.acts import FrameworkAct
        from rubric.framework.workflow import ensure_workflow, record_approval

        register_acts(FrameworkAct)
        post_migrate.connect(ensure_workflow, sender=self)
        workflow_approved.connect(record_approval)
