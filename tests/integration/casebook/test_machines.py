"""What machines read of the site."""

import pytest

from casebook.profiles.choices import Disclosure
from tests.factories import make_case, make_library

pytestmark = pytest.mark.django_db


def test_sitemap_names_public_cases_only(client):
    make_case(external_id="open-case")
    make_case(external_id="closed-case", disclosure=Disclosure.MEMBERS)
    listed = client.get("/sitemap-pages.xml").content.decode()
    assert "/cases/open-case/" in listed
    assert "closed-case" not in listed
    assert client.get("/sitemap.xml").status_code == 200


def test_sitemap_names_the_map_and_its_like_in_both_languages(client):
    make_library()
    listed = client.get("/sitemap-views.xml").content.decode()
    assert "/cases/map/</loc>" in listed and "/en/cases/turning-points/</loc>" in listed
    assert "/sitemap-views.xml" in client.get("/sitemap.xml").content.decode()


def test_robots_keep_out_of_the_cms(client):
    assert "Disallow: /cms/" in client.get("/robots.txt").content.decode()


@pytest.mark.parametrize("path", ["/cases/", "/cases/?q=承継", "/robots.txt", "/sitemap.xml"])
def test_machines_may_ask_for_the_head_alone(client, path):
    make_library()
    assert client.head(path).status_code == 200


def test_health_tells_no_count_that_a_hidden_case_would_move(client):
    make_case()
    before = client.get("/health/").json()["checks"]["search_index"]
    make_case(disclosure=Disclosure.MEMBERS)
    assert client.get("/health/").json()["checks"]["search_index"]["facts"] == before["facts"]
