"""The coordinators' page over twenty thousand supporters, and the figures of a nation of them."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.measure import resident_mb, stopwatch, summary, timed
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.cohort.figures import take_figures
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment, FiguresSnapshot, Standing
from rubric.framework.models import RubricElement, RubricVersion

#: People of the organisation whose page is opened, and of each of the others.
PEOPLE, OTHERS = 20_000, 1_250
ELSEWHERE = (("hokkaido", "bank"), ("osaka", "yorozu"), ("fukuoka", "chamber"), ("okinawa", "foundation"))
BATCH = 2_000
#: What is asked of the page: the list as it is, filtered, sorted, deep in it, for another target.
ASKED = ("", "?term=ended", "?level=master&sort=end", "?sort=end&page=300", "?q=人+1999", "?target=change-maker")


def cohort(_size: int, _seconds: float) -> dict[str, Any]:
    """The page as a whole response, and taking the figures."""
    coordinator = _people()
    client = Client(headers={"accept-encoding": "gzip"})
    client.force_login(coordinator)
    addresses = [f"/desk/levels/{query}" for query in ASKED]
    figures = summary("cohort", timed(lambda address: _get(client, address), addresses * 3))
    with CaptureQueriesContext(connection) as captured:
        _get(client, addresses[0])
    with stopwatch() as watch:
        _take()
    return {**figures, "cohort_sql": len(captured), "figures_seconds": watch.seconds, **resident_mb()}


def _get(client: Client, address: str) -> None:
    """Fetch a page. Raises AssertionError where it is not there."""
    response = client.get(address)
    if response.status_code != 200:
        raise AssertionError(f"{address} answered {response.status_code}")


def _take() -> None:
    """The figures of a day that has none yet."""
    latest = FiguresSnapshot.objects.first()
    take_figures(latest.taken_on + timedelta(days=1) if latest else None)


@transaction.atomic
def _people() -> User:
    """The supporters with their signed levels, made once; returns the coordinator of the large organisation."""
    coordinator = User.objects.filter(email="coordinator@bench.example").first()
    if coordinator:
        return coordinator
    call_command("seed", verbosity=0)
    coordinator = User.objects.create_user("coordinator@bench.example", name="調整 松子")
    home = Organisation.objects.create(name="大きな団体", kind="chamber", prefecture="tokyo")
    Membership.objects.create(user=coordinator, organisation=home, role=Role.COORDINATOR)
    _fill(home, PEOPLE)
    for prefecture, kind in ELSEWHERE:
        _fill(Organisation.objects.create(name=f"団体 {prefecture}", kind=kind, prefecture=prefecture), OTHERS)
    return coordinator


def _fill(organisation: Organisation, count: int) -> None:
    version, password = RubricVersion.objects.get(), make_password(None)
    chance = random.Random(organisation.pk)  # noqa: S311 - levels that are the same in each run
    users = [
        User(email=f"p{organisation.pk}-{number}@bench.example", name=f"人 {number:05}", password=password)
        for number in range(count)
    ]
    people = User.objects.bulk_create(users, batch_size=BATCH)
    Membership.objects.bulk_create(
        [Membership(user=one, organisation=organisation, role=Role.SUPPORTER) for one in people], batch_size=BATCH
    )
    now = timezone.now()
    assessments = Assessment.objects.bulk_create(
        [Assessment(author=one, version=version, state=State.AGREED, submitted_at=now) for one in people],
        batch_size=BATCH,
    )
    Standing.objects.bulk_create(_standings(organisation, version, assessments, chance), batch_size=BATCH)


def _standings(
    organisation: Organisation, version: RubricVersion, assessments: list[Assessment], chance: random.Random
) -> Iterator[Standing]:
    slugs = list(RubricElement.objects.filter(domain__version=version).values_list("slug", flat=True))
    today = timezone.localdate()
    for assessment in assessments:
        levels = {slug: chance.choices((1, 2, 3, 4), (2, 4, 3, 1))[0] for slug in slugs}
        left = chance.randint(-60, 700)
        yield Standing(
            assessment=assessment,
            person_id=assessment.author_id,
            organisation=organisation,
            version=version,
            level=sorted(levels.values())[len(levels) // 2],
            levels=levels,
            own={slug: min(4, level + chance.randint(0, 1)) for slug, level in levels.items()},
            rated=levels,
            signed_on=today + timedelta(days=left - 730),
            valid_until=today + timedelta(days=left),
        )
