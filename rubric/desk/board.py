"""The board, and the same engagements as a list."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from casebook.library.pagination import pagination
from casebook.library.presenters import Pagination
from platform_site.accounts.models import User
from rubric.desk.conditions import BY_URGENCY
from rubric.desk.filters import CONDITIONS, Attention, BoardFilter
from rubric.desk.organisations import Link
from rubric.engagement.choices import PHASES
from rubric.engagement.domain.phases import ENDED, Phase
from rubric.engagement.listing import MINE, Row, row_of
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.engagement.models.engagements import EngagementQuerySet, coordinated_by
from rubric.matching.models import Proposal

#: What a column shows before it leads to the list, and what a page of the list shows.
COLUMN_SIZE, PAGE_SIZE = 20, 50
LIST = "list"
#: The columns from left to right. What has ended stands below them, as numbers.
COLUMNS = tuple(phase for phase in Phase if phase not in ENDED)
ORDER = (BY_URGENCY, F("phase_since").asc(), F("pk").asc())
#: Long texts that no list shows.
UNREAD = ("owner_says",)


@dataclass(frozen=True)
class Card:
    """An engagement on the board. `asked` is how many have not answered; `is_bare`: its seats were never set."""

    row: Row
    engagement: Engagement
    asked: int
    is_bare: bool


@dataclass(frozen=True)
class Column:
    """A phase: its engagements, the most urgent and the longest waiting first, and all of them in the list."""

    phase: str
    slug: str
    count: int
    cards: tuple[Card, ...]
    url: str

    @property
    def rest(self) -> int:
        """How many stand in the list only."""
        return self.count - len(self.cards)


@dataclass(frozen=True)
class BoardScreen:
    """The whole page. `chosen` is how many filters are set; `is_empty`: the reader keeps no engagement at all."""

    form: forms.Form
    is_list: bool
    is_filtered: bool
    chosen: int
    is_empty: bool
    may_register: bool
    has_several_bodies: bool
    total: int
    people: tuple[Link, ...]
    attention: tuple[Link, ...]
    views: tuple[Link, ...]
    clear_url: str
    query: str
    columns: tuple[Column, ...] = ()
    ended: tuple[Link, ...] = ()
    cards: tuple[Card, ...] = ()
    pagination: Pagination = field(default_factory=lambda: Pagination(first=0, last=0))


@dataclass(frozen=True)
class Question:
    """What is asked of the board, as it was understood."""

    filters: BoardFilter
    is_list: bool
    page: int

    def url(self, **changed: Any) -> str:
        """The address of this question with some of it changed; what is empty is left out, and so is the page."""
        told = {**self.filters.told, "view": LIST if self.is_list else "", **changed}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{reverse('desk_board')}{'?' if query else ''}{query}"


def read_question(request: HttpRequest) -> Question:
    """The question in an address, about the engagements that the reader keeps."""
    kept, page = Engagement.objects.kept_by(request.user), request.GET.get("page", "")
    return Question(
        filters=BoardFilter(request.GET, queryset=kept, request=request),
        is_list=request.GET.get("view") == LIST,
        page=max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
    )


def board_screen(question: Question, user: User) -> BoardScreen:
    """The board, or the list, as the reader asked for it."""
    found, bodies = question.filters.found(), coordinated_by(user)
    by_phase = dict(found.order_by().values_list("phase").annotate(Count("pk")))
    total, people = sum(by_phase.values()), _people(question, user)
    shown: dict[str, Any] = _list(question, found, total) if question.is_list else _board(question, found, by_phase)
    return BoardScreen(
        form=question.filters.form,
        is_list=question.is_list,
        is_filtered=bool(question.filters.told),
        chosen=len(question.filters.told.keys() - {"attention", "people"}),
        is_empty=not total and not question.filters.queryset.exists(),
        may_register=bool(bodies),
        has_several_bodies=len(bodies) > 1,
        total=total,
        people=people,
        attention=_attention(question),
        views=_views(question),
        clear_url=f"{reverse('desk_board')}{'?view=list' if question.is_list else ''}",
        query=question.url().partition("?")[2],
        **shown,
    )


def cards_of(engagements: Iterable[Engagement]) -> list[Card]:
    """Engagements as the board shows them: one question for the seats of all."""
    told = list(engagements)
    seats = _seats({one.pk for one in told})
    return [_card(one, seats.get(one.pk, [])) for one in told]


def with_names(engagements: EngagementQuerySet) -> EngagementQuerySet:
    """In the order of the board, with what a row tells of other rows."""
    return engagements.select_related("organisation", "coordinator").defer(*UNREAD).order_by(*ORDER)


def _board(question: Question, found: EngagementQuerySet, by_phase: dict[str, int]) -> dict[str, Any]:
    asked_for = [Phase(phase) for phase in [question.filters.told.get("phase")] if phase]
    cards: dict[str, list[Card]] = {}
    for card in cards_of(with_names(Engagement.objects.filter(pk__in=_heads(found)))):
        cards.setdefault(card.engagement.phase, []).append(card)
    columns = (
        Column(
            phase=str(PHASES[phase]),
            slug=phase.value,
            count=by_phase.get(phase, 0),
            cards=tuple(cards.get(phase, ())),
            url=question.url(phase=phase.value, view=LIST),
        )
        for phase in asked_for or COLUMNS
    )
    return {"columns": tuple(columns), "ended": () if asked_for else tuple(_ended(question, by_phase))}


def _heads(found: EngagementQuerySet) -> list[int]:
    """The first of each phase, by their keys: a window over bare keys, so that no text is sorted."""
    place = Window(RowNumber(), partition_by=[F("phase")], order_by=list(ORDER))
    return list(found.order_by().annotate(place=place).filter(place__lte=COLUMN_SIZE).values_list("pk", flat=True))


def _ended(question: Question, by_phase: dict[str, int]) -> Iterator[Link]:
    for phase in Phase:
        if phase in ENDED and by_phase.get(phase):
            yield Link(str(PHASES[phase]), question.url(phase=phase.value, view=LIST), False, by_phase[phase])


def _list(question: Question, found: EngagementQuerySet, total: int) -> dict[str, Any]:
    page = min(question.page, max(1, -(-total // PAGE_SIZE)))
    rows = with_names(found)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return {
        "cards": tuple(cards_of(rows)),
        "pagination": pagination(page, total, PAGE_SIZE, lambda number: question.url(page=number), deepest=total),
    }


def _seats(engagements: Collection[int]) -> dict[int, list[tuple[bool, bool]]]:
    """By engagement, for each seat whether somebody holds it, and whether somebody is asked."""
    held = Exists(Assignment.objects.open().filter(seat=OuterRef("pk")))
    asked = Exists(Proposal.objects.open().filter(seat=OuterRef("pk")))
    seats: dict[int, list[tuple[bool, bool]]] = {}
    rows = Seat.objects.wanted().filter(engagement__in=engagements).annotate(held=held, asked=asked)
    for engagement, is_held, is_asked in rows.order_by().values_list("engagement", "held", "asked"):
        seats.setdefault(engagement, []).append((is_held, is_asked))
    return seats


def _card(engagement: Engagement, seats: list[tuple[bool, bool]]) -> Card:
    open_seats = sum(not is_held and not is_asked for is_held, is_asked in seats)
    return Card(
        row=row_of(engagement, open_seats),
        engagement=engagement,
        asked=sum(is_asked for _held, is_asked in seats),
        is_bare=not seats and engagement.phase not in ENDED,
    )


def _people(question: Question, user: User) -> tuple[Link, ...]:
    mine = Count("pk", filter=Q(pk__in=Engagement.objects.mine(user).values("pk")))
    counts = question.filters.found({"people"}).aggregate(all=Count("pk"), mine=mine)
    chosen = question.filters.told.get("people", "")
    return (
        Link(_("All"), question.url(people=""), not chosen, counts["all"]),
        Link(_("Mine"), question.url(people=MINE), chosen == MINE, counts["mine"]),
    )


def _attention(question: Question) -> tuple[Link, ...]:
    wanted = {one.value: Count("pk", filter=CONDITIONS[one]()) for one in Attention}
    counts = question.filters.found({"attention"}).aggregate(**wanted)
    chosen = question.filters.told.get("attention", "")
    links = [Link(_("Any state"), question.url(attention=""), not chosen)]
    for one in Attention:
        links.append(Link(str(one.label), question.url(attention=one.value), chosen == one, counts[one.value]))
    return tuple(links)


def _views(question: Question) -> tuple[Link, ...]:
    return (
        Link(_("Board"), question.url(view=""), not question.is_list),
        Link(pgettext("view", "List"), question.url(view=LIST), question.is_list),
    )
