"""Two versions side by side: what was said, what is said now, and which words differ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rubric.framework.domain.content import Element, Framework, Text
from rubric.framework.domain.crosswalk import Crosswalk, Fate
from rubric.framework.domain.levels import Level

#: Units that are compared: a run of Latin letters or digits, or one other character.
_UNIT = re.compile(r"[A-Za-z0-9'’]+|\s+|.", re.DOTALL)
#: Below this share of common units two texts are shown whole instead of word by word.
SAME_TEXT_FROM = 0.4


@dataclass(frozen=True)
class Run:
    """A stretch of text, and whether it stands only in the text it was taken from."""

    text: str
    is_changed: bool = False


@dataclass(frozen=True)
class Change:
    """A text of an element before and after, in runs; `level` for a descriptor. Empty where it was not there."""

    field: str
    level: Level | None
    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def is_change(self) -> bool:
        """Whether anything differs."""
        return any(run.is_changed for run in (*self.before, *self.after))


@dataclass(frozen=True)
class Row:
    """Elements that belong together by the crosswalk, and their texts compared.

    Of split or merged elements each side says its own; only one element against one is compared word by word.
    """

    fate: Fate
    old: tuple[Element, ...]
    new: tuple[Element, ...]
    changes: tuple[Change, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the row says anything but "as before"."""
        return self.fate is not Fate.SAME or any(change.is_change for change in self.changes)


def compare(old: Framework, new: Framework, crosswalk: Crosswalk, language: str = "ja") -> tuple[Row, ...]:
    """Every element of both versions, in the newer one's order; texts in `language`."""
    olds = {element.slug: element for element in old.elements}
    news = {element.slug: element for element in new.elements}
    rows = []
    for passage in crosswalk.passages:
        before = tuple(olds[slug] for slug in passage.old)
        after = tuple(news[slug] for slug in passage.new)
        alone = passage.fate is Fate.SAME
        changes = tuple(_changes(before[0], after[0], language)) if alone else ()
        rows.append(Row(passage.fate, before, after, changes))
    return tuple(rows)


def _changes(old: Element, new: Element, language: str) -> Iterator[Change]:
    def change(name: str, one: Text, two: Text, level: Level | None = None) -> Change:
        return Change(name, level, *runs(one.label(language), two.label(language)))

    yield change("name", old.name, new.name)
    yield change("meaning", old.meaning, new.meaning)
    yield change("guidance", old.guidance, new.guidance)
    yield change("questions", _joined(old.questions), _joined(new.questions))
    for level in Level:
        before, after = old.descriptor(level), new.descriptor(level)
        yield change("text", before.text if before else Text(), after.text if after else Text(), level)
        yield change(
            "examples", _joined(before.examples if before else ()), _joined(after.examples if after else ()), level
        )


def _joined(texts: tuple[Text, ...]) -> Text:
    return Text("\n".join(text.ja for text in texts), "\n".join(text.label("en") for text in texts))


def runs(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in runs, those that the other does not have marked as changed."""
    ours, theirs = _UNIT.findall(before), _UNIT.findall(after)
    matcher = SequenceMatcher(a=ours, b=theirs, autojunk=False)
    if matcher.ratio() < SAME_TEXT_FROM:
        return _whole(before), _whole(after)
    left: list[Run] = []
    right: list[Run] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        left += _run(ours[start:end], kind != "equal")
        right += _run(theirs[other_start:other_end], kind != "equal")
    return tuple(left), tuple(right)


def _whole(text: str) -> tuple[Run, ...]:
    return (Run(text, is_changed=True),) if text else ()


def _run(units: list[str], is_changed: bool) -> list[Run]:
    return [Run("".join(units), is_changed)] if units else []
