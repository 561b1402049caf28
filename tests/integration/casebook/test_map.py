"""The map of the library: the same counts as its filters, for whoever looks."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casebook.profiles.choices import Disclosure
from platform_site.accounts.roles import Role
from search.engines.base import EngineError
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases():
    make_library()
    rebuild()
    return [
        make_case(title="町工場の承継", prefecture="saitama", industry="E", barriers=("cannot-act",)),
        make_case(title="工務店の承継", prefecture="saitama", industry="D"),
        make_case(title="旅館の値上げ", prefecture="aomori", industry="M", barriers=("cannot-see",)),
        make_case(title="どこかの店の値上げ"),
    ]


def screen(client, query="", path="/cases/map/"):
    return client.get(f"{path}?{query}").context["screen"]


def counts(client, query=""):
    return {place.slug: place.count for place in screen(client, query).map.places if place.count}


def place(client, slug, query="", path="/cases/map/"):
    return next(place for place in screen(client, query, path).map.places if place.slug == slug)


def log_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_every_prefecture_is_drawn_from_north_to_south(cases, client):
    slugs = [place.slug for place in screen(client).map.places]
    assert (len(slugs), slugs[0], slugs[-1]) == (47, "hokkaido", "okinawa")


def test_counts_are_those_of_the_cases(cases, client):
    assert counts(client) == {"saitama": 2, "aomori": 1}


def test_table_has_a_row_for_every_case_and_its_sum_agrees(cases, client):
    shown = screen(client)
    assert (shown.total, shown.not_told) == (4, 1)
    assert sum(region.count for region in shown.regions) + shown.not_told == shown.total
    kanto = next(region for region in shown.regions if region.name == "関東")
    assert [(row.name, row.count) for row in kanto.places] == [("埼玉県", 2)]
    assert "東京都" in kanto.without


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=承継", {"saitama": 2}),
        ("q=値上げ", {"aomori": 1}),
        ("barrier=cannot-act", {"saitama": 1}),
        ("industry=建設業", {"saitama": 1}),
        ("region=tohoku", {"aomori": 1}),
        ("q=承継&industry=E", {"saitama": 1}),
        ("q=どこにもない言葉", {}),
    ],
)
def test_map_of_a_search_counts_what_the_search_finds(cases, client, query, expected):
    assert counts(client, query) == expected


def test_tile_leads_to_the_same_search_in_that_prefecture(cases, client):
    url = place(client, "saitama", "q=承継&industry=E").url
    assert url.startswith("/cases/?") and "prefecture=saitama" in url
    assert [str(card.title) for card in screen(client, path=url.split("?")[0], query=url.split("?")[1]).cards] == [
        "町工場の<mark>承継</mark>"
    ]


def test_tile_without_a_case_is_no_link(cases, client):
    assert place(client, "tokyo").url == ""
    assert 'prefecture=tokyo"' not in client.get("/cases/map/").content.decode()


def test_chosen_prefecture_is_marked_and_the_others_keep_their_counts(cases, client):
    assert counts(client, "prefecture=saitama") == {"saitama": 2, "aomori": 1}
    assert place(client, "saitama", "prefecture=saitama").is_chosen
    assert "prefecture=aomori" in place(client, "aomori", "prefecture=saitama").url
    assert "saitama" not in place(client, "aomori", "prefecture=saitama").url


def test_region_of_the_table_leads_to_its_cases(cases, client):
    regions = screen(client, "q=承継&prefecture=saitama").regions
    url = next(region.url for region in regions if region.name == "関東")
    assert "region=kanto" in url and "prefecture" not in url


def test_condition_can_be_taken_away_on_the_map(cases, client):
    chips = {chip.label: chip.remove_url for chip in screen(client, "q=承継&industry=E").chips}
    assert chips == {"承継": "/cases/map/?industry=E", "製造業": "/cases/map/?q=%E6%89%BF%E7%B6%99"}


def test_map_leads_back_to_the_list(cases, client):
    assert screen(client, "barrier=cannot-act").library_url == "/cases/?barrier=cannot-act"


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=400", "region=mars", "prefecture=" + "x" * 500, "q=%00", "q=%22", "sort=near", "sort=x", "q=😀"],
)
def test_no_address_is_an_error(cases, client, query):
    assert client.get(f"/cases/map/?{query}").status_code == 200


def test_condition_that_cannot_be_used_is_named(cases, client):
    (note,) = screen(client, "region=mars").notes
    assert "region=mars" in note


def test_words_are_escaped(cases, client):
    page = client.get("/cases/map/?q=<script>alert(1)</script>&tag=<b>").content.decode()
    assert "<script>alert" not in page and "<b>" not in page
    assert "<script>alert(1)</script>" in unescape(page)


def test_no_count_tells_an_outsider_of_a_hidden_case(cases, client):
    before = client.get("/cases/map/").content
    make_case(prefecture="okinawa", disclosure=Disclosure.MEMBERS)
    make_case(prefecture="saitama", disclosure=Disclosure.ORGANISATION, organisation=make_organisation())
    make_case(prefecture="nara", live=False)
    assert client.get("/cases/map/").content == before


def test_member_sees_what_members_may_read(cases, client):
    own = make_organisation()
    make_case(prefecture="okinawa", disclosure=Disclosure.MEMBERS)
    make_case(prefecture="nara", disclosure=Disclosure.ORGANISATION, organisation=own)
    make_case(prefecture="osaka", disclosure=Disclosure.ORGANISATION, organisation=make_organisation())
    log_in(client, make_user(role=Role.SUPPORTER, organisation=own))
    assert counts(client) == {"saitama": 2, "aomori": 1, "okinawa": 1, "nara": 1}


def test_english_map_names_prefectures_by_code_and_in_full(cases, client):
    saitama = place(client, "saitama", path="/en/cases/map/")
    assert (saitama.short, saitama.name) == ("SIT", "Saitama")
    assert "SIT" in saitama.sentence and "Saitama" in saitama.sentence


def test_silent_engine_is_said(cases, client, monkeypatch):
    def silent(*args, **kwargs):
        raise EngineError("none answers")

    monkeypatch.setattr("casebook.library.map.screen.find", silent)
    answer = client.get("/cases/map/")
    assert answer.status_code == 200
    assert answer.context["screen"].map is None


def test_map_costs_few_queries(cases, client):
    client.get("/cases/map/")
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get("/cases/map/?q=承継")
    assert len(captured) <= 6
