"""The team as the page shows it: its seats, what each takes, and who holds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rubric.assessment.domain.strength import Strength
from rubric.assessment.sentences import level_name
from rubric.engagement.facts import day_words, hours_words
from rubric.engagement.models import Assignment, Engagement, Seat
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement


@dataclass(frozen=True)
class Place:
    """A seat with what it takes, and who holds it."""

    role: str
    needs: str
    elements: tuple[str, ...]
    holder: str
    terms: str
    is_me: bool


def places_of(engagement: Engagement, me: int) -> Iterator[Place]:
    """The seats that the team has, in their order; `me` is the key of the reader."""
    held = {one.seat_id: one for one in engagement.assignments.open().select_related("person")}
    seats = list(engagement.seats.wanted())
    names = _names({slug for seat in seats for slug in seat.minimum_elements})
    for seat in seats:
        one = held.get(seat.pk)
        yield Place(
            role=seat.get_role_display(),
            needs=_needs(seat),
            elements=tuple(_element(names.get(slug, slug), number) for slug, number in seat.minimum_elements.items()),
            holder=str(one.person) if one else "",
            terms=_terms(one) if one else "",
            is_me=one is not None and one.person_id == me,
        )


def _names(slugs: set[str]) -> dict[str, str]:
    """What elements of the rubric are called in the version in use."""
    elements = RubricElement.objects.filter(slug__in=slugs, domain__version__live=True) if slugs else ()
    return {one.slug: str(one) for one in elements}


def _element(name: str, number: int) -> str:
    return _("%(element)s: %(level)s or above") % {"element": name, "level": level_name(Level(number))}


def _needs(seat: Seat) -> str:
    level = _("%(level)s or above") % {"level": level_name(Level(seat.minimum_level))}
    strength = Strength(seat.strength)
    if strength is Strength.SELF_STATED:
        return level
    return _("%(level)s, %(strength)s") % {"level": level, "strength": strength.label(get_language() or "ja")}


def _terms(assignment: Assignment) -> str:
    start, end = day_words(assignment.starts_on), day_words(assignment.ends_on)
    days = _("%(start)s to %(end)s") % {"start": start, "end": end} if end else _("from %(day)s") % {"day": start}
    return _("%(hours)s a month, %(days)s") % {"hours": hours_words(assignment.hours_a_month), "days": days}
