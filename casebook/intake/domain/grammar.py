"""What cells may say, as one object: the vocabularies of the choice columns and the limits of the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.words import WORDS, vocabulary
from platform_site.reference.eras import LAST_YEAR
from platform_site.reference.recognise import Term, Vocabulary


@dataclass(frozen=True)
class Grammar:
    """How cells are read.

    `words` are the vocabularies by column, `longest` the greatest length of a text in characters, `largest` the
    greatest number of a count or sum, `last_year` the last year of which a case may tell. `retired` terms are read, for
    cases that carry them already.
    """

    words: Mapping[str, Vocabulary]
    longest: Mapping[str, int] = field(default_factory=dict)
    largest: Mapping[str, int] = field(default_factory=dict)
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reserved_ids: frozenset[str] = frozenset()
    last_year: int = LAST_YEAR
    is_url: Callable[[str], bool] = lambda text: text.startswith(("http://", "https://"))

    def offered(self, column: str) -> Vocabulary:
        """The values that may be chosen now: those of the column without the retired ones."""
        words, gone = self.words[column], self.retired.get(column)
        return Vocabulary(tuple(term for term in words if term.slug not in gone)) if gone else words

    def name(self, column: str, slug: str, language: str) -> str:
        """The name of a value in the reader's language; the value itself where it is not known (any more)."""
        try:
            return self.words[column][slug].label(language)
        except KeyError:
            return slug


def judgeable(names: list[str]) -> Vocabulary:
    """The columns that may rest on the editors' judgement, by their headings."""
    columns = (COLUMNS[name] for name in names)
    return vocabulary(*(Term(column.name, column.ja, column.en, column.also) for column in columns))


def pure_grammar(**terms: Vocabulary) -> Grammar:
    """A grammar of the closed lists with `terms` beside them, by column."""
    return Grammar({**WORDS, **terms})
