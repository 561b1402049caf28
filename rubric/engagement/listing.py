"""The list of engagements: which are asked for, and the page that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from casebook.library.pagination import pagination
from casebook.library.presenters import Pagination
from platform_site.accounts.models import User
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.engagement.choices import PHASE_CHOICES, PHASES, Urgency
from rubric.engagement.domain.names import comparable
from rubric.engagement.domain.phases import ENDED, Phase, is_overdue
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import EngagementQuerySet, coordinated_by

PAGE_SIZE = 50
MINE = "mine"


class CriteriaForm(forms.Form):
    """What is asked of the list. Every field may be left out."""

    q = forms.CharField(label=gettext_lazy("Alias or company"), required=False, max_length=100)
    phase = forms.ChoiceField(
        label=gettext_lazy("Phase"),
        required=False,
        choices=[("", pgettext_lazy("filter", "All")), ("under-way", gettext_lazy("All under way")), *PHASE_CHOICES],
    )


@dataclass(frozen=True)
class Criteria:
    """The question as it was understood; what is not known is left out."""

    form: CriteriaForm
    q: str = ""
    phase: str = ""
    is_mine: bool = False
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether something may be left out."""
        return bool(self.q or self.phase)

    def url(self, **changed: Any) -> str:
        """The address of this question with some of it changed; what is empty is left out."""
        told = {"q": self.q, "phase": self.phase, "people": MINE if self.is_mine else "", "page": "", **changed}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{reverse('engagements')}?{query}" if query else reverse("engagements")


@dataclass(frozen=True)
class Row:
    """An engagement in the list."""

    url: str
    alias: str
    company_name: str
    facts: tuple[str, ...]
    phase: str
    since: datetime
    tone: str
    is_overdue: bool
    urgency: str
    coordinator: str
    organisation: str
    open_seats: int


@dataclass(frozen=True)
class Link:
    """A choice above the list."""

    label: str
    url: str
    is_current: bool
    count: int


@dataclass(frozen=True)
class ListScreen:
    """The whole page. `is_empty`: there is nothing at all that this person may see."""

    criteria: Criteria
    rows: tuple[Row, ...]
    total: int
    pagination: Pagination
    choices: tuple[Link, ...]
    may_register: bool
    is_empty: bool
    has_several_bodies: bool


def read_criteria(query: QueryDict) -> Criteria:
    """The question in an address."""
    form = CriteriaForm(query)
    form.is_valid()
    told, page = form.cleaned_data, query.get("page", "")
    return Criteria(
        form=form,
        q=told.get("q", ""),
        phase=told.get("phase", ""),
        is_mine=query.get("people") == MINE,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
    )


def list_screen(criteria: Criteria, user: User) -> ListScreen:
    """The engagements that this person may see and asks for."""
    seen, mine = Engagement.objects.visible_to(user), Engagement.objects.mine(user)
    found = _asked_for(mine if criteria.is_mine else seen, criteria)
    total = found.count()
    last = max(1, -(-total // PAGE_SIZE))
    page = min(criteria.page, last)
    rows = _with_seats(found)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    bodies, all_of_them = coordinated_by(user), seen.count()
    return ListScreen(
        criteria=criteria,
        rows=tuple(_rows(rows)),
        total=total,
        pagination=pagination(page, total, PAGE_SIZE, lambda number: criteria.url(page=number)),
        choices=_choices(criteria, all_of_them, mine.count()) if bodies else (),
        may_register=bool(bodies),
        is_empty=not all_of_them,
        has_several_bodies=len(bodies) != 1,
    )


def _asked_for(engagements: EngagementQuerySet, criteria: Criteria) -> EngagementQuerySet:
    if criteria.phase == "under-way":
        engagements = engagements.under_way()
    elif criteria.phase:
        engagements = engagements.filter(phase=criteria.phase)
    return called(engagements, criteria.q) if criteria.q else engagements


def called(engagements: EngagementQuerySet, words: str) -> EngagementQuerySet:
    """Those whose alias or company's name holds these words, however the name is written."""
    named, key = Q(alias__icontains=words), comparable(words)
    return engagements.filter(named | Q(name_key__contains=key) if key else named)


def _with_seats(engagements: EngagementQuerySet) -> EngagementQuerySet:
    """With the number of seats that nobody holds."""
    wanted = Count("seats", filter=Q(seats__given_up_at=None), distinct=True)
    held = Count("assignments", filter=Q(assignments__ended_at=None), distinct=True)
    return engagements.select_related("organisation", "coordinator").annotate(open_seats=wanted - held)


def _rows(engagements: Iterable[Engagement]) -> Iterable[Row]:
    for one in engagements:
        yield row_of(one, one.open_seats)  # type: ignore[attr-defined] # annotated


def row_of(engagement: Engagement, open_seats: int) -> Row:
    """An engagement as a list shows it."""
    phase, since = Phase(engagement.phase), timezone.localdate(engagement.phase_since)
    is_normal = engagement.urgency == Urgency.NORMAL or phase in ENDED
    return Row(
        url=reverse("engagement", args=[engagement.pk]),
        alias=engagement.alias,
        company_name=engagement.company_name,
        facts=place_and_trade(engagement),
        phase=str(PHASES[phase]),
        since=engagement.phase_since,
        tone=tone_of(phase),
        is_overdue=is_overdue(phase, since, timezone.localdate()),
        urgency="" if is_normal else engagement.get_urgency_display(),
        coordinator=str(engagement.coordinator),
        organisation=engagement.organisation.label,
        open_seats=0 if phase in ENDED else open_seats,
    )


def place_and_trade(engagement: Engagement) -> tuple[str, ...]:
    """Prefecture and industry, as far as they are known."""
    language = get_language() or "ja"
    place = PREFECTURES[engagement.prefecture].label(language) if engagement.prefecture else ""
    trade = INDUSTRIES[engagement.industry].label(language) if engagement.industry else ""
    return tuple(filter(None, (place, trade)))


def tone_of(phase: Phase) -> str:
    """How the chip of a phase looks."""
    if phase is Phase.SUSPENDED:
        return "caution"
    return "plain" if phase in ENDED else "good"


def _choices(criteria: Criteria, everybody: int, mine: int) -> tuple[Link, ...]:
    return (
        Link(_("All"), criteria.url(people=""), not criteria.is_mine, everybody),
        Link(_("Mine"), criteria.url(people=MINE), criteria.is_mine, mine),
    )
