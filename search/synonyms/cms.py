"""Synonyms in the CMS: what editors keep, and what it would find."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, Panel
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import CreateView, EditView, InspectView, SnippetViewSet

from platform_site.cms_tables import SideColumn
from search.synonyms.models import SynonymGroup
from search.synonyms.preview import Reader, preview


def previewed(group: SynonymGroup, user: Any) -> dict[str, Any]:
    """For a template: what `group` would find among what `user` may see."""
    viewset = SynonymGroup.snippet_viewset
    found = preview(group, Reader(viewset.audience_for(user), viewset.counted_kind))
    return {"preview": found, "group": group, "group_url_name": viewset.get_url_name("inspect")}


class PreviewPanel(Panel):
    """What a kept group finds, beside its form."""

    class BoundPanel(Panel.BoundPanel):
        """Shown once there is something to look for."""

        template_name = "synonyms/preview_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and super().is_shown()

        def get_context_data(self, parent_context: dict | None = None) -> dict:
            kept = SynonymGroup.objects.get(pk=self.instance.pk)  # the instance holds what is being entered
            return {**super().get_context_data(parent_context), **previewed(kept, self.request.user)}


class ThenPreview:
    """After saving, the editor sees what the group finds."""

    def get_success_url(self) -> str:
        return reverse(SynonymGroup.snippet_viewset.get_url_name("inspect"), args=[self.object.pk])


class SynonymCreateView(ThenPreview, CreateView):
    """A new group."""


class SynonymEditView(ThenPreview, EditView):
    """A group that is changed."""


class SynonymInspectView(InspectView):
    """What a group would find, and what is odd about it."""

    template_name = "synonyms/inspect.html"

    def get_context_data(self, **kwargs: Any) -> dict:
        return {**super().get_context_data(**kwargs), **previewed(self.object, self.request.user)}


class SynonymViewSet(SnippetViewSet):
    """Groups of synonyms. The room that registers it says who may see what, and what is counted."""

    model = SynonymGroup
    icon = "openquote"
    menu_label = _("Synonyms")
    menu_name = "synonyms"
    menu_order = 261
    add_to_admin_menu = True
    list_display = [
        "__str__",
        SideColumn("note", label=_("Note")),
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
        UpdatedAtColumn(),
    ]
    list_filter = ["is_active"]
    ordering = ["words"]
    copy_view_enabled = False
    inspect_view_enabled = True
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    inspect_view_class = SynonymInspectView
    panels = [
        FieldRowPanel([FieldPanel("words"), FieldPanel("finds")]),
        FieldPanel("note"),
        FieldPanel("is_active"),
        PreviewPanel(heading=_("What is found")),
    ]
    counted_kind = ""
    audience_for: Callable[[Any], frozenset[str]]
