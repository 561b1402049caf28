"""Pages of the library by their number: one that is not there shows another, and says so."""

import pytest

from tests.factories import make_case

pytestmark = pytest.mark.django_db(transaction=True)


def screen(client, number):
    return client.get(f"/cases/?page={number}").context["screen"]


@pytest.mark.parametrize("number", ["0", "-1", "abc", "1.5", "000"])
def test_what_is_no_page_shows_the_first_and_says_so(client, two_pages, number):
    shown = screen(client, number)
    assert (len(shown.cards), current_page(shown)) == (20, "1")
    assert shown.notes == (f"{number}ページはありません。1ページ目を表示しています。",)


@pytest.mark.parametrize("number", ["3", "500", "501", "99999", "9" * 20])
def test_page_beyond_the_last_shows_the_last_and_says_so(client, two_pages, number):
    shown = screen(client, number)
    assert (len(shown.cards), current_page(shown)) == (1, "2")
    assert shown.notes == (f"{number}ページ目はありません。最後のページを表示しています。",)


@pytest.fixture
def two_pages(library):
    for number in range(21):
        make_case(title=f"旅館の改装{number:02}")


def current_page(shown):
    return next(link.label for link in shown.pagination.pages if link.is_current)


def test_page_beyond_the_last_of_an_empty_answer_stays_empty(client, two_pages):
    shown = screen(client, "9&prefecture=okinawa")
    assert (shown.total, shown.cards, shown.notes) == (0, (), ())
