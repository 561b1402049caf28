"""The way in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.assessment.models import Review
from rubric.assessment.policies import may_assess
from rubric.assessment.review.permissions import may_review


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
    if user.is_authenticated and (may_review(user) or Review.objects.asked_of(user).exists()):
        waiting = Review.objects.asked_of(user).open().filter(rated_at=None).count()
        yield Step(_("Reviews"), _waiting(waiting), reverse("reviews"), "groups")


def _waiting(count: int) -> str:
    if not count:
        return _("Rate colleagues who ask you to, then talk. Nothing waits now.")
    return ngettext("%(n)s colleague waits for your rating.", "%(n)s colleagues wait for your rating.", count) % {
        "n": count
    }
