"""When something may be done about staffing, and what is said where it may not."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Refusal(models.TextChoices):
    """Why something cannot be done, and what can."""

    NO_REASON = "no-reason", _("Please say why. Whoever reads it later needs to know.")
    ENDED = "ended", _("The engagement has ended. Nobody is proposed for it any more.")
    SEATS_CHANGED = "seats-changed", _("The seats have changed meanwhile. Here is how they stand now.")
    SEAT_TAKEN = "seat-taken", _("Somebody holds this seat already, or is being asked.")
    NOT_ABLE = "not-able", _("This person cannot take the seat now. Please see the reasons and choose another one.")
    ASKED_ALREADY = "asked-already", _("This person is being asked already, or is in the team.")
    ANSWERED = "answered", _("This proposal has been answered or withdrawn meanwhile.")
    NO_HOURS = "no-hours", _("In some of these months there are not enough free hours. Nothing has been booked.")
    CHANGE_ASKED = "change-asked", _("A change of this seat waits for an answer already. Withdraw it first.")
    NO_CHANGE = "no-change", _("These are the hours and dates that hold already.")
    NO_WORDS = "no-words", _("Please write what you want to know.")
    PLAN_GONE = "plan-gone", _("Since the plan was made this seat was taken, or this person is no longer free.")
    PLAN_RUNNING = "plan-running", _("A plan is being made already.")


class Refused(Exception):
    """Something cannot be done now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal
