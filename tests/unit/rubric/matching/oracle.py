"""The rules and terms once more, slow and plain: one person, one seat, no arrays. And every team there is."""

from itertools import product

from platform_site.reference.industries import related
from platform_site.reference.prefectures import nearness
from rubric.assessment.domain.strength import Strength
from rubric.matching.domain.asked import Need, Role, Seat, Style
from rubric.matching.domain.roster import Candidate


def refusals(one: Candidate, need: Need, seat: Seat) -> set[str]:
    hours = [one.hours.get(month, (0, 0)) for month in need.months]
    comes = need.prefecture in one.reach or (need.is_online_possible and one.is_online)
    asked_by = one.open_to is None or need.organisation in one.organisations | one.open_to
    against = {
        "level": one.level < seat.level or any(one.levels.get(name, 0) < level for name, level in seat.elements),
        "strength": one.strength < seat.strength,
        "validity": bool(
            need.months
            and seat.strength != Strength.SELF_STATED
            and one.valid_until
            and one.valid_until < need.months[0]
        ),
        "reach": bool(need.prefecture) and not comes,
        "dates": any(offered == 0 for offered, _booked in hours),
        "hours": any(offered and offered - booked < need.hours for offered, booked in hours),
        "licence": bool(need.licence) and need.licence not in one.licences,
        "language": not set(need.languages) <= one.languages,
        "unwilling": need.industry in one.declined_industries,
        "conflict": one.key in need.partial
        or need.company in one.conflicts
        or bool(one.organisations & need.partial_organisations),
        "border": not asked_by,
        "on-team": one.key in need.team,
        "declined": one.key in need.declined,
    }
    return {name for name, holds in against.items() if holds}


def shares(one: Candidate, need: Need, seat: Seat) -> dict[str, int]:
    return {
        "barrier": _held(one.barriers, one.shown_barriers, need.barriers),
        "industry": _industry(one, need.industry),
        "approach": _held(one.approaches, one.shown_approaches, need.approaches),
        "results": min(3, sum(_is_like(closed, need) for closed in one.closed)) * 100 // 3,
        "cases": max((need.similar_cases.get(case, 0) for case in one.cases), default=0),
        "place": _place(one, need.prefecture),
        "just-enough": max(0, 100 - 35 * max(0, one.level - seat.level)),
        "load": _load(one, need),
        "style": 0 if need.style == Style.EITHER else {need.style: 100, Style.EITHER: 70}.get(one.style, 0),
        "wish": 100 * (need.industry in one.learns_industries or bool(one.learns_barriers & set(need.barriers))),
        "continuity": 100 * (one.key in need.earlier),
        "growth": _growth(one, need, seat),
    }


def best_teams(people: list[Candidate], need: Need, weights: dict[str, int], count: int) -> list[tuple[int, tuple]]:
    """Points and keys of the best teams, found by looking at each."""
    able = [[one for one in people if not refusals(one, need, seat)] for seat in need.seats]
    teams = {}
    for holders in product(*([*several, None] for several in able)):
        keys = [one.key for one in holders if one]
        if len(keys) == len(set(keys)):
            points = sum(total(one, need, seat, weights) for one, seat in zip(holders, need.seats, strict=True) if one)
            told = tuple(one.key if one else "" for one in holders)
            alike = frozenset(zip(need.seats, told, strict=True)) if "" not in told else _counted(need.seats, told)
            rank = (-len(keys), -points, _in_order(need, told, holders, weights))
            teams[alike] = min(teams.get(alike, rank), rank)
    return [(-points, keys) for _held, points, keys in sorted(teams.values())[:count]]


def total(one: Candidate, need: Need, seat: Seat, weights: dict[str, int]) -> int:
    return sum(weights[name] * share for name, share in shares(one, need, seat).items())


def _in_order(need, told, holders, weights):
    """Of seats that ask the same, the first has whoever ranks higher."""
    keys = list(told)
    for seat in set(need.seats):
        numbers = [number for number, other in enumerate(need.seats) if other == seat]
        held = [holders[number] for number in numbers]
        held.sort(key=lambda one: (0, -total(one, need, seat, weights), one.key) if one else (1, 0, ""))
        for number, one in zip(numbers, held, strict=True):
            keys[number] = one.key if one else ""
    return tuple(keys)


def _counted(seats, told):
    return tuple(sorted((repr(seat), key) for seat, key in zip(seats, told, strict=True)))


def _held(claimed, shown, wanted) -> int:
    if not wanted:
        return 0
    return sum(100 if slug in shown else 60 if slug in claimed else 0 for slug in wanted) // len(wanted)


def _industry(one, wanted) -> int:
    if not wanted:
        return 0
    kin = 30 if related(wanted) & (one.industries | one.shown_industries) else 0
    return max(_held(one.industries, one.shown_industries, [wanted]), kin)


def _is_like(closed, need) -> bool:
    same = bool(closed.industry) and closed.industry == need.industry
    return closed.went_well and (same or bool(set(closed.barriers) & set(need.barriers)))


def _place(one, wanted) -> int:
    if not wanted:
        return 0
    from_base = (100, 60, 50, 20)[nearness(one.base, wanted)] if one.base else 0
    return max(from_base, 20 if wanted in one.reach else 10)


def _load(one, need) -> int:
    left = []
    for month in need.months:
        offered, booked = one.hours.get(month, (0, 0))
        left.append(max(0, offered - booked - need.hours) * 100 // max(offered, 1))
    return min(left, default=0)


def _growth(one, need, seat) -> int:
    others = list(need.seats)
    others.remove(seat)
    senior = max((other.level for other in others if other.role != Role.TRAINEE), default=0)
    if seat.role != Role.TRAINEE or senior < 2:
        return 0
    return {0: 0, 1: 100}.get(max(0, senior - one.level), 50)
