"""The invitation's mail: written in the invitee's language, sent by the worker."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from platform_site.accounts.models import Invitation, User


@task()
def send_invitation(invitation_id: int) -> None:
    """Send the mail of an invitation that can still be accepted; otherwise do nothing."""
    invitation = Invitation.objects.unanswered().filter(pk=invitation_id).select_related("organisation").first()
    if invitation:
        invitation_mail(invitation).send()


def invitation_mail(invitation: Invitation) -> EmailMultiAlternatives:
    """The mail as text and as simple HTML, with the invitation's absolute address."""
    with translation.override(_language_of(invitation)):
        organisation = invitation.organisation.label
        subject = _("Invitation to Banso from %(organisation)s") % {"organisation": organisation}
        context = {"invitation": invitation, "url": invitation_url(invitation), "site_url": settings.BASE_URL}
        text = render_to_string("accounts/mail/invitation.txt", context).strip() + "\n"
        html = render_to_string("accounts/mail/invitation.html", context)
    mail = EmailMultiAlternatives(subject, text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
    mail.attach_alternative(html, "text/html")
    return mail


def invitation_url(invitation: Invitation) -> str:
    """The invitation's absolute address, in the language that is active."""
    return urljoin(settings.BASE_URL, reverse("invitation", args=[invitation.token]))


def _language_of(invitation: Invitation) -> str:
    """Who has an account has said which language she reads."""
    known = User.objects.filter(email__iexact=invitation.email).values_list("language", flat=True).first()
    return known or invitation.language
