"""The coordinators' desk: what needs somebody today, the board, and who carries how much."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from platform_site.accounts.models import Organisation
from rubric.assessment.cohort.permissions import sees_people
from rubric.desk.board import board_screen, cards_of, read_question, with_names
from rubric.desk.files import board_table, load_table, told_file
from rubric.desk.load import load_screen, loads, people_of
from rubric.desk.organisations import chosen_organisation, organisation_links
from rubric.desk.pages import page
from rubric.desk.today import sections_of
from rubric.engagement.listing import MINE
from rubric.engagement.models import Engagement
from rubric.matching.permissions import coordinators


@coordinators
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What needs somebody today: of all engagements, or of one's own."""
    kept, is_mine = Engagement.objects.kept_by(request.user), request.GET.get("people") == MINE
    mine = kept.filter(coordinator=request.user)
    sections = sections_of(request.user, mine if is_mine else kept)
    context = {"is_mine": is_mine, "has_engagements": bool(sections) or kept.exists()}
    return page(request, "today", here=_("My desk"), sections=sections, **context)


@coordinators
@never_cache
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """All engagements by phase, or as a list. htmx asks for the changing part alone."""
    screen = board_screen(read_question(request), request.user)
    is_partial = request.htmx and not request.htmx.history_restore_request
    response = page(request, "_board" if is_partial else "board", here=_("Board"), screen=screen)
    patch_vary_headers(response, ["HX-Request"])
    return response


@coordinators
@never_cache
@require_safe
@transaction.atomic
def board_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The engagements that the same address shows, all of them, as CSV or XLSX (`kind`)."""
    cards = cards_of(with_names(read_question(request).filters.found()))
    about = Organisation.objects.filter(pk__in={card.engagement.organisation_id for card in cards})
    return told_file(board_table(cards), kind, by=request.user, about=about, slug="engagements")


@coordinators
@never_cache
@require_safe
def load(request: HttpRequest) -> HttpResponse:
    """Who of one's people, and of those who offer themselves, carries how much."""
    here = _("Load of the supporters")
    organisation = chosen_organisation(request)
    if organisation is None or not sees_people(request.user):
        return page(request, "no_people", here=here)
    links = organisation_links(request, organisation)
    screen = load_screen(organisation, request.GET)
    return page(request, "load", here=here, screen=screen, organisation=organisation, organisations=links)


@coordinators
@never_cache
@require_safe
@transaction.atomic
def load_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Everybody whom the same address shows, as CSV or XLSX (`kind`)."""
    organisation = chosen_organisation(request)
    if organisation is None or not sees_people(request.user):
        raise Http404
    rows = loads(organisation, people_of(organisation, request.GET))
    return told_file(load_table(rows), kind, by=request.user, about=[organisation], slug="load")
