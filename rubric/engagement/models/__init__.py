"""Engagements, their history, what stands against somebody, seats and who holds them."""

from rubric.engagement.models.engagements import ConflictOfInterest, Engagement, PhaseEntry
from rubric.engagement.models.teams import Assignment, Seat

__all__ = ["Assignment", "ConflictOfInterest", "Engagement", "PhaseEntry", "Seat"]
