"""What a group of synonyms would find, for the editor who keeps it."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.engines import engine
from search.engines.base import EngineError, SearchRequest
from search.query import Term, TextQuery
from search.synonyms.models import SynonymGroup, lines_of
from search.text.segment import words
from search.thesaurus import Unit, Words


@dataclass(frozen=True)
class PreviewedWord:
    """A line of the group: in how many documents it stands, the lines that the search takes for the same word, and the
    other groups in which it stands."""

    text: str
    count: int
    same: tuple[str, ...] = ()
    elsewhere: tuple[SynonymGroup, ...] = ()


@dataclass(frozen=True)
class Preview:
    """`alike` find each other and `also`; `total` is how many documents hold any of them."""

    alike: tuple[PreviewedWord, ...]
    also: tuple[PreviewedWord, ...]
    total: int


@dataclass(frozen=True)
class Reader:
    """Who asks, and what kind of document is counted."""

    audience: frozenset[str]
    kind: str


def preview(group: SynonymGroup, reader: Reader) -> Preview | None:
    """What `group` would find; None where no engine answers."""
    others = list(SynonymGroup.objects.exclude(pk=group.pk))
    alike, also = lines_of(group.words), lines_of(group.finds)
    try:
        return Preview(
            alike=tuple(_previewed(line, alike, others, reader) for line in alike),
            also=tuple(_previewed(line, also, [], reader) for line in also),
            total=_count([*alike, *also], reader),
        )
    except EngineError:
        return None


def _previewed(line: str, lines: list[str], others: Iterable[SynonymGroup], reader: Reader) -> PreviewedWord:
    read = tuple(words(line))
    return PreviewedWord(
        text=line,
        count=_count([line], reader),
        same=tuple(other for other in lines if other != line and tuple(words(other)) == read),
        elsewhere=tuple(group for group in others if read in group.alike),
    )


def _count(lines: Iterable[str], reader: Reader) -> int:
    """Documents that hold one of the lines as it stands."""
    terms = tuple(_term(tuple(read)) for line in lines if (read := words(line)))
    request = SearchRequest(
        audience=reader.audience, kind=reader.kind, text=TextQuery(required=(terms,) if terms else ()), limit=0
    )
    return engine().search(request).total if terms else 0


def _term(read: Words) -> Term:
    return Term(read, is_phrase=True, units=tuple(Unit((word,)) for word in read))
