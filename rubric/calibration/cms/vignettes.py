"""Vignettes in the CMS: editors write them, moderators open them, and both see how far reviewers agree."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from platform_site.accounts.audit import record
from platform_site.cms_tables import SideColumn
from rubric.calibration.actions import version_for_new
from rubric.calibration.acts import CalibrationAct
from rubric.calibration.cms.addresses import ICON
from rubric.calibration.cms.copying import copy_view
from rubric.calibration.cms.panels import WRITING, opening_alone
from rubric.calibration.cms.presenters import vignette_statistics
from rubric.calibration.freezing import ADVICE, VignetteLocked
from rubric.calibration.models import Vignette
from rubric.calibration.policies import Refused


class VignettePolicy(ModelPermissionPolicy):
    """Nobody deletes what has been rated."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Vignette) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and not (action == "delete" and instance.is_rated)


class RecordsOpening:
    """What reviewers may rate is in the audit trail."""

    @transaction.atomic
    def save_instance(self) -> Vignette:
        was_open = Vignette.objects.filter(pk=self.form.instance.pk).open().exists()
        vignette = super().save_instance()
        if vignette.is_open != was_open:
            act = CalibrationAct.OPENED if vignette.is_open else CalibrationAct.CLOSED
            record(by=self.request.user, what=act, on=vignette)
        return vignette


class VignetteIndexView(snippets.IndexView):
    """All of them, the latest first, with how many have handed in."""

    is_searchable = False

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related("version").with_raters()

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            title("__str__", label=_("Title"), get_url=self.get_edit_url),
            Column("state", label=_("State"), accessor=lambda vignette: vignette.state.label),
            Column("raters", label=_("Number handed in"), sort_key="raters"),
            SideColumn("version", label=_("Version of the rubric")),
        ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        url = reverse("calibration_agreement")
        return [
            *super().header_buttons,
            HeaderButton(_("Agreement of reviewers"), url=url, icon_name="view", priority=20),
        ]


class VignetteCreateView(RecordsOpening, snippets.CreateView):
    """A new one, of the version of the rubric that is in use."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.version = version_for_new()
        except Refused as refused:
            messages.warning(request, refused.refusal.label)
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

    def get_initial_form_instance(self) -> Vignette:
        return Vignette(version=self.version)


class VignetteEditView(RecordsOpening, snippets.EditView):
    """Its texts as long as nobody has begun to rate it; afterwards only whether it is open."""

    def get_panel(self) -> Panel:
        why = why_fixed(self.object)
        return opening_alone(why).bind_to_model(Vignette) if why else super().get_panel()

    def get_form_class(self) -> type[ModelForm]:
        return self.panel.get_form_class()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except VignetteLocked:  # somebody has begun to rate it since this page was opened
            messages.error(self.request, ADVICE)
            return redirect(self.get_edit_url())


class VignetteInspectView(snippets.InspectView):
    """What it says, and how it was rated: figures, no names."""

    template_name = "calibration/cms/statistics.html"
    page_title = gettext_lazy("How it was rated")

    def get_context_data(self, **kwargs: Any) -> dict:
        return {**super().get_context_data(**kwargs), "screen": vignette_statistics(self.object)}


class VignetteViewSet(snippets.SnippetViewSet):
    """Vignettes."""

    model = Vignette
    icon = ICON
    menu_label = gettext_lazy("Calibration")
    menu_name = "calibration"
    menu_order = 256
    add_to_admin_menu = True
    url_prefix = "rubric/vignettes"
    edit_handler = WRITING
    ordering = ["-created_at"]
    inspect_view_enabled = True
    index_view_class = VignetteIndexView
    add_view_class = VignetteCreateView
    edit_view_class = VignetteEditView
    inspect_view_class = VignetteInspectView

    @property
    def copy_view(self) -> Callable[..., HttpResponse]:
        """A page of ours: the elements and the reference are copied too."""
        return copy_view

    @property
    def permission_policy(self) -> VignettePolicy:
        return VignettePolicy(self.model)


def why_fixed(vignette: Vignette) -> str:
    """Why its texts cannot be changed; empty where they can."""
    if vignette.is_rated:
        return str(ADVICE)
    if not vignette.version.live:
        return _(
            "This vignette belongs to an older version of the rubric. Copy it to change it: the copy belongs to the"
            " version in use."
        )
    return ""
