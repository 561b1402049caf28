"""Every hard rule alone: whom it refuses, what it tells, and the smallest change that would let him pass."""

from datetime import date

import pytest

from rubric.assessment.domain.strength import Strength
from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.roster import Roster
from rubric.matching.domain.rules import RULES, first_start
from rubric.matching.domain.why_not import why_not
from rubric.supporters.domain.months import next_months
from tests.unit.rubric.matching.people import ABLE, MONTHS, SEAT, able, need

THINKING = Seat(Role.LEAD, Level.STARTER, elements=(("thinking", Level.CHALLENGER),))
LATER = dict.fromkeys(MONTHS[1:], (10, 0))

#: The rule, who and what meets it, the facts that it tells, and those of the smallest change (None: there is none).
ALONE = [
    (
        "level",
        {"level": Level.STARTER},
        {},
        {"level": 1, "asked": 2, "elements": {}},
        {"level": 1, "asked": 2, "elements": {}},
    ),
    ("level", {"level": 0}, {}, {"level": 0, "asked": 2, "elements": {}}, None),
    (
        "level",
        {},
        {"seats": (THINKING,)},
        {"level": 2, "asked": 1, "elements": {"thinking": (2, 3)}},
        {"level": 2, "asked": 1, "elements": {"thinking": (2, 3)}},
    ),
    (
        "strength",
        {"strength": Strength.EVIDENCED},
        {},
        {"strength": 2, "asked": 3},
        {"strength": 2, "asked": 3},
    ),
    (
        "validity",
        {"valid_until": date(2026, 9, 30)},
        {},
        {"valid_until": date(2026, 9, 30), "starts_on": MONTHS[0]},
        {"valid_until": date(2026, 9, 30), "starts_on": MONTHS[0]},
    ),
    ("reach", {"reach": frozenset()}, {}, {"prefecture": "saitama"}, {"prefecture": "saitama", "online": False}),
    (
        "reach",
        {"reach": frozenset(), "is_online": True},
        {},
        {"prefecture": "saitama"},
        {"prefecture": "saitama", "online": True},
    ),
    ("dates", {"hours": LATER}, {}, {"months": MONTHS[:1]}, {"from": MONTHS[1]}),
    ("dates", {"hours": {}}, {}, {"months": MONTHS[:2]}, None),
    (
        "hours",
        {"hours": {MONTHS[0]: (10, 8), **LATER}},
        {},
        {"hours": 4, "free": {MONTHS[0]: 2}},
        {"hours": 2, "from": MONTHS[1]},
    ),
    (
        "hours",
        {"hours": {MONTHS[0]: (10, 10), MONTHS[1]: (10, 10)}},
        {},
        {"hours": 4, "free": {MONTHS[0]: 0, MONTHS[1]: 0}},
        None,
    ),
    ("licence", {}, {"licence": "smec"}, {"licence": "smec"}, {"licence": "smec"}),
    ("language", {}, {"languages": ("ja", "en")}, {"languages": ("en",)}, {"languages": ("en",)}),
    ("unwilling", {"declined_industries": frozenset("E")}, {}, {"industry": "E"}, None),
    ("conflict", {"conflicts": frozenset({"aoba"})}, {"company": "aoba"}, {}, None),
    ("conflict", {}, {"partial": frozenset({"able"})}, {}, None),
    ("conflict", {}, {"partial_organisations": frozenset({"ours"})}, {}, None),
    ("border", {"organisations": frozenset({"theirs"})}, {}, {}, {}),
    ("on-team", {}, {"team": frozenset({"able"})}, {}, None),
    ("declined", {}, {"declined": frozenset({"able"})}, {}, None),
]


def before(one, asked):
    return LineUp(Roster([one]), asked, asked.seats[0])


def test_whoever_has_everything_is_refused_by_nothing():
    assert before(ABLE, need()).refusals("able") == ()


@pytest.mark.parametrize(("rule", "who", "what", "facts", "change"), ALONE)
def test_rule_alone(rule, who, what, facts, change):
    answer = why_not(before(able(**who), need(**what)), "able")
    (refusal,) = answer.refusals
    assert (refusal.rule, refusal.facts) == (rule, facts)
    assert [one.facts for one in answer.changes] == ([] if change is None else [change])
    assert answer.is_possible is (change is not None)


def test_every_rule_is_tried_alone():
    assert {rule for rule, *_rest in ALONE} == {rule.name for rule in RULES}


def test_a_conflict_tells_nothing_of_itself():
    refused = before(able(conflicts=frozenset({"aoba"})), need(company="aoba")).refusals("able")
    noted = before(able(), need(company="aoba", partial=frozenset({"able"}))).refusals("able")
    assert refused == noted
    assert [(one.is_private, one.facts) for one in refused] == [(True, {})]


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ({"valid_until": None, "strength": Strength.EVIDENCED}, {"seats": (Seat(Role.LEAD, Level.MASTER),)}),
        ({"valid_until": date(2026, 9, 30)}, {"seats": (Seat(Role.LEAD, Level.MASTER),)}),
        ({"valid_until": date(2026, 9, 30), "hours": {}}, {"months": ()}),
        ({"valid_until": MONTHS[0]}, {}),
        ({"reach": frozenset()}, {"prefecture": ""}),
        ({"reach": frozenset(), "is_online": True}, {"is_online_possible": True}),
        ({"hours": dict.fromkeys(MONTHS, (4, 0))}, {}),
        ({"organisations": frozenset(), "open_to": frozenset({"ours"})}, {}),
        ({"organisations": frozenset(), "open_to": None}, {}),
        ({"conflicts": frozenset({"aoba"})}, {"company": ""}),
        ({}, {"team": frozenset({"somebody-else"})}),
    ],
)
def test_what_is_not_asked_for_refuses_nobody(who, what):
    assert before(able(**who), need(**what)).refusals("able") == ()


def test_a_later_start_needs_every_month_of_it():
    gap = able(hours={MONTHS[0]: (1, 0), MONTHS[1]: (10, 0), date(2027, 1, 1): (10, 0), date(2027, 2, 1): (10, 0)})
    assert first_start(gap, need()) == date(2027, 1, 1)
    assert first_start(gap, need(months=())) is None


def test_months_follow_over_the_end_of_a_year():
    assert next_months(date(2026, 11, 1), 3) == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))


def test_seat_asked_for_is_the_one_that_is_looked_at():
    line_up = LineUp(Roster([able(level=Level.STARTER)]), need(), Seat(Role.RECORDER))
    assert line_up.refusals("able") == ()
    assert SEAT.level > Level.STARTER
