"""The coordinators' board over five thousand engagements, and the morning's page over the same."""

import random
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.measure import resident_mb, summary, timed
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.engagement.choices import SeatRole, Urgency
from rubric.engagement.domain.names import comparable
from rubric.engagement.domain.phases import SUPPORTED, Phase
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal

ENGAGEMENTS, PEOPLE, SEATS = 5_000, 2_000, 2
BATCH = 2_000
MAIL = "desk@bench.example"
#: What is asked of the board: as it is, narrowed, as a list, deep in it.
ASKED = (
    "board/",
    "board/?attention=unstaffed",
    "board/?attention=waiting&view=list",
    "board/?prefecture=saitama&q=会社",
    "board/?people=mine&urgency=urgent",
    "board/?view=list&page=90",
)


def desk(_size: int, _seconds: float) -> dict[str, Any]:
    """The board and the morning's page as whole responses."""
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(_coordinator())
    board = summary("board", timed(lambda address: _get(client, address), list(ASKED) * 5))
    today = summary("today", timed(lambda address: _get(client, address), [""] * 10))
    return {**board, **today, "board_sql": _queries(client), **resident_mb()}


def _queries(client: Client) -> int:
    """The most that any of the addresses takes."""
    counts = []
    for address in ASKED:
        with CaptureQueriesContext(connection) as captured:
            _get(client, address)
        counts.append(len(captured))
    return max(counts)


def _get(client: Client, address: str) -> None:
    """Fetch a page of the desk. Raises AssertionError where it is not there."""
    response = client.get(f"/desk/{address}")
    if response.status_code != 200:
        raise AssertionError(f"/desk/{address} answered {response.status_code}")


@transaction.atomic
def _coordinator() -> User:
    """Whoever coordinates the large organisation; it is filled once."""
    known = User.objects.filter(email=MAIL).first()
    if known:
        return known
    call_command("seed", verbosity=0)
    home = Organisation.objects.create(name="大きな机の団体", kind="chamber", prefecture="saitama")
    keeper = User.objects.create_user(MAIL, name="調整 竹子")
    Membership.objects.create(user=keeper, organisation=home, role=Role.COORDINATOR)
    _fill(home, keeper, random.Random(6))  # noqa: S311 - engagements that are the same in each run
    return keeper


def _fill(home: Organisation, keeper: User, chance: random.Random) -> None:
    engagements = Engagement.objects.bulk_create(_engagements(home, keeper, chance), batch_size=BATCH)
    seats = Seat.objects.bulk_create(
        [Seat(engagement=one, role=role) for one in engagements for role in (SeatRole.LEAD, SeatRole.EXPERT)],
        batch_size=BATCH,
    )
    people = _people()
    begun = [seat for seat in seats if seat.engagement.phase in SUPPORTED]
    held = {seat.pk: person for seat, person in zip(begun, people * SEATS, strict=False) if chance.random() < 0.8}
    Assignment.objects.bulk_create(list(_assignments(seats, held)), batch_size=BATCH)
    asked = [seat for seat in seats if seat.pk not in held and chance.random() < 0.3]
    Proposal.objects.bulk_create(list(_proposals(asked, people, keeper)), batch_size=BATCH)


def _engagements(home: Organisation, keeper: User, chance: random.Random) -> Iterator[Engagement]:
    now, today = timezone.now(), timezone.localdate()
    for number in range(ENGAGEMENTS):
        name, phase = f"株式会社見本{number:05}", chance.choice(list(Phase))
        yield Engagement(
            organisation=home,
            coordinator=keeper,
            company_name=name,
            name_key=comparable(name),
            alias=f"会社{chance.choice('甲乙丙丁')}",
            prefecture=chance.choice(list(PREFECTURES)),
            industry=chance.choice(list(INDUSTRIES)),
            urgency=chance.choice(Urgency.values),
            owner_says="売上が減り、後を継ぐ人も決まっていません。" * 20,
            phase=phase,
            phase_since=now - timedelta(days=chance.randint(0, 500)),
            wished_start=today + timedelta(days=chance.randint(-200, 200)),
            consent_on=today if phase in SUPPORTED else None,
        )


def _people() -> list[User]:
    password = make_password(None)
    users = [
        User(email=f"desk{number}@bench.example", name=f"人 {number}", password=password) for number in range(PEOPLE)
    ]
    return User.objects.bulk_create(users, batch_size=BATCH)


def _assignments(seats: list[Seat], held: Mapping[int, User]) -> Iterator[Assignment]:
    today = timezone.localdate()
    for seat in seats:
        if person := held.get(seat.pk):
            yield Assignment(engagement=seat.engagement, seat=seat, person=person, hours_a_month=8, starts_on=today)


def _proposals(seats: list[Seat], people: list[User], keeper: User) -> Iterator[Proposal]:
    today = timezone.localdate()
    for number, seat in enumerate(seats):
        yield Proposal(
            engagement=seat.engagement,
            seat=seat,
            person=people[number % len(people)],
            state=State.ASKED,
            starts_on=today,
            ends_on=today + timedelta(days=90),
            hours_a_month=8,
            answer_by=today + timedelta(days=number % 20 - 5),
            asked_by=keeper,
        )
