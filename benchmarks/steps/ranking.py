"""Ranking ten thousand supporters for one engagement, every reason included, and finding the teams."""

from typing import Any

from benchmarks.measure import resident_mb, stopwatch, summary, timed
from benchmarks.supporters import engagements, supporters
from rubric.matching.domain.asked import Need
from rubric.matching.domain.ranking import best_teams, line_ups
from rubric.matching.domain.roster import Roster

PEOPLE, ASKED = 10_000, 40


def ranking(_size: int, _seconds: float) -> dict[str, Any]:
    """Milliseconds for one engagement: everybody before each of its seats, and the three best teams."""
    people, needs = supporters(PEOPLE), engagements(ASKED)
    with stopwatch() as columns:
        roster = Roster(people)
        _rank(roster, needs[0])  # the columns are made when they are first looked at
    figures = summary("ranking", timed(lambda need: _rank(roster, need), needs))
    return {**figures, "columns_seconds": columns.seconds, **resident_mb()}


def _rank(roster: Roster, need: Need) -> None:
    """Raises AssertionError where there is a team whose reasons do not add up."""
    before = line_ups(roster, need)
    for line_up in before:
        line_up.ranked()
    for team in best_teams(before):
        if team.points != sum(reason.points for one in team.holders if one for reason in one.reasons):
            raise AssertionError(f"the reasons of {team.keys} do not add up")
