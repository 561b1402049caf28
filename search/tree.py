"""What to look for, as a small tree that every engine compiles into its own query, so that each finds the same.

Word("words", "承継")                      documents that hold the word
Phrase("words", ("事業", "承継"))           the words one after the other
All((…)), Either((…))                      every part, at least one part; their scores add up
Best((…))                                  at least one part; the best one's score counts
Least(2, (…))                              at least so many of the parts
Favoured(part, (…))                        documents of `part`; each of the others raises the score
Faint(part, 0.5)                           documents of `part`, with a share of its score
"""

from dataclasses import dataclass

#: The indexed field of text: normal forms in order.
WORDS = "words"


@dataclass(frozen=True)
class Word:
    """One word of a field."""

    field: str
    text: str


@dataclass(frozen=True)
class Phrase:
    """Two words or more, one after the other."""

    field: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Either:
    """At least one part holds; the scores of all that hold add up."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Best:
    """At least one part holds; the best score counts, because the parts are ways to say one thing."""

    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Least:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Favoured:
    """`part` decides what is found; each of `by` that holds raises the score."""

    part: "Node"
    by: tuple["Node", ...]


@dataclass(frozen=True)
class Faint:
    """What holds for `part`, with `share` of its score: another word for what was typed."""

    part: "Node"
    share: float


Node = Word | Phrase | All | Either | Best | Least | Favoured | Faint


def sequence(field: str, words: tuple[str, ...]) -> Node:
    """One word, or several one after the other."""
    return Word(field, words[0]) if len(words) == 1 else Phrase(field, words)


def every(parts: list[Node]) -> Node:
    """All of `parts`, without a branch where there is one."""
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def best(parts: list[Node]) -> Node:
    """The best of `parts`, without a branch where there is one."""
    return parts[0] if len(parts) == 1 else Best(tuple(parts))


def least(count: int, parts: list[Node]) -> Node:
    """At least `count` of `parts`; all or any of them has a quicker way than a minimum."""
    if len(parts) == 1:
        return parts[0]
    if count >= len(parts):
        return All(tuple(parts))
    return Either(tuple(parts)) if count <= 1 else Least(count, tuple(parts))
