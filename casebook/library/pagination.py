"""Which page numbers to show: the first, the last, and those around the current one."""

from collections.abc import Callable

from casebook.library.presenters import PageLink, Pagination
from search.engines.base import DEEPEST_HIT

AROUND = 2


def pagination(
    current: int, total: int, size: int, url: Callable[[int], str], *, deepest: int = DEEPEST_HIT
) -> Pagination:
    """The links for `total` hits in pages of `size`; hits beyond `deepest` cannot be paged to."""
    pages = max(1, -(-min(total, deepest) // size))
    first, last = min((current - 1) * size + 1, total), min(current * size, total)
    if pages == 1:
        return Pagination(first=first, last=last)
    return Pagination(
        pages=tuple(_links(min(current, pages), pages, url)),
        previous_url=url(current - 1) if current > 1 else "",
        next_url=url(current + 1) if current < pages else "",
        first=first,
        last=last,
    )


def _links(current: int, pages: int, url: Callable[[int], str]):
    shown = sorted({1, pages, *range(max(1, current - AROUND), min(pages, current + AROUND) + 1)})
    before = 0
    for number in shown:
        if number > before + 1:
            yield PageLink("…", "")
        yield PageLink(str(number), url(number), number == current)
        before = number
