"""Saving a search: its name, its frequency, what is the same, how many, and whose it is."""

import pytest
from django.http import QueryDict
from django.utils import translation

from casebook.library.conditions import in_words
from casebook.library.criteria import read_criteria
from casebook.saved import actions, policies
from casebook.saved.daily import forget_deleted
from casebook.saved.models import Frequency, SavedSearch
from casebook.saved.naming import fingerprint, proposed_name
from casebook.saved.policies import Refused
from casebook.taxonomy.words import load_taxonomies
from tests.factories import make_barrier, make_case, make_library, make_user

pytestmark = pytest.mark.django_db


def criteria(query: str):
    return read_criteria(QueryDict(query), load_taxonomies())


def save(user, query="q=承継", name="承継", frequency="never") -> SavedSearch:
    return actions.save_search(by=user, criteria=criteria(query), name=name, frequency=frequency)


@pytest.fixture
def me(library, client):
    user = make_user(role="supporter", email="me@example.org")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=succession&region=kanto&industry=E", "“succession” · Kanto · Manufacturing"),
        ("", "All cases"),
        ("prefecture=saitama&year=2020", "Saitama · 2020"),
        ("size=small&size=sme&region=kanto&region=tohoku&result=success&result=partly", "1 more condition"),
    ],
)
def test_search_is_named_by_its_conditions(query, words):
    with translation.override("en"):
        assert in_words(criteria(query), load_taxonomies()).endswith(words)


def test_proposed_name_fits(me):
    assert len(proposed_name(criteria("q=" + "長" * 300), load_taxonomies())) == 100


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("q=DX&region=kanto&region=tohoku", "region=東北&region=関東&q=dx", True),
        ("q=承継&sort=near&place=saitama", "q=承継&page=3", True),
        ("q=承継", "q=承継&region=kanto", False),
        ("q=region", "region=kanto", False),
        ("tag=a&tag=b", "tag=a%26tag%3Db", False),
    ],
)
def test_questions_that_find_the_same_are_recognised(one, other, is_same):
    assert (fingerprint(criteria(one)) == fingerprint(criteria(other))) is is_same


def test_search_is_saved_from_the_page_that_proposes_a_name(client, me):
    page = client.get("/cases/saved/new/?q=承継&region=東北&page=2")
    assert page.context["form"].initial["name"] == in_words(criteria("q=承継&region=tohoku"), load_taxonomies())
    assert me.email in page.content.decode()
    answer = client.post("/cases/saved/new/?q=承継&region=東北&page=2", {"name": "東北の承継", "frequency": "daily"})
    assert answer.url == "/cases/saved/"
    saved = SavedSearch.objects.get()
    assert (saved.owner, saved.name, saved.frequency) == (me, "東北の承継", "daily")
    assert criteria(saved.query) == criteria("q=承継&region=tohoku")
    assert me.email in client.get(answer.url).content.decode()


def test_frequency_has_to_be_one_of_the_choices_and_the_name_may_not_be_empty(client, me):
    form = client.post("/cases/saved/new/?q=x", {"name": " ", "frequency": "hourly"}).context["form"]
    assert set(form.errors) == {"name", "frequency"}
    assert not SavedSearch.objects.exists()


def test_same_search_is_opened_not_saved_again(client, me):
    saved = save(me, "q=承継&region=kanto")
    assert client.get("/cases/saved/new/?region=関東&q=承継").url == f"/cases/saved/searches/{saved.pk}/"
    again = save(me, "region=kanto&q=承継", name="新しい名前")
    assert (again.pk, SavedSearch.objects.get().name) == (saved.pk, "新しい名前")


def test_another_person_can_save_the_same_search(me):
    save(me)
    save(make_user())
    assert SavedSearch.objects.count() == 2


def test_search_is_renamed_and_gets_another_frequency(client, me):
    saved = save(me)
    client.post(f"/cases/saved/searches/{saved.pk}/", {"name": "別名", "frequency": "weekly"})
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("別名", "weekly")


def test_deleted_search_comes_back(client, me):
    saved = save(me)
    answer = client.post(f"/cases/saved/searches/{saved.pk}/delete/", follow=True)
    assert answer.context["rows"] == []
    undo = answer.context["undo"]
    assert saved.name in undo.sentence
    assert [row.search for row in client.post(undo.url, follow=True).context["rows"]] == [saved]


