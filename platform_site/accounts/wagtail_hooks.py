"""What the CMS has to know of accounts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from platform_site.accounts.cms.audit import audit_menu_item, audit_urls
from platform_site.accounts.cms.organisations import OrganisationViewSet
from platform_site.accounts.cms.sites import site_urls
from platform_site.accounts.models import User

hooks.register("register_admin_urls", audit_urls)
hooks.register("register_admin_urls", site_urls, order=-1)
hooks.register("register_reports_menu_item", audit_menu_item)


@hooks.register("register_admin_viewset")
def organisation_viewset() -> OrganisationViewSet:
    """Organisations in the settings menu."""
    return OrganisationViewSet("organisations")


@hooks.register("before_bulk_action")
def no_bulk_action_on_people(request, action_type, objects, action) -> HttpResponse | None:
    """Deleting, closing and grouping many people at once would pass by the rules of a single one."""
    if not issubclass(action.model, User):
        return None
    messages.error(request, _("Please change people one by one."))
    return redirect("wagtailusers_users:index")
