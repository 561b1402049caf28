"""What the morning's page is made of: sections, each with what is to be done for one reason."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from platform_site.accounts.models import User
from rubric.desk.planned import Proposed
from rubric.engagement.models.engagements import EngagementQuerySet

#: Rows of a section; what is more stands on the board, or comes up when these are done.
MOST = 20


@dataclass(frozen=True)
class Task:
    """Something to do. `name` is the company's or a person's; `team` is whom the newest plan would propose."""

    name: str
    alias: str
    text: str
    url: str
    action: str
    team: tuple[Proposed, ...] = ()


@dataclass(frozen=True)
class Section:
    """What is to be done for one reason. `all_url` leads to all of it where the board can show that."""

    slug: str
    heading: str
    meaning: str
    count: int
    tasks: tuple[Task, ...]
    all_url: str = ""
    wants_plan: bool = False

    @property
    def rest(self) -> int:
        """How many are not shown here."""
        return self.count - len(self.tasks)


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, and which engagements are looked at."""

    user: User
    engagements: EngagementQuerySet
    today: date


def staffing_url(engagement: int) -> str:
    """The page on which an engagement's team is found."""
    return reverse("engagement_staffing", args=[engagement])
