"""Health, and the demo's mail box."""

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.access import public
from platform_site.operations import demo_mail
from platform_site.operations.health import examine, report


@public
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """200 where everything works, otherwise 503; with what each check found."""
    found = report(examine())
    return JsonResponse(found, status=200 if found["status"] == "ok" else 503)


@public
@never_cache
@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    """The mails of the demo, newest first."""
    _only_in_the_demo()
    return render(request, "operations/mail_list.html", {"mails": demo_mail.all_mails()})


@public
@never_cache
@csp_update({"style-src-attr": ["'unsafe-inline'"]})  # a mail brings its styles in its elements
@require_safe
def mail(request: HttpRequest, file: str, number: int) -> HttpResponse:
    """One mail: its text, and its HTML in a frame in which nothing runs."""
    _only_in_the_demo()
    found = demo_mail.find_mail(file, number)
    if found is None:
        raise Http404
    return render(request, "operations/mail.html", {"mail": found})


def _only_in_the_demo() -> None:
    """Raise Http404 outside of the demo: mails hold invitations."""
    if not settings.DEBUG:
        raise Http404
