"""Two plans side by side: their figures, and the seats of which they say something else."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from rubric.engagement.models import Engagement
from rubric.matching.domain.asked import Seat
from rubric.matching.models import PlanRun
from rubric.matching.planning.people import Named, People
from rubric.matching.planning.result import Line, Result, read_result
from rubric.matching.planning.wording import proof_words
from rubric.matching.wording import seat_words

#: A seat in both plans: its engagement, what it asks for, and how many that ask the same come before it.
Key = tuple[int, Seat, int]


@dataclass(frozen=True)
class Figure:
    """What is counted in both plans."""

    label: str
    one: int
    other: int

    @property
    def differs(self) -> bool:
        """Whether the plans differ in it."""
        return self.one != self.other


@dataclass(frozen=True)
class Difference:
    """A seat, and whom each plan has for it; words where that is nobody, or the seat was not open."""

    engagement: Engagement
    url: str
    seat: str
    one: Named
    other: Named


@dataclass(frozen=True)
class CompareScreen:
    """The whole page. `proofs` tell how good each plan is."""

    one: PlanRun
    other: PlanRun
    proofs: tuple[str, ...]
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]
    same: int


def compare_screen(one: PlanRun, other: PlanRun, reader: User) -> CompareScreen:
    """Two finished plans of one organisation."""
    results = read_result(one.result or {}), read_result(other.result or {})
    before, after = (_by_seat(result) for result in results)
    engagements = Engagement.objects.kept_by(reader).in_bulk({key[0] for key in (*before, *after)})
    people = People(one.organisation, reader, results[0].people_named | results[1].people_named)
    seats = [key for key in dict.fromkeys((*before, *after)) if key[0] in engagements]
    changed = [key for key in seats if _holder(before, key) != _holder(after, key)]
    return CompareScreen(
        one=one,
        other=other,
        proofs=tuple(map(proof_words, results)),
        figures=_figures(*results),
        differences=tuple(
            Difference(
                engagement=engagements[key[0]],
                url=reverse("engagement_staffing", args=[key[0]]),
                seat=seat_words(key[1]),
                one=_named(before, key, people),
                other=_named(after, key, people),
            )
            for key in changed
        ),
        same=len(seats) - len(changed),
    )


def _by_seat(result: Result) -> dict[Key, Line]:
    twins: Counter[tuple[int, Seat]] = Counter()
    lines = {}
    for engagement, line in result.lines():
        seat = line.asked
        lines[engagement, seat, twins[engagement, seat]] = line
        twins[engagement, seat] += 1
    return lines


def _holder(lines: Mapping[Key, Line], key: Key) -> tuple[bool, int | None]:
    return key in lines, lines[key].person if key in lines else None


def _named(lines: Mapping[Key, Line], key: Key, people: People) -> Named:
    if key not in lines:
        return Named(_("not open then"))
    person = lines[key].person
    return Named(_("Nobody")) if person is None else people.named(person)


def _figures(one: Result, other: Result) -> tuple[Figure, ...]:
    return (
        Figure(_("Open seats"), one.seats, other.seats),
        Figure(_("Seats with somebody"), one.filled, other.filled),
        Figure(_("Points of fit"), one.points, other.points),
        Figure(_("People with more than one seat"), one.several, other.several),
        Figure(_("People who could be asked"), one.people, other.people),
    )
