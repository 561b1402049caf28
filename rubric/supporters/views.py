"""What a supporter tells of himself: profile, hours, conflicts of interest, cases; and how coordinators see it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casebook.cases.models import CasePage
from platform_site.accounts.models import User
from platform_site.templatetags.banso import site_path
from rubric.supporters import actions
from rubric.supporters.cases import cases_called
from rubric.supporters.forms import ConflictForm, HoursForm, ProfileForm, month_name
from rubric.supporters.models import Conflict, SupporterProfile, WorkedOn
from rubric.supporters.permissions import own_or_coordinated, own_profile
from rubric.supporters.policies import BelowBooked, Refused
from rubric.supporters.presenters import MOST_FOUND, claimed_rows, found_rows, month_rows, supporter_screen


@own_profile
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Everything about myself but hours, cases and conflicts, in one form."""
    form, is_overtaken = _profile_form(request), False
    if form.is_valid():
        try:
            actions.save_profile(by=request.user, entered=form.entered, edit=form.cleaned_data["edit"])
            messages.success(request, _("Your profile has been saved."))
            return redirect("supporter_profile")
        except actions.Overtaken as error:
            form, is_overtaken = _profile_form(request, knowing=error.profile), True
    return page(request, "profile", tab="profile", form=form, is_overtaken=is_overtaken, profile=_mine(request.user))


@own_profile
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest) -> HttpResponse:
    """How many hours I have in each of the coming months."""
    rows = month_rows(_mine(request.user))
    posted = request.POST if request.method == "POST" else None
    months = tuple(row.month for row in rows)
    form = HoursForm(posted, months=months, initial=_asked_month(request, rows))
    if form.is_valid() and _offered(request, form):
        messages.success(request, _("Your hours have been saved."))
        return redirect("supporter_hours")
    return page(request, "hours", here=_("Hours a month"), tab="hours", form=form, rows=rows)


@own_profile
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("company", "kind", "note")
def conflicts(request: HttpRequest) -> HttpResponse:
    """The companies that I must not support. Nobody but me ever sees them."""
    form = ConflictForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.declare_conflict(by=request.user, **form.cleaned_data)
        messages.success(request, _("Added. Only you see it."))
        return redirect("supporter_conflicts")
    declared = Conflict.objects.of(request.user)
    return page(request, "conflicts", here=_("Conflicts of interest"), tab="conflicts", form=form, conflicts=declared)


@own_profile
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove_conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a conflict off the list, after asking."""
    conflict = get_object_or_404(Conflict.objects.of(request.user), pk=pk)
    if request.method == "POST":
        actions.withdraw_conflict(by=request.user, conflict=conflict)
        messages.success(request, _("Removed."))
        return redirect("supporter_conflicts")
    return page(request, "conflict_remove", here=_("Conflicts of interest"), tab="conflicts", conflict=conflict)


@own_profile
@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases on which I worked, and a search among those that are published."""
    sought = request.GET.get("q", "").replace("\0", "").strip()[:300]
    found = list(cases_called(sought, request.user)[: MOST_FOUND + 1]) if sought else []
    context = {
        "claimed": claimed_rows(request.user),
        "q": sought,
        "found": found_rows(found[:MOST_FOUND], request.user),
        "has_more": len(found) > MOST_FOUND,
        "most": MOST_FOUND,
    }
    return page(request, "cases", here=_("Cases worked on"), tab="cases", **context)


@own_profile
@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that I worked on a case."""
    case = get_object_or_404(CasePage.objects.visible_to(request.user), pk=pk)
    try:
        actions.claim_case(by=request.user, case=case)
        messages.success(request, _("Added: %(case)s") % {"case": case.title})
    except Refused as refused:
        messages.warning(request, refused.refusal.label)
    return redirect("supporter_cases")


@own_profile
@require_POST
def unclaim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back; it can be added again at any time."""
    worked_on = get_object_or_404(WorkedOn.objects.filter(profile__user=request.user), pk=pk)
    actions.unclaim_case(by=request.user, worked_on=worked_on)
    messages.success(request, _("Removed. You can add the case again at any time."))
    return redirect("supporter_cases")


@own_or_coordinated
@never_cache
@require_safe
def supporter(request: HttpRequest, pk: int) -> HttpResponse:
    """What coordinators know of a supporter; he can look at it himself. Conflicts are no part of it."""
    found = get_object_or_404(SupporterProfile.objects.visible_to(request.user).select_related("user"), pk=pk)
    return page(request, "supporter", here=str(found), screen=supporter_screen(found, request.user))


def _mine(user: User) -> SupporterProfile:
    """The person's profile, or an unsaved one that begins where she lives."""
    known = SupporterProfile.objects.filter(user=user).first()
    return known or SupporterProfile(user=user, base=user.prefecture)


def _profile_form(request: HttpRequest, *, knowing: SupporterProfile | None = None) -> ProfileForm:
    """What was entered stays; a person who knows that it was saved elsewhere may write over it."""
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None and knowing is not None:
        data["edit"] = str(knowing.edit)
    return ProfileForm(data, instance=_mine(request.user))


def _asked_month(request: HttpRequest, rows: tuple[Any, ...]) -> dict[str, Any]:
    """The month whose row was clicked, or else all of them."""
    chosen = next((row for row in rows if row.key == request.GET.get("month")), None)
    if chosen:
        return {"first": chosen.key, "last": chosen.key, "hours": chosen.hours}
    return {"first": rows[0].key, "last": rows[-1].key}


def _offered(request: HttpRequest, form: HoursForm) -> bool:
    """Offer the hours; where more are booked already, say in which months and how many."""
    entered = form.cleaned_data
    try:
        actions.offer_hours(
            by=request.user, first_month=entered["first"], last_month=entered["last"], hours=entered["hours"]
        )
    except BelowBooked as error:
        told = [_("%(month)s: %(n)s h") % {"month": month_name(one), "n": n} for one, n in error.months.items()]
        form.add_error(
            "hours",
            _("More hours are booked already (%(months)s). Please offer at least as many.")
            % {"months": _(", ").join(told)},
        )
    return form.is_valid()


def page(request: HttpRequest, template: str, *, here: str = "", **context: Any) -> HttpResponse:
    """A page below "my page"; `here` is the name of one below the profile, or that of a person on the desk."""
    trail = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page"))]
    if "tab" in context:
        trail.append((_("Supporter's profile"), reverse("supporter_profile") if here else ""))
    if here:
        trail.append((here, ""))
    return render(request, f"supporters/{template}.html", {"breadcrumb": trail, **context})
