"""The models of the room, by what they are about."""

from rubric.assessment.models.assessments import (
    LONGEST_EVIDENCE,
    LONGEST_NOTE,
    MOST_EVIDENCE,
    STATES,
    Answer,
    Assessment,
    Evidence,
)
from rubric.assessment.models.courses import Course, CourseDate
from rubric.assessment.models.rules import LevelPolicy, in_force

__all__ = [
    "LONGEST_EVIDENCE",
    "LONGEST_NOTE",
    "MOST_EVIDENCE",
    "STATES",
    "Answer",
    "Assessment",
    "Course",
    "CourseDate",
    "Evidence",
    "LevelPolicy",
    "in_force",
]
