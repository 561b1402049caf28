"""Every soft term alone: the share that it gives."""

from datetime import date

import pytest

from rubric.framework.domain.levels import Level
from rubric.matching.domain.asked import Role, Seat, Style
from rubric.matching.domain.ranking import LineUp
from rubric.matching.domain.roster import Closed, Roster
from rubric.matching.domain.terms import TERMS
from rubric.matching.domain.weights import DEFAULT_WEIGHTS
from tests.unit.rubric.matching.people import MONTHS, able, need

LEARNING = (Seat(Role.TRAINEE), Seat(Role.LEAD, Level.CHALLENGER))
WELL = Closed("I", ("cannot-see",), ("gap-listening",), went_well=True)
BADLY = Closed("I", ("cannot-see",), ("gap-listening",), went_well=False)
BOTH = {"barriers": ("cannot-see", "nobody-follows")}

#: The term, who, what is asked, and the share.
ALONE = [
    ("barrier", {"barriers": frozenset({"cannot-see", "nobody-follows"})}, BOTH, 60),
    ("barrier", {"barriers": frozenset({"cannot-see"})}, BOTH, 30),
    ("barrier", {"closed": (BADLY,)}, BOTH, 50),
    ("barrier", {"closed": (WELL,), "barriers": frozenset({"nobody-follows"})}, BOTH, 80),
    ("barrier", {}, {"barriers": ()}, 0),
    ("industry", {"industries": frozenset("E")}, {}, 60),
    ("industry", {"closed": (WELL,)}, {"industry": "I"}, 100),
    ("industry", {"industries": frozenset("D")}, {}, 30),
    ("industry", {"industries": frozenset("P")}, {}, 0),
    ("approach", {"approaches": frozenset({"gap-listening"})}, {"approaches": ("gap-listening",)}, 60),
    ("approach", {"closed": (WELL,)}, {"approaches": ("gap-listening",)}, 100),
    ("results", {"closed": (WELL,)}, {"industry": "I"}, 33),
    ("results", {"closed": (WELL, BADLY, BADLY)}, {"barriers": ("cannot-see",)}, 33),
    ("results", {"closed": (WELL,) * 4}, {"industry": "I"}, 100),
    ("results", {"closed": (WELL,)}, {"industry": "E"}, 0),
    ("cases", {"cases": frozenset({"c1", "c2"})}, {"similar_cases": {"c1": 40, "c2": 70, "c3": 90}}, 70),
    ("place", {"base": "saitama"}, {}, 100),
    ("place", {"base": "gunma"}, {}, 60),
    ("place", {"base": "fukushima"}, {"prefecture": "gunma"}, 50),
    ("place", {"base": "okinawa"}, {}, 20),
    ("place", {"reach": frozenset()}, {}, 10),
    ("place", {"base": "saitama"}, {"prefecture": ""}, 0),
    ("just-enough", {}, {}, 100),
    ("just-enough", {"level": Level.CHANGE_MAKER}, {}, 30),
    ("just-enough", {"level": Level.CHANGE_MAKER}, {"seats": (Seat(Role.LEAD),)}, 0),
    ("load", {"hours": {MONTHS[0]: (10, 0), MONTHS[1]: (8, 2)}}, {}, 25),
    ("load", {}, {"months": ()}, 0),
    ("style", {"style": Style.PROPOSING}, {"style": Style.PROPOSING}, 100),
    ("style", {"style": Style.ENCOURAGING}, {"style": Style.PROPOSING}, 0),
    ("style", {"style": Style.EITHER}, {"style": Style.PROPOSING}, 70),
    ("style", {"style": Style.PROPOSING}, {}, 0),
    ("wish", {"learns_industries": frozenset("E")}, {}, 100),
    ("wish", {"learns_barriers": frozenset({"cannot-see"})}, BOTH, 100),
    ("wish", {"learns_barriers": frozenset({"cannot-see"})}, {}, 0),
    ("continuity", {}, {"earlier": frozenset({"able"})}, 100),
    ("growth", {"level": Level.MASTER}, {"seats": LEARNING}, 100),
    ("growth", {"level": Level.STARTER}, {"seats": LEARNING}, 50),
    ("growth", {"level": Level.CHALLENGER}, {"seats": LEARNING}, 0),
    ("growth", {"level": Level.STARTER}, {"seats": (Seat(Role.TRAINEE), Seat(Role.LEAD))}, 0),
    ("growth", {"level": Level.STARTER}, {"seats": (Seat(Role.LEAD), LEARNING[1])}, 0),
    ("growth", {"level": Level.STARTER}, {"seats": (Seat(Role.TRAINEE),)}, 0),
]


@pytest.mark.parametrize(("term", "who", "what", "share"), ALONE)
def test_term_alone(term, who, what, share):
    asked = need(**what)
    reasons = LineUp(Roster([able(**who)]), asked, asked.seats[0]).reasons("able")
    points = {reason.term: (reason.share, reason.points) for reason in reasons}
    assert points.get(term, (0, 0)) == (share, share * DEFAULT_WEIGHTS[term])


def test_every_term_is_tried_alone():
    assert {term for term, *_rest in ALONE} == {term.name for term in TERMS}


def test_a_month_without_an_offer_leaves_no_reserve():
    asked = need(months=(date(2030, 1, 1),), hours=0)
    assert "load" not in {reason.term for reason in LineUp(Roster([able()]), asked, asked.seats[0]).reasons("able")}
