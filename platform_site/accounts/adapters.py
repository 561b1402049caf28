"""Login as allauth does it, with our words: nobody signs up without an invitation, everybody is met in her language."""

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import resolve_url
from django.utils import translation


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Accounts are made by accepting an invitation, never by signing up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        """The first page, in the language that the person has chosen for herself."""
        with translation.override(request.user.language):
            return resolve_url("wagtail_serve", "")

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: allauth would put the server's address before it."""
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail to somebody with an account is in her own language."""
        user = context.get("user")
        with translation.override(user.language if user else translation.get_language()):
            super().send_mail(template_prefix, email, context)
