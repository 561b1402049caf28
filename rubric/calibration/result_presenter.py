"""What came of a vignette, for one who has handed in."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from rubric.assessment.domain.suppression import LEAST
from rubric.calibration.domain.agreement import closeness
from rubric.calibration.figures import VignetteFigures, figures_of, overall_drift
from rubric.calibration.models import ElementRating, Vignette, VignetteRating
from rubric.calibration.presenters import Told, told
from rubric.calibration.sentences import agreement_words, closeness_words, drift_words, figure
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level


@dataclass(frozen=True)
class LevelRow:
    """A level in the table of a spread. `share` of 100 is the length of its bar; both are None while hidden."""

    number: int
    name: str
    is_mine: bool
    is_reference: bool
    people: int | None
    share: int | None


@dataclass(frozen=True)
class ElementResult:
    """An element: my level, the reference and its reason, and how all rated it."""

    key: int
    name: str
    mine: str
    reference: str
    reference_text: str
    reason: Told
    drift: str
    note: str
    rows: tuple[LevelRow, ...]
    closeness: str
    at_reference: int | None


@dataclass(frozen=True)
class ResultScreen:
    """The whole result. `people` is None while too few have handed in."""

    title: Told
    situation: Told
    deed: Told
    day: datetime | None
    version: str
    drift: str
    people: int | None
    least: int
    agreement: str
    alpha: str
    elements: tuple[ElementResult, ...]

    @property
    def at_reference(self) -> int:
        """How many of all levels given are those of the reference."""
        return sum(one.at_reference or 0 for one in self.elements)

    @property
    def given(self) -> int:
        """How many levels all have given."""
        return (self.people or 0) * len(self.elements)


def result_screen(vignette: Vignette, rating: VignetteRating) -> ResultScreen:
    """For the rater."""
    told_of = figures_of(vignette)
    levels = list(rating.levels.select_related("of__element"))
    framework = framework_of(vignette.version)
    return ResultScreen(
        title=told(vignette, "title"),
        situation=told(vignette, "situation"),
        deed=told(vignette, "deed"),
        day=rating.handed_in_at,
        version=str(vignette.version),
        drift=drift_words(overall_drift(levels)),
        people=told_of.people if told_of else None,
        least=LEAST,
        agreement=agreement_words(told_of.alpha) if told_of else "",
        alpha=figure(told_of.alpha) if told_of else "",
        elements=tuple(_element(one, framework.element(one.of.element.slug), told_of) for one in levels),
    )


def spread_rows(spread: dict[Level, int] | None, mine: Level | None, reference: Level) -> tuple[LevelRow, ...]:
    """All levels in order, with bars as long as their part of all people."""
    language = get_language() or "ja"
    people = sum(spread.values()) if spread else 0
    return tuple(
        LevelRow(
            number=level.value,
            name=level.label(language),
            is_mine=level is mine,
            is_reference=level is reference,
            people=spread[level] if spread else None,
            share=round(100 * spread[level] / people) if spread else None,
        )
        for level in Level
    )


def _element(row: ElementRating, element: Element | None, told_of: VignetteFigures | None) -> ElementResult:
    language = get_language() or "ja"
    mine, reference = Level(row.level), Level(row.of.level)
    spread = told_of.spreads[row.of.element.slug] if told_of else None
    said = element.descriptor(reference) if element else None
    return ElementResult(
        key=row.of_id,
        name=str(row.of.element),
        mine=mine.label(language),
        reference=reference.label(language),
        reference_text=said.text.label(language) if said else "",
        reason=told(row.of, "reason"),
        drift=drift_words(float(mine - reference)),
        note=row.note,
        rows=spread_rows(spread, mine, reference),
        closeness=closeness_words(closeness(spread)) if spread else "",
        at_reference=spread[reference] if spread else None,
    )
