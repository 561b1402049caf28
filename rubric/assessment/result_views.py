"""What came of a self-assessment: on the page, on paper, and as a file to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rubric.assessment.models import Assessment
from rubric.assessment.reading import articles_for, cases_for
from rubric.assessment.record import XLSX, record_file
from rubric.assessment.result_presenter import result_screen
from rubric.assessment.results import result_of
from rubric.assessment.views import own_assessments, page
from rubric.framework.content import framework_of
from rubric.framework.domain.levels import BY_SLUG
from rubric.framework.models import RubricVersion


@own_assessments
@never_cache
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """Where I stand, by which rule, and what to do next. A draft has no result yet."""
    mine = _standing(request, pk)
    if mine is None:
        return redirect("assessment", pk)
    return page(request, "result", here=_("Result"), screen=result_screen(result_of(mine), request.user))


@own_assessments
@never_cache
@require_safe
def my_record(request: HttpRequest) -> HttpResponse:
    """What I entered and what came of it, as a workbook: mine to take along."""
    response = HttpResponse(record_file(request.user), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, _("my-record.xlsx"))
    return response


@own_assessments
@require_safe
def reading(request: HttpRequest, slug: str, level: str) -> HttpResponse:
    """What to read on an element on the way to a level: a part of the result, or a page where there is no script."""
    version = get_object_or_404(RubricVersion.objects.published())
    element, wanted = framework_of(version).element(slug), BY_SLUG.get(level)
    if element is None or wanted is None:
        raise Http404
    context = {"cases": cases_for(element, wanted, request.user), "articles": articles_for(element)}
    if request.htmx:
        return render(request, "assessment/_reading.html", context)
    language = get_language() or "ja"
    said = element.descriptor(wanted)
    context |= {"name": element.name.label(language), "level": wanted.label(language)}
    return render(request, "assessment/reading.html", {**context, "text": said.text.label(language) if said else ""})


def _standing(request: HttpRequest, pk: int) -> Assessment | None:
    mine = get_object_or_404(Assessment.objects.of(request.user).select_related("version", "author", "standing"), pk=pk)
    return None if mine.is_draft else mine
