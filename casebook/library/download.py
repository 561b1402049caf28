"""The cases of a question as a spreadsheet, in the language of the page."""

from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casebook.intake.acts import IntakeAct
from casebook.intake.export import FORMATS
from casebook.intake.files.writing import Cells, write_csv, write_xlsx
from casebook.library.criteria import read_criteria
from casebook.library.find import Found, find
from casebook.library.rows import WIDTHS, case_rows, headings
from casebook.pages.models import LibraryPage
from casebook.taxonomy.words import Taxonomies, load_taxonomies
from platform_site.access import public
from platform_site.accounts.audit import record
from platform_site.operations.limits import WINDOW, address_of, take
from search.engines.base import DEEPEST_HIT, EngineError

#: As many as can be paged through.
MOST_ROWS = DEEPEST_HIT


@public
@require_safe
@never_cache
def download(request: HttpRequest, kind: str) -> HttpResponse:
    """What the library page finds for the same address, on all of its pages, as CSV or XLSX (`kind`)."""
    if take("files", _who(request)).is_used_up:
        return _later(_("Too many files in a short time. Please try again in a minute."), status=429)
    taxonomies = load_taxonomies()
    criteria = read_criteria(request.GET, taxonomies).only(page=1)
    try:
        found = find(criteria, request.user, facets=(), limit=MOST_ROWS)
    except EngineError:
        return _later(_("The search is not answering at the moment. Please try again in a minute."), status=503)
    _tell(request.user, kind, len(found.page_ids))
    return _file(list(_rows(found, request.user, taxonomies)), kind)


def _who(request: HttpRequest) -> str:
    return str(request.user.pk) if request.user.is_authenticated else address_of(request)


def _later(sentence: str, *, status: int) -> HttpResponse:
    headers = {"Retry-After": str(WINDOW)}
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)


def _rows(found: Found, user, taxonomies: Taxonomies) -> Iterator[Cells]:
    yield headings()
    yield from case_rows(found.page_ids, user, taxonomies)
    total = found.response.total
    if total > MOST_ROWS:
        yield [_("The first %(most)s of %(total)s cases.") % {"most": f"{MOST_ROWS:,}", "total": f"{total:,}"}]


def _tell(user, kind: str, cases: int) -> None:
    """What leaves with a person's name on it stands in the audit trail; what she had asked for does not."""
    if not user.is_authenticated:
        return
    with override(settings.LANGUAGE_CODE):
        told = _("%(count)s cases of a list as %(format)s") % {"count": cases, "format": kind.upper()}
    with transaction.atomic():
        record(by=user, what=IntakeAct.EXPORTED, on=LibraryPage.objects.earliest("pk"), cases=cases, told=told)


def _file(rows: list[Cells], kind: str) -> HttpResponse:
    title = _("Cases")
    data = write_csv(rows) if kind == "csv" else write_xlsx(rows, title=title, freeze="C2", widths=WIDTHS)
    name = f"{title}-{timezone.localdate():%Y%m%d}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type=FORMATS[kind], headers=headers)
