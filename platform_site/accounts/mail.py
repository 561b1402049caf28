"""Mails to people: the same words as text and as simple HTML, in the reader's language."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from platform_site.accounts.models import Invitation, User

#: What stands between a mail and its signature (RFC 3676, 4.3, without the space that editors strip).
SIGNATURE = "\n--\n"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a mail; one that is nothing but a link is shown as a button."""

    text: str

    @property
    def is_link(self) -> bool:
        return self.text.startswith(("https://", "http://")) and len(self.text.split()) == 1


@task()
def send_invitation(invitation_id: int) -> None:
    """Send the mail of an invitation that can still be accepted; otherwise do nothing."""
    invitation = Invitation.objects.unanswered().filter(pk=invitation_id).select_related("organisation").first()
    if invitation:
        invitation_mail(invitation).send()


def invitation_mail(invitation: Invitation) -> EmailMultiAlternatives:
    """The mail with the invitation's absolute address."""
    with translation.override(_language_of(invitation)):
        subject = _("Invitation from %(organisation)s") % {"organisation": invitation.organisation.label}
        context = {"invitation": invitation, "url": invitation_url(invitation), "site_url": settings.BASE_URL}
        text = render_to_string("accounts/mail/invitation.txt", context)
        return letter(in_our_name(subject), text, invitation.email)


def in_our_name(subject: str) -> str:
    """A subject that says at once who writes."""
    return _("Banso: %(subject)s") % {"subject": subject}


def letter(subject: str, text: str, to: str) -> EmailMultiAlternatives:
    """A mail of `text`; its HTML says the same, and makes a button of an address that stands in a line of its own."""
    text = text.strip() + "\n"
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [to])
    mail.attach_alternative(as_html(subject, text), "text/html")
    return mail


def as_html(subject: str, text: str) -> str:
    """The HTML of a mail, paragraph by paragraph, in the language that is active."""
    body, _separator, signature = text.partition(SIGNATURE)
    paragraphs = [Paragraph(part.strip()) for part in body.split("\n\n") if part.strip()]
    context = {"subject": subject, "paragraphs": paragraphs, "signature": signature.strip()}
    return render_to_string("accounts/mail/letter.html", context)


def invitation_url(invitation: Invitation) -> str:
    """The invitation's absolute address, in the language that is active."""
    return urljoin(settings.BASE_URL, reverse("invitation", args=[invitation.token]))


def _language_of(invitation: Invitation) -> str:
    """Who has an account has said which language she reads."""
    known = User.objects.filter(email__iexact=invitation.email).values_list("language", flat=True).first()
    return known or invitation.language
