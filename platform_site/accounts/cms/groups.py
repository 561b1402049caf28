"""Groups in the CMS: by the names of their roles, with permissions in words."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.forms.boundfield import BoundField, BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.users.forms import GroupForm
from wagtail.users.views.groups import (
    CreateView,
    DeleteView,
    EditView,
    GroupViewSet,
    IndexView,
    get_permission_panel_classes,
)

from platform_site.accounts.cms.words import group_in_words, permission_in_words, role_of, thing_in_words

#: The permissions that have a column of their own.
COLUMNS = {"add": _("Add"), "change": _("Change"), "delete": _("Delete"), "view": _("Look at")}


@dataclass
class PermissionRow:
    """What may be done with one kind of thing: a checkbox for each column, and the rest."""

    thing: str
    cells: dict[str, BoundWidget | None] = field(default_factory=lambda: dict.fromkeys(COLUMNS))
    others: list[BoundWidget] = field(default_factory=list)


def permission_rows(permissions: BoundField) -> list[PermissionRow]:
    """The checkboxes of the form's field, one row a kind of thing, in the order of their names."""
    rows: dict[ContentType, PermissionRow] = {}
    for checkbox in permissions:
        permission = checkbox.data["value"].instance
        kind = permission.content_type
        row = rows.setdefault(kind, PermissionRow(thing_in_words(kind)))
        verb, _separator, model = permission.codename.partition("_")
        if verb in COLUMNS and model == kind.model:
            checkbox.data["attrs"] |= {
                "data-action": "w-bulk#toggle",
                "data-w-bulk-target": "item",
                "data-w-bulk-group-param": verb,
            }
            row.cells[verb] = checkbox
        else:
            row.others.append(checkbox)
    return sorted(rows.values(), key=lambda row: row.thing)


def in_words(panel: type) -> type:
    """A panel of permissions (on pages, on collections) that tells them in words."""

    class FormInWords(panel.form):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.fields["permissions"].label_from_instance = permission_in_words
            if "page" in self.fields:
                self.fields["page"].label = _("Page")

    return type(panel.__name__, (panel,), {"form": FormInWords})


class SiteGroupForm(GroupForm):
    """A group that follows a role keeps its name: the roles find it by that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["permissions"].label_from_instance = permission_in_words
        if role_of(self.instance):
            self.initial["name"] = group_in_words(self.instance)
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("People get into this group, and out of it, by their role.")

    def clean_name(self) -> str:
        return self.instance.name if role_of(self.instance) else super().clean_name()


class InWords:
    """What the forms of a group share: permissions and the group itself in words."""

    template_name = "accounts/cms/group_form.html"

    @cached_property
    def permission_panel_forms(self) -> list:
        panels = get_permission_panel_classes()
        return [in_words(panel)(**self.get_permission_panel_form_kwargs(panel)) for panel in panels]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        rows = permission_rows(context["form"]["permissions"])
        return {**context, "permission_rows": rows, "permission_columns": COLUMNS}


class SiteGroupIndexView(IndexView):
    """The list of groups."""

    columns = [
        TitleColumn(
            "name",
            label=_("Group"),
            accessor=group_in_words,
            sort_key="name",
            url_name="wagtailusers_groups:edit",
        ),
        Column(
            "kind",
            label=_("Kind of group"),
            accessor=lambda group: _("Follows a role") if role_of(group) else _("Made by hand"),
        ),
    ]


class SiteGroupCreateView(InWords, CreateView):
    """A further group."""


class SiteGroupEditView(InWords, EditView):
    """What a group may do."""

    def get_page_subtitle(self) -> str:
        return group_in_words(self.object)

    def get_success_message(self) -> str:
        return self.success_message % {"object": group_in_words(self.object)}

    @cached_property
    def can_delete(self) -> bool:
        return role_of(self.object) is None and self.user_has_permission_for_instance("delete", self.object)


class SiteGroupDeleteView(DeleteView):
    """Deletes what an administrator made; the groups of the roles stay."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if role_of(self.get_object()):
            messages.error(request, _("The group of a role cannot be deleted."))
            return redirect("wagtailusers_groups:index")
        return super().dispatch(request, *args, **kwargs)


class SiteGroupHistoryView(ModelViewSet.history_view_class):
    """Who changed a group."""

    def get_page_subtitle(self) -> str:
        return group_in_words(self.object)


class SiteGroupViewSet(GroupViewSet):
    """Wagtail's screens for groups, in words."""

    index_view_class = SiteGroupIndexView
    add_view_class = SiteGroupCreateView
    edit_view_class = SiteGroupEditView
    delete_view_class = SiteGroupDeleteView
    history_view_class = SiteGroupHistoryView
    create_template_name = edit_template_name = "accounts/cms/group_form.html"

    def get_form_class(self, for_update: bool = False) -> type[GroupForm]:
        return SiteGroupForm