def test_deleted_search_is_forgotten_after_a_month_and_cannot_come_back_after_a_day(client, me, monkeypatch):
    saved = save(me)
    actions.delete(thing=saved)
    SavedSearch.objects.update(deleted_at="2026-01-01T00:00:00Z")
    assert client.get(f"/cases/saved/?undo={saved.pk}").context["undo"] is None
    assert client.post(f"/cases/saved/searches/{saved.pk}/restore/").status_code == 404
    forget_deleted()
    assert not SavedSearch.objects.exists()


def test_saving_a_deleted_search_again_begins_anew(me):
    saved = save(me, frequency="daily")
    actions.delete(thing=saved)
    again = save(me, name="新", frequency="weekly")
    assert (again.pk, again.deleted_at, again.frequency) == (saved.pk, None, "weekly")


def test_number_of_searches_is_limited_with_a_clear_message(client, me, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SEARCHES", 1)
    save(me)
    with pytest.raises(Refused):
        save(me, "q=別")
    page = client.post("/cases/saved/new/?q=別", {"name": "別", "frequency": "never"})
    assert page.context["form"].non_field_errors() == [policies.Refusal.SEARCHES.label]
    assert save(me, name="同じものは保存できる").name


def test_condition_that_is_gone_is_told_and_the_rest_still_runs(client, me):
    make_barrier(slug="gone")
    saved = save(me, "q=承継&barrier=gone")
    SavedSearch.objects.filter(pk=saved.pk).update(query="q=承継&barrier=nowhere")
    (row,) = client.get("/cases/saved/").context["rows"]
    assert row.lost == ("barrier=nowhere",)
    assert row.url.startswith("/cases/?q=")
    assert client.get(f"/cases/saved/searches/{saved.pk}/").status_code == 200


def test_retired_condition_is_still_known(client, me):
    barrier = make_barrier(slug="old")
    save(me, "barrier=old")
    barrier.is_retired = True
    barrier.save()
    (row,) = client.get("/cases/saved/").context["rows"]
    assert row.lost == ()


@pytest.mark.parametrize("address", ["", "new/?q=x", "bookmarks/", "collections/", "collections/new/"])
def test_outsider_is_led_to_the_login_and_back(client, address):
    make_library()
    answer = client.get(f"/cases/saved/{address}")
    assert answer.url.startswith("/accounts/login/?next=/cases/saved/")


def test_others_searches_do_not_exist_for_me(client, me):
    other = save(make_user())
    actions.delete(thing=save(make_user(), "q=削除"))
    assert client.get("/cases/saved/").context["rows"] == []
    for address in (f"searches/{other.pk}/", f"?undo={SavedSearch.objects.last().pk}"):
        answer = client.get(f"/cases/saved/{address}")
        assert answer.status_code == 404 or answer.context["undo"] is None
    for act in ("delete", "restore", "note"):
        assert client.post(f"/cases/saved/searches/{other.pk}/{act}/").status_code == 404
    assert client.post(f"/cases/saved/searches/{other.pk}/", {"name": "x", "frequency": "never"}).status_code == 404
    other.refresh_from_db()
    assert (other.name, other.deleted_at) == ("承継", None)


@pytest.mark.parametrize("address", ["/cases/saved/nothing/1/delete/", "/cases/saved/searches/1/note/"])
def test_unknown_kind_is_not_found(client, me, address):
    assert client.post(address).status_code == 404


def test_list_asks_no_more_for_more_searches(client, me, django_assert_max_num_queries):
    for number in range(12):
        save(me, f"q={number}", name=str(number))
    with django_assert_max_num_queries(8):
        client.get("/cases/saved/")


def test_my_page_leads_to_what_i_saved(client, me):
    assert "/cases/saved/" in [step.url for step in client.get("/me/").context["me"].steps]


def test_frequencies_are_known_to_the_database(me):
    from django.db import IntegrityError

    saved = save(me)
    with pytest.raises(IntegrityError, match="known_frequency"):
        SavedSearch.objects.filter(pk=saved.pk).update(frequency="hourly")


def test_case_page_of_an_outsider_leads_to_the_login_and_back(client):
    case = make_case()
    html = client.get(f"/cases/{case.slug}/").content.decode()
    assert f"/accounts/login/?next=/cases/{case.slug}/%23bookmark" in html


def test_choice_of_no_mail_is_the_first():
    assert Frequency.values[0] == Frequency.NEVER
