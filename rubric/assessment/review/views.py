"""Pages of a review: ask, rate blind, talk, sign."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.templatetags.banso import site_path
from rubric.assessment.domain.states import IN_REVIEW, Act, State, Who, possible
from rubric.assessment.models import Agreement, Assessment, Review
from rubric.assessment.policies import Refusal, Refused
from rubric.assessment.review import actions
from rubric.assessment.review.candidates import candidates
from rubric.assessment.review.forms import AskForm, LevelsForm, TextForm, key_of
from rubric.assessment.review.presenters import kept_ratings, proposed_levels, review_screen
from rubric.assessment.review.words import DONE, QUESTIONS, against
from rubric.assessment.views import own_assessments
from rubric.framework.content import framework_of


@own_assessments
@never_cache
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The reviews that I was asked for: those that wait for me first."""
    asked = Review.objects.asked_of(request.user).select_related("assessment__author", "assessment__version")
    context = {
        "to_rate": [one for one in asked if one.is_open and one.assessment.state == State.UNDER_REVIEW],
        "in_talk": [one for one in asked if one.is_open and one.assessment.state != State.UNDER_REVIEW],
        "ended": [one for one in asked if not one.is_open],
    }
    return page(request, "list", **context)


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whom to ask for a review of my assessment."""
    mine = get_object_or_404(Assessment.objects.of(request.user).submitted().select_related("version"), pk=pk)
    if mine.state in IN_REVIEW:
        return redirect("review", mine.reviews.open().get().pk)
    if mine.state != State.SUBMITTED:
        return redirect("assessment_result", pk)
    people = candidates(request.user)
    able = {key_of(one): one for one in people if not one.refusals}
    choices = [(key, _("%(name)s, %(organisation)s") % _named(one)) for key, one in able.items()]
    form = AskForm(_sent(request), able=choices, initial={"reviewer": choices[0][0]} if len(able) == 1 else None)
    if form.is_valid():
        chosen = able[form.cleaned_data["reviewer"]]
        try:
            review = actions.ask(
                by=request.user,
                assessment=mine,
                reviewer=chosen.person,
                organisation=chosen.organisation,
                text=form.cleaned_data["text"],
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.label)
        else:
            messages.success(request, _("%(name)s has been asked.") % {"name": chosen.person})
            return redirect("review", review.pk)
    refused_people = [(one, against(one.refusals)) for one in people if one.refusals]
    return page(
        request, "ask", here=_("Ask for a review"), assessment=mine, form=form, able=able, others=refused_people
    )


@own_assessments
@never_cache
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review as it stands, to either of the two; the reviewer rates here."""
    return _shown(request, _seen(request, pk))


