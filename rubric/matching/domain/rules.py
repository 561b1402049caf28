"""The hard rules: who cannot take a seat, each for a reason with a name.

A rule looks at the whole roster at once; of one person it tells the facts that its sentence needs, and what would have
to change for it to let him pass. Whatever a rule refuses is refused for ranking, plan, page, letter and test alike.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from rubric.assessment.domain.strength import Strength
from rubric.matching.domain.asked import Need, Seat
from rubric.matching.domain.roster import Candidate, Marks, Roster
from rubric.supporters.domain.months import next_months

Facts = Mapping[str, object]


@dataclass(frozen=True)
class Refusal:
    """That a rule does not let somebody take a seat. `facts` are what its sentence is made of."""

    rule: str
    facts: Facts = field(default_factory=dict)
    is_private: bool = False


@dataclass(frozen=True)
class Change:
    """What would have to be otherwise for a rule to let somebody pass: the least that would do."""

    rule: str
    facts: Facts


@dataclass(frozen=True)
class Rule:
    """A hard rule: whom of a roster it refuses, and what there is to say of one person.

    `change` tells the smallest change that would let him pass, None where nothing that anybody could arrange would.
    Of a private rule others hear no more than that it cannot be. `looks_at_seat` tells whether it may differ between
    the seats of one engagement.
    """

    name: str
    refuses: Callable[[Roster, Need, Seat], Marks]
    facts: Callable[[Candidate, Need, Seat], Facts] = lambda _candidate, _need, _seat: {}
    change: Callable[[Candidate, Need, Seat], Facts | None] = lambda _candidate, _need, _seat: None
    is_private: bool = False
    looks_at_seat: bool = False


def _nobody(roster: Roster) -> Marks:
    return np.zeros(len(roster), np.bool_)


def _level(roster: Roster, _need: Need, seat: Seat) -> Marks:
    refused: Marks = roster.level < seat.level
    for element, level in seat.elements:
        refused = refused | (roster.element_level(element) < level)
    return refused


def _missing_levels(candidate: Candidate, _need: Need, seat: Seat) -> Facts:
    elements = {
        element: (candidate.levels.get(element, 0), int(level))
        for element, level in seat.elements
        if candidate.levels.get(element, 0) < level
    }
    return {"level": candidate.level, "asked": int(seat.level), "elements": elements}


def _lower_seat(candidate: Candidate, need: Need, seat: Seat) -> Facts | None:
    """A seat can be asked for at a lower level, though at none where there is no level at all."""
    return _missing_levels(candidate, need, seat) if candidate.level else None


def _strength(roster: Roster, _need: Need, seat: Seat) -> Marks:
    refused: Marks = roster.strength < seat.strength
    return refused


def _strengths(candidate: Candidate, _need: Need, seat: Seat) -> Facts:
    return {"strength": int(candidate.strength), "asked": int(seat.strength)}


def _validity(roster: Roster, need: Need, seat: Seat) -> Marks:
    """Signed levels have to count on the first day; what is not signed has no end."""
    if need.starts_on is None or seat.strength is Strength.SELF_STATED:
        return _nobody(roster)
    refused: Marks = (roster.valid_until != 0) & (roster.valid_until < need.starts_on.toordinal())
    return refused


def _end_of_validity(candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"valid_until": candidate.valid_until, "starts_on": need.starts_on}


def _reach(roster: Roster, need: Need, _seat: Seat) -> Marks:
    if not need.prefecture:
        return _nobody(roster)
    goes_there = roster.has_any("reach", "prefecture", [need.prefecture])
    return ~(goes_there | roster.is_online) if need.is_online_possible else ~goes_there


def _place(_candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"prefecture": need.prefecture}


def _other_reach(candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"prefecture": need.prefecture, "online": candidate.is_online and not need.is_online_possible}


def _dates(roster: Roster, need: Need, _seat: Seat) -> Marks:
    """Somebody has to offer time in every month, be it ever so little: a team does not meet without him."""
    refused = _nobody(roster)
    for month in need.months:
        offered, _free = roster.hours_in(month)
        refused |= offered == 0
    return refused


def _idle_months(candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"months": tuple(month for month in need.months if not candidate.hours.get(month, (0, 0))[0])}


def _other_dates(candidate: Candidate, need: Need, _seat: Seat) -> Facts | None:
    """The first month from which he has the hours as long as they are asked for."""
    start = first_start(candidate, need)
    return None if start is None else {"from": start}


def _hours(roster: Roster, need: Need, _seat: Seat) -> Marks:
    """In a month in which nothing is offered it is the dates that do not fit."""
    refused = _nobody(roster)
    for month in need.months:
        offered, free = roster.hours_in(month)
        refused |= (offered > 0) & (free < need.hours)
    return refused


def _free_where_short(candidate: Candidate, need: Need) -> dict[date, int]:
    free = {month: offered - booked for month, (offered, booked) in candidate.hours.items() if offered}
    return {month: free[month] for month in need.months if free.get(month, need.hours) < need.hours}


def _short_months(candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"hours": need.hours, "free": _free_where_short(candidate, need)}


def _fewer_hours(candidate: Candidate, need: Need, _seat: Seat) -> Facts | None:
    """So many hours a month as he has free in each, or a later start."""
    least = min(_free_where_short(candidate, need).values(), default=need.hours)
    start = first_start(candidate, need)
    return {"hours": least, "from": start} if least > 0 or start else None


def _licence(roster: Roster, need: Need, _seat: Seat) -> Marks:
    if not need.licence:
        return _nobody(roster)
    return ~roster.has_any("licences", "licence", [need.licence])


def _licence_asked(_candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"licence": need.licence}


def _language(roster: Roster, need: Need, _seat: Seat) -> Marks:
    if not need.languages:
        return _nobody(roster)
    return roster.count("languages", "language", need.languages) < len(set(need.languages))


def _languages_lacking(candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"languages": tuple(sorted(set(need.languages) - candidate.languages))}


def _unwilling(roster: Roster, need: Need, _seat: Seat) -> Marks:
    if not need.industry:
        return _nobody(roster)
    return roster.has_any("declined_industries", "industry", [need.industry])


def _industry(_candidate: Candidate, need: Need, _seat: Seat) -> Facts:
    return {"industry": need.industry}


def _conflict(roster: Roster, need: Need, _seat: Seat) -> Marks:
    """What he declared of the company himself, and what its coordinator noted of him or of his organisation."""
    refused = roster.among(need.partial)
    if need.company:
        refused[list(roster.holders("conflicts", need.company))] = True
    for organisation in need.partial_organisations:
        refused[list(roster.holders("organisations", organisation))] = True
    return refused


def _border(roster: Roster, need: Need, _seat: Seat) -> Marks:
    return ~roster.may_be_asked_by(need.organisation)


def _on_team(roster: Roster, need: Need, _seat: Seat) -> Marks:
    return roster.among(need.team)


def _declined(roster: Roster, need: Need, _seat: Seat) -> Marks:
    return roster.among(need.declined)


#: In the order in which they are told.
RULES: tuple[Rule, ...] = (
    Rule("level", _level, _missing_levels, _lower_seat, looks_at_seat=True),
    Rule("strength", _strength, _strengths, _strengths, looks_at_seat=True),
    Rule("validity", _validity, _end_of_validity, _end_of_validity, looks_at_seat=True),
    Rule("reach", _reach, _place, _other_reach),
    Rule("dates", _dates, _idle_months, _other_dates),
    Rule("hours", _hours, _short_months, _fewer_hours),
    Rule("licence", _licence, _licence_asked, _licence_asked),
    Rule("language", _language, _languages_lacking, _languages_lacking),
    Rule("unwilling", _unwilling, _industry),
    Rule("conflict", _conflict, is_private=True),
    Rule("border", _border, change=lambda _candidate, _need, _seat: {}),
    Rule("on-team", _on_team),
    Rule("declined", _declined),
)


def first_start(candidate: Candidate, need: Need) -> date | None:
    """The first month after the wished one from which he has the hours for as many months; None where there is none."""
    if need.starts_on is None:
        return None
    hours = candidate.hours.items()
    enough = {month for month, (offered, booked) in hours if offered and offered - booked >= need.hours}
    later = sorted(month for month in enough if month > need.starts_on)
    return next((start for start in later if enough.issuperset(next_months(start, len(need.months)))), None)
