"""What an assessment comes to, by the rule that was in force when it was submitted.

Once both have signed, the levels that they agreed on count, and no longer those that the author chose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from rubric.assessment.domain.growth import Earlier, Growth, growth
from rubric.assessment.domain.rule import Claim, Policy, Shape, Verdict, verdict
from rubric.assessment.domain.states import State
from rubric.assessment.domain.strength import Strength, overall_strength, strength_of
from rubric.assessment.domain.validity import is_valid
from rubric.assessment.models import Answer, Assessment, LevelPolicy, Standing, in_force
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
    standing: Standing | None = None

    @property
    def shape(self) -> Shape:
        """Domains and their elements."""
        return shape_of(self.framework)

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The levels that count, and whether evidence stands beside them."""
        return claims_of(self.answers.values(), self.standing)

    @property
    def own(self) -> dict[str, Level]:
        """The levels that the author chose."""
        return {slug: Level(answer.level) for slug, answer in self.answers.items() if answer.level}

    @property
    def is_valid(self) -> bool:
        """Whether what is claimed still counts: from the signature to its end, unsigned as long as from the day on."""
        today = timezone.localdate()
        if self.standing:
            return today <= self.standing.valid_until
        return is_valid(_day(self.assessment), today, self.policy.months_valid)

    @cached_property
    def verdict(self) -> Verdict:
        """Overall level, levels by domain, and the rule."""
        return verdict(self.shape, self.claims, self.policy)

    @property
    def strengths(self) -> dict[str, Strength]:
        """What stands behind each level."""
        return {
            slug: strength_of(
                claim.level,
                has_evidence=claim.is_evidenced,
                agreed=claim.level if self.standing else None,
                is_valid=self.is_valid,
            )
            for slug, claim in self.claims.items()
        }

    @property
    def strength(self) -> Strength:
        """What stands behind the overall level."""
        return overall_strength(list(self.strengths.values()), self.policy)


def result_of(assessment: Assessment, timeline: list[LevelPolicy] | None = None) -> Result:
    """What it comes to: three queries, one more for what was signed,
    and three more where its version has not been read before.

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
        getattr(assessment, "standing", None),
    )


def shape_of(framework: Framework) -> Shape:
    """Domains and their elements, as the rule reads them."""
    return {domain.slug: tuple(element.slug for element in domain.elements) for domain in framework.domains}


def claims_of(answers: Iterable[Answer], standing: Standing | None) -> dict[str, Claim]:
    """Answers that have a level, as the rule reads them; the levels that were signed take the place of one's own."""
    signed = standing.levels if standing else {}
    return {
        answer.element.slug: Claim(
            Level(signed.get(answer.element.slug, answer.level)), is_evidenced=bool(answer.evidence.all())
        )
        for answer in answers
        if answer.level
    }


def growth_of(result: Result) -> Growth:
    """The author's assessments up to this one, read by the elements of its version."""
    before = (
        Assessment.objects.of(result.assessment.author)
        .submitted()
        .filter(submitted_at__lt=result.assessment.submitted_at)
        .exclude(state=State.WITHDRAWN)
        .select_related("version", "standing")
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
    claims = claims_of(assessment.answers.all(), getattr(assessment, "standing", None))
    shape = result.shape if is_same else shape_of(framework_of(assessment.version))
    overall = verdict(shape, claims, in_force(result.timeline, assessment.submitted_at)).level
    levels = {slug: claim.level for slug, claim in claims.items()}
    return Earlier(_day(assessment), assessment.version.number, levels, crosswalk, overall)


def _day(assessment: Assessment) -> date:
    return timezone.localdate(assessment.submitted_at)
