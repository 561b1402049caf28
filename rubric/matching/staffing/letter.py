"""選定理由書: the letter that tells a company who will accompany it, and why these people.

It is made of the reasons that the ranking gave on the day of the proposal, polite and without inner points; nobody
else who was considered stands in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from rubric.assessment.domain.strength import Strength
from rubric.engagement.choices import SeatRole
from rubric.engagement.models import Assignment, Engagement
from rubric.matching.domain.ranking import Reason
from rubric.matching.models import Decision
from rubric.matching.models.decided import weights_of
from rubric.matching.needs import as_if_open
from rubric.matching.people import key_of, roster_of
from rubric.matching.wording import level_words

#: How many reasons stand beside a name.
MOST_REASONS = 3

#: By term, from the fullest share down; terms that are no concern of the company's are left out.
SENTENCES: Mapping[str, tuple[tuple[int, StrOrPromise], ...]] = {
    "barrier": (
        (100, _("has accompanied companies with concerns like yours to the end of their engagements.")),
        (1, _("is experienced in concerns like those that you have told us of.")),
    ),
    "industry": (
        (100, _("has accompanied companies of your industry.")),
        (60, _("knows your industry well.")),
        (1, _("knows industries close to yours.")),
    ),
    "approach": ((1, _("is at home in the way of working that we would like to take with you.")),),
    "results": ((1, _("has brought support of companies like yours to a good end.")),),
    "cases": ((1, _("has worked on a published case of a company like yours.")),),
    "place": (
        (100, _("works in your prefecture and can call on you easily.")),
        (50, _("works near you and can call on you easily.")),
    ),
    "style": ((100, _("works in the way that you wished for.")),),
    "continuity": ((1, _("has accompanied you before and knows your company.")),),
}
ROLES: Mapping[str, StrOrPromise] = {
    SeatRole.LEAD: _("leads the conversations with you and answers for the support as a whole."),
    SeatRole.EXPERT: _("brings special knowledge and thinks through the issues with you."),
    SeatRole.COORDINATOR: _("arranges dates and bodies, and is there for your questions at any time."),
    SeatRole.RECORDER: _("writes down what is said, so that nothing is lost."),
    SeatRole.TRAINEE: _("takes part to learn, and helps the others."),
}


@dataclass(frozen=True)
class Member:
    """Somebody in the team, as the company is told of him."""

    name: str
    organisation: str
    role: str
    task: str
    reasons: tuple[str, ...]
    level: str
    is_signed: bool
    starts_on: date
    hours: int


@dataclass(frozen=True)
class Letter:
    """The whole letter. `is_whole`: whether every seat has somebody."""

    members: tuple[Member, ...]
    open_roles: tuple[str, ...]
    today: date

    @property
    def is_whole(self) -> bool:
        """Whether nobody is missing."""
        return not self.open_roles


def letter_of(engagement: Engagement) -> Letter:
    """Who holds the seats now."""
    held = {
        one.seat_id: one
        for one in engagement.assignments.open()
        .select_related("person", "seat", "proposal__decision")
        .prefetch_related("person__memberships__organisation")
    }
    seats = list(engagement.seats.wanted())
    undecided = [held[seat.pk] for seat in seats if seat.pk in held and not hasattr(held[seat.pk], "proposal")]
    today = _todays_reasons(engagement, undecided) if undecided else {}
    return Letter(
        members=tuple(_member(held[seat.pk], today.get(seat.pk)) for seat in seats if seat.pk in held),
        open_roles=tuple(str(seat.get_role_display()) for seat in seats if seat.pk not in held),
        today=timezone.localdate(),
    )


def _todays_reasons(engagement: Engagement, assignments: Sequence[Assignment]) -> dict[int, tuple[Reason, ...]]:
    """By seat, what speaks today for those who were put into the team without having been proposed."""
    roster = roster_of(engagement.organisation)
    _row, weights = weights_of(engagement.organisation)
    keys = {one: key_of(one.person_id) for one in assignments}
    return {
        one.seat_id: as_if_open(one, roster, weights).reasons(key) for one, key in keys.items() if key in roster.place
    }


def _member(assignment: Assignment, today: Sequence[Reason] | None) -> Member:
    person, role = assignment.person, assignment.seat.role
    proposal = getattr(assignment, "proposal", None)
    decision: Decision | None = proposal.decision if proposal else None
    told = [(one["term"], one["share"]) for one in decision.reasons] if decision else [one[:2] for one in today or ()]
    bodies = [one.organisation.label for one in person.memberships.all()]
    return Member(
        name=str(person),
        organisation=bodies[0] if bodies else "",
        role=str(assignment.seat.get_role_display()),
        task=str(ROLES[role]),
        reasons=tuple(_sentences(told))[:MOST_REASONS],
        level=level_words(decision.level) if decision and decision.level else "",
        is_signed=decision is not None and decision.strength == Strength.SIGNED,
        starts_on=assignment.starts_on,
        hours=assignment.hours_a_month,
    )


def _sentences(reasons: Iterable[tuple[str, int]]) -> Iterator[str]:
    """In the order of their points, which are not told."""
    for term, share in reasons:
        for least, sentence in SENTENCES.get(term, ()):
            if share >= least:
                yield str(sentence)
                break
