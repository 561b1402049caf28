"""What can be done when teams are staffed, for the audit trail. Companies stand there by their alias."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatchingAct(models.TextChoices):
    """Verbs of the audit trail."""

    DECIDED_POLICY = "matching.policy-decided", _("Changed the staffing policy")
    WEIGHED = "matching.weighed", _("Changed the weights of the ranking")
    APPLIED_RULE = "matching.rule-applied", _("Set the seats by the policy")
    OVERRODE_RULE = "matching.rule-overridden", _("Set other seats than the policy's")
    PROPOSED = "matching.proposed", _("Proposed a seat")
    ANSWERED = "matching.answered", _("Answered a question about a proposal")
    WITHDREW = "matching.withdrawn", _("Withdrew a proposal")
    ACCEPTED = "matching.accepted", _("Accepted a seat")
    DECLINED = "matching.declined", _("Declined a seat")
    ASKED_BACK = "matching.asked-back", _("Asked a question about a proposal")
    PROPOSED_CHANGE = "matching.change-proposed", _("Proposed other hours or dates")
    AGREED_TO_CHANGE = "matching.change-agreed", _("Agreed to other hours or dates")
    DECLINED_CHANGE = "matching.change-declined", _("Declined other hours or dates")
    WITHDREW_CHANGE = "matching.change-withdrawn", _("Withdrew a change of hours or dates")
    ENDED = "matching.ended", _("Ended an assignment and set its hours free")
    PLANNED = "matching.planned", _("Began a plan")
    STOPPED_PLAN = "matching.plan-stopped", _("Stopped a plan")
    PRINTED_LETTER = "matching.letter-printed", _("Opened the letter of selection")
