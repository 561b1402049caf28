"""What is exported and comes back changes nothing, in every format and language."""

import io

import pytest
from openpyxl import load_workbook

from casebook.cases.models import CasePage
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.example import example_case
from casebook.intake.domain.writing import write_row
from casebook.intake.export import export_cases, exportable_to
from casebook.intake.files.sheet import WrongFile
from casebook.intake.files.writing import write_csv
from casebook.intake.models import ImportJob
from casebook.intake.report import make_report
from casebook.intake.template_workbook import make_template
from casebook.intake.vocabulary import current_grammar
from tests.factories import make_case, make_organisation, make_user
from tests.integration.intake.conftest import bring_in, check, csv_of, full_row

AWKWARD = "=SUM(A1)、「；」\n+81｜→ \\ '@ 1〜2回 − 髙﨑"


@pytest.fixture
def cases(library):
    """Cases with something in every column, made by import and by hand; one draft."""
    organisation = make_organisation(name="秩父商工会")
    bring_in(csv_of(full_row(), {**full_row(id="b", status="下書き", tags='"甲、乙"; DX')}))
    by_hand = make_case(
        barriers=("cannot-act",),
        external_id="c",
        summary=AWKWARD,
        voice="=1+1",
        title="-87%からの再起",
        tags=("DX",),
        disclosure="organisation",
        organisation=organisation,
    )
    note = by_hand.case_barriers.get()
    note.note = f"一\n\n  見えない：{AWKWARD}"
    note.save()
    by_hand.figures.create(label="A:B；C|D", unit="10人(→)", before="-2.090", after_year=2021, note=AWKWARD)
    return CasePage.objects.all()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("kind", "encoding"), [("xlsx", "utf-8"), ("csv", "utf-8"), ("csv", "shift_jis")])
def test_an_export_comes_back_the_same(cases, kind, encoding, language):
    data = export_cases(exportable_to(None), kind=kind, language=language, encoding=encoding)
    job = check(data, name=f"cases.{kind}")
    assert [(row.external_id, row.outcome, row.changes, row.problems) for row in job.rows.exclude(outcome="same")] == []
    assert job.rows.count() == cases.count() == 3
    assert job.ignored_headings == []


def test_an_export_into_an_empty_library_makes_the_same_cases(cases):
    data = export_cases(exportable_to(None), kind="xlsx", language="ja")
    for case in CasePage.objects.all():
        case.delete()
    bring_in(data)
    assert export_cases(exportable_to(None), kind="csv", language="ja") == export_cases(
        CasePage.objects.all(), kind="csv", language="ja"
    )
    assert check(data).count_outcomes()["same"] == 3


def test_an_export_holds_what_its_reader_may_read(library, editor):
    hidden = make_organisation(name="よその機関")
    make_case(external_id="public-one")
    make_case(external_id="draft-one", live=False)
    make_case(external_id="hidden-one", disclosure="organisation", organisation=hidden)
    supporter = make_user(role="supporter")

    def ids(user):
        return sorted(exportable_to(user).values_list("external_id", flat=True))

    assert ids(supporter) == ["public-one"]
    assert ids(editor) == ids(None) == ["draft-one", "hidden-one", "public-one"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_template_has_every_column_an_example_and_drop_downs(library, language):
    data = make_template(current_grammar(), language)
    book = load_workbook(io.BytesIO(data))
    cases, lists, explained = book.worksheets
    assert [cell.value for cell in cases[1]] == [column.label(language) for column in COLUMNS.values()]
    assert lists.sheet_state == "hidden" and explained.max_row == len(COLUMNS) + 1
    offered = {str(offer.sqref): offer.formula1 for offer in cases.data_validations.dataValidation}
    assert len(offered) == 21 and all(lists.title in source for source in offered.values())
    with pytest.raises(WrongFile) as caught:  # its only row is an example
        check(data)
    assert caught.value.code == "no-rows"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_worked_row_is_a_case_that_could_be_imported(library, language):
    example = {**example_case(language), "id": "saitama-metal-press"}
    names = list(COLUMNS)
    job = check(write_csv([names, write_row(example, current_grammar(), language)]))
    assert [(row.outcome, row.problems) for row in job.rows.all()] == [("create", [])]


def test_the_report_names_its_reasons_and_can_be_uploaded_again(library):
    job = bring_in(csv_of(full_row(id="b", prefecture="さいたま市", city=""), full_row(id="c", city="")))
    data = make_report(job, "ja")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    headings, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert sheet.max_row == 2 and row[headings.index("都道府県")] == "さいたま市"
    assert row[0].startswith("I2（都道府県）") and "さいたま市" in row[0] and row[1] == 2
    sheet.cell(row=2, column=headings.index("都道府県") + 1).value = "埼玉"
    mended = io.BytesIO()
    sheet.parent.save(mended)
    again = bring_in(mended.getvalue())
    assert [row.outcome for row in again.rows.all()] == ["create"]
    assert ImportJob.objects.count() == 2 and CasePage.objects.count() == 2


def test_the_report_names_and_marks_its_own_cells(library):
    good = {"id": "good", "title": "一", "prefecture": "埼玉", "visits": "3", "備考": "ひとこと"}
    rows = [
        good,
        {**good, "id": "b", "prefecture": "さいたま市"},
        {**good, "title": "二度目"},
        {**good, "id": "d", "title": "=A1"},
    ]
    job = check(csv_of(*rows).replace(b"'=A1", b"=A1"))
    sheet = load_workbook(io.BytesIO(make_report(job, "ja"))).worksheets[0]
    place, repeated, formula = (sheet.cell(row=row, column=1).value for row in (2, 3, 4))
    assert place.startswith("I2（都道府県）") and sheet["I2"].value == "さいたま市"
    assert repeated.startswith("C3（事例ID）") and "2" in repeated
    assert formula.startswith("D4（タイトル）") and (sheet["D4"].value, sheet["D4"].data_type) == ("#N/A", "e")
    marked = {
        cell.coordinate: cell.comment.text for line in sheet.iter_rows(min_row=2) for cell in line if cell.comment
    }
    assert set(marked) == {"I2", "C3", "D4"}
    assert all(sheet[address].fill.fill_type == "solid" for address in marked) and marked["I2"] in place
    assert [sheet.cell(row=row, column=2).value for row in (2, 3, 4)] == [3, 4, 5]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_report_that_is_not_mended_is_refused_again_for_its_own_cells(library, language):
    rows = [{"id": name, "title": "=A1", "prefecture": place} for name, place in (("a", "埼玉"), ("b", "さいたま市"))]
    first = check(csv_of(*rows).replace(b"'=A1", b"=A1"))
    again = check(make_report(first, language), name="report.xlsx")
    assert again.ignored_headings == [] and again.count_outcomes()["refuse"] == 2
    assert [(problem.code, problem.column) for problem in again.rows.get(number=3).reasons] == [
        ("error", "title"),
        ("not-recognised", "prefecture"),
    ]
    assert again.places["title"] == 3
