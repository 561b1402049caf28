"""A word each morning to those who let a proposal wait."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from rubric.matching.changing import mail as changing
from rubric.matching.domain.proposals import State
from rubric.matching.models import Proposal, ProposalEntry, TermsChange
from rubric.matching.models.proposals import REMIND
from rubric.matching.proposing.mail import tell

#: Whoever has not answered is reminded once, so many days before an answer is due.
DAYS_BEFORE = 2


def remind_of_proposals() -> str:
    """Remind everybody once, not before the day after he was asked. Who waits for an answer himself is left alone."""
    told = sum(map(_remind, _waiting()))
    changes = sum(map(_remind_of_change, _waiting_changes()))
    return f"{told} proposals and {changes} changes recalled"


def _due() -> dict[str, object]:
    today = timezone.localdate()
    begun = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return {"state": State.ASKED.value, "answer_by__lte": today + timedelta(days=DAYS_BEFORE), "asked_at__lt": begun}


def _waiting() -> list[Proposal]:
    reminded = ProposalEntry.objects.filter(proposal=OuterRef("pk"), act=REMIND)
    return list(Proposal.objects.filter(~Exists(reminded), person__is_active=True, **_due()))


def _waiting_changes() -> list[TermsChange]:
    return list(TermsChange.objects.filter(reminded_at=None, assignment__person__is_active=True, **_due()))


@transaction.atomic
def _remind(proposal: Proposal) -> bool:
    """Whether it still waited when its turn came."""
    if not Proposal.objects.select_for_update().filter(pk=proposal.pk, state=State.ASKED).exists():
        return False
    entry = ProposalEntry.objects.create(proposal=proposal, act=REMIND)
    transaction.on_commit(lambda: tell.enqueue(entry.pk))
    return True


@transaction.atomic
def _remind_of_change(change: TermsChange) -> bool:
    waiting = TermsChange.objects.filter(pk=change.pk, state=State.ASKED, reminded_at=None)
    if not waiting.update(reminded_at=timezone.now()):
        return False
    transaction.on_commit(lambda: changing.recall.enqueue(change.pk))
    return True
