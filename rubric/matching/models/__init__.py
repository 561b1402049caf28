"""What staffing keeps: policies, weights and seats as they were decided; proposals; plans."""

from rubric.matching.models.changes import TermsChange
from rubric.matching.models.decided import SeatDecision, StaffingPolicy, TermWeights
from rubric.matching.models.plans import PlanRun
from rubric.matching.models.proposals import Decision, Proposal, ProposalEntry

__all__ = [
    "Decision",
    "PlanRun",
    "Proposal",
    "ProposalEntry",
    "SeatDecision",
    "StaffingPolicy",
    "TermWeights",
    "TermsChange",
]
