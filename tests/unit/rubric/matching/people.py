"""Invented supporters and engagements, and strategies that draw them from a small world, so that they often meet."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Need, Role, Seat, Style
from rubric.matching.domain.roster import Candidate, Closed

MONTHS = tuple(date(2026, month, 1) for month in (10, 11, 12))
PREFECTURES = ("saitama", "gunma", "fukushima", "okinawa")
INDUSTRIES = ("E", "I", "M")
BARRIERS = ("cannot-see", "nobody-follows")
APPROACHES = ("gap-listening", "strength-discovery")
ELEMENTS = ("ownership", "thinking")

#: Whom no rule refuses, and of whom no term but those of level and load tells anything.
ABLE = Candidate(
    key="able",
    organisations=frozenset({"ours"}),
    level=Level.MASTER,
    levels=dict.fromkeys(ELEMENTS, Level.MASTER),
    strength=Strength.SIGNED,
    valid_until=date(2027, 12, 31),
    reach=frozenset({"saitama"}),
    hours=dict.fromkeys(MONTHS, (10, 0)),
    languages=frozenset({"ja"}),
)
SEAT = Seat(Role.LEAD, Level.MASTER, strength=Strength.SIGNED)
NEED = Need("case", "ours", (SEAT,), months=MONTHS[:2], hours=4, prefecture="saitama", industry="E", languages=("ja",))


def able(**changes) -> Candidate:
    return replace(ABLE, **changes)


def need(**changes) -> Need:
    return replace(NEED, **changes)


def some(values, **limits):
    return st.frozensets(st.sampled_from(values), **limits)


levels = st.integers(0, 4)
closed = st.builds(
    Closed,
    industry=st.sampled_from(("", *INDUSTRIES)),
    barriers=st.lists(st.sampled_from(BARRIERS), unique=True).map(tuple),
    approaches=st.lists(st.sampled_from(APPROACHES), unique=True).map(tuple),
    went_well=st.booleans(),
)
offered = st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda both: (max(both), min(both)))
candidates = st.builds(
    Candidate,
    key=st.just(""),
    organisations=some(("ours", "theirs"), max_size=1),
    open_to=st.none() | some(("ours", "theirs")),
    level=levels,
    levels=st.dictionaries(st.sampled_from(ELEMENTS), levels),
    strength=st.sampled_from(Strength),
    valid_until=st.none() | st.sampled_from((date(2026, 9, 30), date(2026, 10, 1), date(2027, 1, 1))),
    base=st.sampled_from(("", *PREFECTURES)),
    reach=some(PREFECTURES),
    is_online=st.booleans(),
    hours=st.dictionaries(st.sampled_from(MONTHS), offered),
    industries=some(INDUSTRIES),
    barriers=some(BARRIERS),
    approaches=some(APPROACHES),
    licences=some(("smec", "lawyer")),
    languages=some(("ja", "en")),
    style=st.sampled_from(Style),
    learns_industries=some(INDUSTRIES),
    learns_barriers=some(BARRIERS),
    declined_industries=some(INDUSTRIES, max_size=1),
    closed=st.lists(closed, max_size=4).map(tuple),
    cases=some(("c1", "c2")),
    conflicts=some(("aoba", "minato"), max_size=1),
)
#: Not so picky that nobody is ever left.
easy_candidates = st.builds(
    lambda one, level: replace(one, level=level, reach=one.reach | {"saitama"}, open_to=None),
    candidates,
    st.integers(1, 4),
)
seats = st.builds(
    Seat,
    role=st.sampled_from(Role),
    level=st.sampled_from(Level),
    elements=st.lists(st.tuples(st.sampled_from(ELEMENTS), st.sampled_from(Level)), max_size=1).map(tuple),
    strength=st.sampled_from(Strength),
)
easy_seats = st.builds(Seat, role=st.sampled_from(Role), level=st.sampled_from((Level.STARTER, Level.MASTER)))


def people(drawn=candidates, most=6):
    """Some people with keys of their own, in no order."""
    several = st.lists(drawn, max_size=most)
    named = several.map(lambda many: [replace(one, key=f"p{number}") for number, one in enumerate(many)])
    return named.flatmap(st.permutations)


def needs(drawn=seats, most_seats=3):
    keys = some([f"p{number}" for number in range(6)], max_size=2)
    return st.builds(
        Need,
        key=st.just("case"),
        organisation=st.sampled_from(("ours", "theirs", "others")),
        seats=st.lists(drawn, min_size=1, max_size=most_seats).map(tuple),
        months=st.sampled_from(((), MONTHS[:1], MONTHS[:2], (*MONTHS, date(2027, 1, 1)))),
        hours=st.integers(0, 6),
        prefecture=st.sampled_from(("", *PREFECTURES)),
        is_online_possible=st.booleans(),
        industry=st.sampled_from(("", *INDUSTRIES)),
        barriers=st.lists(st.sampled_from(BARRIERS), unique=True).map(tuple),
        approaches=st.lists(st.sampled_from(APPROACHES), unique=True).map(tuple),
        licence=st.sampled_from(("", "", "smec")),
        languages=st.sampled_from(((), ("ja",), ("ja", "en"))),
        style=st.sampled_from(Style),
        company=st.sampled_from(("", "aoba")),
        team=keys,
        declined=keys,
        earlier=keys,
        partial=keys,
        partial_organisations=some(("ours", "theirs"), max_size=1),
        similar_cases=st.dictionaries(st.sampled_from(("c1", "c2", "c3")), st.integers(0, 100)),
    )


def easy_needs(most_seats=3):
    """Needs that ask for little, so that whole teams are found."""
    return st.builds(
        lambda seats, hours, barriers: need(
            seats=tuple(seats), months=(), hours=hours, languages=(), industry="", barriers=barriers
        ),
        st.lists(easy_seats, min_size=1, max_size=most_seats),
        st.integers(0, 4),
        st.lists(st.sampled_from(BARRIERS), unique=True).map(tuple),
    )
