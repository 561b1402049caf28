"""How people stand on the elements of the version in use: what training they need, and how self and reviewer differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rubric.assessment.cohort.bars import stacked_bar
from rubric.assessment.domain.cohort import Group, Levels, by_demand, spreads
from rubric.assessment.models import Course
from rubric.assessment.sentences import level_name
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import way
from rubric.framework.domain.content import Framework
from rubric.framework.domain.crosswalk import Crosswalk, straight
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricVersion


@dataclass(frozen=True)
class DemandRow:
    """An element: how many stand where, how many are below the target, and the courses that train it."""

    name: str
    bar: SafeString
    counts: tuple[int, ...]
    unknown: int
    below: int
    courses: tuple[Course, ...]

    @property
    def levels(self) -> list[tuple[str, int]]:
        """The levels by name with their counts."""
        return [(level_name(level), count) for level, count in zip(Level, self.counts, strict=True)]


def demand_rows(levels: Mapping[int, list[Levels]], target: Level) -> list[DemandRow]:
    """The greatest demand first; empty where nobody's levels count, or no version is in use."""
    in_use = RubricVersion.objects.published().first()
    people = sum(map(len, levels.values()))
    if in_use is None or not people:
        return []
    framework, courses = framework_of(in_use), Course.objects.offered()
    names = names_of(framework)
    found = spreads(names, groups_of(levels, in_use))
    return [
        DemandRow(
            name=names[one.element],
            bar=stacked_bar(one.counts, people),
            counts=one.counts,
            unknown=one.unknown,
            below=one.below(target),
            courses=tuple(courses.for_element(one.element)),
        )
        for one in by_demand(found, target)
    ]


def names_of(framework: Framework) -> dict[str, str]:
    """The elements in their order, in the reader's language."""
    language = get_language() or "ja"
    return {element.slug: element.name.label(language) for element in framework.elements}


def groups_of(levels: Mapping[int, list[Levels]], in_use: RubricVersion) -> list[Group]:
    """People by the version on which their levels were signed, each with the way to the one in use."""
    crosswalks = crosswalks_to(in_use, levels)
    return [Group(crosswalks[version], people) for version, people in levels.items()]


def crosswalks_to(in_use: RubricVersion, versions: Iterable[int]) -> dict[int, Crosswalk]:
    """The way from each version to the one in use; one without links where they cannot be compared."""
    framework = framework_of(in_use)
    found = {version.pk: version for version in RubricVersion.objects.filter(pk__in=set(versions) - {in_use.pk})}
    slugs = tuple(element.slug for element in framework.elements)
    apart = Crosswalk((), slugs, frozenset())
    return {in_use.pk: straight(framework)} | {pk: way(one, in_use) or apart for pk, one in found.items()}
