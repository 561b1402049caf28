"""Reviewers rate vignettes blind, and then see what came of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from platform_site.accounts.decorators import require_access
from platform_site.templatetags.banso import site_path
from rubric.assessment.review.permissions import may_review
from rubric.calibration import actions
from rubric.calibration.forms import RatingForm
from rubric.calibration.models import Vignette, VignetteRating
from rubric.calibration.policies import Refusal, Refused
from rubric.calibration.presenters import kept_of, list_screen, rating_screen
from rubric.calibration.result_presenter import result_screen

reviewers = require_access(may_review, "reviewers: coordinators and named seniors (may_review)")


@reviewers
@never_cache
@require_safe
def vignettes(request: HttpRequest) -> HttpResponse:
    """What is to be rated, what I have rated, and by how much I am off."""
    return _page(request, "index", screen=list_screen(request.user))


@reviewers
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vignette(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a vignette and rate it, without seeing the reference or anybody's levels."""
    shown = _visible(request, pk)
    rating = VignetteRating.objects.visible_to(request.user).filter(vignette=shown).first()
    if rating and rating.is_handed_in:
        return redirect("vignette_result", pk)
    if not shown.is_open:
        return _closed(request)
    form = _form(request, shown, rating)
    overtaken = False
    if request.method == "POST" and form.is_valid():
        try:
            rating = _keep(request, shown, form)
            if "hand_in" not in request.POST:
                messages.success(request, _("Saved. You can go on at any time."))
                return redirect("calibration")
            if form.require_levels():
                actions.hand_in(by=request.user, vignette=shown)
                messages.success(request, _("Your ratings have been handed in."))
                return redirect("vignette_result", pk)
        except actions.Overtaken as error:
            overtaken, rating = True, error.rating
        except Refused as refused:
            messages.warning(request, refused.refusal.label)
            return redirect("calibration")
    screen = rating_screen(shown, rating, form)
    return _page(request, "vignette", here=str(shown), form=form, screen=screen, overtaken=overtaken)


@reviewers
@never_cache
@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The reference with its reasons, the spread and the agreement; nothing of it before I have handed in."""
    shown = _visible(request, pk)
    rating = VignetteRating.objects.visible_to(request.user).filter(vignette=shown).first()
    if rating is None or not rating.is_handed_in:
        return redirect("vignette", pk)
    return _page(request, "result", here=str(shown), screen=result_screen(shown, rating))


def _visible(request: HttpRequest, pk: int) -> Vignette:
    return get_object_or_404(Vignette.objects.visible_to(request.user).select_related("version"), pk=pk)


def _form(request: HttpRequest, shown: Vignette, rating: VignetteRating | None) -> RatingForm:
    return RatingForm(
        request.POST or None,
        elements=shown.elements.select_related("element"),
        kept=kept_of(rating),
        edit=rating.edit if rating else 0,
    )


def _keep(request: HttpRequest, shown: Vignette, form: RatingForm) -> VignetteRating:
    edit = form.cleaned_data["edit"] or 0
    return actions.keep_ratings(by=request.user, vignette=shown, given=form.given, edit=edit)


def _closed(request: HttpRequest) -> HttpResponse:
    messages.warning(request, Refusal.CLOSED.label)
    return redirect("calibration")


def _page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below "my page"; `here` is its own name in the breadcrumb, where it stands below the list."""
    home = site_path("/")
    above = (_("Calibration"), reverse("calibration") if here else "")
    breadcrumb = [(_("Home"), home), (_("My page"), reverse("my_page")), above, *([(here, "")] if here else [])]
    return render(request, f"calibration/{template}.html", {"breadcrumb": breadcrumb, **context})
