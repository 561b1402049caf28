"""Cases out again, in the columns in which they came: what was exported and comes back changes nothing."""

from collections.abc import Iterator
from typing import Any

from wagtail.models import Locale

from casebook.cases.models import CasePage
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.writing import write_row
from casebook.intake.examine import BATCH, batches
from casebook.intake.files.writing import Cells, write_csv, write_xlsx
from casebook.intake.permissions import may_import
from casebook.intake.plan import existing_cases
from casebook.intake.template_workbook import SHEETS
from casebook.intake.vocabulary import current_grammar
from platform_site.reference.naming import in_language

FORMATS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
#: Encodings of a CSV file by the name under which it is asked for.
ENCODINGS = {"utf-8": "utf-8-sig", "shift_jis": "cp932"}


def exportable_to(user: Any) -> Any:
    """The cases that `user` may take out: published ones that she may read, and drafts where she may import them.

    None is the command line.
    """
    cases = CasePage.objects.filter(text_language=Locale.get_default().language_code)
    if user is None:
        return cases
    visible = CasePage.objects.visible_to(user).values("pk")
    if not may_import(user):
        return cases.filter(pk__in=visible)
    return cases.filter(pk__in=visible) | cases.filter(live=False)


def export_rows(cases: Any, grammar: Grammar, language: str) -> Iterator[Cells]:
    """The headings and one row a case, ordered by id."""
    yield headings(language)
    ids = cases.order_by("external_id").values_list("external_id", flat=True)
    for batch in batches(ids.iterator(BATCH), BATCH):
        found = existing_cases(batch)
        yield from (
            write_row(found[external_id].values, grammar, language) for external_id in batch if external_id in found
        )


def headings(language: str) -> list[str | int | None]:
    """The headings of all columns."""
    return [column.label(language) for column in COLUMNS.values()]


def export_cases(cases: Any, *, kind: str, language: str, encoding: str = "utf-8") -> bytes:
    """The cases as a file of this kind (`FORMATS`). Raises `NotEncodable` where Shift_JIS lacks a character."""
    rows = export_rows(cases, current_grammar(), language)
    if kind == "csv":
        return write_csv(rows, encoding=ENCODINGS[encoding])
    return write_xlsx(rows, title=sheet_title(language))


def sheet_title(language: str) -> str:
    """The name of the sheet with the cases."""
    ja, en = SHEETS["cases"]
    return in_language(language, ja=ja, en=en)
