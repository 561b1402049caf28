"""The ways in: from one's own page, and from the list of people and their levels."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps
from rubric.assessment.cohort.person_pages import register_person_pages
from rubric.assessment.policies import may_assess
from rubric.supporters.domain.months import first_of
from rubric.supporters.models import OfferedMonth, SupporterProfile


@register_steps
def profile_step(user: User) -> Iterator[Step]:
    """To what coordinators know when they look for a team."""
    if may_assess(user):
        yield Step(_("Supporter's profile"), _what_next(user), reverse("supporter_profile"), "person")


@register_person_pages
def supporter_pages(reader: User, people: Collection[int]) -> dict[int, str]:
    """From the names of those who have told something that the reader may see."""
    profiles = SupporterProfile.objects.visible_to(reader).filter(user__in=people)
    return {user: reverse("supporter", args=[pk]) for user, pk in profiles.values_list("user", "pk")}


def _what_next(user: User) -> str:
    if not hasattr(user, "supporter_profile"):
        return _("Tell coordinators where, when and with what you can help.")
    coming = OfferedMonth.objects.filter(profile=user.supporter_profile, month__gte=first_of(timezone.localdate()))
    if not coming.filter(hours__gt=0).exists():
        return _("No hours are offered for the coming months: enter them to be proposed.")
    return _("Where, when and with what you can help; hours, cases, conflicts of interest.")
