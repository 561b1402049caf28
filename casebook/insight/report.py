"""The four tables of search insight: what is sought, and where the library has no answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.insight.models import Asked, Kind
from casebook.intake.files.writing import Cells
from casebook.library.conditions import chips
from casebook.library.criteria import read_criteria
from casebook.taxonomy.words import Taxonomies, load_taxonomies

PERIODS = (30, 90, 365)
MOST_ROWS = 50


@dataclass(frozen=True)
class Row:
    """One question: how it reads, where it is asked again, where a case for it is commissioned, and its counts."""

    label: str
    url: str
    commission_url: str
    asked: int
    in_vain: int
    opened: int


@dataclass(frozen=True)
class Table:
    """One table with what it is good for. `is_gap`: each row may be a case that is missing."""

    name: str
    heading: str
    explanation: str
    rows: tuple[Row, ...]

    @property
    def is_gap(self) -> bool:
        return self.name != "sought"


Rows = Callable[[QuerySet], QuerySet]
#: Which questions stand in which table.
TABLES: dict[str, tuple[Kind, Rows]] = {
    "sought": (Kind.WORDS, lambda asked: asked.order_by("-times", "what")),
    "not-found": (Kind.WORDS, lambda asked: asked.filter(times_in_vain__gt=0).order_by("-times_in_vain", "what")),
    "not-opened": (Kind.WORDS, lambda asked: asked.filter(most__gt=0, times_opened=0).order_by("-times", "what")),
    "nowhere": (
        Kind.FILTERS,
        lambda asked: asked.filter(times_in_vain=F("times")).order_by("-times", "what"),
    ),
}


def tables(days: int) -> tuple[Table, ...]:
    """The report on the last `days` days."""
    taxonomies, words = load_taxonomies(), _in_words()
    return tuple(
        Table(name, *words[name], tuple(_row(found, taxonomies) for found in _found(name, days))) for name in TABLES
    )


def export(shown: Iterable[Table]) -> Iterable[Cells]:
    """The report as lines of a spreadsheet, with their headings."""
    yield [_("Table"), _("Question"), _("Asked"), _("Not found"), _("Cases opened")]
    for table in shown:
        for row in table.rows:
            yield [table.heading, row.label, row.asked, row.in_vain, row.opened]


def label_of(kind: str, what: str, taxonomies: Taxonomies) -> str:
    """A question as people read it: filters by their names."""
    if kind == Kind.WORDS:
        return what
    criteria = read_criteria(QueryDict(what), taxonomies)
    return "、".join(f"{chip.facet}：{chip.label}" for chip in chips(criteria, taxonomies)) or what


def library_url(kind: str, what: str) -> str:
    """Where a question is asked again."""
    return f"{reverse('library')}?{urlencode({'q': what}) if kind == Kind.WORDS else what}"


def _found(name: str, days: int) -> Iterable[dict]:
    kind, choose = TABLES[name]
    return choose(Asked.objects.since(days).filter(kind=kind).totals())[:MOST_ROWS]


def _row(found: dict, taxonomies: Taxonomies) -> Row:
    kind, what = found["kind"], found["what"]
    return Row(
        label=label_of(kind, what, taxonomies),
        url=library_url(kind, what),
        commission_url=f"{reverse('commissions:add')}?{urlencode({'kind': kind, 'question': what})}",
        asked=found["times"],
        in_vain=found["times_in_vain"],
        opened=found["times_opened"],
    )


def _in_words() -> dict[str, tuple[str, str]]:
    return {
        "sought": (_("Most sought"), _("What readers come for.")),
        "not-found": (
            _("Sought and not found"),
            _("No case held these words as they were typed. A case is missing, or a synonym."),
        ),
        "not-opened": (
            _("Found and not opened"),
            _("Cases were shown, but nobody opened one: their titles and summaries may not say what readers look for."),
        ),
        "nowhere": (_("Filters that lead nowhere"), _("No case ever met all of these conditions.")),
    }
