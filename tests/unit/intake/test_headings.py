import pytest

from casebook.cases.models import CasePage
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.headings import column_letters, recognise_headings


def test_headings_are_recognised_by_every_writing():
    for column in COLUMNS.values():
        for writing in column.writings:
            assert recognise_headings([writing]).columns == {0: column}


@pytest.mark.parametrize("heading", ["事例ID", " 事例 ＩＤ ", "case ID", "Case  id", "id", "ＩＤ"])
def test_width_case_and_spaces_do_not_matter(heading):
    assert recognise_headings(["", heading]).places == {"id": 1}


def test_what_is_ignored_repeated_or_missing_is_named():
    headings = recognise_headings(["事例ID", "担当者\nメモ", "id", ""])
    assert headings.ignored == ("担当者 メモ",)
    assert headings.repeated == ("id",)
    assert [column.name for column in headings.missing] == ["title"]


@pytest.mark.parametrize(("place", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
def test_places_have_the_letters_of_spreadsheets(place, letters):
    assert column_letters(place) == letters


def test_every_field_of_a_case_has_a_column():
    fields = {field.name for field in CasePage._meta.local_fields if field.editable}
    without = fields - set(COLUMNS) - {"page_ptr", "external_id", "supplement"}
    assert without == set()


@pytest.mark.parametrize("heading", ["取り込めない理由", "Why it was refused", "元の行", "row in the file"])
def test_a_report_that_comes_back_is_not_told_of_its_own_columns(heading):
    found = recognise_headings([heading, "事例ID", "備考"])
    assert found.places == {"id": 1} and found.ignored == ("備考",)
