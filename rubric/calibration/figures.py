"""How reviewers rated, as figures: spreads, agreement, and a reviewer's own drift.

Spread and agreement are told of vignettes that `LEAST` people have handed in; nobody is named, and notes are never
read here. Whoever rated knows his own level, so of the fifth he can infer no more than that four others made up the
rest; what the next one gives can be read by comparing two days, without his name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from platform_site.accounts.models import User
from rubric.assessment.domain.suppression import LEAST
from rubric.calibration.domain.agreement import Rated, alpha, drift, spread
from rubric.calibration.models import ElementRating, Vignette, VignetteRating
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion


@dataclass(frozen=True)
class VignetteFigures:
    """All that is told of a vignette: spreads by element, and alpha over its elements where that says something."""

    people: int
    spreads: dict[str, dict[Level, int]]
    alpha: float | None


@dataclass(frozen=True)
class ElementAgreement:
    """How far reviewers agree in an element, over vignettes of a version."""

    element: RubricElement
    vignettes: int
    alpha: float | None


@dataclass(frozen=True)
class ElementDrift:
    """By how many levels somebody rates above the reference in an element, over the vignettes that he handed in."""

    element: RubricElement
    vignettes: int
    drift: float | None


def figures_of(vignette: Vignette) -> VignetteFigures | None:
    """What is told of a vignette; None as long as too few have handed in."""
    people = handed_in(vignette)
    if people < LEAST:
        return None
    levels: defaultdict[str, list[Level]] = defaultdict(list)
    rows = list(_rows([vignette.pk]))
    for row in rows:
        levels[row.slug].append(row.level)
    spreads = {slug: spread(given) for slug, given in levels.items()}
    return VignetteFigures(people, spreads, alpha(Rated(row.rater, row.slug, row.level) for row in rows))


def handed_in(vignette: Vignette) -> int:
    """How many have handed in."""
    return VignetteRating.objects.filter(vignette=vignette).handed_in().count()


def agreement_by_element(version: RubricVersion) -> list[ElementAgreement]:
    """The elements of a version in order, with what is told of each over all vignettes that enough people rated."""
    told = Vignette.objects.filter(version=version).with_raters().filter(raters__gte=LEAST)
    ratings: defaultdict[str, list[Rated]] = defaultdict(list)
    for row in _rows(told.values_list("pk", flat=True)):
        ratings[row.slug].append(Rated(row.rater, row.vignette, row.level))
    return [
        ElementAgreement(element, len({one.thing for one in ratings[element.slug]}), alpha(ratings[element.slug]))
        for element in RubricElement.objects.filter(domain__version=version)
    ]


def drift_by_element(rater: User) -> list[ElementDrift]:
    """A rater's own, over everything handed in. An element of the same slug is the same in every version."""
    own = ElementRating.objects.filter(rating__in=VignetteRating.objects.visible_to(rater).handed_in())
    rows = own.select_related("of__element__domain").order_by("rating__vignette__version__number")
    pairs: defaultdict[str, list[tuple[Level, Level]]] = defaultdict(list)
    elements: dict[str, RubricElement] = {}
    for row in rows:
        elements[row.of.element.slug] = row.of.element
        pairs[row.of.element.slug].append((Level(row.level), Level(row.of.level)))
    in_order = sorted(elements.values(), key=lambda one: (one.domain.order, one.order))
    return [ElementDrift(one, len(pairs[one.slug]), drift(pairs[one.slug])) for one in in_order]


def overall_drift(rows: Iterable[ElementRating]) -> float | None:
    """The drift over several levels given, whatever their elements."""
    return drift((Level(row.level), Level(row.of.level)) for row in rows)


@dataclass(frozen=True)
class _Row:
    vignette: int
    rater: int
    slug: str
    level: Level


def _rows(vignettes: Collection[int]) -> Iterable[_Row]:
    """Every level that was handed in, without notes."""
    given = ElementRating.objects.filter(rating__vignette__in=vignettes, rating__handed_in_at__isnull=False).order_by(
        "pk"
    )
    for vignette, rater, slug, level in given.values_list(
        "rating__vignette", "rating__rater", "of__element__slug", "level"
    ):
        yield _Row(vignette, rater, slug, Level(level))
