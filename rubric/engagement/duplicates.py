"""Companies that one's own organisation has registered under the same name, or nearly the same."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from rubric.engagement.choices import PHASES
from rubric.engagement.domain.names import comparable, names_alike
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import Engagement

MOST_SHOWN = 5


@dataclass(frozen=True)
class Lookalike:
    """An engagement with a company of a name like that one."""

    company_name: str
    alias: str
    url: str
    phase: str
    since: datetime


def lookalikes(engagement: Engagement) -> list[Lookalike]:
    """Those of the responsible body alone, the newest first: what others have registered is never told."""
    key = comparable(engagement.company_name)
    others = Engagement.objects.filter(organisation=engagement.organisation_id).exclude(pk=engagement.pk)
    rows = others.values_list("pk", "company_name", "alias", "name_key", "phase", "phase_since")
    alike = [row for row in rows if names_alike(key, row[3])]
    return [
        Lookalike(name, alias, reverse("engagement", args=[pk]), str(PHASES[Phase(phase)]), since)
        for pk, name, alias, _key, phase, since in alike[:MOST_SHOWN]
    ]
