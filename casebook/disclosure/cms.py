"""Consents in the CMS: recorded, read and withdrawn, never edited or deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages as cms_messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request, set_query_params
from wagtail.admin.views.generic import CreateView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from casebook.disclosure.actions import record_consent, withdraw_consent
from casebook.disclosure.forms import ConsentForm, WithdrawalForm
from casebook.disclosure.models import Consent
from casebook.disclosure.presenters import facts_of, name_of, title_of
from casebook.disclosure.registry import CaseName, cases_of, ids_matching, names_of
from platform_site.access import view_access
from platform_site.cms_permissions import AppendOnlyPolicy
from platform_site.cms_tables import SideColumn

CAN_RECORD = "disclosure.add_consent"
CAN_READ = "disclosure.view_consent"
CAN_WITHDRAW = "disclosure.add_consentwithdrawal"


class ConsentFilterSet(WagtailFilterSet):
    """Consents by what they allow, or those of one case."""

    class Meta:
        model = Consent
        fields = ["scope", "allows_name", "case_id"]


class ConsentIndexView(IndexView):
    """The list, reduced to what this person may see, with the cases by their titles."""

    names: dict[str, CaseName] = {}

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("case", label=_("Case"), accessor=self.title_of, get_url=self.get_inspect_url),
            SideColumn("alias", label=_("Alias"), accessor=self.alias_of),
            SideColumn("given_by", label=_("Given by"), sort_key="given_by"),
            SideColumn("given_on", label=_("Given on"), sort_key="given_on"),
            SideColumn("scope", label=_("Who may read it"), accessor="get_scope_display", sort_key="scope"),
            SideColumn("ends_on", label=_("Ends on"), sort_key="ends_on"),
            Column("state", label=_("State"), accessor="state_label"),
        ]

    def get_base_queryset(self) -> QuerySet[Consent]:
        return super().get_base_queryset().visible_to(self.request.user).select_related("withdrawal")

    def search_queryset(self, queryset: QuerySet[Consent]) -> QuerySet[Consent]:
        if not self.is_searching:
            return queryset
        words = self.search_query
        return queryset.filter(Q(case_id__in=ids_matching(words)) | Q(given_by__icontains=words))

    def get_table(self, object_list):
        self.names = names_of(consent.case_id for consent in object_list)
        return super().get_table(object_list)

    def title_of(self, consent: Consent) -> str:
        """The case's title; its id where it was deleted."""
        return title_of(consent, self.names.get(consent.case_id))

    def alias_of(self, consent: Consent) -> str:
        """The case's alias."""
        name = self.names.get(consent.case_id)
        return name.alias if name else ""

    def get_list_more_buttons(self, instance: Consent) -> list[Button]:
        buttons = super().get_list_more_buttons(instance)
        if may_withdraw(self.request.user, instance):
            url = set_query_params(reverse("withdraw_consent", args=[instance.pk]), {"next": self.index_url})
            buttons.append(Button(_("Withdraw this consent"), url=url, icon_name="undo", priority=40))
        return buttons


class ConsentCreateView(CreateView):
    """A new consent goes through the action, so that the case follows it; then back to where one came from."""

    def get_initial(self) -> dict[str, str]:
        asked = self.request.GET.get("case", "")
        return {"case": asked} if asked.isdecimal() else {}

    def get_add_url(self) -> str:
        kept = {name: self.request.GET.get(name) for name in ("case", "next")}
        return set_query_params(super().get_add_url(), kept)

    def save_instance(self) -> Consent:
        entered = dict(self.form.cleaned_data)
        return record_consent(by=self.request.user, case_id=entered.pop("case").external_id, **entered)

    def get_success_url(self) -> str:
        return get_valid_next_url_from_request(self.request) or super().get_success_url()

    def get_success_message(self, instance: Consent) -> str:
        return _("The consent to “%(title)s” was recorded.") % {"title": title_of(instance, name_of(instance))}

    def get_success_buttons(self) -> list:
        url = reverse("consents:inspect", args=[self.object.pk])
        return [cms_messages.button(url, _("Show the consent"))]