@own_assessments
@never_cache
@require_POST
def rating(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the reviewer's levels, all or one element at a time; with `hand_in` they are handed in."""
    found = _seen(request, pk)
    form = LevelsForm(request.POST, elements=framework_of(found.assessment.version).elements)
    if not form.is_valid():
        return _saved(request, errors=True) if request.htmx else _shown(request, found, form)
    try:
        actions.keep_ratings(by=request.user, review=found, levels=form.levels())
        if "hand_in" in request.POST:
            actions.rate(by=request.user, review=found)
            messages.success(request, DONE[Act.RATE])
        elif not request.htmx:
            messages.success(request, _("Saved. Nobody but you sees it until you hand it in."))
    except Refused as refused:
        if request.htmx:
            return _saved(request, refused=refused.refusal.label)
        messages.warning(request, refused.refusal.label)
    return _saved(request, rated=kept_ratings(found)) if request.htmx else redirect("review", pk)


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The reviewer writes down the levels agreed on, and signs them."""
    found = _seen(request, pk)
    if Act.AGREE not in _possible(request, found):
        return _gone(request, found)
    elements = framework_of(found.assessment.version).elements
    form = LevelsForm(_sent(request), elements=elements, kept=proposed_levels(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(by=request.user, review=found, levels=form.levels())
        except Refused as refused:
            messages.warning(request, refused.refusal.label)
        else:
            messages.success(request, DONE[Act.AGREE])
            return redirect("review", pk)
    return page(request, "agree", here=_("Agreed levels"), screen=review_screen(found, request.user, form))


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act that ends something or needs a reason: asked about first."""
    found = _seen(request, pk)
    wanted = next((one for one in QUESTIONS if one == name), None)
    if wanted is None:
        raise Http404
    if wanted not in _possible(request, found):
        return _gone(request, found)
    question = QUESTIONS[wanted]
    form = TextForm(_sent(request), label=question.label, help_text=question.help, needed=question.needs_reason)
    if request.method == "POST" and form.is_valid():
        done = _attempt(request, lambda: _do(request, found, wanted, form.cleaned_data["text"]), DONE[wanted])
        return _afterwards(request, found) if done else redirect("review", pk)
    return page(
        request,
        "act",
        here=question.title,
        screen=review_screen(found, request.user),
        form=form,
        question=question,
        act=wanted,
    )


@own_assessments
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The author signs the levels that he has read."""
    found = _seen(request, pk)
    written = get_object_or_404(Agreement, review=found, pk=request.POST.get("agreement") or 0)
    _attempt(request, lambda: actions.sign(by=request.user, review=found, agreement=written), DONE[Act.SIGN])
    return redirect("review", pk)


@own_assessments
@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note in the talk."""
    found = _seen(request, pk)
    form = TextForm(request.POST, label=_("Your note"))
    text = form.cleaned_data["text"] if form.is_valid() else ""
    _attempt(request, lambda: actions.write_note(by=request.user, review=found, text=text), _("Your note was added."))
    return redirect(f"{reverse('review', args=[pk])}#talk")


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an assessment that nobody was asked to review."""
    mine = get_object_or_404(Assessment.objects.of(request.user).submitted().select_related("version"), pk=pk)
    if Act.WITHDRAW not in possible(State(mine.state), Who.AUTHOR):
        return redirect("assessment_result", pk)
    question = QUESTIONS[Act.WITHDRAW]
    form = TextForm(_sent(request), label=question.label, help_text=question.help)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        _attempt(request, lambda: actions.withdraw(by=request.user, assessment=mine, text=text), DONE[Act.WITHDRAW])
        return redirect("assessments")
    return page(request, "withdraw", here=question.title, assessment=mine, form=form, question=question)


def _do(request: HttpRequest, found: Review, wanted: Act, text: str) -> None:
    if wanted is Act.WITHDRAW:
        actions.withdraw(by=request.user, assessment=found.assessment, text=text)
        return
    steps: dict[Act, Callable[..., Any]] = {
        Act.TAKE_BACK: actions.take_back,
        Act.DECLINE: actions.decline,
        Act.RETURN: actions.return_,
        Act.DISAGREE: actions.disagree,
    }
    steps[wanted](by=request.user, review=found, text=text)


def _seen(request: HttpRequest, pk: int) -> Review:
    known = ("assessment__author", "assessment__version", "reviewer", "organisation")
    return get_object_or_404(Review.objects.visible_to(request.user).select_related(*known), pk=pk)


def _possible(request: HttpRequest, found: Review) -> tuple[Act, ...]:
    who = Who.AUTHOR if found.assessment.author == request.user else Who.REVIEWER
    return possible(State(found.assessment.state), who) if found.is_open else ()


def _shown(request: HttpRequest, found: Review, form: LevelsForm | None = None) -> HttpResponse:
    if Act.RATE in _possible(request, found):
        elements = framework_of(found.assessment.version).elements
        form = form or LevelsForm(elements=elements, kept=kept_ratings(found))
        return page(request, "rate", screen=review_screen(found, request.user, form), form=form)
    note_form = TextForm(label=_("Your note"), help_text=_("Both of you read it; nobody else does."))
    return page(request, "talk", screen=review_screen(found, request.user), note_form=note_form)


def _saved(request: HttpRequest, **context: Any) -> HttpResponse:
    rated = context.pop("rated", {})
    done = sum(1 for one in rated.values() if one.level)
    return render(request, "assessment/review/_saved.html", {"done": done, **context})


def _gone(request: HttpRequest, found: Review) -> HttpResponse:
    messages.info(request, Refusal.NOT_NOW.label)
    return redirect("review", found.pk)


def _afterwards(request: HttpRequest, found: Review) -> HttpResponse:
    """Back to the review; whoever sees it no longer goes to his list."""
    if Review.objects.visible_to(request.user).filter(pk=found.pk).exists():
        return redirect("review", found.pk)
    return redirect("reviews")


def _attempt(request: HttpRequest, action: Callable[[], object], done: str) -> bool:
    """Do it and say so, or say why it was refused."""
    try:
        action()
    except Refused as refused:
        messages.error(request, refused.refusal.label)
        return False
    messages.success(request, done)
    return True


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it empty; None where a page is only opened."""
    return request.POST if request.method == "POST" else None


def _named(candidate: Any) -> dict[str, str]:
    return {"name": candidate.person.name, "organisation": candidate.organisation.label}


def page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page of a review below "my page"."""
    above = (_("Reviews"), "" if template == "list" else reverse("reviews"))
    own = "assessment" in context or getattr(context.get("screen"), "is_author", False)
    if own:
        above = (_("Self-assessment"), reverse("assessments"))
    breadcrumb = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page")), above]
    breadcrumb += [(here or str(context["screen"].other), "")] if template != "list" else []
    return render(request, f"assessment/review/{template}.html", {"breadcrumb": breadcrumb, **context})
