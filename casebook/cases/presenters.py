"""What a case page shows, in a reader's order, so that its template neither queries nor decides."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One line of the facts column. `links` are (label, url) pairs; `judged` marks the editors' judgement.

    `language` is that of `text` where it is the case's own; empty where the interface says it.
    """

    label: str
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()
    judged: bool = False
    language: str = ""


@dataclass(frozen=True)
class BarrierNote:
    """A barrier that was met, and how it showed in this company."""

    name: str
    meaning: str
    note: str
    url: str


@dataclass(frozen=True)
class Passage:
    """A section of the story: an anchor, a heading and its paragraphs."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...]
    judged: bool = False


@dataclass(frozen=True)
class FigureBar:
    """An outcome figure drawn as before/after. Widths are percentages of the longer bar (0 to 100)."""

    label: str
    unit: str
    before: str
    after: str
    before_year: str
    after_year: str
    before_width: int
    after_width: int
    change: str  # e.g. "+15.4 %", empty where it can't be told
    note: str

    @property
    def is_comparison(self) -> bool:
        """Whether both sides are known: a bar alone compares with nothing."""
        return bool(self.before and self.after)


@dataclass(frozen=True)
class RelatedCase:
    """A similar case with the reason in words."""

    title: str
    url: str
    place: str
    reasons: tuple[str, ...]
    language: str = "ja"


@dataclass(frozen=True)
class SourceNote:
    """Where the case comes from: a publication, or the company's consent."""

    title: str
    page: str
    url: str
    consent: str


@dataclass(frozen=True)
class ShownLevel:
    """A level of the rubric at which somebody acts in the case."""

    element: str
    level: str
    why: str
    url: str


@dataclass(frozen=True)
class CaseScreen:
    """The whole case page."""

    title: str
    called: str  # the company's name or alias
    outcome_line: str
    summary: tuple[str, ...]
    facts: tuple[Fact, ...]
    before: tuple[Passage, ...]  # what kind of company; what hurt; what was underneath
    barriers: tuple[BarrierNote, ...]
    turning_point: str
    after: tuple[Passage, ...]  # what was done; what came of it
    figures: tuple[FigureBar, ...]
    grid: tuple[int, int] | None  # stage 1-4, spread 1-3
    closing: tuple[Passage, ...]  # what did not work; burden; lessons; voice
    related: tuple[RelatedCase, ...]
    source: SourceNote
    tags: tuple[tuple[str, str], ...]  # label, url
    disclosure: str
    language: str
    has_judgement: bool
    company_link: str = ""
    similar_url: str = ""  # more cases like this one
    address: str = ""  # for paper
    bookmark: object | None = None  # the reader's star, from the room of saved things
    shown_levels: tuple[ShownLevel, ...] = ()  # of the rubric, from its room

    @property
    def judged_facts(self) -> bool:
        """Whether a fact carries the mark of the editors' judgement."""
        return any(fact.judged for fact in self.facts)
