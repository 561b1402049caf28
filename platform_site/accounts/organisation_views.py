"""The people of an organisation: for its coordinators, and for administrators of any organisation."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from platform_site.accounts import actions
from platform_site.accounts.decorators import role_required
from platform_site.accounts.forms import InviteForm, OrganisationForm, RoleForm
from platform_site.accounts.kept import kept_entries
from platform_site.accounts.models import Invitation, Membership, Organisation
from platform_site.accounts.permissions import keeps_the_platform, require_may_give, roles_to_give
from platform_site.accounts.policies import Refusal, Refused
from platform_site.accounts.presenters import list_of_organisations, page_of_people
from platform_site.accounts.roles import Role

people_managers = role_required(Role.COORDINATOR, Role.ADMINISTRATOR)
administrators = role_required(Role.ADMINISTRATOR)


@people_managers
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations whose people I look after; with only one, that one."""
    mine = Organisation.objects.coordinated_by(request.user)
    if not keeps_the_platform(request.user) and len(mine) == 1:
        return redirect("organisation", mine[0].pk)
    page = list_of_organisations(mine, request.GET.get("q", ""), request.GET.get("page"))
    context = {"page": page, "may_create": keeps_the_platform(request.user)}
    return render(request, "accounts/organisations.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_organisation(request: HttpRequest) -> HttpResponse:
    """Create an organisation, then invite its first people."""
    form = OrganisationForm(request.POST or None, initial=kept_entries(request))
    if form.is_valid():
        organisation = actions.create_organisation(by=request.user, **form.cleaned_data)
        messages.success(request, _("%(organisation)s was created.") % {"organisation": organisation})
        return redirect("organisation", organisation.pk)
    return render(request, "accounts/organisation_new.html", {"form": form})


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who works here and who is invited; inviting somebody."""
    organisation = get_object_or_404(Organisation.objects.coordinated_by(request.user), pk=pk)
    roles = roles_to_give(request.user, organisation)
    form = InviteForm(request.POST or None, roles=roles, initial=kept_entries(request))
    if form.is_valid():
        refused = _invite(request, organisation, **form.cleaned_data)
        if not refused:
            return redirect("organisation", organisation.pk)
        form.keep_refused(refused)
    context = {"page": page_of_people(organisation, request.user), "form": form}
    return render(request, "accounts/organisation.html", context)


def _invite(request: HttpRequest, organisation: Organisation, *, emails, role, language) -> dict[str, Refusal]:
    """Invite each of `emails`, say to whom invitations went, and return who was not invited, with the reason."""
    refused = {}
    for email in emails:
        try:
            actions.invite(by=request.user, email=email, organisation=organisation, role=role, language=language)
        except Refused as not_invited:
            refused[email] = not_invited.refusal
    if sent := [email for email in emails if email not in refused]:
        messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": ", ".join(sent)})
    return refused


@people_managers
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    done = _("The invitation is on its way to %(email)s again.") % {"email": invitation.email}
    _attempt(request, lambda: actions.resend(by=request.user, invitation=invitation), done)
    return redirect("organisation", invitation.organisation_id)


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/invitation_withdraw.html", {"invitation": invitation})
    done = _("The invitation of %(email)s was withdrawn.") % {"email": invitation.email}
    _attempt(request, lambda: actions.withdraw_invitation(by=request.user, invitation=invitation), done)
    return redirect("organisation", invitation.organisation_id)


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    membership = _member(request, pk)
    roles = roles_to_give(request.user, membership.organisation)
    form = RoleForm(request.POST or None, roles=roles, initial={"role": membership.role} | kept_entries(request))
    if form.is_valid():
        chosen = form.cleaned_data["role"]
        done = _("%(name)s now has the role: %(role)s.") % {"name": membership.user, "role": Role(chosen).label}
        if chosen != membership.role:
            change = {"by": request.user, "membership": membership, "role": chosen}
            _attempt(request, lambda: actions.change_role(**change), done)
        return _afterwards(request, membership)
    return render(request, "accounts/membership_role.html", {"membership": membership, "form": form})


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end a membership."""
    membership = _member(request, pk)
    if request.method == "POST":
        done = _("%(name)s is no longer a member. If that was a mistake, invite the person again.")
        end = {"by": request.user, "membership": membership}
        _attempt(request, lambda: actions.remove_membership(**end), done % {"name": membership.user})
        return _afterwards(request, membership)
    return render(request, "accounts/membership_remove.html", {"membership": membership})


def _member(request: HttpRequest, pk: int) -> Membership:
    """A membership that the person may change. Raises Http404 or PermissionDenied."""
    memberships = Membership.objects.visible_to(request.user).select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=pk)
    require_may_give(request.user, membership.organisation, membership.role)
    return membership


def _afterwards(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Back to the people; who has changed what she is herself may no longer see them, and goes to her page."""
    own = membership.user_id == request.user.pk
    return redirect("my_page") if own else redirect("organisation", membership.organisation_id)


def _attempt(request: HttpRequest, action: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why it was refused."""
    try:
        action()
    except Refused as refused:
        messages.error(request, refused.refusal.label)
    else:
        messages.success(request, done)
