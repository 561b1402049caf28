"""The link that stops mails: without a login, not by being opened, and only with our signature."""

import re

import pytest
from django.core import mail, signing
from django.http import QueryDict
from django.test import Client

from casebook.library.criteria import read_criteria
from casebook.saved import actions, alerts
from casebook.saved.models import Frequency, SavedSearch
from casebook.saved.tokens import LIFETIME, Stop, stop_token
from casebook.taxonomy.words import load_taxonomies
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def me(library):
    return make_user(role="supporter", language="en")


@pytest.fixture
def outside():
    """A mail program: no session, and the token of no form."""
    return Client(enforce_csrf_checks=True)


def save(user, q: str) -> SavedSearch:
    criteria = read_criteria(QueryDict(f"q={q}"), load_taxonomies())
    return actions.save_search(by=user, criteria=criteria, name=f"search {q}", frequency="at-once")


def address(user, search=None) -> str:
    return f"/en/cases/saved/stop/{stop_token(Stop(user.pk, search.pk if search else None))}/"


def frequencies() -> list[str]:
    return list(SavedSearch.objects.order_by("pk").values_list("frequency", flat=True))


def test_mail_offers_one_click_and_links_that_stop_one_search_or_all(me, outside, settings):
    search = save(me, "承継")
    make_case(title="承継の話")
    alerts.look()
    (message,) = mail.outbox
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = re.fullmatch(r"<(https?://\S+)>", headers["List-Unsubscribe"].replace("\n ", "")).group(1)
    links = re.findall(r"\S+/cases/saved/stop/\S+", message.body)
    assert links[-1] == url
    assert len(links) == 2
    assert all(link.startswith(settings.BASE_URL) for link in links)
    answer = outside.post(url.removeprefix(settings.BASE_URL), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    search.refresh_from_db()
    assert search.frequency == Frequency.NEVER


def test_opening_the_link_changes_nothing(me, outside):
    search = save(me, "one")
    for method in (outside.get, outside.head):
        assert method(address(me, search)).status_code == 200
    assert frequencies() == ["at-once"]
    assert "search one" in outside.get(address(me, search)).content.decode()


def test_button_stops_one_search_and_leaves_the_others(me, outside):
    one, _other = save(me, "one"), save(me, "two")
    page = outside.post(address(me, one)).content.decode()
    assert "search one" in page
    assert frequencies() == ["never", "at-once"]


def test_link_of_all_stops_all_of_this_person_and_of_nobody_else(me, outside):
    save(me, "一"), save(me, "二"), save(make_user(), "三")
    outside.post(address(me))
    assert frequencies() == ["never", "never", "at-once"]


def test_stopping_twice_is_no_error(me, outside):
    search = save(me, "一")
    assert [outside.post(address(me, search)).status_code for _ in range(2)] == [200, 200]
    assert "nothing to do" in outside.get(address(me, search)).content.decode()


def test_deleted_search_can_still_be_stopped(me, outside):
    search = save(me, "一")
    actions.delete(thing=search)
    assert outside.post(address(me, search)).status_code == 200
    assert frequencies() == ["never"]


def test_search_of_another_person_is_not_stopped_by_a_mixed_token(me, outside):
    search = save(make_user(), "一")
    outside.post(address(me, search))
    assert frequencies() == ["at-once"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_signature_gets_a_page_that_says_what_to_do(me, outside, method):
    save(me, "一")
    answer = getattr(outside, method)("/en/cases/saved/stop/WzEsMV0:1tX:forged/")
    assert answer.status_code == 410
    assert "not complete" in answer.content.decode()
    assert frequencies() == ["at-once"]


def test_token_of_another_shape_is_refused(me, outside):
    token = signing.dumps({"owner": me.pk}, salt="saved.stop-alerts")
    assert outside.get(f"/en/cases/saved/stop/{token}/").status_code == 410


def test_old_link_says_that_it_is_old(me, outside, monkeypatch):
    save(me, "一")
    url, now = address(me), signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + LIFETIME.total_seconds() + 1)
    answer = outside.post(url)
    assert (answer.status_code, frequencies()) == (410, ["at-once"])
    assert "too old" in answer.content.decode()


def test_link_of_a_closed_account_says_so(me, outside):
    url = address(me)
    me.delete()
    assert "no longer exists" in outside.post(url).content.decode()


def test_answer_is_kept_nowhere(me, outside):
    assert "no-store" in outside.get(address(me))["Cache-Control"]
