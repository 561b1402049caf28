from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The coordinators' desk: what needs them today, the board, who carries how much, and whether it is fair."""

    name = "rubric.desk"
    label = "desk"
    verbose_name = _("Desk")

    def ready(self) -> None:
        from platform_site.accounts.audit import register_acts
        from rubric.desk import steps  # noqa: F401 - registers itself
        from rubric.desk.acts import DeskAct

        register_acts(DeskAct)
