"""Which organisation a page of the desk is about, and the links to the reader's others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from platform_site.accounts.models import Organisation
from rubric.engagement.permissions import own_organisations


@dataclass(frozen=True)
class Link:
    """A choice on a page. `count` is left out where nothing is counted."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


def chosen_organisation(request: HttpRequest) -> Organisation | None:
    """The one in the address, or else the first; None for somebody who coordinates none.

    One that the reader does not coordinate does not exist for him: raises Http404.
    """
    mine = {str(one.pk): one for one in own_organisations(request.user)}
    wanted = request.GET.get("organisation") or next(iter(mine), None)
    if wanted is None:
        return None
    if wanted not in mine:
        raise Http404
    return mine[wanted]


def organisation_links(request: HttpRequest, chosen: Organisation | None) -> tuple[Link, ...]:
    """The reader's organisations, where there are several."""
    several: Iterable[Organisation] = own_organisations(request.user)
    links = tuple(Link(one.label, f"?organisation={one.pk}", one == chosen) for one in several)
    return links if len(links) > 1 else ()
