"""What the CMS has to know of consents."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from casebook.disclosure.cms import ConsentViewSet, withdraw


@hooks.register("register_admin_viewset")
def register_consents():
    """The CMS's menu entry."""
    return ConsentViewSet("consents")


@hooks.register("register_admin_urls")
def register_withdrawal():
    """The address of the confirmation page."""
    return [path("consents/<int:pk>/withdraw/", withdraw, name="withdraw_consent")]


@hooks.register("register_log_actions")
def register_consent_log(actions):
    """What stands in a case's history."""
    actions.register_action("casebook.consent_recorded", _("Record consent"), _("Consent recorded"))
    actions.register_action("casebook.consent_withdrawn", _("Withdraw consent"), _("Consent withdrawn"))
