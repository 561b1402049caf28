"""Register, change, move: who may, what is refused, and what stands in the trail."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from platform_site.accounts.models import AuditEntry, Organisation
from platform_site.append_only import AppendOnlyError
from platform_site.reference.company_size import SizeClass
from rubric.engagement import actions
from rubric.engagement.actions import Overtaken, Party
from rubric.engagement.choices import Ending, Interest
from rubric.engagement.domain.phases import Phase
from rubric.engagement.models import ConflictOfInterest, Engagement
from rubric.engagement.policies import Refusal, Refused
from tests.integration.engagement.conftest import NAME

pytestmark = pytest.mark.django_db
AGREED = date(2026, 5, 1)


def refusal(deed):
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.refusal


def test_registered_company_is_approached_and_has_its_facets(registered, keeper):
    made = registered(prefecture="saitama", industry="E", employees=34, sales_yen=620_000_000, barriers=["cannot-see"])
    assert (made.phase, made.bureau, made.size, made.is_regional_core) == ("approached", "kanto", SizeClass.SME, True)
    assert made.is_regional_driver is False and registered(situation=["regional-driver"]).is_regional_driver
    assert (made.profile.barriers, made.alias_profile.size) == (("cannot-see",), SizeClass.SME)
    entry = made.entries.get()
    assert (entry.before, entry.after, entry.by) == ("", Phase.APPROACHED, keeper)


def test_stranger_registers_nothing_for_another_body(home, keeper, stranger):
    new = Engagement(organisation=home, coordinator=keeper, company_name=NAME, alias="A社")
    with pytest.raises(PermissionDenied):
        actions.register(by=stranger, engagement=new)
    assert not Engagement.objects.exists()


def test_alias_that_tells_the_name_and_a_coordinator_from_outside_are_refused(registered, stranger):
    assert refusal(lambda: registered(alias="ひみつ製作所の件")) is Refusal.ALIAS_TELLS
    assert refusal(lambda: registered(coordinator=stranger)) is Refusal.NO_COORDINATOR


def test_second_window_does_not_overwrite_what_the_first_wrote(engagement, keeper):
    first, second = (Engagement.objects.get(pk=engagement.pk) for _window in range(2))
    first.owner_says = "一つ目の窓"
    actions.change(by=keeper, engagement=first, edit=0)
    second.owner_says = "二つ目の窓"
    with pytest.raises(Overtaken) as overtaken:
        actions.change(by=keeper, engagement=second, edit=0)
    assert overtaken.value.engagement.owner_says == "一つ目の窓"
    actions.change(by=keeper, engagement=second, edit=overtaken.value.engagement.edit)
    assert Engagement.objects.get().owner_says == "二つ目の窓"


def test_change_leaves_phase_and_body_alone(engagement, keeper, move):
    open_window = Engagement.objects.get(pk=engagement.pk)
    move(engagement, Phase.PRE_VISIT)
    open_window.organisation = Organisation.objects.create(name="別の機関", kind="bank")
    changed = actions.change(by=keeper, engagement=open_window, edit=0)
    assert (changed.phase, changed.organisation) == (Phase.PRE_VISIT, engagement.organisation)


def test_every_move_says_who_when_and_why(engagement, keeper, move):
    move(engagement, Phase.PRE_VISIT)
    move(engagement, Phase.ISSUE_SETTING, consent_on=AGREED)
    move(engagement, Phase.SUSPENDED, why="社長の入院")
    told = [(entry.before, entry.after, entry.by, entry.why) for entry in engagement.entries.all()]
    assert told == [
        ("", "approached", keeper, ""),
        ("approached", "pre-visit", keeper, ""),
        ("pre-visit", "issue-setting", keeper, ""),
        ("issue-setting", "suspended", keeper, "社長の入院"),
    ]
    with pytest.raises(AppendOnlyError):
        engagement.entries.first().save()
    with pytest.raises(AppendOnlyError):
        engagement.entries.all().delete()


def test_move_is_refused_without_reason_consent_or_way(engagement, move):
    assert refusal(lambda: move(engagement, Phase.CLOSED)) is Refusal.NOT_NOW
    assert refusal(lambda: move(engagement, Phase.REFUSED)) is Refusal.NO_REASON
    move(engagement, Phase.PRE_VISIT)
    assert refusal(lambda: move(engagement, Phase.ISSUE_SETTING)) is Refusal.NO_CONSENT
    assert Engagement.objects.get().phase == Phase.PRE_VISIT


def test_suspended_one_goes_on_where_it_was(engagement, move):
    move(engagement, Phase.PRE_VISIT)
    move(engagement, Phase.SUSPENDED, why="繁忙期")
    assert Engagement.objects.get().before_suspension is Phase.PRE_VISIT
    assert refusal(lambda: move(engagement, Phase.APPROACHED)) is Refusal.NOT_NOW
    assert move(engagement, Phase.PRE_VISIT).before_suspension is None


def test_consent_cannot_be_taken_out_while_the_company_is_supported(engagement, keeper, move):
    move(engagement, Phase.PRE_VISIT)
    supported = move(engagement, Phase.ISSUE_SETTING, consent_on=AGREED)
    supported.consent_on = None
    assert refusal(lambda: actions.change(by=keeper, engagement=supported, edit=1)) is Refusal.NO_CONSENT
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(consent_on=None)


def test_end_releases_the_team(engagement, seats, assign, helper, move):
    assignment = assign(seats[0], helper)
    move(engagement, Phase.DECLINED, why="当会の範囲ではない")
    assignment.refresh_from_db()
    assert assignment.ended_at and assignment.ended_why == Ending.ENGAGEMENT_ENDED
    assert not Engagement.objects.visible_to(helper).exists()


@pytest.mark.parametrize("deed", ["change", "move", "declare"])
def test_only_coordinators_of_the_body_write(engagement, seats, assign, helper, stranger, deed):
    assign(seats[0], helper)
    deeds = {
        "change": lambda by: actions.change(by=by, engagement=engagement, edit=0),
        "move": lambda by: actions.move(by=by, engagement=engagement, to=Phase.PRE_VISIT, seen=Phase.APPROACHED),
        "declare": lambda by: actions.declare_interest(
            by=by, engagement=engagement, kind=Interest.LENDER, party=Party(name="銀行")
        ),
    }
    for by in (helper, stranger):
        with pytest.raises(PermissionDenied):
            deeds[deed](by)


def test_interest_is_noted_once_seen_by_coordinators_alone_and_removed(engagement, keeper, helper, stranger):
    party = Party(person=helper)
    noted = actions.declare_interest(by=keeper, engagement=engagement, kind=Interest.RELATIVE, party=party)
    again = actions.declare_interest(by=keeper, engagement=engagement, kind=Interest.RELATIVE, party=party)
    assert noted == again and noted.of_whom == "支援 花子"
    seen = [ConflictOfInterest.objects.visible_to(who).count() for who in (keeper, helper, stranger)]
    assert seen == [1, 0, 0]
    with pytest.raises(PermissionDenied):
        actions.withdraw_interest(by=stranger, conflict=noted)
    actions.withdraw_interest(by=keeper, conflict=noted)
    assert not ConflictOfInterest.objects.exists()


@pytest.mark.parametrize("parties", [{}, {"name": "甲", "of": True}])
def test_interest_is_of_exactly_one(engagement, home, parties):
    fields = {"name": parties.get("name", ""), "organisation": home if "of" in parties else None}
    with pytest.raises(IntegrityError), transaction.atomic():
        ConflictOfInterest.objects.create(engagement=engagement, kind=Interest.LENDER, **fields)


@pytest.mark.parametrize(
    "wrong", [{"phase": "dreaming"}, {"months": 0}, {"months": 37}, {"hours_a_month": 0}, {"alias": ""}]
)
def test_database_refuses_what_no_form_lets_through(engagement, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Engagement.objects.filter(pk=engagement.pk).update(**wrong)


def test_trail_tells_every_deed_and_no_name(engagement, seats, assign, helper, keeper, home, move):
    assignment = assign(seats[0], helper)
    interest = actions.declare_interest(
        by=keeper, engagement=engagement, kind=Interest.COMPETITOR, party=Party(name="競合の会社")
    )
    actions.withdraw_interest(by=keeper, conflict=interest)
    engagement.refresh_from_db()
    engagement.contact_name, engagement.owner_says = "窓口 次郎", "誰にも言わないで"
    actions.change(by=keeper, engagement=engagement, edit=0)
    move(engagement, Phase.REFUSED, why="秘密の理由")
    entries = AuditEntry.objects.filter(on_kind="engagement.engagement")
    assert {entry.what for entry in entries} == {
        "engagement.registered",
        "engagement.seats-set",
        "engagement.assigned",
        "engagement.interest-declared",
        "engagement.interest-withdrawn",
        "engagement.changed",
        "engagement.moved",
    }
    told = " ".join(f"{entry.on_name} {entry.details}" for entry in entries)
    assert not [word for word in ("ひみつ", "窓口", "誰にも", "秘密", "競合の", "competitor") if word in told]
    assert assignment.person == helper
