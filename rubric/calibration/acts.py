"""What can be done to a vignette, for the audit trail. Levels and texts never stand there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalibrationAct(models.TextChoices):
    """Verbs of the audit trail."""

    OPENED = "vignette.opened", _("Opened a vignette for rating")
    CLOSED = "vignette.closed", _("Closed a vignette")
    COPIED = "vignette.copied", _("Copied a vignette")
    HANDED_IN = "vignette.handed-in", _("Handed in the ratings of a vignette")
