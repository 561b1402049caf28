"""Who carries how much: offered, booked and asked hours of the next twelve months, person by person."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from casebook.library.pagination import pagination
from casebook.library.presenters import Pagination
from platform_site.accounts.models import Organisation, User
from rubric.assessment.cohort.bars import stacked_bar
from rubric.assessment.cohort.people import members_of
from rubric.assessment.models import Offer
from rubric.engagement.domain.phases import UNDER_WAY
from rubric.engagement.models import Assignment, Engagement
from rubric.matching.bookings import waiting_hours
from rubric.matching.models import Proposal
from rubric.supporters.domain.months import next_months
from rubric.supporters.models import OfferedMonth, SupporterProfile
from rubric.supporters.presenters import MONTHS_AHEAD

PAGE_SIZE = 50
NAME, FREE, BUSY = "name", "free", "busy"
SORTS = [(NAME, _("Name")), (FREE, _("Most free hours")), (BUSY, _("Most booked hours"))]
#: What each sort asks of the database, after which names decide.
ORDERS = {NAME: (), FREE: ("-left",), BUSY: ("-taken",)}


class LoadForm(forms.Form):
    """What is asked of the list of people."""

    q = forms.CharField(label=_("Find a name"), required=False, max_length=100)
    sort = forms.ChoiceField(label=_("Sorted by"), required=False, choices=SORTS)


@dataclass(frozen=True)
class Hours:
    """A month of somebody: hours offered and booked, and those of proposals that he has not answered."""

    offered: int = 0
    booked: int = 0
    asked: int = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing is left of what he offers."""
        return 0 < self.offered <= self.booked + self.asked


@dataclass(frozen=True)
class Load:
    """Somebody in the table. `url` is empty where he has told nothing of himself."""

    name: str
    url: str
    organisation: str
    months: tuple[Hours, ...]
    engagements: int
    last_asked: datetime | None
    bar: SafeString

    @property
    def total(self) -> Hours:
        """All months together."""
        return Hours(*(sum(getattr(one, name) for one in self.months) for name in ("offered", "booked", "asked")))


@dataclass(frozen=True)
class LoadScreen:
    """The whole page."""

    form: LoadForm
    months: tuple[date, ...]
    rows: tuple[Load, ...]
    total: int
    pagination: Pagination
    is_filtered: bool
    query: str
    hidden: tuple[tuple[str, str], ...]


def load_screen(organisation: Organisation, query: QueryDict) -> LoadScreen:
    """A page of the organisation's people and of those who offer themselves to it."""
    form, found = _form(query), people_of(organisation, query)
    total, number = found.count(), query.get("page", "")
    last = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, int(number)), last) if number.isdecimal() and len(number) < 7 else 1
    return LoadScreen(
        form=form,
        months=months_shown(),
        rows=tuple(loads(organisation, found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])),
        total=total,
        pagination=pagination(page, total, PAGE_SIZE, lambda one: _address(query, page=one), deepest=total),
        is_filtered=bool(form.cleaned_data.get("q")),
        query=_address(query),
        hidden=(("organisation", str(organisation.pk)),) if "organisation" in query else (),
    )


def months_shown() -> tuple[date, ...]:
    """This month and those after it for which hours are offered."""
    return next_months(timezone.localdate(), MONTHS_AHEAD)


def people_of(organisation: Organisation, query: QueryDict) -> "QuerySet[User]":
    """Own people, and others who offer themselves, as they are asked for."""
    own = Exists(members_of(organisation).filter(user=OuterRef("pk")))
    offers = Offer.objects.filter(Q(organisation=None) | Q(organisation=organisation), person=OuterRef("pk"))
    people = User.objects.filter(own | Exists(offers), is_active=True).annotate(is_own=own)
    told = _form(query).cleaned_data
    if words := told.get("q"):
        people = people.filter(name__icontains=words)
    if order := ORDERS[told.get("sort") or NAME]:
        people = people.annotate(**_sums())
        return people.order_by(*order, "name", "pk")
    return people.order_by("-is_own", "name", "pk")


def loads(organisation: Organisation, people: "QuerySet[User]") -> Iterable[Load]:
    """What these people carry: as many questions for fifty as for one."""
    shown = list(people.prefetch_related("memberships__organisation"))
    keys = [one.pk for one in shown]
    offered, engaged = _offered(keys), _engaged(keys)
    asked = waiting_hours(keys)
    profiles = dict(SupporterProfile.objects.filter(user__in=keys).values_list("user", "pk"))
    last = _last_asked(organisation, keys)
    for one in shown:
        months = tuple(Hours(*offered.get((one.pk, month), (0, 0)), asked[one.pk, month]) for month in months_shown())
        yield Load(
            name=str(one),
            url=reverse("supporter", args=[profiles[one.pk]]) if one.pk in profiles else "",
            organisation="" if one.is_own else _elsewhere(one),
            months=months,
            engagements=engaged.get(one.pk, 0),
            last_asked=last.get(one.pk),
            bar=_bar(months),
        )


def _form(query: QueryDict) -> LoadForm:
    form = LoadForm(query)
    form.is_valid()
    return form


def _sums() -> dict[str, Coalesce]:
    """By person the hours that are free and those that are booked, in the months shown."""
    here, months = "supporter_profile__months", months_shown()
    told = Q(**{f"{here}__month__range": (months[0], months[-1])})
    return {
        "left": Coalesce(Sum(F(f"{here}__hours") - F(f"{here}__booked"), filter=told), 0),
        "taken": Coalesce(Sum(f"{here}__booked", filter=told), 0),
    }


def _offered(people: Collection[int]) -> Mapping[tuple[int, date], tuple[int, int]]:
    months = OfferedMonth.objects.filter(profile__user__in=people).within(months_shown())
    rows = months.values_list("profile__user", "month", "hours", "booked")
    return {(person, month): (hours, booked) for person, month, hours, booked in rows}


def _engaged(people: Collection[int]) -> dict[int, int]:
    now = Assignment.objects.open().filter(person__in=people, engagement__phase__in=UNDER_WAY)
    return dict(now.order_by().values_list("person").annotate(Count("pk")))


def _last_asked(organisation: Organisation, people: Collection[int]) -> dict[int, datetime]:
    """When this organisation asked somebody last; what others asked is theirs."""
    ours = Engagement.objects.filter(organisation=organisation)
    asked = Proposal.objects.filter(person__in=people, engagement__in=ours).order_by()
    return dict(asked.values_list("person").annotate(Max("asked_at")))


def _elsewhere(person: User) -> str:
    """Where somebody works who offers himself."""
    labels = dict.fromkeys(one.organisation.label for one in person.memberships.all())
    return str(_(", ")).join(labels)


def _bar(months: Iterable[Hours]) -> SafeString:
    told = list(months)
    booked, asked = sum(one.booked for one in told), sum(one.asked for one in told)
    return stacked_bar((booked, asked), max(sum(one.offered for one in told), booked + asked))


def _address(query: QueryDict, **changed: int) -> str:
    told = query.copy()
    told.pop("page", None)
    for name, value in changed.items():
        told[name] = str(value)
    return f"?{told.urlencode()}" if told else "?"
