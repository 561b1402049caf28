"""A person's own assessments as the pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from casebook.cases.models import CasePage
from casebook.library.cards import case_url
from rubric.assessment.domain.progress import progress
from rubric.assessment.models import Answer, Assessment, Evidence
from rubric.assessment.results import shape_of
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import way
from rubric.framework.domain.content import Element, Framework
from rubric.framework.domain.levels import Level
from rubric.framework.presenters import letter


@dataclass(frozen=True)
class EvidenceLine:
    """A piece of evidence; `url` leads to the case or the document, where the reader may open it."""

    pk: int
    text: str
    title: str
    url: str


@dataclass(frozen=True)
class ElementLine:
    """An element in the overview of a draft."""

    name: str
    url: str
    level: str
    has_note: bool
    evidence: int


@dataclass(frozen=True)
class DomainLines:
    """A domain in the overview."""

    letter: str
    name: str
    elements: tuple[ElementLine, ...]


@dataclass(frozen=True)
class DraftScreen:
    """The overview of a draft."""

    pk: int
    domains: tuple[DomainLines, ...]
    done: int
    total: int
    next_url: str
    without_evidence: int
    is_of_older_version: bool
    version_name: str
    changed_at: Any

    @property
    def is_complete(self) -> bool:
        """Whether each element has a level."""
        return self.done == self.total


@dataclass(frozen=True)
class LevelCard:
    """A level to choose."""

    number: int
    name: str
    text: str
    examples: tuple[str, ...]


@dataclass(frozen=True)
class LastTime:
    """What was answered in the assessment before."""

    day: Any
    level: str
    note: str
    is_rough: bool


@dataclass(frozen=True)
class ElementScreen:
    """The page of one element."""

    pk: int
    slug: str
    name: str
    meaning: str
    guidance: str
    questions: tuple[str, ...]
    cards: tuple[LevelCard, ...]
    place: int
    total: int
    done: int
    url: str
    back_url: str
    next_url: str
    evidence: tuple[EvidenceLine, ...]
    shows_names: bool


def draft_screen(assessment: Assessment) -> DraftScreen:
    """Which elements are done, and what comes next."""
    framework, language = framework_of(assessment.version), get_language() or "ja"
    answers = answers_of(assessment)
    domains = tuple(
        DomainLines(
            letter(place),
            domain.name.label(language),
            tuple(_line(assessment, element, answers.get(element.slug), language) for element in domain.elements),
        )
        for place, domain in enumerate(framework.domains)
    )
    answered = {slug for slug, answer in answers.items() if answer.level}
    done = progress(shape_of(framework), answered)
    return DraftScreen(
        pk=assessment.pk,
        domains=domains,
        done=done.done,
        total=done.total,
        next_url=element_url(assessment, done.next) if done.next else "",
        without_evidence=sum(1 for domain in domains for line in domain.elements if not line.evidence),
        is_of_older_version=not assessment.version.live,
        version_name=str(assessment.version),
        changed_at=assessment.changed_at,
    )


def element_screen(assessment: Assessment, framework: Framework, element: Element, user: Any) -> ElementScreen:
    """One element to answer."""
    language = get_language() or "ja"
    answers = answers_of(assessment)
    slugs = [one.slug for one in framework.elements]
    place = slugs.index(element.slug)
    answer = answers.get(element.slug)
    following = slugs[place + 1] if place + 1 < len(slugs) else ""
    return ElementScreen(
        pk=assessment.pk,
        slug=element.slug,
        name=element.name.label(language),
        meaning=element.meaning.label(language),
        guidance=element.guidance.label(language),
        questions=tuple(question.label(language) for question in element.questions),
        cards=tuple(
            LevelCard(
                one.level.value,
                one.level.label(language),
                one.text.label(language),
                tuple(example.label(language) for example in one.examples),
            )
            for one in element.descriptors
        ),
        place=place + 1,
        total=len(slugs),
        done=sum(1 for slug in slugs if _level(answers.get(slug))),
        url=element_url(assessment, element.slug),
        back_url=element_url(assessment, slugs[place - 1]) if place else "",
        next_url=element_url(assessment, following) if following else reverse("assessment", args=[assessment.pk]),
        evidence=tuple(evidence_lines(answer.evidence.all(), user)) if answer else (),
        shows_names=not assessment.names_later or _level(answer) is not None,
    )


def last_time(assessment: Assessment, element: Element) -> LastTime | None:
    """The answer to this element, or to what became it, in the newest assessment that stands."""
    before = Assessment.objects.of(assessment.author).submitted().select_related("version").first()
    crosswalk = way(before.version, assessment.version) if before else None
    if before is None or crosswalk is None:
        return None
    answers = answers_of(before)
    levels = {slug: Level(answer.level) for slug, answer in answers.items() if answer.level}
    carried = crosswalk.carry(levels)
    if element.slug not in carried.levels:
        return None
    notes = [answers[slug].note for slug in crosswalk.sources(element.slug) if slug in answers]
    return LastTime(
        day=before.submitted_at,
        level=carried.levels[element.slug].label(get_language() or "ja"),
        note="\n".join(filter(None, notes)),
        is_rough=element.slug in carried.roughly,
    )


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """The answers by element."""
    rows = assessment.answers.select_related("element").prefetch_related("evidence")
    return {answer.element.slug: answer for answer in rows}


def element_url(assessment: Assessment, slug: str) -> str:
    """Where an element is answered."""
    return reverse("assessment_element", args=[assessment.pk, slug])


def evidence_lines(evidence: Iterable[Evidence], user: Any) -> Iterable[EvidenceLine]:
    """Pieces of evidence; a case is named, and a link, as long as `user` may read it."""
    several = list(evidence)
    cases = CasePage.objects.visible_to(user).in_bulk([one.case_id for one in several if one.case_id])
    for one in several:
        url = reverse("assessment_document", args=[one.pk]) if one.file else ""
        if one.case_id in cases:
            url = case_url(cases[one.case_id])
        yield EvidenceLine(one.pk, one.text, one.case_title or one.file_name, url)


def _line(assessment: Assessment, element: Element, answer: Answer | None, language: str) -> ElementLine:
    level = _level(answer)
    return ElementLine(
        name=element.name.label(language),
        url=element_url(assessment, element.slug),
        level=level.label(language) if level else "",
        has_note=bool(answer and answer.note),
        evidence=len(answer.evidence.all()) if answer else 0,
    )


def _level(answer: Answer | None) -> Level | None:
    return Level(answer.level) if answer and answer.level else None
