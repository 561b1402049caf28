"""What the CMS shows of a version: its standing, and a table of what it says."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from rubric.framework.content import framework_of
from rubric.framework.domain.content import Element, Framework, Gap, gaps
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion
from rubric.framework.sentences import gap_sentence


@dataclass(frozen=True)
class GridElement:
    """An element in the table; `lacks` counts what it needs before publication."""

    slug: str
    name: str
    texts: tuple[tuple[str, str], ...]
    lacks: int


@dataclass(frozen=True)
class GridDomain:
    """A domain in the table."""

    slug: str
    name: str
    elements: tuple[GridElement, ...]


@dataclass(frozen=True)
class Grid:
    """What a version says, and what it still lacks."""

    levels: tuple[str, ...]
    domains: tuple[GridDomain, ...]
    lacking: tuple[str, ...]


def grid_of(version: RubricVersion) -> Grid:
    """A version in the reader's language."""
    framework, language = framework_of(version), get_language() or "ja"
    missing = gaps(framework)
    lacks = Counter(gap.where for gap in missing)
    return Grid(
        levels=tuple(level.label(language) for level in Level),
        domains=tuple(
            GridDomain(
                domain.slug,
                domain.name.label(language) or domain.slug,
                tuple(_element(element, language, lacks[element.slug]) for element in domain.elements),
            )
            for domain in framework.domains
        ),
        lacking=told_gaps(missing, framework),
    )


def told_gaps(missing: list[Gap], framework: Framework) -> tuple[str, ...]:
    """What is missing, in the reader's words."""
    return tuple(gap_sentence(gap, framework) for gap in missing)


def _element(element: Element, language: str, lacks: int) -> GridElement:
    texts = tuple((level.label(language), _text(element, level, language)) for level in Level)
    return GridElement(element.slug, element.name.label(language) or element.slug, texts, lacks)


def _text(element: Element, level: Level, language: str) -> str:
    descriptor = element.descriptor(level)
    return descriptor.text.label(language) if descriptor else ""
