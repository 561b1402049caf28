"""Links to further pages are followed by htmx only on a page that says where an answer goes."""

import pytest
from django.template.loader import render_to_string

from casebook.library.pagination import pagination


@pytest.mark.parametrize("live", [True, False])
def test_links_are_live_where_the_page_asks_for_it(live):
    pages = pagination(2, 60, 20, lambda page: f"?page={page}")
    html = render_to_string("components/pagination.html", {"pagination": pages, "live": live})
    assert html.count('href="?page=3"') == 2
    assert html.count('hx-get="?page=3"') == (2 if live else 0)
