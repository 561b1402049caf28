import pytest

from casebook.library.pagination import pagination


def labels(page, total):
    return [link.label for link in pagination(page, total, 20, str).pages]


def test_single_page_has_no_links():
    found = pagination(1, 20, 20, str)
    assert (found.pages, found.first, found.last) == ((), 1, 20)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, ["1", "2", "3", "…", "10"]),
        (5, ["1", "…", "3", "4", "5", "6", "7", "…", "10"]),
        (10, ["1", "…", "8", "9", "10"]),
    ],
)
def test_neighbours_and_ends_are_shown(page, expected):
    assert labels(page, 200) == expected


def test_ends_have_no_link_beyond():
    assert pagination(1, 200, 20, str).previous_url == ""
    assert pagination(10, 200, 20, str).next_url == ""


def test_nobody_pages_beyond_the_deepest_hit():
    assert labels(1, 1_000_000)[-1] == "500"


def test_empty_result_has_no_numbers():
    found = pagination(1, 0, 20, str)
    assert (found.pages, found.last) == ((), 0)
