"""The rubric, for everybody: the version in use, older ones, and a sheet to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from platform_site.access import public
from rubric.framework.models import RubricVersion
from rubric.framework.presenters import rubric_screen

PAPERS = ("a4", "a3")


@public
@require_safe
def rubric(request: HttpRequest) -> HttpResponse:
    """The version in use. Before the first is published, the page says so."""
    version = RubricVersion.objects.published().first()
    return _page(request, version)


@public
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """Another version; drafts are shown to those who keep the platform."""
    return _page(request, get_object_or_404(RubricVersion.objects.visible_to(request.user), number=number))


@public
@require_safe
def sheet(request: HttpRequest, number: int) -> HttpResponse:
    """A version on paper: A3 on one page, or A4 with a page for each domain (`paper`)."""
    shown = get_object_or_404(RubricVersion.objects.visible_to(request.user), number=number)
    paper = request.GET.get("paper", PAPERS[0])
    if paper not in PAPERS:
        raise Http404(_("There is no such size of paper."))
    return render(request, "framework/sheet.html", {"screen": rubric_screen(shown, request.user), "paper": paper})


def _page(request: HttpRequest, shown: RubricVersion | None) -> HttpResponse:
    older = RubricVersion.objects.visible_to(request.user).exclude(pk=shown.pk if shown else None)
    screen = rubric_screen(shown, request.user) if shown else None
    return render(request, "framework/rubric.html", {"screen": screen, "others": older})
