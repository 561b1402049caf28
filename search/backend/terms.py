"""A term of a question as a condition on `IndexedText`."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from search.backend.models import between_blanks, without_blanks
from search.query import Term
from search.thesaurus import Words


def holds(term: Term, *, is_begun: bool = False) -> Q:
    """The texts that hold `term` by its words, other words for it, its sound or its letters.

    `is_begun`: somebody is still typing it, so that its last word may go on.
    """
    ways = [_question(term.words)] if term.is_question else [_phrase(words, is_begun) for words in term.spellings]
    if term.is_kana:
        ways.append(Q(sound__contains=term.reading))
    return reduce(or_, ways, letters(term.typed))


def letters(text: str) -> Q:
    """The texts with these letters in a row. One Latin letter stands in nearly all of them, so it is no way to find."""
    wanted = without_blanks(text.strip('"'))
    return Q(letters__contains=wanted) if len(wanted) > 1 or not wanted.isascii() else Q(pk__in=())


def _phrase(words: Words, is_begun: bool) -> Q:
    wanted = between_blanks(words)
    return Q(words__contains=wanted.rstrip() if is_begun else wanted)


def _question(words: Words) -> Q:
    """A whole sentence: all of its words, wherever they stand."""
    return reduce(and_, (_phrase((word,), is_begun=False) for word in words))
