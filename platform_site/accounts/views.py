"""One's own page, the way in by invitation, and the gate before the CMS."""

from copy import copy

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from platform_site.accounts import actions
from platform_site.accounts.decorators import login_required_here, public
from platform_site.accounts.forms import JoinForm, ProfileForm
from platform_site.accounts.kept import kept_entries
from platform_site.accounts.models import Invitation
from platform_site.accounts.policies import Refusal, Refused, against_accepting
from platform_site.accounts.presenters import my_page_of, refusal_page


@login_required_here
@require_http_methods(["GET", "HEAD", "POST"])
def my_page(request: HttpRequest) -> HttpResponse:
    """Who I am here, and what I say of myself. Choosing another language changes to it at once."""
    # A form writes into its object while it checks; the menu should still call me by my name.
    form = ProfileForm(request.POST or None, instance=copy(request.user), initial=kept_entries(request))
    if form.is_valid():
        user = actions.update_profile(by=request.user, **form.cleaned_data)
        with translation.override(user.language):
            messages.success(request, _("Saved."))
            return redirect("my_page")
    return render(request, "accounts/me.html", {"form": form, "me": my_page_of(request.user)})


@public
@never_cache
@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: as a new person with name and password, or with one's account by one button."""
    found = Invitation.objects.select_related("organisation").filter(token=token).first()
    if found is None:
        return render(request, "accounts/invitation_refused.html", {"page": refusal_page(None, None)}, status=404)
    person = request.user if request.user.is_authenticated else None
    if refusal := against_accepting(found, person):
        return _refused(request, found, refusal)
    form = None if person else JoinForm(request.POST or None, email=found.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, found, form)
    return render(request, "accounts/invitation.html", {"invitation": found, "form": form})


def _accept(request: HttpRequest, found: Invitation, form: JoinForm | None) -> HttpResponse:
    entered = {name: form.cleaned_data[name] for name in ("name", "password")} if form else {}
    person = None if form else request.user
    try:
        membership = actions.accept_invitation(by=person, invitation=found, **entered)
    except Refused as refused:
        found.refresh_from_db()
        return _refused(request, found, refused.refusal)
    messages.success(request, _("Welcome to %(organisation)s.") % {"organisation": membership.organisation})
    if person:
        return redirect("my_page")
    return perform_login(request, membership.user)


def _refused(request: HttpRequest, found: Invitation, refusal: Refusal) -> HttpResponse:
    """Why the invitation does not open, and what to do. Who has used it and is logged in reads so on her page."""
    if refusal is Refusal.ACCEPTED and request.user.is_authenticated and request.user.email == found.email:
        messages.info(request, _("You have accepted this invitation already. Your organisation and role stand below."))
        return redirect("my_page")
    status = 200 if refusal in {Refusal.HAS_ACCOUNT, Refusal.WRONG_PERSON} else 410
    context = {"page": refusal_page(refusal, found), "invitation": found}
    return render(request, "accounts/invitation_refused.html", context, status=status)


@public
def login_gate(request: HttpRequest) -> HttpResponse:
    """Where the CMS sends whom it does not let in: to the site's login, or, logged in already, no further.

    Raises PermissionDenied for the latter: the login would only send her back here.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.GET.get("next") or resolve_url("wagtailadmin_home"), resolve_url("account_login"))
