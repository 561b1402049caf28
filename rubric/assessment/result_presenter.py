"""The page of a result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rubric.assessment.charts import Moment, Series, growth_line, radar
from rubric.assessment.domain.growth import Growth
from rubric.assessment.domain.rule import Condition
from rubric.assessment.domain.states import Act, State, Who, possible
from rubric.assessment.domain.steps import Step, next_steps, strengths
from rubric.assessment.domain.ways_up import ways_up
from rubric.assessment.models import STATES, Assessment, Course
from rubric.assessment.presenters import EvidenceLine, evidence_lines
from rubric.assessment.results import Result, growth_of
from rubric.assessment.sentences import change_sentence, condition_sentence, level_name, why_sentence
from rubric.framework.domain.content import Element
from rubric.framework.domain.levels import Level
from rubric.framework.presenters import letter


@dataclass(frozen=True)
class RuleLine:
    """One thing that a level asks for, and whether it is so."""

    sentence: str
    is_met: bool


@dataclass(frozen=True)
class LevelRule:
    """All that a level asks for."""

    level: str
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True)
class ElementResult:
    """An element in the table."""

    name: str
    level: str
    number: int
    text: str
    strength: str
    note: str
    evidence: tuple[EvidenceLine, ...]
    earlier: str  # the level of the assessment before, where there is one
    own: str  # the level that the author chose, where another one was signed


@dataclass(frozen=True)
class DomainResult:
    """A domain in the table."""

    letter: str
    name: str
    level: str
    elements: tuple[ElementResult, ...]


@dataclass(frozen=True)
class NextStep:
    """What to work on, how, and with what help."""

    element: str
    level: str
    text: str
    why: str
    courses: tuple[Course, ...]
    reading_url: str


@dataclass(frozen=True)
class GrowthRow:
    """An assessment in the table of growth."""

    day: Any
    version: int
    level: str
    is_rough: bool


@dataclass(frozen=True)
class ReviewStep:
    """How the review of it stands, and what its author can do."""

    review_url: str
    can_ask: bool
    can_withdraw: bool
    waits_for_signature: bool
    was_asked_before: bool


@dataclass(frozen=True)
class ResultScreen:
    """The whole result."""

    pk: int
    day: Any
    state: str
    review: ReviewStep
    valid_until: date | None
    is_valid: bool
    version_name: str
    is_of_older_version: bool
    level: str
    next_level: str
    strength: str
    rules: tuple[LevelRule, ...]
    changes: tuple[str, ...]
    domains: tuple[DomainResult, ...]
    steps: tuple[NextStep, ...]
    strengths: tuple[str, ...]
    radar: SafeString
    domain_radar: SafeString
    has_earlier: bool
    growth: SafeString
    growth_rows: tuple[GrowthRow, ...]
    incomparable: tuple[str, ...]


def result_screen(result: Result, user: Any) -> ResultScreen:
    """A result for its author."""
    language = get_language() or "ja"
    elements = {element.slug: element for element in result.framework.elements}
    names = {one.slug: one.name.label(language) for one in (*result.framework.domains, *result.framework.elements)}
    level, grown = result.verdict.level, growth_of(result)
    before = _before(grown)
    return ResultScreen(
        pk=result.assessment.pk,
        day=result.assessment.submitted_at,
        state=str(STATES[result.assessment.state]),
        review=review_step(result.assessment),
        valid_until=result.standing.valid_until if result.standing else None,
        is_valid=result.is_valid,
        version_name=result.framework.name.label(language),
        is_of_older_version=not result.assessment.version.live,
        level=level_name(level) if level else "",
        next_level=level_name(level.next) if level and level.next else "",
        strength=result.strength.label(language),
        rules=tuple(_rules(result.verdict.conditions, names)),
        changes=tuple(change_sentence(one, names) for one in ways_up(result.shape, result.claims, result.policy)),
        domains=tuple(_domains(result, user, names, before)),
        steps=tuple(_steps(next_steps(result.shape, result.claims, result.policy), elements)),
        strengths=tuple(names[slug] for slug in strengths(result.shape, result.claims)),
        radar=_radar(result, list(elements), names, before),
        domain_radar=_domain_radar(result, names),
        has_earlier=bool(before),
        growth=_growth(grown),
        growth_rows=tuple(
            GrowthRow(point.on, point.version, level_name(point.level), point.is_rough) for point in grown.overall
        ),
        incomparable=tuple(_incomparable(grown, names)),
    )


def review_step(assessment: Assessment) -> ReviewStep:
    """What comes next in the review of an assessment that stands: one query."""
    newest = assessment.reviews.first()
    acts = possible(State(assessment.state), Who.AUTHOR)
    return ReviewStep(
        review_url=reverse("review", args=[newest.pk]) if newest else "",
        can_ask=Act.ASK in acts,
        can_withdraw=Act.WITHDRAW in acts,
        waits_for_signature=Act.SIGN in acts,
        was_asked_before=newest is not None,
    )


def _rules(conditions: Iterable[Condition], names: Mapping[str, str]) -> Iterable[LevelRule]:
    lines: dict[Level, list[RuleLine]] = {}
    for one in conditions:
        lines.setdefault(one.level, []).append(RuleLine(condition_sentence(one, names), one.is_met))
    return (LevelRule(level_name(level), tuple(told)) for level, told in lines.items())


def _domains(
    result: Result, user: Any, names: Mapping[str, str], before: Mapping[str, Level]
) -> Iterable[DomainResult]:
    language, standing = get_language() or "ja", result.strengths
    evidence = _evidence(result, user)
    for place, domain in enumerate(result.framework.domains):
        level = result.verdict.domains.get(domain.slug)
        rows = []
        for element in domain.elements:
            counts = result.claims[element.slug].level
            said = element.descriptor(counts)
            rows.append(
                ElementResult(
                    name=names[element.slug],
                    level=level_name(counts),
                    number=counts.value,
                    text=said.text.label(language) if said else "",
                    strength=standing[element.slug].label(language),
                    note=result.answers[element.slug].note,
                    evidence=evidence.get(element.slug, ()),
                    earlier=level_name(before[element.slug]) if element.slug in before else "",
                    own=level_name(result.own[element.slug]) if result.own[element.slug] != counts else "",
                )
            )
        yield DomainResult(letter(place), names[domain.slug], level_name(level) if level else "", tuple(rows))


def _evidence(result: Result, user: Any) -> dict[str, tuple[EvidenceLine, ...]]:
    """The evidence of all answers, with one question about the cases in it."""
    of_answer = {piece.pk: slug for slug, answer in result.answers.items() for piece in answer.evidence.all()}
    pieces = [piece for answer in result.answers.values() for piece in answer.evidence.all()]
    found: dict[str, tuple[EvidenceLine, ...]] = {}
    for line in evidence_lines(pieces, user) if pieces else ():
        found[of_answer[line.pk]] = (*found.get(of_answer[line.pk], ()), line)
    return found


def _steps(steps: Iterable[Step], elements: Mapping[str, Element]) -> Iterable[NextStep]:
    language = get_language() or "ja"
    offered = list(Course.objects.offered().prefetch_related("dates"))
    for step in steps:
        element = elements[step.element]
        said = element.descriptor(step.level)
        yield NextStep(
            element=element.name.label(language),
            level=level_name(step.level),
            text=said.text.label(language) if said else "",
            why=why_sentence(step),
            courses=tuple(course for course in offered if element.slug in course.element_slugs),
            reading_url=reverse("assessment_reading", args=[element.slug, step.level.slug]),
        )


def _radar(result: Result, slugs: list[str], names: Mapping[str, str], before: Mapping[str, Level]) -> SafeString:
    series = [Series(_("This time"), tuple(result.claims[slug].level for slug in slugs))]
    if before:
        series.append(Series(_("Last time"), tuple(before.get(slug) for slug in slugs)))
    return radar([names[slug] for slug in slugs], series, title=_("Levels by element"))


def _domain_radar(result: Result, names: Mapping[str, str]) -> SafeString:
    domains = result.verdict.domains
    series = [Series(_("This time"), tuple(domains.values()))]
    return radar([names[slug] for slug in domains], series, title=_("Levels by domain"))


def _growth(grown: Growth) -> SafeString:
    moments = [Moment(point.on, point.level, point.is_rough) for point in grown.overall]
    return growth_line(moments, title=_("Overall level over time")) if len(moments) > 1 else SafeString("")


def _before(grown: Growth) -> dict[str, Level]:
    """The levels of the assessment before this one, by element."""
    if len(grown.overall) < 2:
        return {}
    day = grown.overall[-2].on
    found = {slug: [point for point in points[:-1] if point.on == day] for slug, points in grown.elements.items()}
    return {slug: points[-1].level for slug, points in found.items() if points}


def _incomparable(grown: Growth, names: Mapping[str, str]) -> Iterable[str]:
    for one in grown.incomparable:
        unknown = _(", ").join(names[slug] for slug in one.unknown if slug in names)
        said = {"version": one.version, "elements": unknown}
        if unknown:
            yield _("Version %(version)s says nothing comparable of: %(elements)s.") % said
        if one.lost:
            yield _("Elements of version %(version)s that no longer exist: %(count)s.") % {
                "version": one.version,
                "count": len(one.lost),
            }
