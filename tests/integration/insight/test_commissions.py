"""From a gap in the library to the case that fills it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from casebook.insight import actions
from casebook.insight.models import Commission, CommissionState
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_library, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_library()
    user = make_user(role=Role.EDITOR, name="編田 文")
    client.force_login(user)
    return user


def make_commission(**fields):
    return Commission.objects.create(**{"sought": "宇宙の部品", **fields})


def deeds(commission):
    return list(ModelLogEntry.objects.for_instance(commission).order_by("pk").values_list("action", flat=True))


def test_commission_keeps_the_question_it_comes_from(client, editor):
    url = reverse("commissions:add", query={"kind": "words", "question": "部品 宇宙"})
    response = client.post(url, {"sought": "宇宙の部品をつくる会社", "due_on": "2030-01-31"})
    commission = Commission.objects.get()
    assert response.url == reverse("commissions:inspect", args=[commission.pk])
    assert (commission.question, commission.asked_by) == ("宇宙 部品", editor)
    assert "/cases/?q=" in client.get(response.url).text
    assert deeds(commission) == ["wagtail.create"]


@pytest.mark.parametrize("question", ["taro@example.org", "", "あ" * 100])
def test_what_is_no_question_of_the_report_is_not_kept(client, editor, question):
    url = reverse("commissions:add", query={"kind": "words", "question": question})
    assert client.get(url).status_code == 200
    client.post(url, {"sought": "何か"})
    assert Commission.objects.get().question == ""


def test_of_two_who_take_it_one_gets_it(editor):
    commission, other = make_commission(), make_user(role=Role.EDITOR)
    assert actions.take(by=editor, commission=commission)
    assert not actions.take(by=other, commission=commission)
    assert not actions.give_back(by=other, commission=commission)
    commission.refresh_from_db()
    assert (commission.taken_by, commission.state) == (editor, CommissionState.TAKEN)
    assert deeds(commission) == ["insight.taken"]


def test_commission_is_taken_and_given_back_by_its_buttons(client, editor):
    commission = make_commission()
    client.post(reverse("take_commission", args=[commission.pk]))
    page = client.get(reverse("commissions:inspect", args=[commission.pk]))
    assert page.context["may_give_back"]
    client.post(reverse("give_back_commission", args=[commission.pk]))
    commission.refresh_from_db()
    assert commission.state == CommissionState.OPEN
    assert deeds(commission) == ["insight.taken", "insight.given_back"]


def test_commission_is_done_with_its_case_and_open_again_without_it(client, editor):
    commission, case = make_commission(taken_by=editor), make_case(title="宇宙へ行く町工場", live=False)
    url = reverse("commissions:edit", args=[commission.pk])
    client.post(url, {"sought": commission.sought, "taken_by": editor.pk, "case": case.pk})
    commission.refresh_from_db()
    assert commission.state == CommissionState.DONE
    assert "宇宙へ行く町工場" in client.get(reverse("commissions:inspect", args=[commission.pk])).text
    case.delete()
    commission.refresh_from_db()
    assert commission.state == CommissionState.TAKEN


def test_list_is_filtered_by_state(client, editor):
    make_commission(sought="待つもの")
    make_commission(sought="書くもの", taken_by=editor)
    make_commission(sought="済んだもの", case=make_case())
    for state, wanted in (("open", "待つもの"), ("taken", "書くもの"), ("done", "済んだもの")):
        shown = client.get(reverse("commissions:index"), {"state": state}).context["object_list"]
        assert [commission.sought for commission in shown] == [wanted]


def test_commission_is_late_until_it_is_done():
    yesterday = timezone.localdate() - timedelta(days=1)
    assert make_commission(due_on=yesterday).is_late
    assert not make_commission(due_on=timezone.localdate()).is_late
    assert not make_commission(due_on=yesterday, case=make_case()).is_late


def test_commission_is_given_to_those_only_who_work_in_the_cms(client, editor):
    supporter = make_user(role=Role.SUPPORTER)
    client.post(reverse("commissions:add"), {"sought": "何か", "taken_by": supporter.pk})
    assert not Commission.objects.exists()


@pytest.mark.parametrize("name", ["take_commission", "give_back_commission"])
def test_supporter_takes_nothing(client, name):
    make_library()
    commission = make_commission()
    client.force_login(make_user(role=Role.SUPPORTER))
    client.post(reverse(name, args=[commission.pk]))
    commission.refresh_from_db()
    assert commission.state == CommissionState.OPEN
    assert deeds(commission) == []
