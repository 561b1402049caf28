"""What can be done to an assessment, for the audit trail. Levels and texts never stand there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssessmentAct(models.TextChoices):
    """Verbs of the audit trail."""

    STARTED = "assessment.started", _("Started a self-assessment")
    DISCARDED = "assessment.discarded", _("Discarded a draft of a self-assessment")
    MOVED = "assessment.moved", _("Moved a draft of a self-assessment to the version in use")
    SUBMITTED = "assessment.submitted", _("Submitted a self-assessment")
    DECIDED = "level-rule.decided", _("Decided the rule of the levels anew")
