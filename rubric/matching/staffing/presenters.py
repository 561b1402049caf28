"""The page on which an engagement is staffed, shaped so that its templates neither query nor decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from rubric.assessment.domain.strength import Strength
from rubric.engagement.choices import SeatRole
from rubric.engagement.models import Engagement
from rubric.matching.changing.presenters import ChangeBlock, change_block
from rubric.matching.changing.words import terms_words
from rubric.matching.choices import STATES
from rubric.matching.domain.proposals import OPEN, State
from rubric.matching.domain.ranking import LineUp, Placed, Reason, Team, best_teams, line_ups
from rubric.matching.domain.roster import Candidate, Roster
from rubric.matching.domain.why_not import binding, nearest, why_not
from rubric.matching.models import Proposal, SeatDecision
from rubric.matching.models.decided import weights_of
from rubric.matching.needs import Place, Staffing, staffing_of
from rubric.matching.people import key_of, person_of, roster_of
from rubric.matching.wording import (
    change_words,
    level_words,
    needs_words,
    policy_rule_label,
    reason_words,
    refusal_words,
    rule_label,
    term_label,
)
from rubric.supporters.models import SupporterProfile

#: So many people stand below a seat at once.
MOST_SHOWN = 8
MOST_TEAMS = 3


@dataclass(frozen=True)
class Point:
    """A reason with its points, and the share of its term as a bar."""

    label: str
    sentence: str
    points: int
    share: int


@dataclass(frozen=True)
class PersonRow:
    """Somebody who may take a seat."""

    name: str
    url: str
    organisations: str
    level: str
    place: int
    points: int
    reasons: tuple[Point, ...]
    ask_url: str


@dataclass(frozen=True)
class NearestRow:
    """Somebody who could take the seat if one thing were otherwise."""

    name: str
    url: str
    change: str


@dataclass(frozen=True)
class SeatBlock:
    """A seat: who holds it, who is asked, or who could take it."""

    number: int
    anchor: str
    role: str
    needs: str
    holder: str = ""
    holder_url: str = ""
    assignment: Any = None
    terms: str = ""
    change: ChangeBlock | None = None
    proposal: Proposal | None = None
    state: str = ""
    is_overdue: bool = False
    question: str = ""
    able: int = 0
    ranked: tuple[PersonRow, ...] = ()
    nearest: tuple[NearestRow, ...] = ()
    binding: tuple[tuple[str, int], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody can be proposed."""
        return not self.holder and self.proposal is None


@dataclass(frozen=True)
class TeamBlock:
    """A team for the open seats, with what it adds up to; `missing` are roles for which there is nobody."""

    members: tuple[tuple[str, PersonRow], ...]
    missing: tuple[str, ...]
    points: int
    ask_url: str


@dataclass(frozen=True)
class WhyBlock:
    """Why somebody was not chosen for a seat."""

    name: str
    role: str
    refusals: tuple[str, ...]
    changes: tuple[str, ...]
    is_possible: bool
    reasons: tuple[Point, ...]
    points: int
    behind: int
    is_first: bool


@dataclass(frozen=True)
class StaffingScreen:
    """The whole page."""

    engagement: Engagement
    rule: str
    rule_now: str
    decision: SeatDecision | None
    is_by_rule: bool
    is_set_by_hand: bool
    can_be_staffed: bool
    is_whole: bool
    policy_number: int
    weights_number: int
    seats: tuple[SeatBlock, ...]
    teams: tuple[TeamBlock, ...]
    former: tuple[Proposal, ...]
    people: tuple[tuple[int, str], ...]
    why: WhyBlock | None
    has_supporters: bool
    asked_person: int
    asked_seat: int


@dataclass(frozen=True)
class _Names:
    """What people are called, and where their pages are."""

    names: Mapping[int, str]
    organisations: Mapping[int, str]
    profiles: Mapping[int, int]

    def url(self, person: int) -> str:
        return reverse("supporter", args=[self.profiles[person]]) if person in self.profiles else ""


def staffing_screen(engagement: Engagement, asked: Mapping[str, Any]) -> StaffingScreen:
    """The page for a coordinator who keeps the engagement. `asked`: about whom he wants to know why not."""
    staffing = staffing_of(engagement)
    roster = roster_of(engagement.organisation)
    weights_row, weights = weights_of(engagement.organisation)
    names = names_of(roster)
    open_places = staffing.open_places if staffing.can_be_staffed else ()
    found = line_ups(roster, staffing.need, weights) if open_places else []
    seat, person = _number(asked.get("seat")), _number(asked.get("person"))
    return StaffingScreen(
        engagement=engagement,
        rule=policy_rule_label(staffing.decision.rule if staffing.decision else staffing.rule.name),
        rule_now=policy_rule_label(staffing.rule.name),
        decision=staffing.decision,
        is_by_rule=staffing.is_by_rule,
        is_set_by_hand=staffing.decision is None and not staffing.is_by_rule,
        can_be_staffed=staffing.can_be_staffed,
        is_whole=staffing.is_whole,
        policy_number=staffing.policy_row.number if staffing.policy_row else 0,
        weights_number=weights_row.number if weights_row else 0,
        seats=tuple(_seats(staffing, found, names)),
        teams=tuple(_teams(staffing, found, names)),
        former=tuple(
            engagement.proposals.exclude(state__in=OPEN).exclude(state=State.ACCEPTED).select_related("person", "seat")
        ),
        people=tuple(sorted(names.names.items(), key=lambda one: one[1])) if open_places else (),
        why=_why(staffing, found, names, seat, person),
        has_supporters=bool(len(roster)),
        asked_person=person,
        asked_seat=seat,
    )


