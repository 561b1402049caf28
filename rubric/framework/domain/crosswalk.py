"""Which element of one version is which of another, and how levels are carried across.

A crosswalk is a set of links between elements. What became of an element follows from its links alone: linked one to
one it is the *same*, one to several it was *split*, several to one they were *merged*; an element without a link is
*new* or was *dropped*. Several to several would say nothing that a reader could compare, and is refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import ratio

from rubric.framework.domain.content import Element, Framework
from rubric.framework.domain.levels import Level

#: How much of their text (0 to 100) two elements must share before they are proposed as one. Elements of version 1, on
#: different matters in one manner of speaking, share at most 35.
ALIKE_FROM = 50.0


class Fate(StrEnum):
    """What became of elements from one version to the next."""

    SAME = "same"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, order=True)
class Link:
    """An element of the older version (its slug), and one of the newer that it became, wholly or in part."""

    old: str
    new: str


@dataclass(frozen=True)
class Passage:
    """Elements that belong together: `old` became `new`. One of the two is empty for what is new or was dropped."""

    fate: Fate
    old: tuple[str, ...]
    new: tuple[str, ...]


class Tangled(ValueError):
    """Elements are split and merged at once. `links` are those that tie both sides together."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = tuple(sorted(links))
        super().__init__(f"split and merged at once: {self.links}")


@dataclass(frozen=True)
class Crosswalk:
    """The way from one version to a newer one. Raises Tangled, and ValueError for a link to no element."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    links: frozenset[Link]

    def __post_init__(self) -> None:
        strange = [link for link in self.links if link.old not in self.old or link.new not in self.new]
        if strange:
            raise ValueError(f"no such element: {sorted(strange)}")
        from_old, to_new = Counter(link.old for link in self.links), Counter(link.new for link in self.links)
        tangled = [link for link in self.links if from_old[link.old] > 1 and to_new[link.new] > 1]
        if tangled:
            raise Tangled(tangled)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every element of both versions exactly once: in the newer version's order, what was dropped last."""
        found: list[Passage] = []
        for slug in self.new:
            sources = self.sources(slug)
            targets = self.targets(sources[0]) if sources else ()
            if len(targets) > 1:
                passage = Passage(Fate.SPLIT, sources, targets)
            else:
                fate = Fate.NEW if not sources else Fate.SAME if len(sources) == 1 else Fate.MERGED
                passage = Passage(fate, sources, (slug,))
            if passage not in found:
                found.append(passage)
        return (*found, *(Passage(Fate.DROPPED, (slug,), ()) for slug in self.old if not self.targets(slug)))

    def sources(self, new: str) -> tuple[str, ...]:
        """The older elements that became `new`, in their order."""
        return tuple(slug for slug in self.old if Link(slug, new) in self.links)

    def targets(self, old: str) -> tuple[str, ...]:
        """What the older element `old` became, in order."""
        return tuple(slug for slug in self.new if Link(old, slug) in self.links)

    def then(self, other: "Crosswalk") -> "Crosswalk":
        """This way, and then `other` on from where it ends. Raises Tangled where the two together are."""
        if set(other.old) != set(self.new):
            raise ValueError("the second crosswalk does not begin where the first ends")
        links = {Link(one.old, two.new) for one in self.links for two in other.links if one.new == two.old}
        return Crosswalk(self.old, other.new, frozenset(links))

    def carry(self, levels: Mapping[str, Level]) -> "Carried":
        """Levels of the older version, as far as the newer one can be compared with them.

        Of elements that were merged the lowest counts, and only where all of them have one: nobody is seen higher than
        each part was. A split element gives its level to each part, which is noted as taken from a wider one.
        """
        carried: dict[str, Level] = {}
        widened: set[str] = set()
        for passage in self.passages:
            known = [levels[slug] for slug in passage.old if slug in levels]
            if passage.new and known and len(known) == len(passage.old):
                carried |= dict.fromkeys(passage.new, min(known))
                widened |= set(passage.new) if passage.fate is not Fate.SAME else set()
        lost = tuple(slug for slug in self.old if slug in levels and not carried.keys() & set(self.targets(slug)))
        return Carried(carried, frozenset(widened), tuple(slug for slug in self.new if slug not in carried), lost)


@dataclass(frozen=True)
class Carried:
    """Levels by element of the newer version; `roughly` are those of split or merged elements.

    `unknown` are the newer elements of which the older levels say nothing, `lost` the older ones that nothing shows.
    """

    levels: Mapping[str, Level]
    roughly: frozenset[str]
    unknown: tuple[str, ...]
    lost: tuple[str, ...]


def straight(framework: Framework) -> Crosswalk:
    """From a version to itself."""
    slugs = tuple(element.slug for element in framework.elements)
    return Crosswalk(slugs, slugs, frozenset(Link(slug, slug) for slug in slugs))


def propose(old: Framework, new: Framework) -> Crosswalk:
    """A first crosswalk for editors to correct: the same slug is the same element, the rest by what they say.

    Never tangled: where a likeness would tie both sides together, the stronger one counts.
    """
    olds = tuple(element.slug for element in old.elements)
    news = tuple(element.slug for element in new.elements)
    links = {Link(slug, slug) for slug in olds if slug in news}
    free_old = [element for element in old.elements if element.slug not in news]
    free_new = [element for element in new.elements if element.slug not in olds]
    likenesses = sorted(
        ((likeness(one, two), Link(one.slug, two.slug)) for one in free_old for two in free_new),
        key=lambda found: (-found[0], found[1]),
    )
    for share, link in likenesses:
        if share >= ALIKE_FROM and _fits(links, link):
            links.add(link)
    return Crosswalk(olds, news, frozenset(links))


def likeness(one: Element, two: Element) -> float:
    """How much two elements say the same (0 to 100), by their letters in Japanese: name, meaning and descriptors."""
    return max(ratio(one.name.ja, two.name.ja), ratio(_said(one), _said(two)))


def _said(element: Element) -> str:
    return "\n".join([element.meaning.ja, *(descriptor.text.ja for descriptor in element.descriptors)])


def _fits(links: Iterable[Link], link: Link) -> bool:
    both = [*links, link]
    from_old, to_new = Counter(one.old for one in both), Counter(one.new for one in both)
    return not any(from_old[one.old] > 1 and to_new[one.new] > 1 for one in both)
