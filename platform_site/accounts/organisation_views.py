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
from platform_site.accounts.models import Invitation, Membership, Organisation
from platform_site.accounts.permissions import keeps_the_platform, require_may_give, roles_to_give
from platform_site.accounts.policies import Refused
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
    form = OrganisationForm(request.POST or None)
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
    form = InviteForm(request.POST or None, roles=roles_to_give(request.user, organisation))
    if form.is_valid() and _invited(request, organisation, form):
        return redirect("organisation", organisation.pk)
    context = {"page": page_of_people(organisation, request.user), "form": form}
    return render(request, "accounts/organisation.html", context)


def _invited(request: HttpRequest, organisation: Organisation, form: InviteForm) -> bool:
    """Whether the invitation went out; otherwise the form says why not."""
    try:
        invitation = actions.invite(by=request.user, organisation=organisation, **form.cleaned_data)
    except Refused as refused:
        form.add_error("email", refused.refusal.label)
        return False
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return True


@people_managers
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    done = _("The invitation is on its way to %(email)s again.") % {"email": invitation.email}
    _attempt(request, lambda: actions.resend(by=request.user, invitation=invitation), done)
    return redirect("organisation", invitation.organisation_id)


@people_managers
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    done = _("The invitation of %(email)s was withdrawn.") % {"email": invitation.email}
    _attempt(request, lambda: actions.withdraw_invitation(by=request.user, invitation=invitation), done)
    return redirect("organisation", invitation.organisation_id)


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role."""
    membership = _member(request, pk)
    roles = roles_to_give(request.user, membership.organisation)
    form = RoleForm(request.POST or None, roles=roles, initial={"role": membership.role})
    if form.is_valid():
        chosen = form.cleaned_data["role"]
        done = _("The role of %(name)s was changed.") % {"name": membership.user}
        if chosen != membership.role:
            change = {"by": request.user, "membership": membership, "role": chosen}
            _attempt(request, lambda: actions.change_role(**change), done)
        return redirect("organisation", membership.organisation_id)
    return render(request, "accounts/membership_role.html", {"membership": membership, "form": form})


@people_managers
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then end a membership."""
    membership = _member(request, pk)
    if request.method == "POST":
        done = _("%(name)s is no longer a member.") % {"name": membership.user}
        _attempt(request, lambda: actions.remove_membership(by=request.user, membership=membership), done)
        own = membership.user_id == request.user.pk
        return redirect("my_page") if own else redirect("organisation", membership.organisation_id)
    return render(request, "accounts/membership_remove.html", {"membership": membership})


def _member(request: HttpRequest, pk: int) -> Membership:
    """A membership that the person may change. Raises Http404 or PermissionDenied."""
    memberships = Membership.objects.visible_to(request.user).select_related("user", "organisation")
    membership = get_object_or_404(memberships, pk=pk)
    require_may_give(request.user, membership.organisation, membership.role)
    return membership


def _attempt(request: HttpRequest, action: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why it was refused."""
    try:
        action()
    except Refused as refused:
        messages.error(request, refused.refusal.label)
    else:
        messages.success(request, done)
