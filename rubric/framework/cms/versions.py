"""Versions of the rubric in the CMS. Publishing locks them; no screen of Wagtail's leads around that."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views import snippets

from rubric.framework.actions import publish_version
from rubric.framework.cms.addresses import ICON, edit_address, short_name
from rubric.framework.cms.files import new_version
from rubric.framework.cms.panels import VERSION_PANELS
from rubric.framework.cms.presenters import told_gaps
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Text, gaps
from rubric.framework.locking import ADVICE, VersionLocked
from rubric.framework.models import RubricVersion

#: Of what is missing, so much is told above the form; the page shows all of it.
TOLD_AT_ONCE = 5


class VersionPolicy(ModelPermissionPolicy):
    """Nobody deletes what is or was published."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: RubricVersion) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and not (action == "delete" and instance.is_locked)


class VersionIndexView(snippets.IndexView):
    """All versions, the latest first. They are few: there is nothing to search or to mark."""

    is_searchable = False

    @cached_property
    def columns(self) -> list[Column]:
        title = self._get_title_column_class(TitleColumn)
        return [
            Column("number", label=_("Number"), sort_key="number"),
            title("__str__", label=_("Name of the version"), get_url=self.get_edit_url),
            Column("state", label=_("State"), accessor=lambda version: version.state.label),
            Column("published_on", label=_("Published on"), accessor=_published_on, sort_key="first_published_at"),
        ]


class TellsRefusal:
    """Whatever keeps a version from being published is told on its page; it stays what it was."""

    def or_told(self, publish: Callable[[], HttpResponse | None]) -> HttpResponse | None:
        """What `publish` answers, or the way back to the version's page where it is refused."""
        try:
            with transaction.atomic():
                return publish()
        except (IntegrityError, ValidationError, VersionLocked) as error:
            messages.error(self.request, why_not_published(error))
            return self.refused()

    def refused(self) -> HttpResponse:
        """The way back."""
        return redirect(edit_address(self.object))


class VersionEditView(TellsRefusal, snippets.EditView):
    """Name and note, what the version says, and the way to publication."""

    def get_page_subtitle(self) -> str:
        return f"{short_name(self.object)} – {self.object}"

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        return self._as_locked(super().get_form(form_class))

    def form_invalid(self, form: ModelForm) -> HttpResponse:
        """Wagtail calls a workflow off from here: the version is given free while its page is answered."""
        response = super().form_invalid(form)
        self._as_locked(form)
        return response

    def _as_locked(self, form: ModelForm) -> ModelForm:
        """What this person cannot save now is shown as such."""
        for field in form.fields.values():
            field.disabled = bool(self.locked_for_user)
        return form

    def is_valid(self, form: ModelForm) -> bool:
        return super().is_valid(form) and not (self.leads_to_publication and self._is_refused(form))

    @property
    def leads_to_publication(self) -> bool:
        """Whether what was asked for needs a complete version."""
        approves = self.action == "workflow-action" and self.workflow_action == "approve"
        return approves or self.action in {"publish", "submit", "restart-workflow"}

    def _is_refused(self, form: ModelForm) -> bool:
        name = Text(form.cleaned_data["name_ja"], form.cleaned_data["name_en"])
        framework = replace(framework_of(self.live_object), name=name)
        missing = told_gaps(gaps(framework), framework)
        if missing:
            form.add_error(None, _shortened(missing))
            self.produced_error_code = "validation_error"
            self.produced_error_message = _("This version is not complete. It was not submitted or published.")
        return bool(missing)

    def publish_action(self) -> HttpResponse | None:
        return self.or_told(self._publish)

    def _publish(self) -> None:
        publish_version(by=self.request.user, version=self.object)

    def workflow_action_action(self) -> HttpResponse | None:
        return self.or_told(super().workflow_action_action)

    def get_side_panels(self) -> MediaContainer:
        """Wagtail's status panel calls a retired version a draft; the page's own panel says what it is."""
        panels: list[BaseSidePanel] = list(super().get_side_panels())
        return MediaContainer([] if self.live_object.is_locked else panels)


class VersionWorkflowActionView(TellsRefusal, snippets.WorkflowActionView):
    """Approval or refusal from the list of what waits."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        return self.or_told(partial(super().post, request, *args, **kwargs))

    def refused(self) -> HttpResponse:
        """Wagtail's own script follows a redirect only if it is told as JSON."""
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(self.request, {"step": "success", "redirect": edit_address(self.object)})
        return super().refused()


class Closed:
    """A way of Wagtail's that leads nowhere here: nothing changes, and the version's page says why."""

    why = ADVICE
    only_locked = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.only_locked and not self.object.is_locked:
            return super().dispatch(request, *args, **kwargs)
        messages.warning(request, self.why)
        return redirect(edit_address(self.object))


class VersionUnpublishView(Closed, snippets.UnpublishView):
    """There is always a rubric in use, once there was one."""

    why = gettext_lazy("A version is not withdrawn. Publish another one: it takes this one’s place.")


class VersionUnscheduleView(Closed, snippets.RevisionsUnscheduleView):
    """Versions are not published by the clock."""

    why = gettext_lazy("Versions of the rubric are not published at a set time.")


class VersionLockView(Closed, snippets.LockView):
    """A draft can be kept to oneself; a published version is locked anyhow."""

    only_locked = True


class VersionUnlockView(Closed, snippets.UnlockView):
    """Only a draft is ever given free."""

    only_locked = True


class VersionViewSet(snippets.SnippetViewSet):
    """Versions of the rubric."""

    model = RubricVersion
    icon = ICON
    menu_label = gettext_lazy("Versions")
    menu_name = "rubric-versions"
    url_prefix = "rubric/versions"
    edit_template_name = "framework/cms/version_edit.html"
    panels = VERSION_PANELS
    ordering = ["-number"]
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = VersionIndexView
    edit_view_class = VersionEditView
    unpublish_view_class = VersionUnpublishView
    revisions_unschedule_view_class = VersionUnscheduleView
    lock_view_class = VersionLockView
    unlock_view_class = VersionUnlockView
    workflow_action_view_class = VersionWorkflowActionView

    @property
    def add_view(self) -> Callable[[HttpRequest], HttpResponse]:
        """A page of ours: a version is copied or read from a file, never begun with an empty form."""
        return new_version

    @property
    def permission_policy(self) -> VersionPolicy:
        return VersionPolicy(self.model)


def _published_on(version: RubricVersion) -> str:
    return date_format(localdate(version.first_published_at)) if version.first_published_at else ""


def why_not_published(error: Exception) -> str:
    """What came between, in words."""
    if isinstance(error, IntegrityError):
        return _("Another version was published at the same moment. Please look at both, and try again.")
    return str(ADVICE) if isinstance(error, VersionLocked) else " ".join(error.messages)


def _shortened(sentences: tuple[str, ...]) -> list[str]:
    more = len(sentences) - TOLD_AT_ONCE
    if more <= 0:
        return list(sentences)
    rest = ngettext("… and %(count)s more; see “This version”.", "… and %(count)s more; see “This version”.", more)
    return [*sentences[:TOLD_AT_ONCE], rest % {"count": more}]
