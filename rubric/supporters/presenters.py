"""What the room's pages show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.library.cards import case_url
from platform_site.accounts.models import Membership, Organisation, User
from rubric.assessment.cohort.criteria import TERMS
from rubric.assessment.cohort.presenters import TONES
from rubric.assessment.domain.cohort import Term, term
from rubric.assessment.models import Standing
from rubric.assessment.sentences import level_name
from rubric.framework.domain.levels import Level
from rubric.supporters.domain.months import next_months, written
from rubric.supporters.levels import own_level
from rubric.supporters.models import OfferedMonth, SupporterProfile, WorkedOn
from rubric.supporters.page_sections import Section, supporter_sections
from rubric.supporters.told import FIELDS, label_of, words_of

#: How far ahead hours are offered.
MONTHS_AHEAD = 12
#: Told beside other things on the page, not as lines of their own.
SHOWN_ELSEWHERE = frozenset({"online", "may_be_asked", "shows_own_level"})
#: Cases that a search shows; more are found by another word.
MOST_FOUND = 20


@dataclass(frozen=True)
class MonthRow:
    """A month of the table; `hours` is None where nothing was said yet. `key` names it in the form."""

    month: date
    key: str
    hours: int | None = None
    booked: int = 0
    left: int = 0


@dataclass(frozen=True)
class CaseRow:
    """A case in a list. `pk`: of the claim, or, among what was found, of the case; `url` is empty where it is gone."""

    pk: int
    title: str
    url: str
    is_claimed: bool = True


@dataclass(frozen=True)
class Fact:
    """A line of the profile."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class LevelTold:
    """The overall level with which somebody can be staffed, and what stands behind it."""

    name: str
    term: str
    tone: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    is_ended: bool = False
    url: str = ""


@dataclass(frozen=True)
class SupporterScreen:
    """One supporter as his coordinators see him. `relation` says why the reader sees him; empty on his own page."""

    name: str
    organisations: str
    relation: str
    may_be_asked: bool
    is_own: bool
    level: LevelTold | None
    own_level: str
    facts: tuple[Fact, ...]
    months: tuple[MonthRow, ...]
    has_hours: bool
    cases: tuple[CaseRow, ...]
    sections: tuple[Section, ...]


def month_rows(profile: SupporterProfile) -> tuple[MonthRow, ...]:
    """This month and those after it, with what was offered."""
    months = next_months(timezone.localdate(), MONTHS_AHEAD)
    offered = {one.month: one for one in OfferedMonth.objects.filter(profile=profile.pk).within(months)}
    return tuple(_month(month, offered.get(month)) for month in months)


def claimed_rows(user: User) -> tuple[CaseRow, ...]:
    """A person's own claims; a case that he can no longer read is kept without its title."""
    readable = set(WorkedOn.objects.visible_to(user).filter(profile__user=user).values_list("pk", flat=True))
    claims = WorkedOn.objects.filter(profile__user=user).select_related("case")
    gone = _("A case that is not published any more")
    return tuple(_claim(one) if one.pk in readable else CaseRow(one.pk, gone, "") for one in claims)


def found_rows(cases: Iterable[CasePage], user: User) -> tuple[CaseRow, ...]:
    """Cases that a search found, and which of them he has claimed."""
    claimed = set(WorkedOn.objects.filter(profile__user=user).values_list("case", flat=True))
    return tuple(CaseRow(case.pk, case.title, case_url(case), case.pk in claimed) for case in cases)


def supporter_screen(profile: SupporterProfile, reader: User) -> SupporterScreen:
    """The whole page; `profile` must be visible to the reader."""
    level = _level(profile, reader)
    months = month_rows(profile)
    own = own_level(profile) if level is None or level.is_ended else None
    cases = WorkedOn.objects.visible_to(reader).filter(profile=profile).select_related("case")
    return SupporterScreen(
        name=str(profile),
        organisations=_(", ").join(one.label for one in _organisations(profile)),
        relation=_relation(profile, reader),
        may_be_asked=profile.may_be_asked,
        is_own=profile.user_id == reader.pk,
        level=level,
        own_level=level_name(own) if own else "",
        facts=tuple(_facts(profile)),
        months=months,
        has_hours=any(row.hours for row in months),
        cases=tuple(map(_claim, cases)),
        sections=tuple(supporter_sections(profile, reader)),
    )


def _month(month: date, offered: OfferedMonth | None) -> MonthRow:
    if offered is None:
        return MonthRow(month, written(month))
    return MonthRow(month, written(month), offered.hours, offered.booked, offered.left)


def _claim(one: WorkedOn) -> CaseRow:
    return CaseRow(one.pk, one.case.title, case_url(one.case))


def _organisations(profile: SupporterProfile) -> Iterable[Organisation]:
    return Organisation.objects.filter(memberships__user=profile.user_id).distinct()


def _relation(profile: SupporterProfile, reader: User) -> str:
    """Whether he belongs to an organisation that the reader coordinates, or offers himself to it."""
    if profile.user_id == reader.pk:
        return ""
    own = Membership.objects.visible_to(reader).filter(user=profile.user_id)
    return _("Member of your organisation") if own.exists() else _("Offers himself to your organisation")


def _level(profile: SupporterProfile, reader: User) -> LevelTold | None:
    standings = Standing.objects.visible_to(reader).newest().filter(person=profile.user_id)
    standing = standings.select_related("person").first()
    if standing is None or not standing.level:
        return None
    how = term(standing.valid_until, timezone.localdate())
    return LevelTold(
        name=level_name(Level(standing.level)),
        term=str(TERMS[how]),
        tone=TONES[how],
        signed_on=standing.signed_on,
        valid_until=standing.valid_until,
        is_ended=how is Term.ENDED,
        url="" if profile.user_id == reader.pk else reverse("cohort_person", args=[standing.pk]),
    )


def _facts(profile: SupporterProfile) -> Iterator[Fact]:
    """What he told, in the form's order, without what he left empty; "online" stands beside the places."""
    for name in FIELDS:
        if name in SHOWN_ELSEWHERE:
            continue
        online = (_("Online as well"),) if name == "prefectures" and profile.online else ()
        if values := (*words_of(profile, name), *online):
            yield Fact(label_of(name), values)
