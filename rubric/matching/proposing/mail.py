"""Mails about a proposal: that something was done, by whom, and where to read it.

A company stands in them by its alias and coarse profile, even after somebody has accepted: mails are passed on.
"""

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
from rubric.matching.domain.proposals import Act
from rubric.matching.models import ProposalEntry
from rubric.matching.models.proposals import ASK, REMIND
from rubric.matching.proposing.words import profile_facts, terms_of

#: After these it is for him who is asked to read.
TO_SUPPORTER = (ASK, REMIND, Act.ANSWER, Act.WITHDRAW, Act.LAPSE)


@task()
def tell(entry_id: int) -> None:
    """Write to whom the entry is news."""
    seen = ("proposal__engagement__coordinator", "proposal__person", "proposal__seat", "proposal__asked_by", "by")
    entry = ProposalEntry.objects.select_related(*seen).get(pk=entry_id)
    proposal = entry.proposal
    people = [proposal.person] if entry.act in TO_SUPPORTER else [proposal.engagement.coordinator, proposal.asked_by]
    for person in dict.fromkeys(people):
        if person.is_active:
            proposal_mail(entry, person).send()


def proposal_mail(entry: ProposalEntry, to: User) -> EmailMultiAlternatives:
    """The mail in the language of the one who gets it."""
    proposal = entry.proposal
    with translation.override(to.language):
        asks = entry.act in (ASK, REMIND)
        is_asked = to.pk == proposal.person_id
        page = reverse("proposal", args=[proposal.pk]) if is_asked else _desk(proposal.engagement_id)
        subject, what = words(entry)
        context = {
            "what": what,
            "text": entry.text,
            "facts": profile_facts(proposal.engagement) + terms_of(proposal) if asks else (),
            "answer_by": proposal.answer_by if asks else None,
            "url": urljoin(settings.BASE_URL, page),
            "site_url": settings.BASE_URL,
        }
        return letter(in_our_name(subject), render_to_string("matching/mail/proposal.txt", context), to.email)


def words(entry: ProposalEntry) -> tuple[str, str]:
    """Subject and sentence, in the language that is active."""
    subject, what = {
        ASK: (_("A seat in a team is proposed to you"), _("%(name)s asks whether you would accompany “%(alias)s”.")),
        REMIND: (
            _("A proposal waits for your answer"),
            _("%(asker)s would be glad of your answer: would you accompany “%(alias)s”?"),
        ),
        Act.ANSWER.value: (_("Your question was answered"), _("%(name)s has answered your question on “%(alias)s”.")),
        Act.WITHDRAW.value: (
            _("A proposal was withdrawn"),
            _("%(name)s has withdrawn the proposal on “%(alias)s”. You need not do anything."),
        ),
        Act.LAPSE.value: (
            _("A proposal is settled"),
            _("The engagement “%(alias)s” has ended. You need not answer the proposal any more."),
        ),
        Act.ACCEPT.value: (_("A seat was accepted"), _("%(name)s will accompany “%(alias)s”. The hours are booked.")),
        Act.DECLINE.value: (
            _("A seat was declined"),
            _("%(name)s does not take the seat in the team for “%(alias)s”. The next in line stands on the page."),
        ),
        Act.QUESTION.value: (
            _("A question about a proposal"),
            _("%(name)s has a question before answering the proposal on “%(alias)s”."),
        ),
    }[entry.act]
    proposal = entry.proposal
    told = {"name": entry.by or "", "asker": proposal.asked_by, "alias": proposal.engagement.alias}
    return subject, what % told


def _desk(engagement: int) -> str:
    return reverse("engagement_staffing", args=[engagement])
