"""Two engines as one: the first answers, and where it can't, the other does, at once and without an error."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from search.engines.base import Engine, EngineError, Hit, SearchRequest, SearchResponse
from search.lexicon import Lexicon
from search.query import TextQuery
from search.tree import Node

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


class ServingEngine:
    """Asks `first` and falls back to `second`. Every process finds out for itself, and tries again by itself.

    `is_behind` tells whether documents wait to be written to `first`: it may then still show what has been hidden, so
    it does not answer until it has caught up.
    """

    def __init__(self, first: Engine, second: Engine, is_behind: Callable[[], bool]) -> None:
        self.first = first
        self.second = second
        self.is_behind = is_behind
        self.name = first.name

    def search(self, request: SearchRequest) -> SearchResponse:
        """See Engine.search. `is_fallback` says that the second engine answered."""
        found, is_fallback = self._ask(lambda engine: engine.search(request))
        return replace(found, is_fallback=is_fallback)

    def candidates(
        self, *, audience: frozenset[str], kind: str, text: TextQuery, facets: Mapping[str, tuple[str, ...]], limit: int
    ) -> list[Hit]:
        """See Engine.candidates."""
        return self._ask(
            lambda engine: engine.candidates(audience=audience, kind=kind, text=text, facets=facets, limit=limit)
        )[0]

    def vocabulary(self, *, audience: frozenset[str], kind: str, prefix: str, limit: int) -> list[tuple[str, int]]:
        """See Engine.vocabulary."""
        return self._ask(lambda engine: engine.vocabulary(audience=audience, kind=kind, prefix=prefix, limit=limit))[0]

    def titled(self, *, audience: frozenset[str], kind: str, wanted: Node, limit: int) -> list[Hit]:
        """See Engine.titled."""
        return self._ask(lambda engine: engine.titled(audience=audience, kind=kind, wanted=wanted, limit=limit))[0]

    def lexicon(self) -> Lexicon:
        """The words of the library, which the embedded engine keeps for both."""
        return self.second.lexicon()

    def health(self) -> dict[str, object]:
        """How both are. The site is well as long as one of them answers."""
        first, second = self.first.health(), self.second.health()
        return {
            "engine": self.first.name,
            "answers": first["answers"] or second["answers"],
            "is_fallback": not first["answers"] or self.is_behind(),
            "engines": [first, second],
        }

    def _ask(self, question: Callable[[Engine], Answer]) -> tuple[Answer, bool]:
        """The answer, and whether the second engine gave it."""
        if not self.is_behind():
            try:
                return question(self.first), False
            except EngineError as error:
                logger.warning("%s; the %s engine answers instead", error, self.second.name)
        return question(self.second), True
