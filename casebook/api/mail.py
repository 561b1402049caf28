"""The mail that tells of a token's end."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from casebook.api.models import ApiToken
from platform_site.accounts.mail import in_our_name, letter


@task()
def send_warning(token_id: int) -> None:
    """Tell the owner of a token that it ends; one that has been revoked meanwhile is not spoken of."""
    token = ApiToken.objects.usable().select_related("user").filter(pk=token_id).first()
    if token:
        warning_mail(token).send()


def warning_mail(token: ApiToken) -> EmailMultiAlternatives:
    """When it ends, and where another one is made."""
    with translation.override(token.user.language):
        subject = in_our_name(_("Your API token “%(name)s” ends soon") % {"name": token.name})
        url = urljoin(settings.BASE_URL, reverse("api_tokens"))
        context = {"token": token, "url": url, "site_url": settings.BASE_URL}
        return letter(subject, render_to_string("api/mail/ends_soon.txt", context), token.user.email)
