"""What an engine must find, told by reading every document: slow, plain, and no engine's code."""

from collections import Counter
from collections.abc import Iterable

from search.documents import Document
from search.engines.base import Order, SearchRequest
from search.lexicon import Lexicon
from search.plan import plan
from search.tree import WORDS, All, Best, Either, Faint, Favoured, Least, Node, Phrase, Word, sequence

Field = tuple[tuple[str, ...], ...]


class Oracle:
    """The right answers of a library of `documents`."""

    def __init__(self, documents: Iterable[Document], lexicon: Lexicon) -> None:
        self.documents = {document.key: document for document in documents}
        self.lexicon = lexicon

    def found(self, request: SearchRequest, *, without: str = "") -> list[Document]:
        """What holds, newest first; not asked for the values of the facet `without`."""
        return sorted(
            (document for document in self.documents.values() if self._is_hit(document, request, without)),
            key=lambda document: -document.newest,
        )

    def facets(self, request: SearchRequest) -> dict[str, dict[str, int]]:
        """How many documents have each value, each facet counted under every filter but its own."""
        return {
            name: dict(Counter(v for found in self.found(request, without=name) for v in set(_values(found, name))))
            for name in request.facets
        }

    def ordered(self, request: SearchRequest) -> list[str]:
        """The keys in an order that no score decides: newest, or nearest."""
        tiers = request.near if request.order is Order.NEAR else ()
        found = self.found(request)
        return [document.key for document in sorted(found, key=lambda document: _tier(document, tiers))]

    def _is_hit(self, document: Document, request: SearchRequest, without: str) -> bool:
        if document.kind != request.kind or not document.audience & request.audience:
            return False
        chosen = {name: wanted for name, wanted in request.filters.items() if wanted and name != without}
        if not all(_has(document, name, wanted) for name, wanted in chosen.items()):
            return False
        if any(_has(document, name, refused) for name, refused in request.left_out.items()):
            return False
        return self._says(document, request)

    def _says(self, document: Document, request: SearchRequest) -> bool:
        if any(holds(document, sequence(WORDS, term.words)) for term in request.text.excluded):
            return False
        return not request.text.required or holds(document, plan(request.text, request.matching, self.lexicon))


def holds(document: Document, node: Node) -> bool:
    """Whether `document` is a hit of `node`."""
    match node:
        case Word(field, text):
            return any(text in line for line in _lines(document, field))
        case Phrase(field, words):
            return any(words in _runs(line, len(words)) for line in _lines(document, field))
        case All(parts):
            return all(holds(document, part) for part in parts)
        case Either(parts) | Best(parts):
            return any(holds(document, part) for part in parts)
        case Least(count, parts):
            return sum(holds(document, part) for part in parts) >= count
        case Favoured(part) | Faint(part):
            return holds(document, part)


def _lines(document: Document, field: str) -> Field:
    parts = document.parts if field == WORDS else [part for part in document.parts if part.name == "title"]
    return tuple(part.segmented.words for part in parts)


def _runs(line: tuple[str, ...], length: int) -> set[tuple[str, ...]]:
    return {line[start : start + length] for start in range(len(line) - length + 1)}


def _values(document: Document, name: str) -> tuple[str, ...]:
    return document.facets.get(name, ())


def _has(document: Document, name: str, wanted: tuple[str, ...]) -> bool:
    return bool(set(_values(document, name)) & set(wanted))


def _tier(document: Document, tiers: tuple[tuple[str, tuple[str, ...]], ...]) -> int:
    places = (place for place, (name, values) in enumerate(tiers) if _has(document, name, values))
    return next(places, len(tiers))
