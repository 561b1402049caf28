"""What the CMS has to know of cases."""

from django.http import Http404
from django.urls import reverse
from wagtail import hooks

from casebook.cases.cms.chooser import case_chooser
from casebook.cases.cms.listing import CaseListing
from casebook.cases.models import CasePage
from casebook.disclosure.cms import case_buttons


@hooks.register("before_serve_page", order=-100)
def hide_what_may_not_be_seen(page, request, serve_args, serve_kwargs) -> None:
    """To an outsider a hidden case does not exist: 404, before Wagtail would offer him a login and so betray it."""
    if isinstance(page, CasePage) and not page.is_visible_to(request.user):
        raise Http404


@hooks.register("register_admin_viewset")
def register_case_views():
    """The CMS's menu entry, and the list from which a case is chosen."""
    return [CaseListing("case_pages"), case_chooser]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def consent_buttons(page, user, next_url=None, view_name=""):
    """From a case to its consents, in the menu of its form and of its line in a list."""
    if not isinstance(page, CasePage):
        return []
    back = next_url or reverse("wagtailadmin_pages:edit", args=[page.pk])
    return case_buttons(page_id=page.pk, case_id=page.external_id, user=user, next_url=back)
