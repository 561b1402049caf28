"""What the finding machine knows of a thing: its words, its facets, and who may find it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from search.text.highlight import pack
from search.text.segment import Segmented

#: The audience of those who keep the platform: they find every document that is not a tombstone.
EVERYTHING = "everything"


@dataclass(frozen=True)
class Part:
    """A stretch of text. `weight` is how many times its words count; a part may be kept out of excerpts.

    `is_list`: each line is a name of its own, such as a term of the taxonomy, that many documents say.
    """

    name: str
    text: str
    weight: int = 1
    in_excerpt: bool = True
    is_list: bool = False

    @cached_property
    def segmented(self) -> Segmented:
        """The words of the text, found once: engines, highlighting and a rebuild's workers share them."""
        return Segmented.of_list(self.text) if self.is_list else Segmented.of(self.text)


@dataclass(frozen=True)
class Document:
    """The current state of one thing, ready to be indexed.

    `audience` are the tokens of which a reader needs at least one; an empty audience makes a tombstone that nobody
    finds. `facets` maps a facet's name to its values. `newest` orders by age: greater is newer, and no two documents
    share a value, so that the order is total. `worth` raises the score of one that tells more or is more recent: every
    engine multiplies a score by log(2 + worth).
    """

    key: str
    kind: str
    title: str = ""
    parts: tuple[Part, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    audience: frozenset[str] = frozenset()
    newest: int = 0
    worth: float = 0.0

    @cached_property
    def marked(self) -> bytes:
        """The parts that excerpts are taken from with the places of their words, packed, found once like those."""
        return pack({part.name: (part.text, part.segmented) for part in self.parts if part.in_excerpt})

    @cached_property
    def fingerprint(self) -> str:
        """A digest of everything an index keeps of it: two indexes agree when these agree."""
        says = [
            self.kind,
            self.title,
            [[part.name, part.text, part.weight] for part in self.parts],
            sorted((name, sorted(values)) for name, values in self.facets.items()),
            sorted(self.audience),
            self.newest,
            self.worth,
        ]
        return hashlib.blake2b(json.dumps(says, ensure_ascii=False).encode(), digest_size=12).hexdigest()

    @property
    def is_quoted(self) -> bool:
        """Whether excerpts are taken from it."""
        return any(part.in_excerpt for part in self.parts)

    @property
    def is_tombstone(self) -> bool:
        """Whether nobody may find it."""
        return not self.audience


def tombstone(key: str, kind: str) -> Document:
    """What stands in the index for a hidden or deleted thing (decision 4)."""
    return Document(key=key, kind=kind)
