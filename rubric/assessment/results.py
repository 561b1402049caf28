"""What an assessment comes to, by the rule that was in force when it was submitted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from rubric.assessment.domain.growth import Earlier, Growth, growth
from rubric.assessment.domain.rule import Claim, Policy, Shape, Verdict, verdict
from rubric.assessment.domain.strength import Strength, overall_strength, strength_of
from rubric.assessment.models import Answer, Assessment, LevelPolicy, in_force
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import way
from rubric.framework.domain.content import Framework
from rubric.framework.domain.crosswalk import straight
from rubric.framework.domain.levels import Level


@dataclass(frozen=True)
class Result:
    """An assessment that stands, read once."""

    assessment: Assessment
    framework: Framework
    answers: Mapping[str, Answer]
    policy: Policy
    timeline: list[LevelPolicy]

    @property
    def shape(self) -> Shape:
        """Domains and their elements."""
        return shape_of(self.framework)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The levels chosen, and whether evidence stands beside them."""
        return claims_of(self.answers.values())

    @cached_property
    def verdict(self) -> Verdict:
        """Overall level, levels by domain, and the rule."""
        return verdict(self.shape, self.claims, self.policy)

    @property
    def strengths(self) -> dict[str, Strength]:
        """What stands behind each level."""
        return {
            slug: strength_of(claim.level, has_evidence=claim.is_evidenced, agreed=None, is_valid=True)
            for slug, claim in self.claims.items()
        }

    @property
    def strength(self) -> Strength:
        """What stands behind the overall level."""
        return overall_strength(list(self.strengths.values()), self.policy)


def result_of(assessment: Assessment, timeline: list[LevelPolicy] | None = None) -> Result:
    """What it comes to: three queries, and three more where its version has not been read before.

    `timeline` are all policies, for a caller that has read them.
    """
    policies = LevelPolicy.objects.timeline() if timeline is None else timeline
    rows = assessment.answers.select_related("element").prefetch_related("evidence")
    return Result(
        assessment,
        framework_of(assessment.version),
        {answer.element.slug: answer for answer in rows},
        in_force(policies, assessment.submitted_at),
        policies,
    )


def shape_of(framework: Framework) -> Shape:
    """Domains and their elements, as the rule reads them."""
    return {domain.slug: tuple(element.slug for element in domain.elements) for domain in framework.domains}


def claims_of(answers: Iterable[Answer]) -> dict[str, Claim]:
    """Answers that have a level, as the rule reads them."""
    return {
        answer.element.slug: Claim(Level(answer.level), is_evidenced=bool(answer.evidence.all()))
        for answer in answers
        if answer.level
    }


def growth_of(result: Result) -> Growth:
    """The author's assessments up to this one, read by the elements of its version."""
    before = (
        Assessment.objects.of(result.assessment.author)
        .submitted()
        .filter(submitted_at__lt=result.assessment.submitted_at)
        .select_related("version")
        .prefetch_related(Prefetch("answers", Answer.objects.select_related("element").prefetch_related("evidence")))
    )
    told = [_earlier(one, result) for one in before]
    return growth([*filter(None, told), _as_earlier(result)])


def _as_earlier(result: Result) -> Earlier:
    levels = {slug: claim.level for slug, claim in result.claims.items()}
    day, number = _day(result.assessment), result.assessment.version.number
    return Earlier(day, number, levels, straight(result.framework), result.verdict.level)


def _earlier(assessment: Assessment, result: Result) -> Earlier | None:
    """An earlier assessment; None where its version cannot be compared with this one's."""
    is_same = assessment.version_id == result.assessment.version_id
    crosswalk = straight(result.framework) if is_same else way(assessment.version, result.assessment.version)
    if crosswalk is None:
        return None
    claims = claims_of(assessment.answers.all())
    shape = result.shape if is_same else shape_of(framework_of(assessment.version))
    overall = verdict(shape, claims, in_force(result.timeline, assessment.submitted_at)).level
    levels = {slug: claim.level for slug, claim in claims.items()}
    return Earlier(_day(assessment), assessment.version.number, levels, crosswalk, overall)


def _day(assessment: Assessment) -> date:
    return timezone.localdate(assessment.submitted_at)
