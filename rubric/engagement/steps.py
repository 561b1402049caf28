"""The ways in from one's own page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from platform_site.accounts.roles import Role
from rubric.engagement.models import Engagement


@register_steps
def engagement_step(user: User) -> Iterator[Step]:
    """To the engagements that one keeps, or in whose team one is."""
    seen = Engagement.objects.visible_to(user)
    if Role.COORDINATOR in user.roles:
        yield Step(_("Engagements"), _state_of(seen.under_way().count()), reverse("engagements"), "flag")
    elif seen.exists():
        yield Step(_("Engagements"), _("The companies that you accompany now."), reverse("engagements"), "flag")


def _state_of(count: int) -> str:
    if not count:
        return _("Register a company that you approach, and see similar cases at once.")
    return ngettext(
        "%(n)s company is under way. Register another one, or look how they stand.",
        "%(n)s companies are under way. Register another one, or look how they stand.",
        count,
    ) % {"n": count}
