"""What goes in and comes out, as the OpenAPI document describes it. Facet values are strings: the lists of barriers,
approaches and the like are the editors' and may grow without a new version of the API.

Descriptions are English here and translated where a page shows them.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import ConfigDict

from casebook.library.criteria import LAST_PAGE, MOST_VALUES
from casebook.similarity.alike import LONGEST_TEXT
from search.query import LONGEST_QUERY

Values = list[str]
MOST_PERSONS = 10_000_000
MOST_YEN = 1_000_000_000_000_000


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


Language = Annotated[
    Literal["ja", "en"],
    Field(
        description=_("Language of labels, sentences and addresses. Default: the Accept-Language header, then ja."),
        json_schema_extra=_without_default,
    ),
]


def _facet(description: str) -> Any:
    return Field([], max_length=MOST_VALUES, description=description)


class Ask(Schema):
    """What every address takes."""

    lang: Language = None  # type: ignore[assignment] # not given is not validated


class AskCases(Ask):
    """A question to the library: the parameters of its page."""

    q: str = Field(
        "",
        max_length=LONGEST_QUERY,
        description=_("Words, “phrases”, OR, -not and field words such as 地域:東北, or a whole question."),
    )
    region: Values = _facet(_("Region (bureau block)."))
    prefecture: Values = _facet(_("Prefecture."))
    size: Values = _facet(_("Size class by law."))
    industry: Values = _facet(_("Industry: a letter of the Japan Standard Industrial Classification."))
    barrier: Values = _facet(_("Barrier that the company met."))
    approach: Values = _facet(_("Approach that was taken."))
    support: Values = _facet(_("Type of support."))
    model: Values = _facet(_("How the support was organised."))
    org: Values = _facet(_("Kind of supporting body."))
    result: Values = _facet(_("Result of the support."))
    year: Values = _facet(_("Year, western or Japanese (2022, 令和4年)."))
    tag: Values = _facet(_("Free tag, as it is written."))
    sort: str = Field(
        "", description=_("relevance, newest or near. Default: relevance where q is given, otherwise newest.")
    )
    place: str = Field("", description=_("The prefecture from which sort=near looks."))
    page: int = Field(1, ge=1, le=LAST_PAGE, description=_("Twenty cases a page."))


class SimilarQuestion(Schema):
    """What is known of a company. Nothing of it is kept."""

    model_config = ConfigDict(extra="forbid")

    prefecture: str = Field("", description=_("Prefecture."))
    industry: str = Field("", description=_("Industry: a letter of the Japan Standard Industrial Classification."))
    employees: int | None = Field(None, ge=0, le=MOST_PERSONS, description=_("Regular employees."))
    capital_yen: int | None = Field(None, ge=0, le=MOST_YEN, description=_("Capital in yen."))
    sales_yen: int | None = Field(None, ge=0, le=MOST_YEN, description=_("Sales in yen a year."))
    barriers: Values = _facet(_("Barriers that the company meets."))
    approaches: Values = _facet(_("Approaches in question."))
    situation: Values = _facet(_("The company's situation."))
    text: str = Field("", max_length=LONGEST_TEXT, description=_("Notes of a hearing, or any other words."))


class Named(Schema):
    """By what a case is known. `id` is stable."""

    id: str
    slug: str
    url: str
    title: str


class Facets(Schema):
    """A case's values of each facet; what is unknown is an empty list."""

    region: Values
    prefecture: Values
    size: Values
    industry: Values
    barrier: Values
    approach: Values
    support: Values
    model: Values
    org: Values
    result: Values
    year: Values
    tag: Values


class Case(Facets, Named):
    """A case in a list; `language` is that of its own text."""

    language: str
    turning_point: str
    summary: str


class FoundCase(Case):
    """A case that was found. `score` compares within one answer; null where the order is not by relevance."""

    score: float | None


class FacetValue(Schema):
    """A value of a facet and how many cases it would bring, the other facets' choices kept."""

    value: str
    label: str
    count: int


class CaseList(Schema):
    """A page of found cases. `notes` tell, in sentences, how the words were read where not as they stand."""

    count: int
    results: list[FoundCase]
    facets: dict[str, list[FacetValue]]
    notes: list[str]


class FacetList(Schema):
    """Every facet with all its values, those without a case included; `labels` are the facets' own names."""

    count: int
    labels: dict[str, str]
    facets: dict[str, list[FacetValue]]


class Figure(Schema):
    """A figure before and after; null is unknown."""

    label: str
    unit: str
    before: float | None
    before_year: int | None
    after: float | None
    after_year: int | None
    note: str


class CaseStory(Case):
    """A whole case. Fields are named as in the import spreadsheet; `labels` name the facets' values.

    `judged` lists the fields that rest on the editors' judgement instead of on the source.
    """

    labels: dict[str, dict[str, str]]
    subject: str
    alias: str
    city: str
    industry_detail: str
    employees: int | None
    capital_yen: int | None
    sales_yen: int | None
    situation: Values
    owner_age: str
    owner_years: int | None
    owner_origin: str
    relation: str
    org_name: str
    team: str
    team_levels: Values
    visits: int | None
    months: int | None
    barrier_notes: dict[str, str]
    background: str
    surface_issue: str
    underlying_issue: str
    actions: str
    outcome: str
    figures: list[Figure]
    grid_stage: int | None
    grid_spread: int | None
    burden: str
    not_worked: str
    lessons: str
    voice: str
    judged: Values
    disclosure: str
    source_title: str
    source_page: str
    source_url: str
    first_published_at: datetime | None
    updated_at: datetime | None


class Reason(Schema):
    """Why a case is like the company, in words; a difference has no points."""

    field: str
    kind: str
    sentence: str
    points: float


class SimilarCase(Case):
    """A case like the company. `score` is 0 to 100."""

    score: float
    reasons: list[Reason]


class SimilarList(Schema):
    """The most similar cases, best first."""

    results: list[SimilarCase]


class FaultSchema(Schema):
    """One thing that is wrong with a request."""

    parameter: str
    value: str
    detail: str
    nearest: str
    allowed: list[str]


class Problem(Schema):
    """Problem details (RFC 9457); `errors` name each parameter that is not understood."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultSchema] = []
