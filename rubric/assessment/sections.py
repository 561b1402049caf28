"""The way in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.assessment.policies import may_assess


@register_steps
def assessment_step(user: User) -> Iterator[Step]:
    """From one's own page to one's assessments."""
    if may_assess(user):
        yield Step(
            _("Self-assessment"),
            _("See where you stand on the rubric, and what to do next."),
            reverse("assessments"),
            "edit_note",
        )
