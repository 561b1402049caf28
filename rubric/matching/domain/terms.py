"""The soft terms: what speaks for somebody in a seat, each with a share of its weight and a reason with a name.

A term gives a share from 0 to 100; its points are the share times its weight, whole numbers, so that what the reasons
add up to is exactly the total. A better fit never gives less: each term is monotone in what it looks at.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from platform_site.reference.industries import related
from platform_site.reference.prefectures import nearness
from rubric.matching.domain.asked import Need, Seat, Style
from rubric.matching.domain.roster import PLACES, Marks, Numbers, Roster

#: What somebody says he is good at counts less than what he has shown.
CLAIMED, SHOWN = 60, 100
RELATED_INDUSTRY = 30
#: By `nearness`: the same prefecture, the same bureau, a neighbour under another bureau, elsewhere.
NEAR = (100, 60, 50, 20)
ONLINE_ONLY = 10
#: So many engagements like this one, brought to a good end, are as much as can be asked for.
ENOUGH_CLOSED = 3
#: What a level above the one that is asked for costs: Change Makers are kept for where they are needed.
STEP_TOO_HIGH = 35


@dataclass(frozen=True)
class Term:
    """A soft term: the share that each of a roster reaches in a seat, 0 to 100.

    `looks_at_seat` tells whether it may differ between the seats of one engagement.
    """

    name: str
    shares: Callable[[Roster, Need, Seat], Numbers]
    looks_at_seat: bool = False


def _none(roster: Roster) -> Numbers:
    return np.zeros(len(roster), np.int64)


def _share(part: Numbers, whole: int) -> Numbers:
    """Rounded down, so that all of it is needed for 100."""
    return part * 100 // whole


def _held(roster: Roster, claimed: str, shown: str, kind: str, slugs: Iterable[str]) -> Numbers:
    """The share of `slugs` that somebody is good at; what is both claimed and shown counts as shown."""
    wanted = tuple(dict.fromkeys(slugs))
    if not wanted:
        return _none(roster)
    total = _none(roster)
    for slug in wanted:
        is_shown = roster.has_any(shown, kind, [slug])
        is_claimed = roster.has_any(claimed, kind, [slug])
        total += np.where(is_shown, SHOWN, np.where(is_claimed, CLAIMED, 0))
    return total // len(wanted)


def _industry(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """His own industry, or a related one."""
    if not need.industry:
        return _none(roster)
    same = _held(roster, "industries", "shown_industries", "industry", [need.industry])
    kin = roster.has_any("industries", "industry", related(need.industry)) | roster.has_any(
        "shown_industries", "industry", related(need.industry)
    )
    return np.maximum(same, np.where(kin, RELATED_INDUSTRY, 0))


def _barrier(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    return _held(roster, "barriers", "shown_barriers", "barrier", need.barriers)


def _approach(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    return _held(roster, "approaches", "shown_approaches", "approach", need.approaches)


def _results(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """Engagements brought to a good end that were like this one: the same industry, or a barrier in common."""
    closed = roster.closed
    industry = np.uint64(roster.bits["industry"].of(filter(None, [need.industry])))
    barriers = np.uint64(roster.bits["barrier"].of(need.barriers))
    alike: Marks = ((closed.industry & industry) | (closed.barriers & barriers)) != 0
    counts = np.bincount(closed.who[alike], minlength=len(roster)).astype(np.int64)
    return _share(np.minimum(counts, ENOUGH_CLOSED), ENOUGH_CLOSED)


def _cases(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """The published case most like this company that he has worked on."""
    best = _none(roster)
    for case, likeness in need.similar_cases.items():
        places = list(roster.holders("cases", case))
        best[places] = np.maximum(best[places], likeness)
    return best


def _place(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """Where he sets out from; who comes through the screen alone is far away."""
    if not need.prefecture:
        return _none(roster)
    comes = np.where(roster.has_any("reach", "prefecture", [need.prefecture]), NEAR[-1], ONLINE_ONLY)
    near = [NEAR[nearness(place, need.prefecture)] if place else 0 for place in PLACES]
    return np.maximum(comes, np.array(near, np.int64)[roster.base])


def _style(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """Who works either way fits any wish, though not as one whose way it is."""
    if need.style is Style.EITHER:
        return _none(roster)
    same = roster.has_any("style", "style", [need.style])
    either = roster.has_any("style", "style", [Style.EITHER])
    return np.where(same, 100, np.where(either, 70, 0)).astype(np.int64)


def _wish(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """What he wants to learn and would meet here."""
    industry = roster.has_any("learns_industries", "industry", filter(None, [need.industry]))
    barrier = roster.has_any("learns_barriers", "barrier", need.barriers)
    return np.where(industry | barrier, 100, 0).astype(np.int64)


def _load(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    """How much of what he offers would still be free, in the fullest of the months."""
    if not need.months:
        return _none(roster)
    least = np.full(len(roster), 100, np.int64)
    for month in need.months:
        offered, free = roster.hours_in(month)
        left = np.clip(free - need.hours, 0, None) * 100 // np.maximum(offered, 1)
        least = np.minimum(least, left)
    return least


def _just_enough(roster: Roster, _need: Need, seat: Seat) -> Numbers:
    too_high = np.clip(roster.level - seat.level, 0, None)
    return np.clip(100 - STEP_TOO_HIGH * too_high, 0, 100)


def _continuity(roster: Roster, need: Need, _seat: Seat) -> Numbers:
    return np.where(roster.among(need.earlier), 100, 0).astype(np.int64)


def _growth(roster: Roster, need: Need, seat: Seat) -> Numbers:
    """In a seat for learning: one level below those beside whom one learns, who have to be Masters at least."""
    senior = need.senior_level(seat) if seat.is_for_learning else None
    if senior is None or senior < 2:
        return _none(roster)
    below = senior - roster.level
    return np.where(below == 1, 100, np.where(below > 1, 50, 0)).astype(np.int64)


#: In the order in which they are told where points are equal.
TERMS: tuple[Term, ...] = (
    Term("barrier", _barrier),
    Term("industry", _industry),
    Term("approach", _approach),
    Term("results", _results),
    Term("cases", _cases),
    Term("place", _place),
    Term("just-enough", _just_enough, looks_at_seat=True),
    Term("load", _load),
    Term("style", _style),
    Term("wish", _wish),
    Term("continuity", _continuity),
    Term("growth", _growth, looks_at_seat=True),
)
