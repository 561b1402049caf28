"""What a supporter can do to what he tells of himself, for the audit trail. What he told never stands there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SupporterAct(models.TextChoices):
    """Verbs of the audit trail."""

    SAVED_PROFILE = "supporter.profile-saved", _("Saved the profile as a supporter")
    OFFERED_HOURS = "supporter.hours-offered", _("Offered hours for support")
    DECLARED = "supporter.conflict-declared", _("Declared a conflict of interest")
    WITHDREW = "supporter.conflict-withdrawn", _("Withdrew a conflict of interest")
    CLAIMED = "supporter.case-claimed", _("Said to have worked on a case")
    UNCLAIMED = "supporter.case-unclaimed", _("No longer said to have worked on a case")