def names_of(roster: Roster) -> _Names:
    """Names of everybody in a roster."""
    people = [person_of(one.key) for one in roster.candidates]
    users = User.objects.filter(pk__in=people).prefetch_related("memberships__organisation")
    profiles = SupporterProfile.objects.filter(user__in=people).values_list("user", "pk")
    names, organisations = {}, {}
    for user in users:
        names[user.pk] = str(user)
        organisations[user.pk] = _(", ").join(one.organisation.label for one in user.memberships.all())
    return _Names(names, organisations, dict(profiles))


def points_of(reasons: Sequence[Reason]) -> tuple[Point, ...]:
    """Reasons in words, with their points."""
    return tuple(Point(term_label(one.term), reason_words(one), one.points, one.share) for one in reasons)


def ask_url(engagement: Engagement, pairs: Sequence[tuple[int, int]]) -> str:
    """Where people are asked to take seats: by the number of the seat and the person."""
    query = "&".join(f"ask={seat}-{person}" for seat, person in pairs)
    return f"{reverse('engagement_ask', args=[engagement.pk])}?{query}"


def _number(written: Any) -> int:
    return int(written) if written and str(written).isdecimal() and len(str(written)) < 10 else 0


def _seats(staffing: Staffing, found: Sequence[LineUp], names: _Names) -> Iterator[SeatBlock]:
    line_up_of = dict(zip(map(id, staffing.open_places), found, strict=False))
    for number, place in enumerate(staffing.places):
        yield _seat(staffing, number, place, line_up_of.get(id(place)), names)


def _seat(staffing: Staffing, number: int, place: Place, line_up: LineUp | None, names: _Names) -> SeatBlock:
    told: dict[str, Any] = {
        "number": number,
        "anchor": f"seat-{number}",
        "role": str(SeatRole(place.seat.role.value).label),
        "needs": needs_words(place.seat),
    }
    if place.holder:
        person = place.holder.person
        holder = {"holder": str(person), "holder_url": names.url(person.pk), "assignment": place.holder}
        holder["terms"] = terms_words(place.holder)
        return SeatBlock(**told, **holder, change=change_block(place.holder))
    if place.proposal:
        return SeatBlock(**told, **_asked(place.proposal))
    if line_up is None:
        return SeatBlock(**told)
    return SeatBlock(
        **told,
        able=len(line_up.order),
        ranked=tuple(person_row(staffing, number, one, names) for one in line_up.ranked(MOST_SHOWN)),
        nearest=tuple(
            NearestRow(names.names[person_of(one.key)], names.url(person_of(one.key)), change_words(one.change))
            for one in nearest(line_up)
        ),
        binding=tuple((rule_label(rule), count) for rule, count in binding(line_up).items()),
    )


def _asked(proposal: Proposal) -> dict[str, Any]:
    question = proposal.entries.last() if proposal.state == State.QUESTION else None
    return {
        "proposal": proposal,
        "state": str(STATES[State(proposal.state)]),
        "is_overdue": proposal.answer_by < timezone.localdate(),
        "question": question.text if question else "",
    }


def person_row(staffing: Staffing, number: int, placed: Placed, names: _Names) -> PersonRow:
    """Somebody before the seat with this number."""
    person = person_of(placed.candidate.key)
    return PersonRow(
        name=names.names[person],
        url=names.url(person),
        organisations=names.organisations[person],
        level=level_told(placed.candidate),
        place=placed.place,
        points=placed.points,
        reasons=points_of(placed.reasons),
        ask_url=ask_url(staffing.engagement, [(number, person)]),
    )


def level_told(candidate: Candidate) -> str:
    """The overall level and what stands behind it."""
    level, strength = level_words(candidate.level), Strength(candidate.strength)
    return f"{level} · {strength.label(get_language() or 'ja')}" if candidate.level else level


def _teams(staffing: Staffing, found: Sequence[LineUp], names: _Names) -> Iterator[TeamBlock]:
    if not found:
        return
    numbers = [number for number, place in enumerate(staffing.places) if place.is_open]
    shown: set[frozenset[str]] = set()
    for team in best_teams(found, MOST_TEAMS * len(found)):
        people = frozenset(team.keys)  # the same people in other seats are no other team to the reader
        if team.held and people not in shown and len(shown) < MOST_TEAMS:
            shown.add(people)
            yield _team(staffing, numbers, team, names)


def _team(staffing: Staffing, numbers: Sequence[int], team: Team, names: _Names) -> TeamBlock:
    roles = [str(SeatRole(staffing.places[number].seat.role.value).label) for number in numbers]
    told = list(zip(numbers, roles, team.holders, strict=True))
    return TeamBlock(
        members=tuple((role, person_row(staffing, number, one, names)) for number, role, one in told if one),
        missing=tuple(role for _number, role, one in told if one is None),
        points=team.points,
        ask_url=ask_url(
            staffing.engagement, [(number, person_of(one.candidate.key)) for number, _role, one in told if one]
        ),
    )


def _why(staffing: Staffing, found: Sequence[LineUp], names: _Names, number: int, person: int) -> WhyBlock | None:
    """Nothing where nobody is asked about, or one who cannot be asked by this organisation at all."""
    numbers = [place for place, one in enumerate(staffing.places) if one.is_open]
    if not found or number not in numbers or person not in names.names:
        return None
    line_up = found[numbers.index(number)]
    told = why_not(line_up, key_of(person))
    return WhyBlock(
        name=names.names[person],
        role=str(SeatRole(staffing.places[number].seat.role.value).label),
        refusals=tuple(refusal_words(one) for one in told.refusals),
        changes=tuple(change_words(one) for one in told.changes),
        is_possible=told.is_possible,
        reasons=points_of(told.reasons),
        points=told.points,
        behind=told.behind,
        is_first=not told.refusals and told.behind == 0,
    )
