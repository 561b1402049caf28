"""The audit trail as a report of the CMS. Nobody changes or deletes an entry."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from platform_site.accounts.audit import COMMAND_LINE, verbs
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role


class AuditFilterSet(WagtailFilterSet):
    """Entries by person, deed and day."""

    by_name = django_filters.CharFilter(label=_("By whom"), lookup_expr="icontains")
    what = django_filters.ChoiceFilter(label=_("Deed"), choices=verbs)
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["by_name", "what", "at"]


class AuditReportView(ReportView):
    """Who did what, newest first; also as a spreadsheet."""

    page_title = _("Audit trail")
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    model = AuditEntry
    filterset_class = AuditFilterSet
    permission_policy = ModelPermissionPolicy(AuditEntry)
    permission_required = "view"
    default_ordering = "-at"
    columns = [
        DateColumn("at", label=_("When"), sort_key="at"),
        Column("by_name", label=_("By whom"), accessor=lambda entry: actor(entry.by_name)),
        Column("what", label=_("Deed"), accessor=lambda entry: deed(entry.what)),
        Column("on_name", label=_("On whom or what")),
        Column("details", label=_("Details"), accessor=lambda entry: details_in_words(entry.details)),
    ]
    list_export = ["at", "by_name", "what", "on_name", "details"]

    def get_filename(self) -> str:
        return "audit"


def deed(what: str) -> str:
    """A verb of the trail in the reader's words."""
    return str(dict(verbs()).get(what, what))


def actor(by_name: str) -> str:
    """Who did it; commands on the server have no name."""
    return _("Command line") if by_name == COMMAND_LINE else by_name


def details_in_words(details: dict) -> str:
    """The values of the details in one line, roles by their names."""
    roles = {role.value: role.label for role in Role}
    return ", ".join(str(roles.get(value, value)) for value in details.values() if isinstance(value, str))


class AuditMenuItem(MenuItem):
    """Shown to those who may read the trail."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("accounts.view_auditentry")


def audit_menu_item() -> AuditMenuItem:
    """The entry in the menu of reports."""
    return AuditMenuItem(_("Audit trail"), reverse("audit_report"), name="audit", icon_name="history", order=1100)


def audit_urls() -> list:
    """The report and its part that changes with the filters."""
    return [
        path("reports/audit/", AuditReportView.as_view(), name="audit_report"),
        path("reports/audit/results/", AuditReportView.as_view(results_only=True), name="audit_report_results"),
    ]
