"""The mail that tells of the end of signed levels. It names no level."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from platform_site.accounts.mail import in_our_name, letter
from rubric.assessment.models import Reminder, Standing


@task()
def send_reminder(reminder_id: int) -> None:
    """Tell the holder when his levels end, unless newer ones have been signed meanwhile."""
    standing = Reminder.objects.select_related("standing__person").get(pk=reminder_id).standing
    if Standing.objects.newest().filter(pk=standing.pk).exists():
        reminder_mail(standing).send()


def reminder_mail(standing: Standing) -> EmailMultiAlternatives:
    """When they end, what happens then, and where a new self-assessment begins."""
    person = standing.person
    with translation.override(person.language):
        url = urljoin(settings.BASE_URL, reverse("assessments"))
        context = {"standing": standing, "url": url, "site_url": settings.BASE_URL}
        text = render_to_string("assessment/mail/ends_soon.txt", context)
        return letter(in_our_name(_("Your signed levels end soon")), text, person.email)
