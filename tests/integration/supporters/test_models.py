"""What the database and the models refuse, whoever writes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from rubric.supporters.models import Conflict, OfferedMonth, SupporterProfile, WorkedOn
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db


def refused(make, **fields):
    """Whether the database refuses such a row."""
    try:
        with transaction.atomic():
            make(**fields)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({}, False),
        ({"month": date(2026, 12, 2)}, True),
        ({"hours": 0}, False),
        ({"hours": 200}, False),
        ({"hours": 201}, True),
        ({"hours": -1}, True),
        ({"booked": 10}, False),
        ({"booked": 11}, True),
        ({"booked": -1}, True),
    ],
)
def test_offered_month_is_a_whole_month_with_hours_that_can_be(profile, fields, is_refused):
    row = {"profile": profile, "month": date(2026, 12, 1), "hours": 10, **fields}
    assert refused(OfferedMonth.objects.create, **row) is is_refused


def test_month_is_offered_once(profile):
    row = {"profile": profile, "month": date(2026, 12, 1), "hours": 10}
    OfferedMonth.objects.create(**row)
    assert refused(OfferedMonth.objects.create, **row)


def test_person_has_one_profile(me, profile):
    assert refused(SupporterProfile.objects.create, user=me)


def test_unknown_style_is_refused():
    assert refused(SupporterProfile.objects.create, user=make_user(), style="bossy")


@pytest.mark.parametrize("fields", [{"kind": "enemy"}, {"company": ""}])
def test_conflict_names_a_company_and_a_known_kind(profile, fields):
    row = {"profile": profile, "kind": "lender", "company": "甲社", **fields}
    assert refused(Conflict.objects.create, **row)


def test_case_is_claimed_once(profile):
    row = {"profile": profile, "case": make_case()}
    WorkedOn.objects.create(**row)
    assert refused(WorkedOn.objects.create, **row)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base", "atlantis"),
        ("prefectures", ["saitama", "atlantis"]),
        ("industries", ["Z"]),
        ("learn_industries", ["Z"]),
        ("declined_industries", ["Z"]),
        ("licences", ["wizard"]),
        ("languages", ["tlh"]),
        ("style", "bossy"),
    ],
)
def test_unknown_value_is_refused_with_its_name(profile, field, value):
    setattr(profile, field, value)
    with pytest.raises(ValidationError) as error:
        profile.full_clean()
    assert list(error.value.message_dict) == [field]
    assert (value[-1] if isinstance(value, list) else value) in error.value.message_dict[field][0]


def test_months_with_free_hours_are_found(profile):
    for month, hours, booked in [(1, 10, 0), (2, 10, 6), (3, 10, 10), (4, 0, 0)]:
        OfferedMonth.objects.create(profile=profile, month=date(2027, month, 1), hours=hours, booked=booked)
    assert [one.left for one in OfferedMonth.objects.free()] == [10, 4]
    assert [one.month.month for one in OfferedMonth.objects.free(5)] == [1]


def test_only_those_are_asked_who_wish_and_can_log_in(me, profile):
    assert list(SupporterProfile.objects.askable()) == [profile]
    me.is_active = False
    me.save()
    assert not SupporterProfile.objects.askable().exists()
    me.is_active = True
    me.save()
    SupporterProfile.objects.update(may_be_asked=False)
    assert not SupporterProfile.objects.askable().exists()
