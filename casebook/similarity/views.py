"""Cases like mine: by six fields, by a case, or by a pasted memo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from casebook.cases.models import CasePage
from casebook.cases.terms import terms_of
from casebook.similarity.asked import Asked, asked_of, read_asked, says_fields
from casebook.similarity.domain.memo import read_memo
from casebook.similarity.forms import MemoForm
from casebook.similarity.memo import asked_in, told
from casebook.similarity.screen import address, similar_screen
from casebook.similarity.versus import versus_screen
from casebook.taxonomy.words import Taxonomies, load_taxonomies
from platform_site.access import public


@public
@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: HttpRequest) -> HttpResponse:
    """Cases like a company. Fields and a case stand in the address; a memo is only ever posted."""
    return _by_memo(request) if request.method == "POST" else _by_address(request)


@public
@require_safe
def versus(request: HttpRequest) -> HttpResponse:
    """What is asked, side by side with one case (`with`)."""
    taxonomies = load_taxonomies()
    asked = read_asked(request.GET, taxonomies)
    case = _visible_case(request.GET.get("with", ""), request.user)
    if not asked.given:
        return redirect(address(Asked(case=case.external_id)))
    screen = versus_screen(asked, case, taxonomies)
    return render(request, "similarity/versus.html", {"screen": screen, "title": _("Side by side")})


def _by_address(request: HttpRequest) -> HttpResponse:
    taxonomies = load_taxonomies()
    asked, case = _asked(request, request.GET, taxonomies)
    screen = similar_screen(
        asked, taxonomies, request.user, memo_form=MemoForm(), case=case, is_sent=says_fields(request.GET)
    )
    return _page(request, screen)


# Everything below these frames is kept out of error reports; what was posted is never written anywhere.
@never_cache
@sensitive_post_parameters("memo")
@sensitive_variables()
def _by_memo(request: HttpRequest) -> HttpResponse:
    """Propose the fields (`read`), or find with the fields as corrected. Without a memo it is a plain question."""
    taxonomies = load_taxonomies()
    asked, case = _asked(request, request.POST, taxonomies)
    if "read" not in request.POST and not request.POST.get("memo", "").strip():
        return redirect(address(asked) if asked.given or case else f"{address(asked)}?barrier=")
    form = MemoForm(request.POST)
    if not form.is_valid():
        screen = similar_screen(asked, taxonomies, request.user, memo_form=form, case=case)
        return _page(request, screen, status=422)
    text = form.cleaned_data["memo"]
    proposals = read_memo(text)
    is_to_check = "read" in request.POST
    asked = asked_in(proposals, asked) if is_to_check else asked
    screen = similar_screen(
        asked,
        taxonomies,
        request.user,
        memo_form=form,
        case=case,
        text=text,
        told=told(proposals, asked, taxonomies),
        is_to_check=is_to_check,
    )
    return _page(request, screen)


def _page(request: HttpRequest, screen, status: int = 200) -> HttpResponse:
    context = {"screen": screen, "form": screen.memo_form, "title": _("Cases like mine")}
    return render(request, "similarity/index.html", context, status=status)


def _asked(request: HttpRequest, data, taxonomies: Taxonomies) -> tuple[Asked, CasePage | None]:
    """The question, and the case in hand: where the address says nothing else, the fields are the case's own."""
    asked = read_asked(data, taxonomies)
    if not asked.case:
        return asked, None
    case = _visible_case(asked.case, request.user)
    if says_fields(data):
        return asked, case
    return asked_of(case, terms_of([case.pk], ["barriers", "approaches"])[case.pk]), case


def _visible_case(external_id: str, user) -> CasePage:
    """The case of this id, in the reader's language where it is translated. Raises Http404 where he may see none."""
    cases = CasePage.objects.visible_to(user).filter(external_id=external_id)
    in_order = sorted(cases, key=lambda case: (case.text_language != get_language(), case.pk))
    if not external_id or not in_order:
        raise Http404
    return in_order[0]
