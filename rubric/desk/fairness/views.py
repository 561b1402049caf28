"""Whether people are asked fairly, and which seats cannot be filled."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.accounts.decorators import role_required
from platform_site.accounts.models import Organisation
from platform_site.accounts.roles import NATIONAL_ROLES, Role
from rubric.assessment.cohort.permissions import sees_people
from rubric.assessment.domain.suppression import LEAST
from rubric.desk.fairness.national import national_groups
from rubric.desk.fairness.shapes import Group
from rubric.desk.fairness.tables import own_groups
from rubric.desk.files import told_file
from rubric.desk.organisations import chosen_organisation, organisation_links
from rubric.desk.pages import page
from rubric.engagement.permissions import own_organisations

#: People by name for whoever coordinates them; figures for the national body.
concerned = role_required(Role.COORDINATOR, *NATIONAL_ROLES)


@concerned
@never_cache
@require_safe
def fairness(request: HttpRequest) -> HttpResponse:
    """Who is asked how often, who never is and why, and which seats nobody can take."""
    organisation = _organisation(request)
    groups, links = _groups(request, organisation), organisation_links(request, organisation)
    context = {"groups": groups, "organisation": organisation, "organisations": links, "least": LEAST}
    return page(request, "fairness", here=_("Fairness"), **context)


@concerned
@never_cache
@require_safe
@transaction.atomic
def fairness_file(request: HttpRequest, table: str, kind: str) -> HttpResponse:
    """A table of the page for the same address, as CSV or XLSX (`kind`)."""
    organisation = _organisation(request)
    tables = {one.slug: one for group in _groups(request, organisation) for one in group.tables}
    if table not in tables:
        raise Http404
    about = [organisation] if organisation else []
    return told_file(tables[table].as_file, kind, by=request.user, about=about, slug=table)


def _organisation(request: HttpRequest) -> Organisation | None:
    """The one that is looked at; None for whoever looks for the national body."""
    return chosen_organisation(request) if sees_people(request.user) else None


def _groups(request: HttpRequest, organisation: Organisation | None) -> list[Group]:
    if organisation is None:
        return national_groups()
    return own_groups(organisation, own_organisations(request.user), request.user)
