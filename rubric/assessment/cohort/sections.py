"""The ways in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.assessment.cohort.permissions import sees_people


@register_steps
def cohort_step(user: User) -> Iterator[Step]:
    """To the people whom one coordinates; for the national body, to the figures."""
    if sees_people(user):
        yield Step(
            _("Levels of our people"),
            _("Who has signed levels, whose end soon, and what training is needed."),
            reverse("cohort"),
            "groups",
        )
    if user.is_national:
        yield Step(
            _("Figures of the levels"),
            _("How many stand where, by region, kind of body and element."),
            reverse("figures"),
            "description",
        )
