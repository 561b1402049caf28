"""Files of the coordinators' page: they say what the page says."""

import csv
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from rubric.assessment.acts import AssessmentAct
from rubric.framework.domain.levels import Level
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def screen_of(client, query=""):
    return client.get(f"{reverse('cohort')}{query}").context["screen"]


def table_of(client, kind, table="people", query=""):
    answer = client.get(reverse("cohort_file", kwargs={"table": table, "kind": kind}) + query)
    if kind == "csv":
        assert answer.content.startswith(b"\xef\xbb\xbf")
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    (sheet,) = load_workbook(io.BytesIO(answer.content)).worksheets
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("query", ["", "?term=ended", "?level=challenger&sort=end"])
def test_files_say_what_the_page_says(client, coordinator, sign, query):
    sign(days=-1)
    sign(level=Level.CHALLENGER)
    rows = screen_of(client, query).rows

    for kind in ("csv", "xlsx"):
        _headings, *told = table_of(client, kind, query=query)
        assert [(row[0], row[2], row[5]) for row in told] == [(row.name, row.level, row.term) for row in rows]
        assert [row[4] for row in told] == [row.valid_until.isoformat() if row.valid_until else "" for row in rows]


def test_file_of_the_demand_says_what_the_page_says(client, coordinator, sign):
    sign(creativity=Level.STARTER)
    rows = screen_of(client).demand
    _headings, *told = table_of(client, "csv", "demand")
    assert [(row[0], row[-2]) for row in told] == [(row.name, str(row.below)) for row in rows]


def test_name_that_begins_like_a_formula_is_none(client, coordinator, home):
    make_user(role=Role.SUPPORTER, organisation=home, name="=HYPERLINK(1)")
    assert [row[0] for row in table_of(client, "csv", query="?q=hyper")[1:]] == ["'=HYPERLINK(1)"]
    answer = client.get(reverse("cohort_file", kwargs={"table": "people", "kind": "xlsx"}) + "?q=hyper")
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["A2"].data_type == "s"


def test_file_of_people_stands_in_the_audit_trail_without_levels(client, coordinator, home, sign):
    sign()
    table_of(client, "csv")
    entry = AuditEntry.objects.get(what=AssessmentAct.EXPORTED)
    assert (entry.by, entry.details) == (coordinator, {"people": 2, "format": "csv"})


def test_file_of_no_table_is_not_there(client, coordinator):
    assert client.get(reverse("cohort_file", kwargs={"table": "secrets", "kind": "csv"})).status_code == 404
