"""One person's signed levels: those that both agreed on, and nothing of how they came about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language

from rubric.assessment.cohort.criteria import TERMS
from rubric.assessment.cohort.demand import names_of
from rubric.assessment.cohort.presenters import TONES
from rubric.assessment.domain.cohort import Term, term
from rubric.assessment.models import Standing
from rubric.assessment.sentences import level_name
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import way
from rubric.framework.domain.content import Framework
from rubric.framework.domain.crosswalk import Carried
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion
from rubric.framework.presenters import letter


@dataclass(frozen=True)
class ElementLevel:
    """The level in an element; `is_rough` where it was that of a wider or narrower one, `level` empty if unknown."""

    name: str
    number: int | None
    level: str
    is_rough: bool = False


@dataclass(frozen=True)
class DomainLevels:
    """A domain with its elements."""

    letter: str
    name: str
    elements: tuple[ElementLevel, ...]


@dataclass(frozen=True)
class StandingScreen:
    """The whole page. `shown_by` is the version in use, where the levels were signed on an older one."""

    name: str
    organisation: str
    level: str
    signed_on: date
    valid_until: date
    term: str
    tone: str
    is_ended: bool
    version: str
    shown_by: str
    is_incomparable: bool
    domains: tuple[DomainLevels, ...]
    unknown: tuple[str, ...]
    lost: tuple[str, ...]


def standing_screen(standing: Standing) -> StandingScreen:
    """Somebody's signed levels, by the version in use as far as it can be compared."""
    language = get_language() or "ja"
    framework = framework_of(standing.version)
    levels = {slug: Level(level) for slug, level in standing.levels.items()}
    newer = RubricVersion.objects.published().exclude(pk=standing.version_id).first()
    crosswalk = way(standing.version, newer) if newer else None
    carried = crosswalk.carry(levels) if crosswalk else Carried(levels, frozenset(), (), ())
    shown = framework_of(newer) if newer and crosswalk else framework
    how = term(standing.valid_until, timezone.localdate())
    return StandingScreen(
        name=str(standing.person),
        organisation=standing.organisation.label,
        level=level_name(Level(standing.level)) if standing.level else "",
        signed_on=standing.signed_on,
        valid_until=standing.valid_until,
        term=str(TERMS[how]),
        tone=TONES[how],
        is_ended=how is Term.ENDED,
        version=framework.name.label(language),
        shown_by=shown.name.label(language) if crosswalk else "",
        is_incomparable=newer is not None and crosswalk is None,
        domains=tuple(_domains(shown, carried, language)),
        unknown=_named(carried.unknown, names_of(shown)),
        lost=_named(carried.lost, names_of(framework)),
    )


def _domains(framework: Framework, carried: Carried, language: str) -> Iterator[DomainLevels]:
    for place, domain in enumerate(framework.domains):
        elements = []
        for element in domain.elements:
            level = carried.levels.get(element.slug)
            name, is_rough = element.name.label(language), element.slug in carried.roughly
            elements.append(ElementLevel(name, level, level_name(level) if level else "", is_rough))
        yield DomainLevels(letter(place), domain.name.label(language), tuple(elements))


def _named(slugs: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[slug] for slug in slugs)
