"""Proposals as he who is asked sees them: the alias profile, dates, reasons; no name until he has accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from platform_site.accounts.models import User
from rubric.matching.choices import STATES
from rubric.matching.domain.proposals import Act, State
from rubric.matching.models import Proposal
from rubric.matching.proposing.words import Facts, profile_facts, terms_of
from rubric.matching.wording import level_words, reason_words

#: Reasons that stand on the page.
MOST_REASONS = 5
TONES = {State.ASKED: "caution", State.QUESTION: "caution", State.ACCEPTED: "good"}


@dataclass(frozen=True)
class Row:
    """A proposal in the list."""

    pk: int
    alias: str
    facts: tuple[str, ...]
    state: str
    tone: str
    answer_by: date
    is_open: bool
    is_overdue: bool


@dataclass(frozen=True)
class Said:
    """Something that was said about a proposal."""

    name: str
    at: object
    text: str
    is_mine: bool


@dataclass(frozen=True)
class ProposalScreen:
    """The whole page."""

    proposal: Proposal
    alias: str
    state: str
    tone: str
    by: str
    organisation: str
    company: Facts
    terms: Facts
    reasons: tuple[str, ...]
    level: str
    message: str
    said: tuple[Said, ...]
    is_open: bool
    is_overdue: bool
    is_accepted: bool


def proposal_rows(proposals: Iterable[Proposal]) -> tuple[Row, ...]:
    """A list of them, those first that wait for an answer."""
    today = timezone.localdate()
    rows = [
        Row(
            pk=one.pk,
            alias=one.engagement.alias,
            facts=(str(one.seat.get_role_display()), *(value for _label, value in terms_of(one)[1:])),
            state=str(STATES[State(one.state)]),
            tone=TONES.get(State(one.state), "plain"),
            answer_by=one.answer_by,
            is_open=one.is_open,
            is_overdue=one.is_open and one.answer_by < today,
        )
        for one in proposals
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_open))


def proposal_screen(proposal: Proposal, reader: User) -> ProposalScreen:
    """One of them, for him who is asked."""
    state, decision = State(proposal.state), proposal.decision
    entries = list(proposal.entries.select_related("by"))
    return ProposalScreen(
        proposal=proposal,
        alias=proposal.engagement.alias,
        state=str(STATES[state]),
        tone=TONES.get(state, "plain"),
        by=str(proposal.asked_by),
        organisation=proposal.engagement.organisation.label,
        company=profile_facts(proposal.engagement),
        terms=terms_of(proposal),
        reasons=tuple(reason_words(one) for one in decision.reasons[:MOST_REASONS]),
        level=level_words(decision.level),
        message=proposal.message,
        said=tuple(
            Said(str(one.by or ""), one.at, one.text, one.by_id == reader.pk)
            for one in entries
            if one.act in (Act.QUESTION, Act.ANSWER)
        ),
        is_open=proposal.is_open,
        is_overdue=proposal.is_open and proposal.answer_by < timezone.localdate(),
        is_accepted=state is State.ACCEPTED and proposal.assignment is not None and not proposal.assignment.ended_at,
    )
