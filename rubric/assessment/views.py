"""One's own assessments: begin, answer element by element, submit."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts.decorators import require_access
from platform_site.media.serving import RESTRICTED, file_response
from platform_site.templatetags.banso import site_path
from rubric.assessment import actions
from rubric.assessment.forms import AnswerForm
from rubric.assessment.models import Answer, Assessment, Evidence
from rubric.assessment.policies import Refused, may_assess
from rubric.assessment.presenters import draft_screen, element_screen, element_url, last_time
from rubric.assessment.review.seeing import evidence_for
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Element, Framework
from rubric.framework.models import RubricElement, RubricVersion

own_assessments = require_access(may_assess, "supporters and coordinators, each his own")


@own_assessments
@never_cache
@require_safe
def assessments(request: HttpRequest) -> HttpResponse:
    """My draft, and what I have submitted."""
    mine = Assessment.objects.of(request.user).select_related("version")
    context = {
        "draft": mine.drafts().first(),
        "submitted": mine.submitted(),
        "can_start": RubricVersion.objects.published().exists(),
    }
    return page(request, "index", **context)


@own_assessments
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin, or go on with the draft that there is."""
    try:
        draft = actions.start(by=request.user, names_later="names_later" in request.POST)
    except Refused as refused:
        messages.warning(request, refused.refusal.label)
        return redirect("assessments")
    return redirect("assessment", draft.pk)


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def assessment(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft's overview, or the result of one that stands. POST chooses whether names of levels come later."""
    mine = _mine(request, pk)
    if not mine.is_draft:
        return redirect("assessment_result", pk)
    if request.method == "POST":
        actions.choose_names_later(assessment=mine, names_later="names_later" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("assessment", pk)
    return page(request, "draft", assessment=mine, screen=draft_screen(mine))


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def element(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One element: choose a level, write a note, put evidence beside it."""
    mine = _mine(request, pk)
    if not mine.is_draft:
        return _stands(request, mine)
    framework = framework_of(mine.version)
    asked = _element(framework, slug)
    form = _form(request, mine, asked)
    overtaken = None
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, mine, asked, form)
            return redirect(_onwards(request, mine, framework, slug))
        except actions.Overtaken as error:
            overtaken = error.answer
            form = _form(request, mine, asked, knowing=overtaken)
        except Refused as refused:
            form.add_error(None, refused.refusal.label)
    screen = element_screen(mine, framework, asked, request.user)
    before = last_time(mine, asked) if "last" in request.GET else None
    has_earlier = Assessment.objects.of(request.user).submitted().exists()
    context = {"form": form, "screen": screen, "last": before, "asked_last": "last" in request.GET}
    return page(request, "element", assessment=mine, overtaken=overtaken, has_earlier=has_earlier, **context)


@own_assessments
@never_cache
@require_POST
def autosave(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Level and note as they are being entered; answers with a line that says how it went."""
    mine = _mine(request, pk)
    asked = _element(framework_of(mine.version), slug)
    form = _form(request, mine, asked)
    context: dict[str, Any] = {"edit": request.POST.get("edit", ""), "url": element_url(mine, slug)}
    if not mine.is_draft:
        return render(request, "assessment/_saved.html", {**context, "is_submitted": True})
    if form.is_valid() or not {"level", "note"} & form.errors.keys():
        try:
            answer = actions.write_answer(assessment=mine, element=_row(mine, slug), written=_written(form))
            context |= {"edit": answer.edit, "saved_at": answer.changed_at}
        except actions.Overtaken as error:
            context |= {"overtaken": error.answer}
    else:
        context |= {"errors": [str(said) for name in ("level", "note") for said in form.errors.get(name, [])]}
    return render(request, "assessment/_saved.html", context)


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Look it over once more, then let it stand."""
    mine = _mine(request, pk)
    if not mine.is_draft:
        return redirect("assessment_result", pk)
    if request.method == "POST":
        try:
            actions.submit(by=request.user, assessment=mine)
        except Refused as refused:
            messages.warning(request, refused.refusal.label)
            return redirect("assessment", pk)
        messages.success(request, _("Your self-assessment has been submitted."))
        return redirect("assessment_result", pk)
    return page(request, "submit", assessment=mine, screen=draft_screen(mine))


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, after asking."""
    mine = get_object_or_404(Assessment.objects.of(request.user).drafts(), pk=pk)
    if request.method == "POST":
        actions.discard(by=request.user, assessment=mine)
        messages.success(request, _("The draft was discarded."))
        return redirect("assessments")
    return page(request, "discard", assessment=mine, screen=draft_screen(mine))


@own_assessments
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with the draft on the version that is in use now."""
    mine = get_object_or_404(Assessment.objects.of(request.user).drafts(), pk=pk)
    moved = actions.move_to_version_in_use(by=request.user, assessment=mine)
    if moved.version_id == mine.version_id:
        messages.info(request, _("The two versions cannot be compared. Please finish this one, or discard it."))
    else:
        messages.success(request, _("You go on with the version in use. Please look through every element once more."))
    return redirect("assessment", pk)


@own_assessments
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """A document that stands as evidence, to its author and to the one who reviews."""
    evidence = evidence_for(request.user, pk)
    if evidence is None:
        raise Http404
    disposition = content_disposition_header(True, evidence.file_name)
    return file_response(request, evidence.file, caching=RESTRICTED, disposition=disposition)


def _mine(request: HttpRequest, pk: int) -> Assessment:
    return get_object_or_404(Assessment.objects.of(request.user).select_related("version"), pk=pk)


def _element(framework: Framework, slug: str) -> Element:
    found = framework.element(slug)
    if found is None:
        raise Http404
    return found


def _row(mine: Assessment, slug: str) -> RubricElement:
    return RubricElement.objects.get(domain__version=mine.version_id, slug=slug)


def _form(request: HttpRequest, mine: Assessment, asked: Element, *, knowing: Answer | None = None) -> AnswerForm:
    """What was entered stays; a person who has seen what stands there now may write over it."""
    answer = Answer.objects.filter(assessment=mine, element__slug=asked.slug).first()
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and knowing is not None:
        data["edit"] = str(knowing.edit)
    return AnswerForm(data, request.FILES or None, element=asked, user=request.user, answer=answer)


def _written(form: AnswerForm) -> actions.Written:
    entered = form.cleaned_data
    return actions.Written(entered.get("level"), entered.get("note", ""), entered.get("edit") or 0)


def _keep(request: HttpRequest, mine: Assessment, asked: Element, form: AnswerForm) -> None:
    row, entered = _row(mine, asked.slug), form.cleaned_data
    actions.write_answer(assessment=mine, element=row, written=_written(form))
    own = Evidence.objects.filter(answer__assessment=mine, answer__element=row)
    for evidence in own.filter(pk__in=[number for number in request.POST.getlist("drop") if number.isdecimal()]):
        actions.drop_evidence(assessment=mine, evidence=evidence)
    for name, value in (("text", "evidence_text"), ("case", "evidence_case"), ("file", "evidence_file")):
        if entered.get(value):
            actions.add_evidence(assessment=mine, element=row, **{name: entered[value]})


def _onwards(request: HttpRequest, mine: Assessment, framework: Framework, slug: str) -> str:
    """Where the button that was pressed leads."""
    if "stay" in request.POST:
        return f"{element_url(mine, slug)}#evidence"
    slugs = [one.slug for one in framework.elements]
    following = slugs[slugs.index(slug) + 1 :]
    return (
        element_url(mine, following[0])
        if "next" in request.POST and following
        else reverse("assessment", args=[mine.pk])
    )


def _stands(request: HttpRequest, mine: Assessment) -> HttpResponse:
    messages.info(request, _("This self-assessment has been submitted. To correct it, please make a new one."))
    return redirect("assessment_result", mine.pk)


def page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below "my page"; `here` is its own name in the breadcrumb, where it stands below the list."""
    home = site_path("/")
    above = (_("Self-assessment"), "" if template == "index" else reverse("assessments"))
    breadcrumb = [(_("Home"), home), (_("My page"), reverse("my_page")), above, *([(here, "")] if here else [])]
    return render(request, f"assessment/{template}.html", {"breadcrumb": breadcrumb, **context})
