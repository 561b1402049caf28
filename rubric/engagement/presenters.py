"""An engagement's page, shaped so that its templates neither query nor decide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.taxonomy.words import load_taxonomies
from rubric.engagement.choices import MEANINGS, PHASES, SIGN_CHOICES, Urgency
from rubric.engagement.domain.phases import ENDED, SUPPORTED, Move, Phase, is_overdue, possible, usual_end
from rubric.engagement.facts import Fact, company, contact, view, wishes
from rubric.engagement.listing import tone_of
from rubric.engagement.models import Assignment, Engagement, PhaseEntry
from rubric.engagement.permissions import may_keep
from rubric.engagement.sections import Section, engagement_sections
from rubric.engagement.similar import SimilarCases, similar_to
from rubric.engagement.team import Place, places_of

#: They lead away from the company, and are offered smaller.
ASIDE = frozenset({*ENDED, Phase.SUSPENDED}) - {Phase.CLOSED}


@dataclass(frozen=True)
class Step:
    """A phase to which it can be moved. `is_aside`: not the way on."""

    label: str
    url: str
    is_aside: bool


@dataclass(frozen=True)
class EngagementScreen:
    """The whole page."""

    engagement: Engagement
    title: str
    phase: str
    meaning: str
    tone: str
    urgency: str
    since: date
    usual_end: date | None
    is_overdue: bool
    steps: tuple[Step, ...]
    contact: tuple[Fact, ...]
    company: tuple[Fact, ...]
    view: tuple[Fact, ...]
    wishes: tuple[Fact, ...]
    signs: tuple[str, ...]
    similar: SimilarCases
    places: tuple[Place, ...]
    former: tuple[Assignment, ...]
    conflicts: tuple[Any, ...]
    history: tuple[PhaseEntry, ...]
    sections: tuple[Section, ...]
    may_keep: bool
    needs_consent: bool


def engagement_screen(engagement: Engagement, request: HttpRequest) -> EngagementScreen:
    """The page for somebody who may see it; conflicts and the next steps are for coordinators."""
    taxonomies, phase = load_taxonomies(), Phase(engagement.phase)
    keeps, since = may_keep(request.user, engagement), timezone.localdate(engagement.phase_since)
    moves = possible(phase, engagement.before_suspension) if keeps else ()
    conflicts = engagement.conflicts.select_related("organisation", "person") if keeps else ()
    return EngagementScreen(
        engagement=engagement,
        title=engagement.company_name,
        phase=str(PHASES[phase]),
        meaning=str(MEANINGS[phase]),
        tone=tone_of(phase),
        urgency="" if engagement.urgency == Urgency.NORMAL or phase in ENDED else engagement.get_urgency_display(),
        since=since,
        usual_end=usual_end(phase, since),
        is_overdue=is_overdue(phase, since, timezone.localdate()),
        steps=tuple(_steps(engagement, moves)),
        contact=contact(engagement),
        company=company(engagement),
        view=view(engagement, taxonomies),
        wishes=wishes(engagement),
        signs=tuple(str(label) for key, label in SIGN_CHOICES if key in engagement.complexity_signs),
        similar=similar_to(engagement, taxonomies, request.user),
        places=tuple(places_of(engagement, request.user.pk)),
        former=tuple(engagement.assignments.exclude(ended_at=None).select_related("person", "seat")),
        conflicts=tuple(conflicts),
        history=tuple(engagement.entries.select_related("by").order_by("-pk")),
        sections=tuple(engagement_sections(engagement, request)),
        may_keep=keeps,
        needs_consent=phase not in SUPPORTED | ENDED and engagement.consent_on is None,
    )


def move_choices(form: Any, moves: Sequence[Move]) -> list[tuple[Any, str, str]]:
    """The radios of the phase form, each with what the phase means and whether somebody has to say why."""
    told = []
    for radio, move in zip(form["to"].subwidgets, moves, strict=True):
        note = _("Needs a reason.") if move.needs_reason else ""
        if move.needs_consent and "consent_on" in form.fields:
            note = _("Needs the company's agreement.")
        told.append((radio, str(MEANINGS[move.to]), note))
    return told


def _steps(engagement: Engagement, moves: Iterable[Move]) -> Iterator[Step]:
    here = reverse("engagement_phase", args=[engagement.pk])
    for move in moves:
        label = _("Back to “%(phase)s”") % {"phase": PHASES[move.to]} if move.resumes else str(PHASES[move.to])
        yield Step(label, f"{here}?to={move.to}", move.to in ASIDE or (move.needs_reason and not move.resumes))
