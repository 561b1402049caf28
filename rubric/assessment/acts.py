"""What can be done to an assessment, for the audit trail. Levels and texts never stand there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AssessmentAct(models.TextChoices):
    """Verbs of the audit trail."""

    STARTED = "assessment.started", _("Started a self-assessment")
    DISCARDED = "assessment.discarded", _("Discarded a draft of a self-assessment")
    MOVED = "assessment.moved", _("Moved a draft of a self-assessment to the version in use")
    SUBMITTED = "assessment.submitted", _("Submitted a self-assessment")
    ASKED = "review.ask", _("Asked for a review")
    TOOK_BACK = "review.take-back", _("Took the request for a review back")
    DECLINED = "review.decline", _("Declined a review")
    RATED = "review.rate", _("Handed in a reviewer's rating")
    AGREED = "review.agree", _("Wrote down and signed agreed levels")
    SIGNED = "review.sign", _("Signed agreed levels")
    DISAGREED = "review.disagree", _("Did not sign agreed levels")
    RETURNED = "review.return", _("Returned a self-assessment")
    WITHDREW = "review.withdraw", _("Withdrew a self-assessment")
    NAMED = "senior.named", _("Named a senior who may review")
    UNNAMED = "senior.unnamed", _("Ended the naming of a senior")
    EXPORTED = "levels.exported", _("Exported the signed levels of people")
    OFFERED = "offer.changed", _("Changed to whom the own levels are shown")
    DECIDED = "level-rule.decided", _("Decided the rule of the levels anew")
