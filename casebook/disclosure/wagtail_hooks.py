"""Consents in the CMS: recorded, read and withdrawn, never edited or deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from casebook.disclosure.actions import record_consent, withdraw_consent
from casebook.disclosure.forms import ConsentForm, WithdrawalForm
from casebook.disclosure.models import Consent
from casebook.disclosure.registry import cases_of
from platform_site.access import view_access

CAN_WITHDRAW = "disclosure.add_consentwithdrawal"


class AppendOnlyPolicy(ModelPermissionPolicy):
    """Nobody changes or deletes: a correction is a withdrawal and a new row."""

    def user_has_permission(self, user, action):
        return action not in {"change", "delete"} and super().user_has_permission(user, action)


class ConsentIndexView(IndexView):
    """The list, reduced to what this person may see."""

    def get_base_queryset(self):
        return super().get_base_queryset().visible_to(self.request.user).select_related("withdrawal")


class ConsentCreateView(CreateView):
    """A new consent goes through the action, so that the case follows it."""

    def save_instance(self):
        return record_consent(by=self.request.user, **self.form.cleaned_data)


class ConsentInspectView(InspectView):
    """One consent, with the way to withdraw it."""

    template_name = "disclosure/consent_inspect.html"

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm(CAN_WITHDRAW) and not hasattr(self.object, "withdrawal")
        return {**super().get_context_data(**kwargs), "may_withdraw": may}


class ConsentViewSet(ModelViewSet):
    """Consents of companies."""

    model = Consent
    icon = "tick-inverse"
    menu_label = gettext_lazy("Consents")
    menu_order = 250
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = ConsentIndexView
    add_view_class = ConsentCreateView
    inspect_view_class = ConsentInspectView
    list_display = [
        "case_id",
        "given_by",
        "given_on",
        Column("scope", label=gettext_lazy("Who may read it"), accessor="get_scope_display"),
        "ends_on",
        Column("state", label=gettext_lazy("State"), accessor="state_label"),
    ]
    list_filter = ["scope", "allows_name"]
    inspect_view_fields = ["case_id", "given_by", "given_on", "scope", "allows_name", "ends_on", "note", "recorded_at"]
    form_fields = ["case_id", "given_by", "given_on", "scope", "allows_name", "ends_on", "note"]

    @cached_property
    def permission_policy(self):
        return AppendOnlyPolicy(self.model)

    def get_form_class(self, for_update=False):
        return ConsentForm


@hooks.register("register_admin_viewset")
def register_consents():
    """The CMS's menu entry."""
    return ConsentViewSet("consents")


@view_access("cms: may withdraw consents")
def withdraw(request, pk: int):
    """Ask once more, then withdraw; cases that rested on the consent are unpublished."""
    if not request.user.has_perm(CAN_WITHDRAW):
        raise PermissionDenied
    consent = get_object_or_404(Consent.objects.visible_to(request.user).filter(withdrawal=None), pk=pk)
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(by=request.user, consent=consent, **form.cleaned_data)
            _tell_what_became_of_it(request, consent)
        except IntegrityError:
            messages.warning(request, _("This consent had been withdrawn already."))
        return redirect(reverse("consents:index"))
    return render(request, "disclosure/withdraw.html", {"consent": consent, "form": form})


def _tell_what_became_of_it(request, consent: Consent) -> None:
    """A case that names a published source, or has another consent, does not rest on this one and stays."""
    live = [case.title for case in cases_of(consent.case_id) if case.live]
    if live:
        told = _("The consent was withdrawn. Still published, because of a source or another consent: %(titles)s")
        messages.warning(request, told % {"titles": ", ".join(live)})
    else:
        messages.success(request, _("The consent was withdrawn. Cases that rested on it are no longer published."))


@hooks.register("register_admin_urls")
def register_withdrawal():
    """The address of the confirmation page."""
    return [path("consents/<int:pk>/withdraw/", withdraw, name="withdraw_consent")]


@hooks.register("register_log_actions")
def register_consent_log(actions):
    """What stands in a case's history."""
    actions.register_action(
        "casebook.consent_recorded", gettext_lazy("Record consent"), gettext_lazy("Consent recorded")
    )
    actions.register_action(
        "casebook.consent_withdrawn", gettext_lazy("Withdraw consent"), gettext_lazy("Consent withdrawn")
    )
