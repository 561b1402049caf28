"""Searches are counted without saying whose they were."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from casebook.insight import recording
from casebook.insight.daily import forget
from casebook.insight.models import Asked, Kind
from casebook.insight.popular import popular
from platform_site.accounts.roles import Role
from search.engines.base import EngineError
from tests.factories import make_organisation, make_user
from tests.integration.insight.conftest import READER

pytestmark = pytest.mark.django_db(transaction=True)


def counted():
    """Every count by question: asked, in vain, opened."""
    recording.write()
    return {row.what: (row.asked, row.in_vain, row.opened) for row in Asked.objects.all()}


def test_question_with_and_without_an_answer(library, ask):
    ask("q=事業承継")
    ask("q=事業承継")
    ask("q=宇宙船")
    ask("prefecture=okinawa")
    ask("prefecture=saitama")
    assert counted() == {
        "事業承継": (2, 0, 0),
        "宇宙船": (1, 1, 0),
        "prefecture=okinawa": (1, 1, 0),
        "prefecture=saitama": (1, 0, 0),
    }


def test_words_do_not_fail_where_filters_stand_in_the_way(library, ask):
    ask("q=事業承継&prefecture=okinawa")
    assert counted() == {"事業承継": (1, 0, 0)}


@pytest.mark.parametrize(
    "again", ["q=事業承継&page=1", "q=事業承継&sort=newest", "q=事業承継&prefecture=saitama", "q=事業承継"]
)
def test_another_order_or_filter_of_the_same_question_is_no_new_one(library, ask, again):
    ask("q=事業承継")
    ask(again, came_from="/cases/?q=事業承継")
    ask(again, **{"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?q=事業承継"})
    assert counted() == {"事業承継": (1, 0, 0)}


@pytest.mark.parametrize("fresh", ["max-age=0", "no-cache"])
def test_page_that_is_loaded_again_is_no_new_question(library, ask, fresh):
    ask("q=事業承継")
    ask("q=事業承継", **{"Cache-Control": fresh})
    assert counted() == {"事業承継": (1, 0, 0)}


def test_further_page_is_no_new_question(library, ask):
    ask("q=事業承継&page=2")
    assert counted() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "python-requests/2.31"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_machines_are_not_counted(library, ask, headers):
    ask("q=事業承継", **headers)
    assert counted() == {}


def test_head_and_those_who_keep_the_platform_are_not_counted(library, ask, client):
    client.head("/cases/?q=事業承継", headers=READER)
    client.force_login(make_user(role=Role.EDITOR))
    ask("q=山田製作所")
    assert counted() == {}


def test_case_opened_from_a_list_is_counted_with_its_question(library, ask, client):
    ask("q=事業承継")
    case = library.get_url()
    client.get(case, headers={**READER, "Referer": "http://testserver/cases/?q=事業承継&page=3"})
    client.get(f"/en{case}", headers={**READER, "Referer": "http://testserver/en/cases/?q=事業承継"})
    client.get(case, headers={**READER, "Referer": "https://elsewhere.example/cases/?q=事業承継"})
    client.get(case, headers={**READER, "Referer": "http://testserver/"})
    client.get(case, headers=READER)
    assert counted() == {"事業承継": (1, 0, 2)}


def test_nothing_in_the_tables_points_at_a_person(library, ask, client):
    user = make_user(role=Role.SUPPORTER, organisation=make_organisation(name="秘密商工会議所"), name="青葉 みのり")
    client.force_login(user)
    client.get("/cases/?q=事業承継", headers={**READER, "X-Forwarded-For": "203.0.113.9"}, REMOTE_ADDR="203.0.113.9")
    ask("q=aoba@example.org")
    ask("q=090-1234-5678")
    recording.write()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM insight_asked")
        columns, rows = [column[0] for column in cursor.description], cursor.fetchall()
    assert columns == ["id", "on", "kind", "what", "asked", "in_vain", "opened", "found"]
    assert [row[2:] for row in rows] == [("words", "事業承継", 1, 0, 0, 1)]
    assert str(rows[0][1]) == str(timezone.localdate())


def test_page_is_shown_whatever_happens_to_the_count(library, ask, monkeypatch, caplog):
    monkeypatch.setattr(recording, "question_of", lambda criteria: 1 / 0)
    assert ask("q=事業承継").status_code == 200
    assert "a search was not counted" in caplog.text
    monkeypatch.undo()
    monkeypatch.setattr("casebook.library.paging.find", _silent)
    assert ask("q=事業承継").status_code == 200
    assert counted() == {}


def _silent(*args, **kwargs):
    raise EngineError("away")


def test_asking_writes_nothing(library, ask, django_assert_num_queries):
    ask("q=事業承継")
    with connection.execute_wrapper(_refuse_writes):
        ask("q=事業承継")


def _refuse_writes(execute, sql, params, many, context):
    assert not sql.startswith(("INSERT", "UPDATE", "DELETE")), sql
    return execute(sql, params, many, context)


def test_what_cannot_be_written_waits(library, ask, monkeypatch):
    ask("q=事業承継")
    with monkeypatch.context() as patch:
        patch.setattr(recording, "keep", lambda counts: 1 / 0)
        recording.write()
    ask("q=事業承継")
    assert counted() == {"事業承継": (2, 0, 0)}


def test_flood_of_questions_is_not_kept(library, ask, monkeypatch):
    monkeypatch.setattr(recording, "MOST_WAITING", 1)
    for q in ("甲社", "乙社", "甲社"):
        ask(f"q={q}")
    assert counted() == {"甲社": (2, 2, 0)}


def test_counts_add_up_over_several_writes(library, ask):
    ask("q=事業承継")
    recording.write()
    ask("q=事業承継")
    assert counted() == {"事業承継": (2, 0, 0)}


def make_asked(what, times, *, days_ago=0, kind=Kind.WORDS, **counts):
    on = timezone.localdate() - timedelta(days=days_ago)
    return Asked.objects.create(on=on, kind=kind, what=what, asked=times, **counts)


def test_rare_questions_go_after_two_weeks_and_all_after_a_good_year():
    make_asked("まれ", 2, days_ago=15)
    make_asked("まれで新しい", 2, days_ago=14)
    make_asked("よくある", 2, days_ago=15)
    make_asked("よくある", 1)
    make_asked("昔のこと", 9, days_ago=401)
    assert forget() == "2 counts forgotten"
    assert set(Asked.objects.values_list("what", flat=True)) == {"まれで新しい", "よくある"}


def test_popular_questions_are_those_of_many_that_have_an_answer():
    make_asked("事業承継", 3, found=5)
    make_asked("事業再生", 9, found=1)
    make_asked("事業の夢", 9, found=0)
    make_asked("事業税", 2, found=5)
    assert popular("事業", 5) == ["事業再生", "事業承継"]
    assert popular("事業", 1) == ["事業再生"]
    assert popular("ＩＯＴ", 5) == []
