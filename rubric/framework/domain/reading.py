"""A rubric written as YAML, read with a line for everything that is wrong.

The file holds `rubric` (the version's number), `name`, `note` and `domains`; `rubric-v1.yaml` shows all there is.
Nothing is guessed: an unknown key, a missing language or a level that is told twice is a problem, and all problems
are told at once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from rubric.framework.domain.content import Basis, Descriptor, Domain, Element, Framework, Text
from rubric.framework.domain.levels import BY_SLUG, Level

#: Characters. A rubric has some 60,000; a file beyond this is no rubric.
LONGEST_FILE = 1_000_000
#: Of a name, and of any other text (characters), as the database keeps them.
LONGEST_NAME = 200
LONGEST_TEXT = 1_000
LONGEST_SLUG = 40
HIGHEST_NUMBER = 9_999
#: What an id may be.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Thing = TypeVar("Thing")


class Fault(StrEnum):
    """What can be wrong with a place in the file."""

    NOT_YAML = "not-yaml"
    TOO_LONG_FILE = "too-long-file"
    ALIAS = "alias"
    SEVERAL = "several-documents"
    EMPTY = "empty"
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_A_TEXT = "not-a-text"
    NOT_A_NUMBER = "not-a-number"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    TWICE = "twice"
    BLANK = "blank"
    TOO_LONG = "too-long"
    BAD_SLUG = "bad-slug"
    UNKNOWN_LEVEL = "unknown-level"
    UNKNOWN_BASIS = "unknown-basis"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: its line and column (from 1), what, and the word in question.

    `allowed` are the words that could stand there, or how long a text may be.
    """

    line: int
    column: int
    fault: Fault
    value: str = ""
    allowed: tuple[str, ...] = ()


