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
from rubric.assessment.models.figures import FiguresSnapshot
from rubric.assessment.models.reviews import (
    SAID,
    AgreedLevel,
    Agreement,
    NamedSenior,
    Rating,
    Review,
    ReviewEntry,
)
from rubric.assessment.models.rules import LevelPolicy, in_force
from rubric.assessment.models.standings import Offer, Reminder, Standing, shown_to

__all__ = [
    "LONGEST_EVIDENCE",
    "LONGEST_NOTE",
    "MOST_EVIDENCE",
    "SAID",
    "STATES",
    "AgreedLevel",
    "Agreement",
    "Answer",
    "Assessment",
    "Course",
    "CourseDate",
    "Evidence",
    "FiguresSnapshot",
    "LevelPolicy",
    "NamedSenior",
    "Offer",
    "Rating",
    "Reminder",
    "Review",
    "ReviewEntry",
    "Standing",
    "in_force",
    "shown_to",
]
