"""The page of one plan: what it says of each engagement, and what can still be proposed of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.library.pagination import pagination
from casebook.library.presenters import Pagination
from platform_site.accounts.models import User
from rubric.engagement.choices import Urgency
from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.models import Seat as SeatRow
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun, Proposal
from rubric.matching.planning.actions import LOST_AFTER, Choice
from rubric.matching.planning.forms import AskForms, TermsForm
from rubric.matching.planning.making import URGENCY
from rubric.matching.planning.people import People
from rubric.matching.planning.result import Line, Lines, Result, read_result
from rubric.matching.planning.wording import Near, near_words, nobody_words, proof_words
from rubric.matching.wording import reason_words, seat_words, term_label

PAGE_SIZE = 50
#: A plan that old speaks of another day.
OLD = timedelta(days=2)


@dataclass(frozen=True)
class SeatRowView:
    """A seat of a plan. `key` names it in a form; `state` tells what became of it since, empty: it is still open.

    `is_ticked` and `is_to_keep` are how its boxes stand.
    """

    key: str
    seat: str
    name: str
    url: str
    points: int
    reasons: tuple[tuple[str, str, int], ...]
    is_kept: bool
    is_locked: bool
    state: str
    why_nobody: tuple[str, ...]
    nearest: tuple[Near, ...]
    is_ticked: bool
    is_to_keep: bool

    @property
    def can_be_proposed(self) -> bool:
        """Whether somebody is named and the seat is open."""
        return bool(self.name) and not self.state


@dataclass(frozen=True)
class EngagementView:
    """An engagement of a plan. `terms` is None where nothing of it can be proposed."""

    engagement: Engagement
    url: str
    urgency: str
    seats: tuple[SeatRowView, ...]
    terms: TermsForm | None


@dataclass(frozen=True)
class PlanScreen:
    """The whole page; without `result` only how far it is. `gone`: engagements that are not there any more."""

    plan: PlanRun
    is_lost: bool
    result: Result | None = None
    proof: str = ""
    is_old: bool = False
    engagements: tuple[EngagementView, ...] = ()
    gone: int = 0
    forms: AskForms | None = None
    pagination: Pagination | None = None
    page: int = 1

    @property
    def proposable(self) -> tuple[Choice, ...]:
        """The seats on this page that can be proposed."""
        seats = (seat for one in self.engagements for seat in one.seats if seat.can_be_proposed)
        return tuple(read_key(seat.key) for seat in seats)

    @property
    def unfilled(self) -> int:
        """How many seats nobody takes."""
        return self.result.seats - self.result.filled if self.result else 0


def is_lost(plan: PlanRun) -> bool:
    """Whether a plan that is being made will never be ready."""
    return plan.is_under_way and plan.asked_at < timezone.now() - LOST_AFTER


def key_of_choice(choice: Choice) -> str:
    """How forms name a seat of a plan."""
    return f"{choice[0]}-{choice[1]}"


def read_key(key: str) -> Choice:
    """The seat that a form names. Raises ValueError for what is none."""
    engagement, _dash, number = key.partition("-")
    return int(engagement), int(number)


def plan_screen(plan: PlanRun, reader: User, *, page: int = 1, sent: QueryDict | None = None) -> PlanScreen:
    """A plan as its coordinator reads it now."""
    if plan.state != PlanState.DONE or plan.result is None:
        return PlanScreen(plan, is_lost(plan))
    return _Page(plan, read_result(plan.result), reader).screen(page, sent)


class _Page:
    """What one page of a finished plan needs, read in a few questions."""

    def __init__(self, plan: PlanRun, result: Result, reader: User) -> None:
        self.plan, self.result, self.reader = plan, result, reader
        named = [one.engagement for one in result.engagements]
        kept = Engagement.objects.kept_by(reader).filter(organisation=plan.organisation)
        self.engagements = kept.in_bulk(named)
        there = [one for one in result.engagements if one.engagement in self.engagements]
        self.lines = sorted(there, key=self._most_urgent_first)

    def screen(self, page: int, sent: QueryDict | None) -> PlanScreen:
        total = len(self.lines)
        page = max(1, min(page, -(-total // PAGE_SIZE)))
        shown = self.lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        people = People(self.plan.organisation, self.reader, self.result.people_named)
        now, ticks = Now([one.engagement for one in shown]), Ticks(sent)
        forms = AskForms([self.engagements[one.engagement] for one in shown], sent)
        address = reverse("plan", args=[self.plan.pk])
        return PlanScreen(
            plan=self.plan,
            is_lost=False,
            result=self.result,
            proof=proof_words(self.result),
            is_old=self.plan.asked_at < timezone.now() - OLD,
            engagements=tuple(self._engagement(one, people, now, forms, ticks) for one in shown),
            gone=len(self.result.engagements) - total,
            forms=forms,
            pagination=pagination(page, total, PAGE_SIZE, lambda number: f"{address}?page={number}"),
            page=page,
        )

    def _engagement(self, lines: Lines, people: People, now: "Now", forms: AskForms, ticks: "Ticks") -> EngagementView:
        engagement = self.engagements[lines.engagement]
        seats = tuple(seat_view(engagement.pk, line, people, now, ticks) for line in lines.seats)
        is_asked_for = any(seat.can_be_proposed for seat in seats)
        is_urgent = engagement.urgency != Urgency.NORMAL
        return EngagementView(
            engagement=engagement,
            url=reverse("engagement_staffing", args=[engagement.pk]),
            urgency=engagement.get_urgency_display() if is_urgent else "",
            seats=seats,
            terms=forms.of[engagement.pk] if is_asked_for else None,
        )

    def _most_urgent_first(self, lines: Lines) -> tuple[int, int]:
        return (-URGENCY[self.engagements[lines.engagement].urgency], lines.engagement)


class Now:
    """Who holds the seats of these engagements by now, or is asked."""

    def __init__(self, engagements: Sequence[int]) -> None:
        self._rows: dict[int, list[int]] = {}
        rows = SeatRow.objects.wanted().filter(engagement__in=engagements)
        for engagement, pk in rows.values_list("engagement", "pk"):
            self._rows.setdefault(engagement, []).append(pk)
        self._held = _by_seat(Assignment.objects.open().filter(engagement__in=engagements))
        self._asked = _by_seat(Proposal.objects.open().filter(engagement__in=engagements))

    def state(self, engagement: int, line: Line) -> str:
        """What became of a seat since the plan; empty where it is open."""
        rows = self._rows.get(engagement, [])
        if line.seat is not None and line.seat not in rows:
            return _("This seat is not wanted any more.")
        seat = line.seat if line.seat is not None else _at(rows, line.number)
        for holders, the_same, another in self._words():
            if seat in holders:
                return the_same if holders[seat] == line.person else another
        return ""

    def _words(self) -> Iterable[tuple[Mapping[int | None, int], str, str]]:
        yield self._held, _("Has accepted the seat"), _("Somebody else holds this seat by now.")
        yield self._asked, _("Has been asked and has not answered yet"), _("Somebody else has been asked by now.")


class Ticks:
    """How the boxes stand: as they were sent, else only what was kept before is to be kept."""

    def __init__(self, sent: QueryDict | None) -> None:
        self._is_sent = sent is not None
        self._seats = frozenset(sent.getlist("seat")) if sent else frozenset()
        self._kept = frozenset(sent.getlist("keep")) if sent else frozenset()

    def is_ticked(self, key: str) -> bool:
        """Whether a seat is to be proposed."""
        return key in self._seats

    def is_to_keep(self, key: str, line: Line) -> bool:
        """Whether a choice is to be kept in the next plan."""
        return key in self._kept if self._is_sent else line.locked


def seat_view(engagement: int, line: Line, people: People, now: Now, ticks: Ticks) -> SeatRowView:
    """A seat in words."""
    key = key_of_choice((engagement, line.number))
    named = people.named(line.person) if line.person is not None else None
    return SeatRowView(
        key=key,
        seat=seat_words(line.asked),
        name=named.name if named else "",
        url=named.url if named else "",
        points=line.points,
        reasons=tuple((term_label(one["term"]), reason_words(one), one["points"]) for one in line.reasons),
        is_kept=line.kept,
        is_locked=line.locked,
        state=now.state(engagement, line),
        why_nobody=() if named else nobody_words(line),
        nearest=tuple(near_words(one, people) for one in line.nearest),
        is_ticked=ticks.is_ticked(key),
        is_to_keep=ticks.is_to_keep(key, line),
    )


def _by_seat(rows: Iterable[Assignment] | Iterable[Proposal]) -> dict[int | None, int]:
    return dict(rows.values_list("seat", "person"))  # type: ignore[union-attr] # both are QuerySets


def _at(rows: Sequence[int], number: int) -> int | None:
    return rows[number] if number < len(rows) else None
