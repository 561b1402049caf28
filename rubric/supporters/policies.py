"""When something may be done with what a supporter tells, and what is said where it may not."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why something cannot be done, and what can."""

    NO_CASE = "no-case", _("This case cannot be chosen: it is not published, or not for you to read.")
    BELOW_BOOKED = "below-booked", _("More hours are booked already in some of these months.")
    FULLY_BOOKED = "fully-booked", _("There are not enough free hours in some of these months.")


class Refused(Exception):
    """Something cannot be done now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class BelowBooked(Refused):
    """Fewer hours were offered than are booked; `months` are those that it is about, each with its booked hours."""

    def __init__(self, months: dict[date, int]) -> None:
        super().__init__(Refusal.BELOW_BOOKED)
        self.months = months


class FullyBooked(Refused):
    """Hours could not be booked; `months` are those that lack them, in order. Nothing was booked in any month."""

    def __init__(self, months: Iterable[date]) -> None:
        super().__init__(Refusal.FULLY_BOOKED)
        self.months = tuple(months)
