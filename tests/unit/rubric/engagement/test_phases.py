"""The life of an engagement."""

from datetime import date
from itertools import product

import pytest

from rubric.engagement.domain.phases import (
    CANDIDATES,
    ENDED,
    MOVES,
    SUPPORTED,
    UNDER_WAY,
    USUAL_MONTHS,
    NotPossible,
    Phase,
    is_overdue,
    mermaid,
    move_to,
    possible,
    usual_end,
)

#: Everything that can be done, said once more. `!` asks for a reason, `+` for the company's agreement, `~` goes back.
ALLOWED = """
approached     pre-visit health-check refused! declined! suspended! handed-over!
refused        approached!
health-check   closed pre-visit refused! declined! suspended! handed-over!
pre-visit      issue-setting+ health-check refused! declined! suspended! handed-over!
issue-setting  issue-solving+ bridging+ follow-up+ closed! suspended! handed-over!
issue-solving  follow-up+ bridging+ issue-setting!+ closed! suspended! handed-over!
bridging       follow-up+ issue-solving!+ closed! suspended! handed-over!
follow-up      closed issue-setting!+ suspended! handed-over!
closed         follow-up!+
declined       approached!
suspended      approached~ health-check~ pre-visit~ issue-setting~+ issue-solving~+ bridging~+ follow-up~+
suspended      closed! declined! handed-over!
"""


def allowed():
    for line in ALLOWED.strip().splitlines():
        phase, *targets = line.split()
        for target in targets:
            yield (Phase(phase), Phase(target.rstrip("!+~"))), set(target) & set("!+~")


EXPECTED = dict(allowed())


@pytest.mark.parametrize(("phase", "to", "before"), list(product(Phase, Phase, [None, *Phase])))
def test_every_move_is_the_tables_or_is_refused_with_what_can_be_done(phase, to, before):
    marks = EXPECTED.get((phase, to))
    if marks is None or ("~" in marks and before is not to):
        with pytest.raises(NotPossible) as refused:
            move_to(phase, to, before)
        assert to not in refused.value.allowed
        assert refused.value.allowed == tuple(move.to for move in possible(phase, before))
        return
    move = move_to(phase, to, before)
    assert (move.to, move.needs_reason, move.needs_consent, move.resumes) == (
        to,
        "!" in marks,
        "+" in marks,
        "~" in marks,
    )


def test_whatever_turns_something_down_or_back_needs_a_reason():
    reasoned = {move.to for moves in MOVES.values() for move in moves if move.needs_reason}
    assert {Phase.REFUSED, Phase.DECLINED, Phase.SUSPENDED, Phase.HANDED_OVER} <= reasoned
    turned_down = [m for moves in MOVES.values() for m in moves if m.to in ENDED - {Phase.CLOSED}]
    assert all(move.needs_reason for move in turned_down)


def test_nobody_is_supported_without_having_agreed():
    assert {move.to for moves in MOVES.values() for move in moves if move.needs_consent} == SUPPORTED
    assert not CANDIDATES & SUPPORTED


def test_every_phase_is_reached_and_only_a_hand_over_leads_nowhere():
    reached = {Phase.APPROACHED}
    for _again in Phase:
        reached |= {move.to for phase, moves in MOVES.items() if phase in reached for move in moves}
    assert reached == set(Phase)
    assert {phase for phase in Phase if not possible(phase)} == {Phase.HANDED_OVER}


def test_a_phase_is_under_way_or_ended_or_suspended():
    assert UNDER_WAY | ENDED | {Phase.SUSPENDED} == set(Phase)
    assert not UNDER_WAY & ENDED


def test_suspended_one_goes_on_where_it_was_and_nowhere_else():
    for before in UNDER_WAY:
        assert [move.to for move in possible(Phase.SUSPENDED, before) if move.resumes] == [before]


def test_phase_is_overdue_after_its_usual_length():
    since = date(2026, 1, 31)
    assert usual_end(Phase.ISSUE_SETTING, since) == date(2026, 5, 31)
    assert not is_overdue(Phase.ISSUE_SETTING, since, date(2026, 5, 31))
    assert is_overdue(Phase.ISSUE_SETTING, since, date(2026, 6, 1))
    assert usual_end(Phase.PRE_VISIT, since) is None
    assert not is_overdue(Phase.PRE_VISIT, since, date(2099, 1, 1))
    assert all(usual.least < usual.most for usual in USUAL_MONTHS.values())


def test_diagram_draws_every_line_of_the_table():
    lines = [line.strip() for line in mermaid().splitlines()]
    assert lines[0] == "stateDiagram-v2"
    assert "pre_visit --> issue_setting : agreed to" in lines
    assert "suspended --> bridging : goes on where it was, agreed to" in lines
    assert len(lines) == 1 + len(Phase) + 1 + len(EXPECTED) + len(ENDED)
    assert not any("-" in line.split(" : ")[0].replace(" --> ", " ") for line in lines[1:] if "[*]" not in line)
