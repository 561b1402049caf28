"""The star in each row of the library: one query for all, back to the same list, nothing for outsiders."""

from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains

from casebook.saved import actions
from casebook.saved.models import Bookmark
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SHELF = "/cases/saved"


@pytest.fixture
def me(client):
    user = make_user(role="supporter")
    client.force_login(user)
    return user


def stars(client, query: str = ""):
    return [card.bookmark for card in client.get(f"/cases/?{query}").context["screen"].cards]


@pytest.fixture
def listed(me):
    """Cases that the library finds."""
    make_library()
    rebuild()
    return [make_case(title=f"承継の話 {number}") for number in range(3)]


def test_row_of_the_library_tells_whether_i_keep_its_case(client, me, listed):
    actions.keep_bookmark(by=me, case=listed[1])
    assert {star.case_id: star.is_kept for star in stars(client)} == {case.pk: case is listed[1] for case in listed}
    actions.drop_bookmark(by=me, case=listed[1])
    assert not any(star.is_kept for star in stars(client))


def test_star_in_the_list_leads_back_to_its_row_in_the_same_list(client, me, listed):
    case, query = listed[0], urlencode({"q": "承継", "sort": "newest"})
    back = next(star.back for star in stars(client, query) if star.case_id == case.pk)
    answer = client.post(f"{SHELF}/bookmarks/of/{case.pk}/", {"keep": "1", "in": "list", "next": back})
    assert answer.url == f"/cases/?{query}#bookmark-{case.pk}"
    assert Bookmark.objects.visible_to(me).get().case == case


def test_htmx_gets_the_star_of_the_row_alone(client, me, listed):
    answer = client.post(
        f"{SHELF}/bookmarks/of/{listed[0].pk}/",
        {"keep": "1", "in": "list", "next": "/cases/?q=a"},
        headers={"HX-Request": "true"},
    )
    assertContains(answer, f'id="bookmark-{listed[0].pk}"')
    assertContains(answer, 'aria-pressed="true"')
    assertContains(answer, 'value="/cases/?q=a"')
    assertNotContains(answer, "<html")


def test_outsider_sees_no_star_in_the_list(client, listed):
    client.logout()
    assert stars(client) == [None] * 3
    assertNotContains(client.get("/cases/"), "star__button")


def test_stars_of_a_list_cost_one_query(client, me, listed):
    def cost(query):
        client.get(query)
        with CaptureQueriesContext(connection) as asked:
            client.get(query)
        return len(asked), sum("saved_bookmark" in query["sql"] for query in asked.captured_queries)

    for number in range(17):
        make_case(title=f"承継 {number}", barriers=("cannot-act",))
    total, of_stars = cost("/cases/?q=承継&barrier=cannot-act&sort=near")
    assert of_stars == 1
    assert total <= 15
