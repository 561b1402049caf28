"""Figures that add up, some of them hidden: what can be worked out of those, and which to hide so that nothing can.

Every figure stands in two sums, on opposite sides: a cell in that of its column and in that of its row, a row's total
in its row's and in the grand total's. So numbers flow through sums like water: what enters a sum leaves it. A hidden
figure may be whatever a flow allows that keeps all that is published. Its least and greatest value are found by
sending as much as possible around through the other hidden figures: maximum flow by cheapest augmenting paths, in whole
numbers, so that the bounds are true possibilities and not mere estimates.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

#: How a figure is named; the order of names is that in which equals are taken.
Name = tuple[int, ...]

#: Nought is shown, so a reader knows that a hidden figure counts somebody.
LEAST_HIDDEN = 1


@dataclass(frozen=True)
class Figure:
    """A number of people, who enter the sum `target` and leave the sum `source`. Totals are hidden last."""

    source: str
    target: str
    people: int
    is_total: bool = False


Figures = Mapping[Name, Figure]


def names_to_hide(figures: Figures, total: Name, least: int) -> frozenset[Name]:
    """The figures that must not be published, so that none of them can be worked out (`is_safe`).

    First all that count somebody but fewer than `least`; then, for each hidden one that is not safe yet, the cheapest
    others that make it so, which are looked at in their turn. What is safe remains safe when more is hidden, so once
    through is enough; it is not the least that could be hidden. If the whole counts too few, nothing is published. If
    something cannot be made safe, only the total is: people could be counted anywhere then, as long as a table has two
    places for them.
    """
    if 0 < figures[total].people < least:
        return frozenset(figures)
    hidden = {name for name, figure in figures.items() if 0 < figure.people < least}
    waiting = deque(sorted(hidden))
    while waiting:
        name = waiting.popleft()
        if is_safe(name, figures, hidden, least):
            continue
        more = _helpers(name, figures, hidden, total, least)
        if not more:
            return frozenset(figures) - {total}
        hidden |= more
        waiting += sorted(more)
    return frozenset(hidden)


def is_safe(name: Name, figures: Figures, hidden: Collection[Name], least: int) -> bool:
    """Whether a reader of all the rest finds `least` or more values possible for a hidden figure, and one of them high.

    High is `least` or more: he cannot know that it counts few.
    """
    figure = figures[name]
    others = {other: 0 for other in hidden if other != name}
    more = _send(figure.target, figure.source, figures, others, most=least).people
    fewer = _send(figure.source, figure.target, figures, others, most=min(least, figure.people - LEAST_HIDDEN)).people
    return figure.people + more >= least and more + fewer >= least - 1


def _helpers(name: Name, figures: Figures, hidden: Collection[Name], total: Name, least: int) -> frozenset[Name]:
    """The cheapest published figures that, hidden too, let this one be so much greater that it is safe.

    They cost the people they count, totals more than any cell; empty where there are none that do.
    """
    whole = figures[total].people
    cost = {
        other: 0 if other in hidden else figure.people + figure.is_total * whole
        for other, figure in figures.items()
        if figure.people and other not in {name, total}
    }
    sent = _send(figures[name].target, figures[name].source, figures, cost, most=least - 1)
    return sent.through - frozenset(hidden) if sent.people == least - 1 else frozenset()


#: A figure that a path goes through: +1 where it grows by it, -1 where it shrinks.
Step = tuple[Name, int]


@dataclass(frozen=True)
class Sent:
    """So many people could go, `through` these figures."""

    people: int
    through: frozenset[Name]


def _send(source: str, target: str, figures: Figures, cost: Mapping[Name, int], *, most: int) -> Sent:
    """How many people, up to `most`, could go from one sum to another, through the figures of which a cost is given.

    No figure may come to count less than a hidden one does. The cheapest way is taken first.
    """
    change: Counter[Name] = Counter()
    sent, through = 0, set()
    while sent < most and (path := _path(source, target, figures, cost, change)):
        room = [figures[name].people + change[name] - LEAST_HIDDEN for name, way in path if way < 0]
        amount = min([most - sent, *room])
        for name, way in path:
            change[name] += way * amount
            through.add(name)
        sent += amount
    return Sent(sent, frozenset(through))


def _path(
    source: str, target: str, figures: Figures, cost: Mapping[Name, int], change: Counter[Name]
) -> tuple[Step, ...]:
    """The cheapest way for one more, of several the shortest (Dijkstra); empty where there is none."""
    steps = defaultdict(list)
    for start, end, step in _steps(figures, cost, change):
        steps[start].append((end, step))
    waiting: list[tuple[int, int, tuple[Step, ...], str]] = [(0, 0, (), source)]
    reached: set[str] = set()
    while waiting:
        paid, length, path, here = heappop(waiting)
        if here == target:
            return path
        if here not in reached:
            reached.add(here)
            for end, step in steps[here]:
                heappush(waiting, (paid + cost[step[0]], length + 1, (*path, step), end))
    return ()


def _steps(figures: Figures, cost: Mapping[Name, int], change: Counter[Name]) -> Iterator[tuple[str, str, Step]]:
    for name in cost:
        figure = figures[name]
        yield figure.source, figure.target, (name, 1)
        if figure.people + change[name] > LEAST_HIDDEN:
            yield figure.target, figure.source, (name, -1)
