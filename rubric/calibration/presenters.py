"""Vignettes as a reviewer's pages show them: the list, and the page on which one is rated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.forms import BoundField
from django.utils.translation import get_language

from platform_site.accounts.models import User
from platform_site.reference.naming import in_language
from rubric.assessment.presenters import LevelCard
from rubric.calibration.actions import Given
from rubric.calibration.figures import agreement_by_element, drift_by_element, overall_drift
from rubric.calibration.forms import RatingForm
from rubric.calibration.models import ElementRating, Vignette, VignetteRating
from rubric.calibration.sentences import agreement_words, drift_words, figure
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion


@dataclass(frozen=True)
class Told:
    """An editor's text, and the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class ToRate:
    """A vignette that waits for the reader. `done` of `total` elements have a level."""

    vignette: Vignette
    done: int
    total: int


@dataclass(frozen=True)
class RatedLine:
    """A vignette that the reader has handed in."""

    vignette: Vignette
    day: datetime | None
    drift: str


@dataclass(frozen=True)
class ElementLine:
    """An element in the summary: the reader's own drift, and how far all agree."""

    name: str
    vignettes: int
    drift: str
    agreement: str
    alpha: str


@dataclass(frozen=True)
class ListScreen:
    """The list, and the summary below it."""

    to_rate: tuple[ToRate, ...]
    rated: tuple[RatedLine, ...]
    lines: tuple[ElementLine, ...]
    drift: str
    version: RubricVersion | None


@dataclass(frozen=True)
class Question:
    """An element of a vignette to rate."""

    key: int
    name: str
    meaning: str
    cards: tuple[LevelCard, ...]
    level: BoundField
    note: BoundField


@dataclass(frozen=True)
class RatingScreen:
    """The page on which a vignette is rated. The reference is nowhere in it."""

    pk: int
    title: Told
    situation: Told
    deed: Told
    version: str
    questions: tuple[Question, ...]
    done: int
    total: int
    edit: int


def list_screen(user: User) -> ListScreen:
    """What waits, what is done, and the reader's drift over all of it."""
    own = list(VignetteRating.objects.visible_to(user).select_related("vignette").prefetch_related("levels__of"))
    rated = [one for one in own if one.handed_in_at]
    rated.sort(key=lambda one: one.handed_in_at or one.begun_at, reverse=True)
    levels = [level for one in rated for level in one.levels.all()]
    version = RubricVersion.objects.published().first()
    return ListScreen(
        to_rate=tuple(_to_rate(user, {one.vignette_id: one for one in own})),
        rated=tuple(RatedLine(one.vignette, one.handed_in_at, drift_words(_drift(one))) for one in rated),
        lines=tuple(_lines(user, version)) if rated else (),
        drift=drift_words(overall_drift(levels)),
        version=version,
    )


def rating_screen(vignette: Vignette, rating: VignetteRating | None, form: RatingForm) -> RatingScreen:
    """A vignette to rate, with what was entered."""
    framework = framework_of(vignette.version)
    questions = tuple(
        _question(row.pk, element, form)
        for row in vignette.elements.select_related("element")
        if (element := framework.element(row.element.slug))
    )
    return RatingScreen(
        pk=vignette.pk,
        title=told(vignette, "title"),
        situation=told(vignette, "situation"),
        deed=told(vignette, "deed"),
        version=str(vignette.version),
        questions=questions,
        done=_done(rating),
        total=len(questions),
        edit=rating.edit if rating else 0,
    )


def kept_of(rating: VignetteRating | None) -> dict[int, Given]:
    """What stands there now, by the key of the vignette's element."""
    rows = rating.levels.all() if rating else []
    return {row.of_id: Given(Level(row.level) if row.level else None, row.note) for row in rows}


def told(written: object, name: str) -> Told:
    """A text in the reader's language or, where nobody has translated it, in Japanese."""
    language = get_language() or "ja"
    ja, en = getattr(written, f"{name}_ja"), getattr(written, f"{name}_en")
    text = in_language(language, ja=ja, en=en)
    return Told(text, in_language(language, ja="ja", en="en")) if text else Told(ja, "ja")


def cards_of(element: Element) -> tuple[LevelCard, ...]:
    """The four levels of an element to choose from."""
    language = get_language() or "ja"
    return tuple(
        LevelCard(
            one.level.value,
            one.level.label(language),
            one.text.label(language),
            tuple(example.label(language) for example in one.examples),
        )
        for one in element.descriptors
    )


def _question(key: int, element: Element, form: RatingForm) -> Question:
    language = get_language() or "ja"
    return Question(
        key=key,
        name=element.name.label(language),
        meaning=element.meaning.label(language),
        cards=cards_of(element),
        level=form[f"level_{key}"],
        note=form[f"note_{key}"],
    )


def _to_rate(user: User, own: Mapping[int, VignetteRating]) -> list[ToRate]:
    open_ones = Vignette.objects.visible_to(user).open().prefetch_related("elements")
    return [
        ToRate(one, _done(own.get(one.pk)), len(one.elements.all()))
        for one in open_ones
        if one.pk not in own or not own[one.pk].is_handed_in
    ]


def _lines(user: User, version: RubricVersion | None) -> list[ElementLine]:
    """Every element in which the reader has rated something; agreement is told of the version in use."""
    agreed = {one.element.slug: one for one in agreement_by_element(version)} if version else {}
    return [
        ElementLine(
            name=str(one.element),
            vignettes=one.vignettes,
            drift=drift_words(one.drift),
            agreement=agreement_words(alpha),
            alpha=figure(alpha),
        )
        for one in drift_by_element(user)
        for alpha in [agreed[one.element.slug].alpha if one.element.slug in agreed else None]
    ]


def _done(rating: VignetteRating | None) -> int:
    rows: list[ElementRating] = list(rating.levels.all()) if rating else []
    return sum(1 for row in rows if row.level)


def _drift(rating: VignetteRating) -> float | None:
    return overall_drift(rating.levels.all())
