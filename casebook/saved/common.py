"""What every page of saved things has: the way up, which of the three lists it belongs to, what can be undone."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from casebook.saved.kinds import KINDS, things
from platform_site.templatetags.banso import site_path

Above = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Undo:
    """What was deleted, in a sentence, and where it is brought back."""

    sentence: str
    url: str


def page(request: HttpRequest, template: str, tab: str, above: Above = (), **context: Any) -> HttpResponse:
    """A page of the list `tab` (a kind); `above` are pages between that list and this one."""
    return render(request, f"saved/{template}.html", {"tab": tab, "breadcrumb": _way_up(above), **context})


def back(request: HttpRequest, otherwise: str) -> str:
    """The address on this site from which a form was sent."""
    asked = request.POST.get("next", "")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure()) else otherwise


def undo_of(request: HttpRequest, kind: str) -> Undo | None:
    """What the address says was just deleted, where it is this person's and can still be brought back."""
    pk = request.GET.get("undo", "")
    thing = things(kind, request.user).restorable().filter(pk=pk).first() if _is_number(pk) else None
    if thing is None:
        return None
    return Undo(str(KINDS[kind].deleted) % {"name": thing}, reverse("saved_restore", args=[kind, thing.pk]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def _way_up(above: Above) -> list[tuple[str, str]]:
    home = site_path("/")
    here = (_("Saved items"), reverse("saved_searches") if above else "")
    return [(_("Home"), home), (_("My page"), reverse("my_page")), here, *above]
