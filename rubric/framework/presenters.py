"""The rubric as its pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from casebook.library.cards import case_url
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Basis, Descriptor, Element, Text
from rubric.framework.domain.levels import Level
from rubric.framework.models import LevelExample, RubricVersion, VersionState


@dataclass(frozen=True)
class LevelCase:
    """A case in which somebody acts at a level, as a link."""

    title: str
    url: str
    why: str
    language: str


@dataclass(frozen=True)
class LevelCell:
    """What it takes to be of a level of an element."""

    level: Level
    name: str
    text: str
    is_source: bool
    examples: tuple[str, ...]
    cases: tuple[LevelCase, ...]


@dataclass(frozen=True)
class ElementRow:
    """An element with its four levels."""

    slug: str
    name: str
    meaning: str
    guidance: str
    questions: tuple[str, ...]
    cells: tuple[LevelCell, ...]


@dataclass(frozen=True)
class DomainRows:
    """A domain with its elements; `letter` tells domains apart where there is no room for their names."""

    letter: str
    name: str
    elements: tuple[ElementRow, ...]


@dataclass(frozen=True)
class RubricScreen:
    """A whole version."""

    number: int
    name: str
    note: str
    state: VersionState
    published_at: Any
    retired_at: Any
    levels: tuple[str, ...]
    domains: tuple[DomainRows, ...]
    url: str
    sheet_url: str

    @property
    def is_in_use(self) -> bool:
        """Whether it is the version by which people are seen now."""
        return self.state == VersionState.PUBLISHED


def rubric_screen(version: RubricVersion, user: Any) -> RubricScreen:
    """A version with those of its cases that `user` may read."""
    framework, language = framework_of(version), get_language() or "ja"
    cases = _cases(user)
    return RubricScreen(
        number=version.number,
        name=framework.name.label(language),
        note=framework.note.label(language),
        state=version.state,
        published_at=version.first_published_at,
        retired_at=version.retired_at,
        levels=tuple(level.label(language) for level in Level),
        domains=tuple(
            DomainRows(
                letter(place),
                domain.name.label(language),
                tuple(_row(element, language, cases) for element in domain.elements),
            )
            for place, domain in enumerate(framework.domains)
        ),
        url=version_address(version),
        sheet_url=reverse("rubric_sheet", args=[version.number]),
    )


def letter(place: int) -> str:
    """By which the domain at a place, from 0, is told from the others: A, B, C."""
    return ascii_uppercase[place % len(ascii_uppercase)]


def version_address(version: RubricVersion) -> str:
    """Where a version is shown: the one in use at the address that stays."""
    return reverse("rubric") if version.live else reverse("rubric_version", args=[version.number])


def _row(element: Element, language: str, cases: Mapping[tuple[str, int], Iterable[LevelCase]]) -> ElementRow:
    said = {level: element.descriptor(level) or Descriptor(level, Text()) for level in Level}
    return ElementRow(
        slug=element.slug,
        name=element.name.label(language),
        meaning=element.meaning.label(language),
        guidance=element.guidance.label(language),
        questions=_labels(element.questions, language),
        cells=tuple(_cell(said[level], language, cases.get((element.slug, level), ())) for level in Level),
    )


def _cell(descriptor: Descriptor, language: str, cases: Iterable[LevelCase]) -> LevelCell:
    return LevelCell(
        level=descriptor.level,
        name=descriptor.level.label(language),
        text=descriptor.text.label(language),
        is_source=descriptor.basis is Basis.SOURCE,
        examples=_labels(descriptor.examples, language),
        cases=tuple(cases),
    )


def _labels(texts: Iterable[Text], language: str) -> tuple[str, ...]:
    return tuple(text.label(language) for text in texts)


def _cases(user: Any) -> dict[tuple[str, int], list[LevelCase]]:
    found: dict[tuple[str, int], list[LevelCase]] = {}
    for example in LevelExample.objects.visible_to(user).select_related("case"):
        case = example.case
        shown = LevelCase(case.title, case_url(case), example.why, case.text_language)
        found.setdefault((example.element, example.level), []).append(shown)
    return found
