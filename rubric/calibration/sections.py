"""The way in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.assessment.review.permissions import may_review


@register_steps
def calibration_step(user: User) -> Iterator[Step]:
    """From a reviewer's own page to the vignettes."""
    if may_review(user):
        yield Step(
            _("Calibration"),
            _("Rate an invented situation and see how far reviewers agree."),
            reverse("calibration"),
            "check",
        )
