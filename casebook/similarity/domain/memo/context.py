"""Whose story a place in the memo tells.

What is said of other companies and of customers, what is asked, and what stands under a heading such as 他社事例 counts
for nothing; ``denial`` tells what is taken back in the company's own story.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from casebook.similarity.domain.memo.denial import is_past, is_taken_back
from casebook.similarity.domain.memo.words import word_lists

#: How many characters a statement reaches in a memo without any full stop.
_REACH = 40

#: Up to a full stop or the end of the line; a full stop between two digits or letters is none (1.5億).
_SENTENCE = re.compile(r"(?:[^。!?\n.]|(?<=[0-9a-z])\.(?=[0-9a-z]))*[。!?\n.]?")
_ASKING = re.compile(r"(?:です|ます|ました|ません|でしょう|だろう|[のるたいう]|なに|何|なぜ|ない)か[。」\n]?$|\?$")
#: A line with a heading's mark, or short and ending in a colon.
_HEADING = re.compile(r"^[■□◆◇●○★☆▼▽【《〈≪#＃]|^[^。、]{1,14}[:】]\n?$")
_BEFORE_WORDS = "・-「 "

Span = tuple[int, int]


class Memo:
    """The text of a memo as written, its sentences, and a mark on all that is not of the company's own story."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._sentences = [match.span() for match in _SENTENCE.finditer(text) if match.end() > match.start()]
        self._starts = [start for start, _end in self._sentences]
        self._strange = bytearray(len(text))
        for start, end in _strange_spans(text, self._sentences):
            self._strange[start:end] = b"\1" * (end - start)

    def before(self, start: int) -> str:
        """What the sentence says before this place, as far back as it matters."""
        return self.text[max(self._sentence(start)[0], start - _REACH) : start]

    def after(self, end: int) -> str:
        """What the sentence says from this place on, as far as it matters."""
        return self.text[end : min(self._sentence(end - 1)[1], end + _REACH)]

    def sentence_before(self, start: int) -> str:
        """The end of the sentence before the one of this place."""
        end = self._sentence(start)[0]
        return self.text[max(self._sentence(end - 1)[0], end - _REACH) : end] if end else ""

    def is_own(self, start: int) -> bool:
        """Whether what begins here is of the company itself, said by somebody who states and does not ask."""
        return not self._strange[start]

    def _sentence(self, place: int) -> Span:
        return self._sentences[bisect_right(self._starts, place) - 1]


def is_stated(memo: Memo, start: int, end: int) -> bool:
    """Whether the company's own story states this, now and without taking it back."""
    if not memo.is_own(start) or is_past(memo.before(start)):
        return False
    return not is_taken_back(memo.text[start:end], memo.after(end))


def _strange_spans(text: str, sentences: list[Span]) -> Iterator[Span]:
    """Where others are told of, something is asked, or a heading says that nothing here is the company's own story."""
    cues = word_lists().cues
    below_heading = others_before = False
    for start, end in sentences:
        sentence = text[start:end]
        if _HEADING.search(sentence):
            below_heading = bool(cues["headings"].search(sentence))
        if below_heading:
            yield start, end
            continue
        others = list(_others(sentence, others_before))
        others_before = bool(others) and others[-1][1] == len(sentence)
        for first, last in (*others, *_third_parties(sentence), *_questions(sentence)):
            yield start + first, start + last


def _others(sentence: str, others_before: bool) -> Iterator[Span]:
    """Where the supporter talks about other companies; ``others_before``: he did so at the end of the last sentence."""
    cues = word_lists().cues
    place = 0
    if others_before and (goes_on := cues["others_go_on"].match(sentence.lstrip(_BEFORE_WORDS))):
        place = _until_own(sentence, goes_on.end())
        yield 0, place
    while cue := cues["others"].search(sentence, place):
        place = _until_own(sentence, cue.end())
        yield cue.start(), place


def _until_own(sentence: str, place: int) -> int:
    own = word_lists().cues["own"].search(sentence, place)
    return own.start() if own else len(sentence)


def _third_parties(sentence: str) -> Iterator[Span]:
    """The clauses whose subject is somebody that the company deals with."""
    for cue in word_lists().cues["third"].finditer(sentence):
        comma = sentence.find("、", cue.end())
        yield cue.end(), comma if comma >= 0 else len(sentence)


def _questions(sentence: str) -> Iterator[Span]:
    """The clause that asks; what the asking person says before it is said all the same."""
    if _ASKING.search(sentence):
        yield sentence.rfind("、") + 1, len(sentence)
