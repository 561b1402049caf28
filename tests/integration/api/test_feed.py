"""The Atom feed of a question (RFC 4287)."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils.encoding import iri_to_uri

from casebook.cases.models import CasePage
from search.engines.base import EngineError
from tests.factories import make_case

pytestmark = pytest.mark.django_db(transaction=True)

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, query="", language=""):
    answer = client.get(iri_to_uri(f"{language}/cases/feed.atom{query}"))
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - our own


def told(element, name):
    return [found.text for found in element.iter(f"{ATOM}{name}")]


def link(element, rel):
    return next(one.get("href") for one in element.iter(f"{ATOM}link") if one.get("rel") == rel)


def test_feed_tells_the_cases_of_its_question(library, client):
    make_case(prefecture="tokyo")
    feed = read(client, "?prefecture=saitama&q=町工場")
    assert told(feed.find(f"{ATOM}entry"), "title") == ["町工場の社長が任せるまで"]
    assert len(feed.findall(f"{ATOM}entry")) == 1
    assert "町工場" in feed.find(f"{ATOM}title").text
    assert link(feed, "self") == iri_to_uri("http://localhost:8000/cases/feed.atom?q=町工場&prefecture=saitama")
    assert link(feed, "alternate") == iri_to_uri("http://localhost:8000/cases/?q=町工場&prefecture=saitama")


def test_feed_of_a_page_further_back_or_otherwise_sorted_is_the_same(library, client):
    assert client.get("/cases/feed.atom?page=3&sort=near").content == client.get("/cases/feed.atom").content


def test_words_are_not_loosened_in_a_feed(library, client):
    assert told(read(client, "?q=町工場 ロボット"), "entry") == []


def test_ids_outlive_titles_and_addresses(library, client):
    before = told(read(client), "id")
    library.public.title = "別の題名"
    library.public.save()
    assert told(read(client), "id") == before
    assert before[1] == "tag:localhost,2026-11-21:cases/ja/foundry"


def test_feed_is_as_young_as_its_youngest_entry(library, client):
    changed = datetime(2026, 11, 22, 9, tzinfo=UTC)
    library.public.first_published_at = library.public.last_published_at = changed
    library.public.save()
    make_case(last_published_at=changed - timedelta(days=2), first_published_at=changed - timedelta(days=2))
    feed = read(client)
    assert feed.find(f"{ATOM}updated").text == "2026-11-22T09:00:00+00:00"
    assert told(feed, "published")[0] == "2026-11-22T09:00:00+00:00"


def test_empty_feed_is_valid_and_never_changes(library, client):
    feed = read(client, "?prefecture=okinawa")
    assert feed.find(f"{ATOM}entry") is None
    assert feed.find(f"{ATOM}updated").text
    assert feed.find(f"{ATOM}author").find(f"{ATOM}name").text


def test_unchanged_feed_is_not_sent_again(library, client):
    headers = client.get("/cases/feed.atom").headers
    for name, validator in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        assert client.get("/cases/feed.atom", headers={name: headers[validator]}).status_code == 304
    make_case()
    assert client.get("/cases/feed.atom", headers={"If-None-Match": headers["ETag"]}).status_code == 200


def test_feed_speaks_the_language_of_its_address(library, client):
    english = read(client, language="/en")
    assert english.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert "Kanto" in [one.get("term") for one in english.iter(f"{ATOM}category")]
    assert link(english, "alternate") == "http://localhost:8000/en/cases/"


def test_feed_tells_public_cases_only_whoever_asks(library, client):
    before = client.get("/cases/feed.atom").content
    make_case(disclosure="members", title="会員だけの話")
    assert client.get("/cases/feed.atom").content == before
    client.force_login(library.supporter, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/cases/feed.atom").content == before


def test_feed_is_cut_after_fifty_entries(library, client, monkeypatch):
    monkeypatch.setattr("casebook.library.feed.ENTRIES", 2)
    made = [make_case().title for _number in range(3)]
    assert told(read(client), "title")[1:] == [made[2], made[1]]


def test_odd_characters_make_no_broken_feed(library, client):
    CasePage.objects.filter(pk=library.public.pk).update(title="題\x0b名", summary="<b>&\x01", turning_point="")
    feed = read(client, "?q=%01%00")
    assert told(feed, "title")[0]


def test_silent_search_asks_to_come_again(library, client, monkeypatch):
    def silent(*args, **kwargs):
        raise EngineError("away")

    monkeypatch.setattr("casebook.library.feed.find_as_typed", silent)
    answer = client.get("/cases/feed.atom")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
