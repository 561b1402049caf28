"""What follows when the room below ends something: hours are set free, and nobody is asked any more."""

from typing import Any

from django.dispatch import receiver

from rubric.engagement.models import Assignment, Engagement
from rubric.engagement.signals import assignment_ended, engagement_ended
from rubric.matching.changing.actions import lapse_changes
from rubric.matching.proposing import actions


@receiver(assignment_ended)
def set_hours_free(assignment: Assignment, **_kwargs: Any) -> None:
    """In the same transaction; a change that he was asked for is settled with it."""
    lapse_changes(assignment=assignment)
    actions.set_hours_free(assignment=assignment)


@receiver(engagement_ended)
def lapse_proposals(engagement: Engagement, **_kwargs: Any) -> None:
    """In the same transaction."""
    actions.lapse(engagement=engagement)
