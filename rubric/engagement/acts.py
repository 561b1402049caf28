"""What can be done to an engagement, for the audit trail. It knows a company by its alias; texts never stand there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EngagementAct(models.TextChoices):
    """Verbs of the audit trail."""

    REGISTERED = "engagement.registered", _("Registered an engagement")
    CHANGED = "engagement.changed", _("Changed an engagement")
    MOVED = "engagement.moved", _("Changed the phase of an engagement")
    DECLARED_INTEREST = "engagement.interest-declared", _("Noted a conflict of interest")
    WITHDREW_INTEREST = "engagement.interest-withdrawn", _("Removed a conflict of interest")
    SET_SEATS = "engagement.seats-set", _("Set the seats of an engagement")
    ASSIGNED = "engagement.assigned", _("Put somebody into a seat")
    CHANGED_TERMS = "engagement.terms-changed", _("Changed the hours or dates of an assignment")
    ENDED_ASSIGNMENT = "engagement.assignment-ended", _("Ended an assignment")
