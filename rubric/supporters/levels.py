"""The level with which somebody may be staffed where nothing signed counts: his own, if he lets it be used."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Prefetch

from platform_site.accounts.models import User
from rubric.assessment.domain.states import State
from rubric.assessment.domain.strength import Strength
from rubric.assessment.models import Answer, Assessment, LevelPolicy, in_force
from rubric.assessment.results import Result, result_of
from rubric.framework.content import framework_of
from rubric.framework.domain.levels import Level
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class OwnLevel:
    """An overall level by somebody's own assessment, and what stands behind it."""

    level: Level
    strength: Strength


def own_level(profile: SupporterProfile) -> Level | None:
    """The overall level of the last assessment that he submitted; None where he does not show it or has none."""
    return overall_level(profile.user) if profile.shows_own_level else None


def overall_level(user: User) -> Level | None:
    """What a person's last assessment comes to, withdrawn ones left out."""
    submitted = Assessment.objects.of(user).submitted().exclude(state=State.WITHDRAWN)
    latest = submitted.select_related("version", "standing").first()
    return result_of(latest).verdict.level if latest else None


def own_levels(profiles: Collection[SupporterProfile]) -> dict[int, OwnLevel]:
    """Of those people who show it, by their keys: what their last assessments come to. Few questions for any number."""
    shown = [one.user_id for one in profiles if one.shows_own_level]
    answers = Answer.objects.select_related("element").prefetch_related("evidence")
    submitted = (
        Assessment.objects.filter(author__in=shown)
        .submitted()
        .exclude(state=State.WITHDRAWN)
        .order_by("author_id", "submitted_at", "pk")
        .select_related("version", "standing")
        .prefetch_related(Prefetch("answers", answers))
    )
    latest = {assessment.author_id: assessment for assessment in submitted}
    timeline = LevelPolicy.objects.timeline()
    told = {person: _result(assessment, timeline) for person, assessment in latest.items()}
    return {
        person: OwnLevel(result.verdict.level, result.strength)
        for person, result in told.items()
        if result.verdict.level is not None
    }


def _result(assessment: Assessment, timeline: list[LevelPolicy]) -> Result:
    return Result(
        assessment,
        framework_of(assessment.version),
        {answer.element.slug: answer for answer in assessment.answers.all()},
        in_force(timeline, assessment.submitted_at),
        timeline,
        getattr(assessment, "standing", None),
    )