class ConsentInspectView(InspectView):
    """One consent with its case and its withdrawal, and the way to withdraw it."""

    template_name = "disclosure/consent_inspect.html"

    def get_object(self, queryset=None) -> Consent:
        consents = Consent.objects.visible_to(self.request.user).select_related("withdrawal", "recorded_by")
        return get_object_or_404(consents, pk=self.pk)

    def get_page_subtitle(self) -> str:
        return title_of(self.object, self.name)

    @cached_property
    def name(self) -> CaseName | None:
        """How the case is called."""
        return name_of(self.object)

    def get_context_data(self, **kwargs) -> dict:
        facts = facts_of(self.object, self.name)
        may = may_withdraw(self.request.user, self.object)
        return {**super().get_context_data(**kwargs), "facts": facts, "may_withdraw": may}


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
    search_fields = ["given_by"]
    search_backend_name = None
    filterset_class = ConsentFilterSet
    inspect_view_fields = ["case_id"]  # the view tells all of it in words
    form_fields = ["given_by", "given_on", "scope", "allows_name", "ends_on", "note"]

    @cached_property
    def permission_policy(self) -> AppendOnlyPolicy:
        return AppendOnlyPolicy(self.model)

    def get_form_class(self, for_update=False):
        return ConsentForm


@view_access("cms: may withdraw consents")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then withdraw; cases that rested on the consent are unpublished."""
    if not request.user.has_perm(CAN_WITHDRAW):
        raise PermissionDenied
    consent = get_object_or_404(Consent.objects.visible_to(request.user), pk=pk)
    back = get_valid_next_url_from_request(request) or reverse("consents:inspect", args=[pk])
    form = WithdrawalForm(request.POST or None)
    if hasattr(consent, "withdrawal"):
        messages.warning(request, _("This consent had been withdrawn already."))
    elif request.method == "POST" and form.is_valid():
        _withdraw(request, consent, form.cleaned_data)
    else:
        return render(request, "disclosure/withdraw.html", _confirmation(consent, form, back))
    return redirect(back)


def _confirmation(consent: Consent, form: WithdrawalForm, back: str) -> dict:
    heading, title = _("Withdraw a consent"), title_of(consent, name_of(consent))
    return {
        **{"form": form, "back": back, "header_icon": "warning"},
        **{"page_title": heading, "page_subtitle": title, "header_title": f"{heading}: {title}"},
    }


def _withdraw(request: HttpRequest, consent: Consent, entered: dict) -> None:
    try:
        with transaction.atomic():
            withdraw_consent(by=request.user, consent=consent, **entered)
    except IntegrityError:
        messages.warning(request, _("This consent had been withdrawn already."))
    else:
        _tell_what_became_of_it(request, consent)


def _tell_what_became_of_it(request: HttpRequest, consent: Consent) -> None:
    """A case that names a published source, or has another consent, does not rest on this one and stays."""
    live = [case.title for case in cases_of(consent.case_id) if case.live]
    if live:
        told = _("The consent was withdrawn. Still published, because of a source or another consent: %(titles)s")
        messages.warning(request, told % {"titles": ", ".join(live)})
    else:
        messages.success(request, _("The consent was withdrawn. Cases that rested on it are no longer published."))


def may_withdraw(user, consent: Consent) -> bool:
    """Whether `user` can take this consent back: once, and with the right to."""
    return user.has_perm(CAN_WITHDRAW) and not hasattr(consent, "withdrawal")


def case_buttons(*, page_id: int, case_id: str, user, next_url: str) -> list[Button]:
    """What can be done about consents from a case, for its menus in the CMS."""
    buttons = []
    if user.has_perm(CAN_RECORD):
        url = set_query_params(reverse("consents:add"), {"case": page_id, "next": next_url})
        buttons.append(Button(_("Record a consent"), url=url, icon_name="tick-inverse", priority=70))
    if user.has_perm(CAN_READ):
        url = set_query_params(reverse("consents:index"), {"case_id": case_id})
        buttons.append(Button(_("Consents to this case"), url=url, icon_name="list-ul", priority=75))
    return buttons
