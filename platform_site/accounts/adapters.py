"""Login as allauth does it, with our words: nobody signs up without an invitation, everybody is met in her language."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.audit import Act, record
from platform_site.accounts.mail import as_html, in_our_name

log = logging.getLogger(__name__)


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is your address already."),
        "too_many_login_attempts": _("That was wrong too often. Please wait a few minutes, then try again."),
        "rate_limited": _("That was too often in a short time. Please wait a little, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        """The first page, in the language that the person has chosen for herself."""
        with translation.override(request.user.language):
            return resolve_url("wagtail_serve", "")

    def get_logout_redirect_url(self, request) -> str:
        """The first page, in the language that was being read."""
        return resolve_url("wagtail_serve", "")

    def get_password_change_redirect_url(self, request) -> str:
        """Her page, which says that the password was changed."""
        return resolve_url("my_page")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """Her page, which shows the new address."""
        return resolve_url("my_page")

    @transaction.atomic
    def confirm_email(self, request, email_address: EmailAddress) -> bool:
        """The new address takes the old one's place; the trail keeps both."""
        user, before = email_address.user, email_address.user.email
        done = super().confirm_email(request, email_address)
        if done:
            record(by=user, what=Act.CHANGED_EMAIL, on=user, before=before, after=email_address.email)
        return done

    def format_email_subject(self, subject: str) -> str:
        """Our own beginning: allauth would put the server's address before it."""
        return in_our_name(subject)

    def render_mail(self, template_prefix: str, email: str, context: dict, headers: dict | None = None) -> EmailMessage:
        """The mail as text, and the same as HTML."""
        message = super().render_mail(template_prefix, email, {**context, "site_url": settings.BASE_URL}, headers)
        message.body = message.body.strip() + "\n"
        message.attach_alternative(as_html(message.subject, message.body), "text/html")
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail to somebody with an account is in her own language."""
        user = context.get("user")
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """What the mail tells has happened already: a mail server that is down must not make an error of it."""
        try:
            super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)
        except OSError:
            log.exception("%s to %s was not sent", template_prefix, user)
