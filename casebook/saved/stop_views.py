"""Stopping mails from a link in them: without a login, and never by merely opening the link (RFC 8058)."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from casebook.saved import actions
from casebook.saved.models import SavedSearch
from casebook.saved.tokens import Stop, read_stop_token
from platform_site.access import public
from platform_site.accounts.models import User


@public
@csrf_exempt  # a mail program sends no token of ours; the signature in the address says that the mail was ours
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_alerts(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then stop. Scanners and prefetching browsers open links: opening it changes nothing."""
    try:
        stop = read_stop_token(token)
    except signing.SignatureExpired:
        return _refused(request, _("This link is too old."))
    except (signing.BadSignature, TypeError):
        return _refused(request, _("This link is not complete."))
    owner = User.objects.filter(pk=stop.owner_id).first()
    if owner is None:
        return _refused(request, _("This account no longer exists. No mails are sent."))
    if request.method == "POST":
        actions.stop_alerts(of=owner, search_id=stop.search_id)
        return render(request, "saved/stop_done.html", {"name": _name(stop)})
    still = SavedSearch.objects.alerting().filter(owner=owner, **({"pk": stop.search_id} if stop.search_id else {}))
    return render(request, "saved/stop.html", {"name": _name(stop), "searches": list(still)})


def _name(stop: Stop) -> str:
    """The search that is meant; empty where it is about all."""
    if stop.search_id is None:
        return ""
    return SavedSearch.objects.filter(pk=stop.search_id).values_list("name", flat=True).first() or _("a search")


def _refused(request: HttpRequest, title: str) -> HttpResponse:
    return render(request, "saved/stop_refused.html", {"title": title}, status=410)