class NotARubric(ValueError):
    """The file cannot be used. `problems` are in order of line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems, the first: {problems[0]}")
        self.problems = tuple(problems)


def read_framework(text: str) -> Framework:
    """The rubric that `text` describes. Raises NotARubric with every problem that was found."""
    reader = _Reader()
    framework = reader.framework(_root(text))
    if reader.problems:
        raise NotARubric(sorted(reader.problems))
    return framework


def _root(text: str) -> Node:
    if len(text) > LONGEST_FILE:
        raise NotARubric([Problem(1, 1, Fault.TOO_LONG_FILE, str(len(text)), (str(LONGEST_FILE),))])
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):  # a few of them can stand for millions of lines
                raise NotARubric([_at(event, Fault.ALIAS, event.anchor or "")])
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        several = "expected a single document" in (error.context or "")
        raise NotARubric([Problem(line, column, Fault.SEVERAL if several else Fault.NOT_YAML)]) from None
    except (yaml.YAMLError, RecursionError):
        raise NotARubric([Problem(1, 1, Fault.NOT_YAML)]) from None
    if root is None:
        raise NotARubric([Problem(1, 1, Fault.EMPTY)])
    return root


def _at(place: Node | yaml.Event, fault: Fault, value: str = "", allowed: tuple[str, ...] = ()) -> Problem:
    mark = place.start_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(line, column, fault, value[:80], allowed)


@dataclass
class _Reader:
    """Walks the file, and goes on after a problem with an empty value in its place."""

    problems: list[Problem] = field(default_factory=list)

    def framework(self, node: Node) -> Framework:
        keys = self.mapping(node, needed=("rubric", "name", "domains"), possible=("note",))
        seen: set[str] = set()
        return Framework(
            number=self.number(keys.get("rubric")),
            name=self.text(keys.get("name"), LONGEST_NAME),
            note=self.text(keys.get("note")),
            domains=self.each(keys.get("domains"), lambda one: self.domain(one, seen)),
        )

    def domain(self, node: Node, seen: set[str]) -> Domain:
        keys = self.mapping(node, needed=("id", "name", "elements"))
        return Domain(
            slug=self.slug(keys.get("id"), seen),
            name=self.text(keys.get("name"), LONGEST_NAME),
            elements=self.each(keys.get("elements"), lambda one: self.element(one, seen)),
        )

    def element(self, node: Node, seen: set[str]) -> Element:
        keys = self.mapping(node, needed=("id", "name", "meaning", "levels"), possible=("guidance", "questions"))
        return Element(
            slug=self.slug(keys.get("id"), seen),
            name=self.text(keys.get("name"), LONGEST_NAME),
            meaning=self.text(keys.get("meaning")),
            guidance=self.text(keys.get("guidance")),
            questions=self.each(keys.get("questions"), self.text),
            descriptors=self.levels(keys.get("levels")),
        )

    def levels(self, node: Node | None) -> tuple[Descriptor, ...]:
        slugs = tuple(BY_SLUG)
        found = self.mapping(node, needed=slugs, unknown=Fault.UNKNOWN_LEVEL) if node else {}
        return tuple(self.descriptor(BY_SLUG[slug], found[slug]) for slug in slugs if slug in found)

    def descriptor(self, level: Level, node: Node) -> Descriptor:
        keys = self.mapping(node, needed=("text",), possible=("basis", "examples"))
        return Descriptor(
            level=level,
            text=self.text(keys.get("text")),
            basis=self.basis(keys.get("basis")),
            examples=self.each(keys.get("examples"), self.text),
        )

    # -- single values -----------------------------------------------------------------------------
    def basis(self, node: Node | None) -> Basis:
        if node is None:
            return Basis.DRAFT
        said = self.scalar(node)
        if said not in Basis._value2member_map_:
            self.refuse(node, Fault.UNKNOWN_BASIS, said, tuple(Basis))
            return Basis.DRAFT
        return Basis(said)

    def number(self, node: Node | None) -> int:
        if node is None:
            return 0
        said = self.scalar(node)
        if said.isascii() and said.isdecimal() and len(said) < 6 and int(said) <= HIGHEST_NUMBER:
            return int(said)
        self.refuse(node, Fault.NOT_A_NUMBER, said)
        return 0

    def slug(self, node: Node | None, seen: set[str]) -> str:
        said = self.scalar(node) if node else ""
        if node and (len(said) > LONGEST_SLUG or not SLUG.fullmatch(said)):
            self.refuse(node, Fault.BAD_SLUG, said)
        elif node and said in seen:
            self.refuse(node, Fault.TWICE, said)
        seen.add(said)
        return said

    def text(self, node: Node | None, longest: int = LONGEST_TEXT) -> Text:
        keys = self.mapping(node, needed=("ja",), possible=("en",)) if node else {}
        return Text(**{language: self.line(value, longest) for language, value in keys.items()})

    def line(self, node: Node, longest: int) -> str:
        said = " ".join(self.scalar(node).split())
        if not said and isinstance(node, ScalarNode):
            self.refuse(node, Fault.BLANK)
        if len(said) > longest:
            self.refuse(node, Fault.TOO_LONG, said, (str(longest),))
        return said

    def scalar(self, node: Node) -> str:
        if isinstance(node, ScalarNode):
            return str(node.value)
        self.refuse(node, Fault.NOT_A_TEXT)
        return ""

    # -- what holds values -------------------------------------------------------------------------
    def each(self, node: Node | None, read: Callable[[Node], Thing]) -> tuple[Thing, ...]:
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.refuse(node, Fault.NOT_A_LIST)
            return ()
        return tuple(read(one) for one in node.value)

    def mapping(
        self,
        node: Node,
        *,
        needed: tuple[str, ...],
        possible: tuple[str, ...] = (),
        unknown: Fault = Fault.UNKNOWN_KEY,
    ) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            self.refuse(node, Fault.NOT_A_MAPPING)
            return {}
        found = dict(self.pairs(node, (*needed, *possible), unknown))
        for name in needed:
            if name not in found:
                self.refuse(node, Fault.MISSING_KEY, name)
        return found

    def pairs(self, node: MappingNode, known: tuple[str, ...], unknown: Fault) -> Iterator[tuple[str, Node]]:
        seen: set[str] = set()
        for key, value in node.value:
            name = self.scalar(key)
            if name not in known:
                self.refuse(key, unknown, name, known)
            elif name in seen:
                self.refuse(key, Fault.TWICE, name)
            else:
                seen.add(name)
                yield name, value

    def refuse(self, node: Node, fault: Fault, value: str = "", allowed: tuple[str, ...] = ()) -> None:
        self.problems.append(_at(node, fault, value, allowed))
