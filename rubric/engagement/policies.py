"""When something may be done with an engagement, and what is said where it may not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casebook.disclosure.domain.anonymity import name_leaks
from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.engagement.domain.phases import ENDED, Move, NotPossible, Phase, move_to
from rubric.engagement.models import Assignment, Engagement, Seat


class Refusal(models.TextChoices):
    """Why something cannot be done, and what can."""

    MOVED_ON = "moved-on", _("Somebody has changed the phase meanwhile. Here is how it stands now.")
    NOT_NOW = "not-now", _("From this phase it cannot go there.")
    NO_REASON = "no-reason", _("Please say why. Whoever goes on with it needs to know.")
    NO_CONSENT = "no-consent", _("Please enter the day on which the company agreed to be supported.")
    ALIAS_TELLS = "alias-tells", _("The alias tells the company's name. Please choose another one.")
    NO_COORDINATOR = "no-coordinator", _("This person does not coordinate the responsible body.")
    ENDED = "ended", _("The engagement has ended. Nobody is put into its team any more.")
    SEAT_TAKEN = "seat-taken", _("Somebody holds this seat already.")
    SEAT_GONE = "seat-gone", _("This seat has been given up meanwhile.")
    SEAT_HELD = "seat-held", _("Somebody holds this seat. End the assignment before you give the seat up.")
    IN_TEAM = "in-team", _("This person is in the team already.")
    NO_MEMBER = "no-member", _("This person works for no organisation on the platform now.")
    ENDED_ALREADY = "ended-already", _("This assignment has ended already.")
    NO_ENDING = "no-ending", _("Please say why the assignment ends.")


class Refused(Exception):
    """Something cannot be done now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def require_alias_keeps_the_name(engagement: Engagement) -> None:
    """Raise Refused where the alias tells who the company is."""
    if any(name_leaks(engagement.company_name, {"alias": engagement.alias})):
        raise Refused(Refusal.ALIAS_TELLS)


def require_coordinator(engagement: Engagement) -> None:
    """Raise Refused unless its coordinator coordinates the responsible body."""
    memberships = engagement.organisation.memberships
    if not memberships.filter(user=engagement.coordinator_id, role=Role.COORDINATOR).exists():
        raise Refused(Refusal.NO_COORDINATOR)


def require_move(engagement: Engagement, to: Phase, why: str) -> Move:
    """The move to another phase. Raises Refused where the table has none, and where reason or consent is missing."""
    try:
        move = move_to(Phase(engagement.phase), to, engagement.before_suspension)
    except NotPossible:
        raise Refused(Refusal.NOT_NOW) from None
    if move.needs_reason and not why:
        raise Refused(Refusal.NO_REASON)
    if move.needs_consent and engagement.consent_on is None:
        raise Refused(Refusal.NO_CONSENT)
    return move


def require_free(seat: Seat, person: User) -> None:
    """Raise Refused unless the seat can be taken, and by this person."""
    if seat.engagement.phase in ENDED:
        raise Refused(Refusal.ENDED)
    if seat.given_up_at:
        raise Refused(Refusal.SEAT_GONE)
    held = Assignment.objects.open().filter(engagement=seat.engagement_id)
    if held.filter(seat=seat).exists():
        raise Refused(Refusal.SEAT_TAKEN)
    if held.filter(person=person).exists():
        raise Refused(Refusal.IN_TEAM)
    if not (person.is_active and person.memberships.exists()):
        raise Refused(Refusal.NO_MEMBER)
