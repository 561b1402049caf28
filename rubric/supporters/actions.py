"""Every write of what a supporter tells of himself. Hours are booked here for the rooms above."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from casebook.cases.models import CasePage
from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.supporters.acts import SupporterAct
from rubric.supporters.choices import ConflictKind
from rubric.supporters.domain.months import run, written
from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile, WorkedOn
from rubric.supporters.policies import BelowBooked, FullyBooked, Refusal, Refused

#: Fields that refer to terms; they are set once the profile stands.
TERMS = ("barriers", "approaches", "learn_barriers")


class Overtaken(Exception):
    """The profile was saved elsewhere since this page was opened; `profile` is what stands there now."""

    def __init__(self, profile: SupporterProfile) -> None:
        super().__init__("saved elsewhere in the meantime")
        self.profile = profile


@transaction.atomic
def save_profile(*, by: User, entered: Mapping[str, Any], edit: int) -> SupporterProfile:
    """Keep what a supporter entered, by the names of the fields. `edit`: that of the profile he had before him.

    Raises Overtaken where another window saved it meanwhile, and ValidationError for values that nobody knows.
    """
    profile = held(by)
    if profile.edit != edit:
        raise Overtaken(profile)
    for name in entered.keys() - set(TERMS):
        setattr(profile, name, entered[name])
    profile.edit, profile.updated_at = edit + 1, timezone.now()
    profile.full_clean()
    profile.save()
    for name in entered.keys() & set(TERMS):
        getattr(profile, name).set(entered[name])
    record(by=by, what=SupporterAct.SAVED_PROFILE, on=profile)
    return profile


@transaction.atomic
def offer_hours(*, by: User, first_month: date, last_month: date, hours: int) -> None:
    """Offer so many hours in each of these months, in the place of what was offered before.

    Raises BelowBooked where more is booked in a month, and changes none then; ValueError where the last is before.
    """
    profile, months = held(by), run(first_month, last_month)
    short = OfferedMonth.objects.filter(profile=profile, booked__gt=hours).within(months)
    if short:
        raise BelowBooked({one.month: one.booked for one in short})
    OfferedMonth.objects.bulk_create(
        [OfferedMonth(profile=profile, month=month, hours=hours) for month in months],
        update_conflicts=True,
        unique_fields=["profile", "month"],
        update_fields=["hours"],
    )
    record(
        by=by,
        what=SupporterAct.OFFERED_HOURS,
        on=profile,
        first=written(first_month),
        last=written(last_month),
        hours=hours,
    )


@transaction.atomic
def declare_conflict(*, by: User, kind: ConflictKind, company: str, note: str = "") -> Conflict:
    """Keep that he must not support a company. The audit trail says only that he declared something."""
    profile = held(by)
    conflict = Conflict(profile=profile, kind=kind, company=company, note=note)
    conflict.full_clean()
    conflict.save()
    record(by=by, what=SupporterAct.DECLARED, on=profile)
    return conflict


@transaction.atomic
def withdraw_conflict(*, by: User, conflict: Conflict) -> None:
    """Delete one of his own. Another's does not exist for him: raises Conflict.DoesNotExist."""
    Conflict.objects.of(by).get(pk=conflict.pk).delete()
    record(by=by, what=SupporterAct.WITHDREW, on=held(by))


@transaction.atomic
def claim_case(*, by: User, case: CasePage) -> WorkedOn:
    """Say that he worked on a case. Raises Refused for one that he may not read."""
    profile = held(by)
    if not CasePage.objects.visible_to(by).filter(pk=case.pk).exists():
        raise Refused(Refusal.NO_CASE)
    worked_on, is_new = WorkedOn.objects.get_or_create(profile=profile, case=case)
    if is_new:
        record(by=by, what=SupporterAct.CLAIMED, on=profile, case=case.external_id)
    return worked_on


@transaction.atomic
def unclaim_case(*, by: User, worked_on: WorkedOn) -> None:
    """Take that back. Another's does not exist for him: raises WorkedOn.DoesNotExist."""
    profile = held(by)
    WorkedOn.objects.get(profile=profile, pk=worked_on.pk).delete()
    record(by=by, what=SupporterAct.UNCLAIMED, on=profile, case=worked_on.case.external_id)


@transaction.atomic
def book(*, profile: SupporterProfile, months: Collection[date], hours: int) -> None:
    """Book so many hours in each of the months, or none at all. The room that books keeps its own audit entry.

    Raises FullyBooked with the months that lack them; the database holds booked ≤ offered whoever writes.
    """
    _require_some(hours)
    _wait_for_others(profile)
    offered = OfferedMonth.objects.filter(profile=profile, month__in=months)
    try:
        with transaction.atomic():
            if offered.update(booked=F("booked") + hours) < len(set(months)):
                raise FullyBooked(())
    except (IntegrityError, FullyBooked):
        enough = set(offered.free(hours).values_list("month", flat=True))
        raise FullyBooked(sorted(set(months) - enough)) from None


@transaction.atomic
def release(*, profile: SupporterProfile, months: Collection[date], hours: int) -> None:
    """Give booked hours back in each of the months. Raises ValueError where fewer are booked, and changes none."""
    _require_some(hours)
    _wait_for_others(profile)
    booked = OfferedMonth.objects.filter(profile=profile, month__in=months, booked__gte=hours)
    if booked.update(booked=F("booked") - hours) < len(set(months)):
        raise ValueError("fewer hours are booked")


def held(user: User) -> SupporterProfile:
    """A person's profile, made where there is none, held until the transaction ends."""
    User.objects.select_for_update().get(pk=user.pk)
    return SupporterProfile.objects.get_or_create(user=user, defaults={"base": user.prefecture})[0]


def _wait_for_others(profile: SupporterProfile) -> None:
    """One after the other: two that book the same months in another order would wait for each other."""
    User.objects.select_for_update().get(pk=profile.user_id)


def _require_some(hours: int) -> None:
    if hours < 1:
        raise ValueError("hours are 1 or more")
