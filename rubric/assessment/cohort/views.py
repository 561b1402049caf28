"""The levels of an organisation's people, for those who coordinate it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from platform_site.templatetags.banso import site_path
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.cohort.criteria import read_criteria
from rubric.assessment.cohort.detail import standing_screen
from rubric.assessment.cohort.files import demand_table, file_response, people_table
from rubric.assessment.cohort.people import members_of
from rubric.assessment.cohort.permissions import coordinated_by, coordinators, parts_for, sees_people
from rubric.assessment.cohort.presenters import Cohort, cohort_screen, read_cohort
from rubric.assessment.domain.disclosing import Part
from rubric.assessment.models import Standing
from rubric.assessment.policies import Refused
from rubric.assessment.review.seniors import end_senior, name_senior

TABLES = {"people": people_table, "demand": demand_table}


@coordinators
@never_cache
@require_safe
def cohort(request: HttpRequest) -> HttpResponse:
    """Our people's levels, whose end soon, and what training they need; others who offer themselves."""
    if not sees_people(request.user):
        return page(request, "national")
    found = _read(request)
    return page(request, "cohort", screen=cohort_screen(found, request.user, coordinated_by(request.user)))


@coordinators
@never_cache
@require_safe
def cohort_file(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """A table of the page for the same address, on all of its pages, as CSV or XLSX (`kind`)."""
    if table not in TABLES or not sees_people(request.user):
        raise Http404
    found = _read(request)
    _tell(request.user, found, table, kind)
    return file_response(TABLES[table](found), kind)


@coordinators
@never_cache
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The levels that somebody and his reviewer signed, element by element."""
    known = ("assessment", "person", "organisation", "version")
    standing = get_object_or_404(Standing.objects.visible_to(request.user).select_related(*known), pk=pk)
    if Part.AGREED_LEVELS not in parts_for(request.user, standing):
        raise Http404
    return page(request, "person", here=str(standing.person), screen=standing_screen(standing))


@coordinators
@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Name somebody as a senior who may review."""
    done = _("%(name)s may review now and can be asked by colleagues.")
    return _of_member(request, name_senior, done)


@coordinators
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the naming of a senior."""
    done = _("%(name)s is no longer a named senior. Reviews that have begun go on.")
    return _of_member(request, end_senior, done)


def _of_member(request: HttpRequest, action: Callable[..., object], done: str) -> HttpResponse:
    """Do something with a member, say so, and go back to the list as it was."""
    organisation, number = _organisation(request), request.POST.get("person", "")
    members = User.objects.filter(pk__in=members_of(organisation).values("user"))
    member = get_object_or_404(members, pk=number if number.isdecimal() else 0)
    try:
        action(by=request.user, organisation=organisation, person=member)
    except Refused as refused:
        messages.error(request, refused.refusal.label)
    else:
        messages.success(request, done % {"name": member})
    query = request.GET.urlencode()
    return redirect(f"{reverse('cohort')}{'?' if query else ''}{query}#people")


def _read(request: HttpRequest) -> Cohort:
    return read_cohort(_organisation(request), read_criteria(request.GET), request.user)


def _organisation(request: HttpRequest) -> Organisation:
    """The one in the address, or else the first; one that the reader does not coordinate does not exist for him."""
    mine = {str(one.pk): one for one in coordinated_by(request.user)}
    wanted = request.GET.get("organisation") or next(iter(mine), "")
    if wanted not in mine:
        raise Http404
    return mine[wanted]


def _tell(user: User, found: Cohort, table: str, kind: str) -> None:
    """That names and levels left the platform stands in the audit trail; what they are does not."""
    if table == "people":
        with transaction.atomic():
            record(by=user, what=AssessmentAct.EXPORTED, on=found.organisation, people=len(found.chosen), format=kind)


def page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below "my page"; `here` is the name of one below the list."""
    above = (_("Levels of our people"), reverse("cohort") if here else "")
    breadcrumb = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page")), above]
    breadcrumb += [(here, "")] if here else []
    return render(request, f"assessment/cohort/{template}.html", {"breadcrumb": breadcrumb, **context})
