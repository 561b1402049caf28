"""Synthetic supporters and engagements, the same from one run to the next."""

import random
from datetime import date

from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES, neighbours
from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Need, Role, Seat, Style
from rubric.matching.domain.policy import FIRST_POLICY
from rubric.matching.domain.roster import Candidate, Closed
from rubric.supporters.domain.months import next_months

SEED = 20_261
FIRST_MONTH = date(2027, 4, 1)
BARRIERS = ("cannot-see", "does-not-face", "cannot-act", "nobody-follows", "lacks-knowhow")
APPROACHES = ("gap-inspection", "gap-listening", "strength-discovery")
ELEMENTS = tuple(f"element-{number}" for number in range(11))
#: Many Starters, few Change Makers.
LEVELS = (0, 1, 1, 1, 2, 2, 2, 3, 3, 4)
CASES = tuple(f"case-{number}" for number in range(500))


def supporters(count: int) -> list[Candidate]:
    """`count` supporters of fifty organisations; every third lets all organisations ask him."""
    chance = random.Random(SEED)  # noqa: S311 - nothing secret is drawn
    return [_supporter(chance, number) for number in range(count)]


def engagements(count: int, organisations: int = 50) -> list[Need]:
    """`count` engagements of six months; each asks for the team of one of the first policy's rules."""
    chance = random.Random(SEED + 1)  # noqa: S311 - nothing secret is drawn
    return [_engagement(chance, number, organisations) for number in range(count)]


def _supporter(chance: random.Random, number: int) -> Candidate:
    base = chance.choice(list(PREFECTURES))
    level = chance.choice(LEVELS)
    return Candidate(
        key=f"{number:06}",
        organisations=frozenset({f"organisation-{number % 50}"}),
        open_to=None if number % 3 == 0 else frozenset(),
        level=level,
        levels={element: min(4, max(1, level + chance.choice((-1, 0, 0, 1)))) for element in ELEMENTS},
        strength=chance.choice((Strength.SELF_STATED, Strength.SIGNED, Strength.SIGNED)),
        valid_until=date(2027 + chance.randrange(3), 1 + chance.randrange(12), 28),
        base=base,
        reach=frozenset({base, *neighbours(base)}),
        is_online=chance.random() < 0.6,
        hours={month: _hours(chance) for month in next_months(FIRST_MONTH, 18)},
        industries=frozenset(chance.sample(list(INDUSTRIES), 3)),
        barriers=frozenset(chance.sample(BARRIERS, 2)),
        approaches=frozenset(chance.sample(APPROACHES, 1)),
        licences=frozenset({"smec"} if chance.random() < 0.4 else ()),
        languages=frozenset({"ja"}),
        style=chance.choice(list(Style)),
        learns_barriers=frozenset(chance.sample(BARRIERS, 1)),
        closed=tuple(_closed(chance) for _ in range(chance.randrange(5))),
        cases=frozenset(chance.sample(CASES, chance.randrange(3))),
    )


def _hours(chance: random.Random) -> tuple[int, int]:
    offered = chance.choice((8, 16, 24, 40))
    return offered, chance.choice((0, 0, 4, 8))


def _closed(chance: random.Random) -> Closed:
    industry = chance.choice(list(INDUSTRIES))
    return Closed(industry, (chance.choice(BARRIERS),), (chance.choice(APPROACHES),), chance.random() < 0.8)


def _engagement(chance: random.Random, number: int, organisations: int) -> Need:
    trainee = (Seat(Role.TRAINEE, Level.STARTER),) if chance.random() < 0.3 else ()
    return Need(
        key=f"engagement-{number:05}",
        organisation=f"organisation-{chance.randrange(organisations)}",
        seats=(*chance.choice(FIRST_POLICY.rules).seats, *trainee),
        months=next_months(FIRST_MONTH, 6),
        hours=4,
        prefecture=chance.choice(list(PREFECTURES)),
        is_online_possible=chance.random() < 0.7,
        industry=chance.choice(list(INDUSTRIES)),
        barriers=tuple(chance.sample(BARRIERS, 2)),
        approaches=tuple(chance.sample(APPROACHES, 1)),
        languages=("ja",),
        style=chance.choice(list(Style)),
        similar_cases={case: chance.randrange(40, 100) for case in chance.sample(CASES, 10)},
    )
