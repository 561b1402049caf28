"""What the CMS has to know of search insight."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from casebook.cases.models import CasePage
from casebook.insight.actions import GIVEN_BACK, TAKEN
from casebook.insight.cms import CommissionViewSet, insight_menu_item, insight_urls
from casebook.insight.recording import record_opened

hooks.register("register_admin_urls", insight_urls)
hooks.register("register_reports_menu_item", insight_menu_item)


@hooks.register("register_admin_viewset")
def commissions() -> CommissionViewSet:
    """The to-dos that come of what readers do not find."""
    return CommissionViewSet("commissions")


@hooks.register("register_log_actions")
def commission_log(log_actions) -> None:
    """What stands in a commission's history."""
    log_actions.register_action(TAKEN, _("Take a commission"), _("Taken on"))
    log_actions.register_action(GIVEN_BACK, _("Give a commission back"), _("Given back"))


@hooks.register("before_serve_page")
def count_opened(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """A case that a reader opens from a list of the library."""
    if isinstance(page, CasePage):
        record_opened(request)
