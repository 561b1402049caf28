"""The coordinators' page: people and their levels, and the training that they need."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.library.pagination import pagination
from casebook.library.presenters import Pagination
from platform_site.accounts.models import Organisation, User
from rubric.assessment.cohort.criteria import TERMS, Criteria, CriteriaForm
from rubric.assessment.cohort.demand import DemandRow, demand_rows
from rubric.assessment.cohort.people import People, Person, people_of, people_offered_to
from rubric.assessment.cohort.person_pages import person_pages
from rubric.assessment.domain.cohort import COUNTING, Term
from rubric.assessment.sentences import level_name
from rubric.framework.domain.levels import Level

PAGE_SIZE = 50
#: What stands in the address beside the filters, and stays when those change.
KEPT = ("organisation", "people", "target")
TONES = {Term.VALID: "good", Term.ENDS_SOON: "caution", Term.ENDED: "caution"}


@dataclass(frozen=True)
class Row:
    """Somebody in the table. `url` leads to his signed levels, `page_url` to what a room above tells of him."""

    pk: int
    name: str
    url: str
    page_url: str
    level: str
    signed_on: date | None
    valid_until: date | None
    term: str
    tone: str
    is_ended: bool
    is_coordinator: bool
    is_senior: bool
    organisation: str


@dataclass(frozen=True)
class Link:
    """A choice on the page: a number of people, an organisation, a target."""

    label: str
    url: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Cohort:
    """What was read for a page or its files: everybody, those who fit the question, the demand of all."""

    organisation: Organisation
    criteria: Criteria
    own: People
    offered: People
    chosen: Sequence[int]
    demand: Sequence[DemandRow]

    @property
    def people(self) -> People:
        """Those whom the list is of."""
        return self.offered if self.criteria.offered else self.own

    def rows(self) -> Iterator["Row"]:
        """Those who fit the question, as a file shows them."""
        return (row_of(self.people.person(pk)) for pk in self.chosen)

    def page(self, reader: User) -> Iterator["Row"]:
        """Those of them who stand on the page that is asked for, with the ways to what the reader may open."""
        start = (self.criteria.page - 1) * PAGE_SIZE
        shown = self.chosen[start : start + PAGE_SIZE]
        pages = person_pages(reader, shown)
        return (row_of(self.people.person(pk), pages.get(pk, "")) for pk in shown)


@dataclass(frozen=True)
class CohortScreen:
    """The whole page."""

    organisation: Organisation
    organisations: tuple[Link, ...]
    lists: tuple[Link, ...]
    terms: tuple[Link, ...]
    form: CriteriaForm
    hidden: tuple[tuple[str, str], ...]
    is_offered: bool
    is_filtered: bool
    has_people: bool
    has_signed: bool
    rows: tuple[Row, ...]
    total: int
    pagination: Pagination
    clear_url: str
    query: str
    demand: tuple[DemandRow, ...]
    has_unknown: bool
    signed: int
    target: str
    targets: tuple[Link, ...]
    levels: tuple[str, ...]


def read_cohort(organisation: Organisation, criteria: Criteria, user: User) -> Cohort:
    """The people whom the page shows, in ten queries at most and as many again as there are older versions."""
    today = timezone.localdate()
    own = people_of(organisation, user, today)
    offered = people_offered_to(organisation, user, today)
    chosen = (offered if criteria.offered else own).chosen(criteria)
    demand = [] if criteria.offered else demand_rows(own.counting_levels(), criteria.target)
    return Cohort(organisation, criteria, own, offered, chosen, demand)


def cohort_screen(cohort: Cohort, reader: User, organisations: Iterable[Organisation]) -> CohortScreen:
    """The page of one of the reader's organisations."""
    criteria, people = cohort.criteria, cohort.people
    total, counts = len(cohort.chosen), people.terms()
    return CohortScreen(
        organisation=cohort.organisation,
        organisations=tuple(_organisations(cohort, organisations)),
        lists=tuple(_lists(cohort)),
        terms=tuple(_terms(criteria, counts)),
        form=criteria.form,
        hidden=tuple((name, criteria.query[name]) for name in KEPT if name in criteria.query),
        is_offered=criteria.offered,
        is_filtered=criteria.is_filtered,
        has_people=bool(people.names),
        has_signed=bool(people.signed),
        rows=tuple(cohort.page(reader)),
        total=total,
        pagination=pagination(criteria.page, total, PAGE_SIZE, lambda n: criteria.address(page=n), deepest=total),
        clear_url=criteria.address(q="", level="", term=""),
        query=criteria.address(),
        demand=tuple(cohort.demand),
        has_unknown=any(one.unknown for one in cohort.demand),
        signed=sum(counts[one] for one in COUNTING),
        target=level_name(criteria.target),
        targets=tuple(_targets(criteria)),
        levels=tuple(level_name(level) for level in Level),
    )


def row_of(person: Person, page_url: str = "") -> Row:
    """Somebody as the table, and a file, shows him."""
    signed = person.signed
    return Row(
        pk=person.pk,
        name=person.name,
        url=reverse("cohort_person", args=[signed.standing]) if signed else "",
        page_url=page_url,
        level=level_name(Level(signed.level)) if signed and signed.level else "",
        signed_on=date.fromisoformat(signed.signed_on) if signed else None,
        valid_until=date.fromisoformat(signed.valid_until) if signed else None,
        term=str(TERMS[person.term]),
        tone=TONES.get(person.term, ""),
        is_ended=person.term is Term.ENDED,
        is_coordinator=person.is_coordinator,
        is_senior=person.is_senior,
        organisation=person.organisation,
    )


def _organisations(cohort: Cohort, organisations: Iterable[Organisation]) -> Iterable[Link]:
    several = list(organisations)
    for one in several if len(several) > 1 else ():
        yield Link(one.label, f"?organisation={one.pk}", one == cohort.organisation)


def _lists(cohort: Cohort) -> Iterable[Link]:
    """Our people, and others who offer themselves, where there are any."""
    criteria = cohort.criteria
    if cohort.offered.names or criteria.offered:
        own, offered = (criteria.address(people=people, q="", level="", term="") for people in ("", "offered"))
        yield Link(_("Our people"), own, not criteria.offered, len(cohort.own.names))
        yield Link(_("People who offer themselves"), offered, criteria.offered, len(cohort.offered.names))


def _terms(criteria: Criteria, counts: Counter[Term]) -> Iterable[Link]:
    yield Link(_("All people"), criteria.address(term=""), criteria.term is None, counts.total())
    for term, label in TERMS.items():
        if not (criteria.offered and term is Term.NONE):
            yield Link(str(label), criteria.address(term=term.value), criteria.term is term, counts[term])


def _targets(criteria: Criteria) -> Iterable[Link]:
    for level in Level:
        if level is not min(Level):
            url = f"{criteria.address(target=level.slug)}#demand"
            yield Link(level_name(level), url, level is criteria.target)
