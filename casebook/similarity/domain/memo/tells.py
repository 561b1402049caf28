"""Barriers, situation, approach and the owner's origin, by what people say when they mean them."""

from collections.abc import Iterator

from casebook.similarity.domain.memo.context import Memo, is_stated
from casebook.similarity.domain.memo.weighing import Found
from casebook.similarity.domain.memo.words import Tell, word_lists


def told(memo: Memo) -> Iterator[Found]:
    """Everything that the phrases of ``tells.yaml`` find and the memo stands by."""
    for tell in word_lists().tells:
        yield from _told(memo, tell)


def _told(memo: Memo, tell: Tell) -> Iterator[Found]:
    for match in tell.pattern.finditer(memo.text):
        if is_stated(memo, match.start(), match.end()):
            yield Found(tell.field, tell.value, match.start(), match.end(), tell.strength, tell.phrase)
