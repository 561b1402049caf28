"""How vignettes were rated, for editors: numbers and agreement, no names and no notes."""

from dataclasses import dataclass

from rubric.assessment.domain.suppression import LEAST
from rubric.calibration.domain.agreement import closeness
from rubric.calibration.figures import agreement_by_element, figures_of, handed_in
from rubric.calibration.models import Vignette
from rubric.calibration.presenters import Told, told
from rubric.calibration.result_presenter import LevelRow, spread_rows
from rubric.calibration.sentences import agreement_words, closeness_words, figure
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion


@dataclass(frozen=True)
class ElementStatistics:
    """An element: its reference and, once enough people have handed in, the spread."""

    name: str
    reference: str
    reason: Told
    rows: tuple[LevelRow, ...]
    closeness: str


@dataclass(frozen=True)
class VignetteStatistics:
    """A vignette as it stands. `is_told`: enough people have handed in."""

    state: str
    version: str
    situation: Told
    deed: Told
    people: int
    least: int
    is_told: bool
    agreement: str
    alpha: str
    elements: tuple[ElementStatistics, ...]


@dataclass(frozen=True)
class AgreementLine:
    """An element of a version, with how far reviewers agree in it."""

    name: str
    vignettes: int
    agreement: str
    alpha: str


def vignette_statistics(vignette: Vignette) -> VignetteStatistics:
    """Everything about one vignette."""
    told_of = figures_of(vignette)
    elements = []
    for row in vignette.elements.select_related("element"):
        spread = told_of.spreads[row.element.slug] if told_of else None
        elements.append(
            ElementStatistics(
                name=str(row.element),
                reference=row.get_level_display(),
                reason=told(row, "reason"),
                rows=spread_rows(spread, None, Level(row.level)),
                closeness=closeness_words(closeness(spread)) if spread else "",
            )
        )
    return VignetteStatistics(
        state=str(vignette.state.label),
        version=str(vignette.version),
        situation=told(vignette, "situation"),
        deed=told(vignette, "deed"),
        people=handed_in(vignette),
        least=LEAST,
        is_told=told_of is not None,
        agreement=agreement_words(told_of.alpha) if told_of else "",
        alpha=figure(told_of.alpha) if told_of else "",
        elements=tuple(elements),
    )


def agreement_lines(version: RubricVersion) -> list[AgreementLine]:
    """Every element of a version."""
    return [
        AgreementLine(str(one.element), one.vignettes, agreement_words(one.alpha), figure(one.alpha))
        for one in agreement_by_element(version)
    ]
