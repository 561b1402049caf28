"""What is done for the figures each day."""

from django.utils import timezone

from rubric.assessment.cohort import figures
from rubric.assessment.domain.cohort import quarter_began
from rubric.assessment.models import FiguresSnapshot


def take_figures() -> str:
    """Take national figures once a quarter, on the first day that the jobs run in it."""
    today = timezone.localdate()
    if FiguresSnapshot.objects.filter(taken_on__gte=quarter_began(today)).exists():
        return ""
    return f"figures of {figures.take_figures(today).taken_on} taken"
