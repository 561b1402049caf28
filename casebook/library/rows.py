"""Cases as rows of a spreadsheet that people read, in the language of the page.

The import's own columns (`casebook/intake/export.py`) are for coming back; these are for a meeting or a report.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.intake.domain.texts import clean_text
from casebook.intake.files.writing import Cells, WrappedText
from casebook.library.cards import case_url
from casebook.library.labels import facet_label, value_label
from casebook.library.projection import facets_of
from casebook.profiles.choices import Disclosure
from casebook.taxonomy.words import Taxonomies

BATCH = 500
#: Read for a row; the story's long texts are not.
FIELDS = (
    "pk",
    "external_id",
    "title",
    "slug",
    "bureau",
    "prefecture",
    "city",
    "industry",
    "industry_detail",
    "size",
    "employees",
    "year",
    "result",
    "org_type",
    "org_name",
    "turning_point",
    "summary",
    "disclosure",
    "source_title",
    "source_page",
    "source_url",
)
#: Widths of the columns with long texts, by their letters.
WIDTHS = {"B": 44, "C": 32, "K": 28, "L": 28, "S": 44, "T": 60, "V": 28}


def headings() -> list[str]:
    """The headings, in the order of the cells."""
    return [
        _("Case id"),
        _("Title"),
        _("Address"),
        facet_label("region"),
        facet_label("prefecture"),
        _("City, town or village"),
        facet_label("industry"),
        _("Line of business"),
        facet_label("size"),
        _("Employees"),
        facet_label("barrier"),
        facet_label("approach"),
        facet_label("support"),
        facet_label("model"),
        facet_label("org"),
        _("Supporting body"),
        facet_label("year"),
        facet_label("result"),
        _("Turning point"),
        _("In three lines"),
        facet_label("tag"),
        _("Source"),
        _("Page or section"),
        _("Address of the source"),
        _("Who may read it"),
    ]


def case_rows(page_ids: Sequence[int], user, taxonomies: Taxonomies) -> Iterator[Cells]:
    """A row for each case that `user` may still read, in the order of `page_ids`."""
    for start in range(0, len(page_ids), BATCH):
        ids = page_ids[start : start + BATCH]
        cases = CasePage.objects.visible_to(user).filter(pk__in=ids).only(*FIELDS).in_bulk()
        terms = terms_of(cases) if cases else {}
        yield from (_cells(cases[pk], terms[pk], taxonomies) for pk in ids if pk in cases)


def _cells(case: CasePage, terms: CaseTerms, taxonomies: Taxonomies) -> Cells:
    facets = facets_of(case, terms)

    def named(facet: str) -> str:
        """A facet's values by name, parted as in the import's spreadsheet."""
        return "; ".join(value_label(facet, value, taxonomies) for value in facets[facet])

    cells = [
        case.external_id,
        case.title,
        urljoin(settings.BASE_URL, case_url(case)),
        named("region"),
        named("prefecture"),
        case.city,
        named("industry"),
        case.industry_detail,
        named("size"),
        case.employees,
        named("barrier"),
        named("approach"),
        named("support"),
        named("model"),
        named("org"),
        case.org_name,
        case.year,
        named("result"),
        WrappedText(clean_text(case.turning_point)),
        WrappedText(clean_text(case.summary)),
        named("tag"),
        case.source_title,
        case.source_page,
        case.source_url,
        str(Disclosure(case.disclosure).label),
    ]
    return [None if cell == "" else cell for cell in cells]
