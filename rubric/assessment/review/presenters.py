"""A review as its two people see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from platform_site.accounts.models import User
from rubric.assessment.domain.disclosing import Part
from rubric.assessment.domain.states import Act, State, Who, possible
from rubric.assessment.models import STATES, Agreement, Answer, Review, ReviewEntry
from rubric.assessment.presenters import EvidenceLine, LevelCard, answers_of, evidence_lines
from rubric.assessment.review.actions import Rated
from rubric.assessment.review.seeing import parts_for
from rubric.assessment.sentences import level_name
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Element, Framework
from rubric.framework.domain.levels import Level
from rubric.framework.presenters import letter


@dataclass(frozen=True)
class Said:
    """A level with what is said to it."""

    level: str
    number: int
    note: str


@dataclass(frozen=True)
class ElementReview:
    """An element: what stands behind it, and the levels of both, as far as the reader sees them."""

    slug: str
    name: str
    meaning: str
    questions: tuple[str, ...]
    cards: tuple[LevelCard, ...]
    evidence: tuple[EvidenceLine, ...]
    own: Said | None
    rated: Said | None
    agreed: Said | None
    field: Any = None
    note: Any = None

    @property
    def differs(self) -> bool:
        """Whether the two saw it differently."""
        return bool(self.own and self.rated and self.own.number != self.rated.number)


@dataclass(frozen=True)
class DomainReview:
    """A domain with its elements."""

    letter: str
    name: str
    elements: tuple[ElementReview, ...]


@dataclass(frozen=True)
class ReviewScreen:
    """The whole review for one of its two people."""

    review: Review
    state: str
    is_author: bool
    other: User
    acts: frozenset[Act]
    parts: frozenset[Part]
    domains: tuple[DomainReview, ...]
    entries: tuple[ReviewEntry, ...]
    agreement: Agreement | None
    done: int
    total: int
    different: int

    @property
    def sees_both(self) -> bool:
        """Whether both ratings stand side by side."""
        return {Part.SELF_LEVELS, Part.REVIEWER_LEVELS} <= self.parts

    @property
    def is_talk(self) -> bool:
        """Whether both are talking, so that notes can be written."""
        return self.review.is_open and self.review.assessment.state in {State.RATED, State.TO_SIGN}


def review_screen(review: Review, user: User, form: Any = None) -> ReviewScreen:
    """What `user`, one of the two, sees. `form` holds the fields of the levels, where he is to enter some."""
    assessment, framework = review.assessment, framework_of(review.assessment.version)
    is_author = assessment.author_id == user.pk
    parts = parts_for(user, assessment, review)
    agreement = review.agreements.first() if Part.AGREED_LEVELS in parts else None
    seen = _Seen(answers_of(assessment), kept_ratings(review), agreed_levels(agreement), parts)
    domains = tuple(_domains(framework, seen, user, form))
    elements = [element for domain in domains for element in domain.elements]
    who = Who.AUTHOR if is_author else Who.REVIEWER
    acts = possible(State(assessment.state), who) if review.is_open else ()
    return ReviewScreen(
        review=review,
        state=str(STATES[State(assessment.state)]),
        is_author=is_author,
        other=review.reviewer if is_author else assessment.author,
        acts=frozenset(acts),
        parts=parts,
        domains=domains,
        entries=tuple(review.entries.select_related("by")),
        agreement=agreement,
        done=sum(1 for rated in seen.rated.values() if rated.level),
        total=len(elements),
        different=sum(element.differs for element in elements),
    )


def kept_ratings(review: Review) -> dict[str, Rated]:
    """What the reviewer has chosen so far."""
    rows = review.ratings.select_related("element")
    return {row.element.slug: Rated(Level(row.level) if row.level else None, row.note) for row in rows}


def agreed_levels(agreement: Agreement | None) -> dict[str, Rated]:
    """What was written down after the talk."""
    rows = agreement.levels.select_related("element") if agreement else ()
    return {row.element.slug: Rated(Level(row.level), row.note) for row in rows}


def proposed_levels(review: Review) -> dict[str, Rated]:
    """What the form for the agreed levels begins with: those of before, or those in which both saw the same."""
    before = agreed_levels(review.agreements.first())
    if before:
        return before
    own, rated = answers_of(review.assessment), kept_ratings(review)
    return {slug: Rated(one.level) for slug, one in rated.items() if slug in own and own[slug].level == one.level}


@dataclass(frozen=True)
class _Seen:
    """Answers, ratings and agreed levels by element, with what may be shown of them."""

    answers: Mapping[str, Answer]
    rated: Mapping[str, Rated]
    agreed: Mapping[str, Rated]
    parts: frozenset[Part]

    def own_of(self, slug: str) -> Said | None:
        answer = self.answers.get(slug) if Part.SELF_LEVELS in self.parts else None
        note = answer.note if answer and Part.NOTES in self.parts else ""
        return _said(Rated(Level(answer.level), note)) if answer and answer.level else None

    def rated_of(self, slug: str) -> Said | None:
        return _said(self.rated.get(slug)) if Part.REVIEWER_LEVELS in self.parts else None


def _said(rated: Rated | None) -> Said | None:
    return Said(level_name(rated.level), rated.level.value, rated.note) if rated and rated.level else None


def _domains(framework: Framework, seen: _Seen, user: User, form: Any) -> Iterable[DomainReview]:
    language = get_language() or "ja"
    evidence = _evidence(seen, user)
    for place, domain in enumerate(framework.domains):
        elements = tuple(_element(one, seen, evidence, form, language) for one in domain.elements)
        yield DomainReview(letter(place), domain.name.label(language), elements)


def _element(
    element: Element, seen: _Seen, evidence: Mapping[str, list[EvidenceLine]], form: Any, language: str
) -> ElementReview:
    return ElementReview(
        slug=element.slug,
        name=element.name.label(language),
        meaning=element.meaning.label(language),
        questions=tuple(question.label(language) for question in element.questions),
        cards=tuple(
            LevelCard(one.level.value, one.level.label(language), one.text.label(language), ())
            for one in element.descriptors
        ),
        evidence=tuple(evidence.get(element.slug, ())),
        own=seen.own_of(element.slug),
        rated=seen.rated_of(element.slug),
        agreed=_said(seen.agreed.get(element.slug)),
        field=form[f"level-{element.slug}"] if form else None,
        note=form[f"note-{element.slug}"] if form else None,
    )


def _evidence(seen: _Seen, user: User) -> dict[str, list[EvidenceLine]]:
    """The evidence of all answers, with one question about the cases in it."""
    if Part.EVIDENCE not in seen.parts:
        return {}
    pieces = {piece: slug for slug, answer in seen.answers.items() for piece in answer.evidence.all()}
    of_element = {piece.pk: slug for piece, slug in pieces.items()}
    found: dict[str, list[EvidenceLine]] = {}
    for line in evidence_lines(pieces, user) if pieces else ():
        found.setdefault(of_element[line.pk], []).append(line)
    return found
