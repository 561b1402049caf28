"""What can be done at the desk, for the audit trail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskAct(models.TextChoices):
    """Verbs of the audit trail."""

    EXPORTED = "desk.exported", _("Exported a table of the desk")
