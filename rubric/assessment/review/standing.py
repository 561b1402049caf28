"""The row on which others rely, written when both have signed."""

from datetime import date

from django.utils import timezone

from rubric.assessment.domain.rule import Claim, verdict
from rubric.assessment.domain.validity import valid_until
from rubric.assessment.models import Agreement, LevelPolicy, Review, Standing, in_force
from rubric.assessment.results import result_of
from rubric.framework.domain.levels import Level


def make_standing(review: Review, agreement: Agreement, *, on: date | None = None) -> Standing:
    """What both signed, counted by the rule under which the assessment was submitted, valid by the one in force now.

    `on` is the day of the second signature; today where it is not given.
    """
    timeline = LevelPolicy.objects.timeline()
    result = result_of(review.assessment, timeline)
    agreed = {one.element.slug: one.level for one in agreement.levels.select_related("element")}
    claims = {slug: Claim(Level(level), result.claims[slug].is_evidenced) for slug, level in agreed.items()}
    level = verdict(result.shape, claims, result.policy).level
    today = on or timezone.localdate()
    return Standing.objects.create(
        assessment=review.assessment,
        person=review.assessment.author,
        organisation=review.organisation,
        version=review.assessment.version,
        level=level.value if level else None,
        levels=agreed,
        own={slug: claim.level.value for slug, claim in result.claims.items()},
        rated={one.element.slug: one.level for one in review.ratings.select_related("element")},
        signed_on=today,
        valid_until=valid_until(today, in_force(timeline, timezone.now()).months_valid),
    )
