"""The team that the newest plan proposes for an engagement, as far as it still holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from platform_site.accounts.models import Organisation, User
from rubric.desk.conditions import open_seats
from rubric.engagement.choices import SeatRole
from rubric.engagement.models import Engagement, Seat
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun
from rubric.matching.planning.result import Line, Lines, read_result
from rubric.matching.wording import rule_label
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class Proposed:
    """Whom the plan has for a seat; without anybody, `missing` is the rule that keeps most people from it."""

    role: str
    name: str
    missing: str = ""


@dataclass(frozen=True)
class Plans:
    """What the newest plans of some organisations say of their engagements."""

    teams: Mapping[int, tuple[Proposed, ...]]
    organisations: frozenset[int]


def planned_teams(engagements: Iterable[Engagement], user: User) -> Plans:
    """For these engagements of the reader: who would take the seats that are still open."""
    told = {one.pk: one for one in engagements}
    seats = _Seats(told)
    teams: dict[int, tuple[Proposed, ...]] = {}
    planned = set()
    for organisation in {one.organisation for one in told.values()}:
        lines = _newest(organisation, user)
        if lines is not None:
            planned.add(organisation.pk)
            open_lines = {one.engagement: seats.open_of(one) for one in lines if one.engagement in told}
            teams |= _teams(open_lines, organisation)
    return Plans(teams, frozenset(planned))


class _Seats:
    """Which seats of these engagements are open, and which engagements have none set."""

    def __init__(self, engagements: Iterable[int]) -> None:
        keys = list(engagements)
        self.open = set(open_seats().filter(engagement__in=keys).values_list("pk", flat=True))
        self.set = set(Seat.objects.wanted().filter(engagement__in=keys).values_list("engagement", flat=True))

    def open_of(self, lines: Lines) -> list[Line]:
        """What the plan says of the seats that are open now."""
        is_bare = lines.engagement not in self.set
        return [line for line in lines.seats if (is_bare if line.seat is None else line.seat in self.open)]


def _newest(organisation: Organisation, user: User) -> tuple[Lines, ...] | None:
    finished = PlanRun.objects.visible_to(user).filter(organisation=organisation, state=PlanState.DONE)
    written = finished.values_list("result", flat=True).first()
    return read_result(written).engagements if written else None


def _teams(lines: Mapping[int, list[Line]], organisation: Organisation) -> dict[int, tuple[Proposed, ...]]:
    """Who does not let the organisation ask him any more is not named."""
    people = {line.person for told in lines.values() for line in told if line.person is not None}
    askable = SupporterProfile.objects.askable_by(organisation).filter(user__in=people)
    names = dict(askable.values_list("user", "user__name"))
    return {engagement: tuple(_proposed(told, names)) for engagement, told in lines.items() if told}


def _proposed(lines: Iterable[Line], names: Mapping[int, str]) -> Iterator[Proposed]:
    for line in lines:
        name = names.get(line.person, "") if line.person is not None else ""
        binding = line.binding or {}
        missing = max(binding, key=lambda rule: binding[rule]) if binding and not name else ""
        yield Proposed(str(SeatRole(line.asked.role.value).label), name, rule_label(missing) if missing else "")
