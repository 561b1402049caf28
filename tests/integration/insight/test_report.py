"""The report on what readers look for."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from casebook.insight.models import Asked, Kind
from platform_site.accounts.roles import Role
from tests.factories import make_library, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    make_library()
    user = make_user(role=Role.EDITOR)
    client.force_login(user)
    return user


def make_asked(what, *, kind=Kind.WORDS, days_ago=0, **counts):
    Asked.objects.create(on=timezone.localdate() - timedelta(days=days_ago), kind=kind, what=what, **counts)


def tables(client, **query):
    shown = client.get(reverse("search_insight"), query).context["tables"]
    return {table.name: [row.label for row in table.rows] for table in shown}


def test_questions_stand_in_the_tables_that_they_belong_to(client, editor):
    make_asked("承継", asked=5, opened=2, found=20)
    make_asked("宇宙", asked=4, in_vain=4)
    make_asked("賃上げ", asked=3, found=5)
    make_asked("まれ", asked=2, in_vain=2)
    make_asked("prefecture=okinawa&industry=I", kind=Kind.FILTERS, asked=3, in_vain=3)
    make_asked("size=small", kind=Kind.FILTERS, asked=9, in_vain=1)
    assert tables(client) == {
        "sought": ["承継", "宇宙", "賃上げ"],
        "not-found": ["宇宙"],
        "not-opened": ["賃上げ"],
        "nowhere": ["都道府県：沖縄県、業種：卸売業、小売業"],
    }


def test_period_is_chosen(client, editor):
    make_asked("昔", asked=3, days_ago=31)
    assert tables(client)["sought"] == tables(client, days="7; drop")["sought"] == []
    assert tables(client, days="90")["sought"] == ["昔"]


def test_question_asked_often_enough_over_several_days_is_shown(client, editor):
    for days_ago in range(3):
        make_asked("承継", asked=1, days_ago=days_ago)
    assert tables(client)["sought"] == ["承継"]


def test_spreadsheet_computes_nothing(client, editor):
    make_asked("=cmd|' /c calc'", asked=3, in_vain=3)
    response = client.get(reverse("search_insight"), {"export": "csv"})
    assert response["Content-Type"].startswith("text/csv")
    assert "'=cmd|' /c calc',3,3,0" in response.content.decode("utf-8-sig")


def test_links_run_the_query(client, editor):
    make_asked("承継", asked=3, in_vain=3)
    row = client.get(reverse("search_insight")).context["tables"][1].rows[0]
    assert client.get(row.url).context["screen"].q == "承継"
    assert client.get(row.commission_url).context["form"].initial["sought"] == "承継"


@pytest.mark.parametrize(("role", "status"), [(Role.EDITOR, 200), (Role.MODERATOR, 200), (Role.SUPPORTER, 403)])
def test_report_is_for_those_who_keep_the_library(client, role, status):
    make_library()
    client.force_login(make_user(role=role))
    response = client.get(reverse("search_insight"))
    assert response.status_code == status or (status == 403 and response.status_code == 302)
    assert ("tables" in (response.context or {})) == (status == 200)


def test_outsider_is_sent_to_the_login(client):
    assert "login" in client.get(reverse("search_insight")).url
