"""On a supporter's page: what he has shown in engagements, beside what he says that he is good at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.models import User
from platform_site.reference.industries import INDUSTRIES
from rubric.engagement.choices import Ending
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Assignment, Engagement
from rubric.supporters.models import SupporterProfile
from rubric.supporters.page_sections import Section, register_supporter_section


@dataclass(frozen=True)
class Shown:
    """An engagement that he brought to its end. Whoever may not see it is told neither alias nor address."""

    facts: tuple[str, ...]
    ended_at: datetime
    alias: str = ""
    url: str = ""


@register_supporter_section
def shown_section(profile: SupporterProfile, reader: User) -> Iterator[Section]:
    """Closed engagements in whose team he was to the end, the newest first."""
    ended = (
        Assignment.objects.filter(
            person=profile.user_id,
            engagement__phase=Phase.CLOSED,
            ended_why__in=[Ending.COMPLETED, Ending.ENGAGEMENT_ENDED],
        )
        .select_related("engagement")
        .order_by("-ended_at")
    )
    seen = set(Engagement.objects.visible_to(reader).filter(assignments__in=ended).values_list("pk", flat=True))
    rows = tuple(_shown(one, is_seen=one.engagement_id in seen) for one in ended)
    if rows:
        yield Section("shown", _("Shown in engagements"), "engagement/_shown.html", rows)


def _shown(assignment: Assignment, *, is_seen: bool) -> Shown:
    language, one = get_language() or "ja", assignment.engagement
    barriers = {term.slug: term.label(language) for term in load_taxonomies()["barrier"]}
    trade = INDUSTRIES[one.industry].label(language) if one.industry else ""
    facts = (trade, _(", ").join(barriers[slug] for slug in one.barriers if slug in barriers))
    told = tuple(filter(None, facts))
    if not is_seen:
        return Shown(told, assignment.ended_at)
    return Shown(told, assignment.ended_at, one.alias, reverse("engagement", args=[one.pk]))
