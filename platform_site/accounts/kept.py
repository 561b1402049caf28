"""What somebody was typing when her session ran out: kept in the session, shown again once she has signed in."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

KEY = "kept_entries"
#: Secrets are never written down; the token belongs to the old page.
NEVER_KEPT = ("password", "csrfmiddlewaretoken")
MOST_CHARACTERS = 10_000


def keep_entries(request: HttpRequest) -> None:
    """Put what was posted aside, for the form at the same address."""
    entries = {name: value for name, value in request.POST.items() if not name.startswith(NEVER_KEPT)}
    if entries and sum(map(len, entries.values())) <= MOST_CHARACTERS:
        request.session[KEY] = {"path": request.path, "entries": entries}


def kept_entries(request: HttpRequest) -> dict[str, str]:
    """What was put aside for this address, once, with a message that says so; otherwise nothing."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return {}
    del request.session[KEY]
    messages.info(request, _("You had been signed out. What you had entered is still here: please send it again."))
    return kept["entries"]
