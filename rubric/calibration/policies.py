"""When something may be done with a vignette, and what is said where it may not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rubric.calibration.models import Vignette, VignetteRating


class Refusal(models.TextChoices):
    """Why something cannot be done, and what can."""

    CLOSED = "closed", _("This vignette is not open for rating.")
    HANDED_IN = "handed-in", _("You have handed in your ratings of this vignette. They are not changed any more.")
    INCOMPLETE = "incomplete", _("Some elements have no level yet. Please choose one in each of them.")
    NO_VERSION = "no-version", _("A vignette needs a published version of the rubric. There is none yet.")


class Refused(Exception):
    """Something cannot be done now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def require_open(vignette: Vignette) -> None:
    """Raise Refused unless reviewers may rate it."""
    if not vignette.is_open:
        raise Refused(Refusal.CLOSED)


def require_not_handed_in(rating: VignetteRating) -> None:
    """Raise Refused where it stands already."""
    if rating.is_handed_in:
        raise Refused(Refusal.HANDED_IN)
