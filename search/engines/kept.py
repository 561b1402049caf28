"""Answers of an embedded index, kept between requests until it changes."""

from collections.abc import Callable

from search.engines.base import Matching, SearchResponse
from search.query import TextQuery

#: Inode, time (ns) and size of a generation's `meta.json`: what tells a commit from the one before.
Commit = tuple[int, int, int]
#: For whom, of which kind, what, how strictly, and which facets.
Asked = tuple[frozenset[str], str, TextQuery, Matching, tuple[str, ...]]
#: Answers that are kept at the most: a few questions of each of some hundred audiences.
MOST_KEPT = 1_000


class KeptAnswers:
    """Answers of one commit. A later commit may have hidden a document, so none of them is given after it."""

    def __init__(self) -> None:
        self._kept: tuple[Commit | None, dict[Asked, SearchResponse]] = (None, {})

    def answer(self, commit: Commit, asked: Asked, search: Callable[[], SearchResponse]) -> SearchResponse:
        """The answer of `commit` to what is asked, sought where it is not there yet."""
        if self._kept[0] != commit or len(self._kept[1]) >= MOST_KEPT:
            self._kept = (commit, {})
        kept, answers = self._kept
        if kept != commit:  # another thread has seen a later commit meanwhile
            return search()
        if asked not in answers:
            answers[asked] = search()
        return answers[asked]
