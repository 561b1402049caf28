"""The way in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from platform_site.accounts.roles import Role


@register_steps
def desk_step(user: User) -> Iterator[Step]:
    """To what needs a coordinator today; for the national body, to how people are asked."""
    if Role.COORDINATOR in user.roles:
        yield Step(
            _("My desk"),
            _("What needs you today, all engagements on a board, and who carries how much."),
            reverse("desk"),
            "flag",
        )
    elif user.is_national:
        yield Step(
            _("Fairness of staffing"),
            _("How often people are asked, and which seats stay empty, by region."),
            reverse("desk_fairness"),
            "groups",
        )
