"""How often the people of an organisation were asked by it and what they answered; who never was, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from platform_site.accounts.models import Organisation
from rubric.assessment.cohort.people import members_of
from rubric.desk.fairness.seats import OpenSeats
from rubric.engagement.models import Assignment, Engagement
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal
from rubric.matching.models.asked import IS_OPEN
from rubric.matching.models.proposals import ProposalQuerySet
from rubric.matching.wording import rule_label
from rubric.supporters.models import SupporterProfile

#: What is counted of the past.
PERIOD = timedelta(days=365)


@dataclass(frozen=True)
class Asked:
    """Somebody, or several people together, with the proposals of the period."""

    name: str
    asked: int
    accepted: int
    declined: int
    waiting: int
    last: datetime | None


@dataclass(frozen=True)
class NeverAsked:
    """Somebody who has neither been asked nor put into a team here, and why that may be."""

    name: str
    why: str


def asked_people(organisation: Organisation) -> list[Asked]:
    """Own people by name, whoever was asked most first; people of other organisations as one sum at the end."""
    names = _names(organisation)
    rows = _proposals(organisation).order_by().values("person").annotate(**_counts())
    own = [_asked(names[row["person"]], row) for row in rows if row["person"] in names]
    own.sort(key=lambda one: (-one.asked, one.name))
    others = _proposals(organisation).exclude(person__in=names).aggregate(**_counts())
    return own + ([_asked(_("People of other organisations, together"), others)] if others["asked"] else [])


def never_asked(organisation: Organisation, seats: OpenSeats) -> list[NeverAsked]:
    """Own people in the order of their names."""
    ours = Engagement.objects.filter(organisation=organisation)
    asked = Proposal.objects.filter(engagement__in=ours).values_list("person", flat=True)
    placed = Assignment.objects.filter(engagement__in=ours).values_list("person", flat=True)
    names, matched = _names(organisation), {*asked, *placed}
    may = dict(SupporterProfile.objects.filter(user__in=names).values_list("user", "may_be_asked"))
    people = sorted(names.items(), key=lambda one: (one[1], one[0]))
    return [NeverAsked(name, _why(person, seats, may)) for person, name in people if person not in matched]


def _why(person: int, seats: OpenSeats, may_be_asked: Mapping[int, bool]) -> str:
    if not seats.knows(person):
        return _("Does not want to be asked at present.") if person in may_be_asked else _("Has no profile yet.")
    if not seats.seats:
        return _("No seat is open now.")
    if fits := seats.fits(person):
        return ngettext(
            "Could take %(n)s open seat, and has not been asked.",
            "Could take %(n)s open seats, and has not been asked.",
            fits,
        ) % {"n": fits}
    rule, count = seats.main_rule(person)
    said = {"rule": rule_label(rule), "n": count, "all": len(seats.seats)}
    return _("No open seat asked for somebody like this. Mostly: %(rule)s (%(n)s of %(all)s seats).") % said


def _names(organisation: Organisation) -> dict[int, str]:
    return dict(members_of(organisation).values_list("user", "user__name"))


def _proposals(organisation: Organisation) -> ProposalQuerySet:
    since = timezone.now() - PERIOD
    return Proposal.objects.filter(engagement__organisation=organisation, asked_at__gte=since)


def _counts() -> dict[str, Count | Max]:
    return {
        "asked": Count("pk"),
        "accepted": Count("pk", filter=Q(state=State.ACCEPTED)),
        "declined": Count("pk", filter=Q(state=State.DECLINED)),
        "waiting": Count("pk", filter=IS_OPEN),
        "last": Max("asked_at"),
    }


def _asked(name: str, row: Mapping[str, object]) -> Asked:
    return Asked(name, **{key: row[key] for key in _counts()})  # type: ignore[arg-type] # as the database counted
