"""Mails about a change of terms. The company stands in them by its alias: mails are passed on."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from platform_site.accounts.mail import in_our_name, letter
from platform_site.accounts.models import User
from rubric.matching.changing.words import differences, from_when
from rubric.matching.domain.proposals import State
from rubric.matching.models import TermsChange

#: In these it is for him who holds the seat to read.
TO_SUPPORTER = (State.ASKED, State.WITHDRAWN)


@task()
def tell(change_id: int, state: str) -> None:
    """Write to whom it is news that the change came into this state."""
    seen = ("assignment__engagement__coordinator", "assignment__person", "assignment__seat", "asked_by")
    change = TermsChange.objects.select_related(*seen).get(pk=change_id)
    assignment = change.assignment
    people = [assignment.person] if state in TO_SUPPORTER else [assignment.engagement.coordinator, change.asked_by]
    for person in dict.fromkeys(people):
        if person.is_active:
            change_mail(change, State(state), person).send()


@task()
def recall(change_id: int) -> None:
    """Remind whoever has not answered; one who has answered meanwhile is left alone."""
    seen = ("assignment__engagement", "assignment__person", "assignment__seat", "asked_by")
    change = TermsChange.objects.select_related(*seen).get(pk=change_id)
    if change.is_open:
        change_mail(change, State.ASKED, change.assignment.person).send()


def change_mail(change: TermsChange, state: State, to: User) -> EmailMultiAlternatives:
    """The mail in the language of the one who gets it."""
    with translation.override(to.language):
        is_holder = to.pk == change.assignment.person_id
        page = (
            reverse("terms_change", args=[change.pk])
            if is_holder
            else reverse("engagement_staffing", args=[change.assignment.engagement_id])
        )
        subject, what = _words(change, state)
        context = {
            "what": what,
            "text": change.message if state is State.ASKED else change.declined_note,
            "differences": differences(change) if state is State.ASKED else (),
            "from_when": from_when(change),
            "answer_by": change.answer_by if state is State.ASKED else None,
            "url": urljoin(settings.BASE_URL, page),
            "site_url": settings.BASE_URL,
        }
        return letter(in_our_name(subject), render_to_string("matching/mail/change.txt", context), to.email)


def _words(change: TermsChange, state: State) -> tuple[str, str]:
    """Subject and sentence, in the language that is active."""
    subject, what = {
        State.ASKED: (
            _("Other hours or dates are proposed to you"),
            _("%(asker)s asks whether you would agree to other hours or dates for “%(alias)s”."),
        ),
        State.WITHDRAWN: (
            _("A proposed change was withdrawn"),
            _("The change for “%(alias)s” was withdrawn. What was agreed holds."),
        ),
        State.ACCEPTED: (
            _("A change was agreed to"),
            _("%(holder)s agrees to the new hours and dates for “%(alias)s”. The hours are booked."),
        ),
        State.DECLINED: (
            _("A change was declined"),
            _("%(holder)s would rather stay with what was agreed for “%(alias)s”."),
        ),
    }[state]
    assignment = change.assignment
    alias = assignment.engagement.alias
    return subject, what % {"asker": change.asked_by, "holder": assignment.person, "alias": alias}
