"""The list of cases as a spreadsheet: what the page finds, in its language, nothing that the reader may not see."""

import csv
import io

import pytest
from django.utils.encoding import iri_to_uri
from openpyxl import load_workbook

from casebook.intake.acts import IntakeAct
from casebook.library.rows import headings
from platform_site.accounts.models import AuditEntry
from search.engines.base import EngineError
from tests.factories import make_case

pytestmark = pytest.mark.django_db(transaction=True)


def rows(client, query="", language=""):
    answer = client.get(iri_to_uri(f"{language}/cases/download.csv{query}"))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def sign_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_file_holds_what_the_page_finds(library, client):
    make_case(external_id="other", prefecture="tokyo")
    found = rows(client, "?prefecture=埼玉県", "/en")
    assert [row["Case id"] for row in found] == ["foundry"]
    assert found[0]["Prefecture"] == "Saitama"
    assert found[0]["Address"] == f"http://localhost:8000/en/cases/{library.public.slug}/"
    assert found[0]["Turning point"] == "あと何年続けますかと聞かれた"
    assert found[0]["Employees"] == "12"


def test_file_is_in_the_language_of_the_page(library, client):
    japanese, english = rows(client)[0], rows(client, language="/en")[0]
    assert "埼玉県" in japanese.values()
    assert "Saitama" in english.values()
    name = client.get("/en/cases/download.csv").headers["Content-Disposition"]
    assert name.startswith('attachment; filename="Cases-')


def test_every_column_has_a_heading(library, client):
    workbook = load_workbook(io.BytesIO(client.get("/en/cases/download.xlsx").content))
    lines = list(workbook.active.iter_rows(values_only=True))
    assert list(lines[0]) == [str(heading) for heading in lines[0]]
    assert len(lines[0]) == len(headings()) == len(set(lines[0]))
    assert lines[1][0] == "foundry"
    assert lines[1][-1] == "Everyone"


def test_file_holds_all_pages_in_the_order_of_the_page(library, client):
    made = [make_case().external_id for _number in range(25)]
    assert [row["Case id"] for row in rows(client, "?page=2", "/en")] == [*reversed(made), "foundry"]


def test_nothing_in_a_file_is_a_formula(library, client):
    make_case(title="=HYPERLINK(1)", external_id="formula", turning_point="+cmd")
    row = next(row for row in rows(client, language="/en") if row["Case id"] == "formula")
    assert (row["Title"], row["Turning point"]) == ("'=HYPERLINK(1)", "'+cmd")
    sheet = load_workbook(io.BytesIO(client.get("/en/cases/download.xlsx").content)).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}


def test_reader_gets_what_she_may_read(library, client):
    assert {row["Case id"] for row in rows(client, language="/en")} == {"foundry"}
    sign_in(client, library.stranger)
    assert {row["Case id"] for row in rows(client, language="/en")} == {"foundry", "inn"}
    sign_in(client, library.supporter)
    assert {row["Case id"] for row in rows(client, language="/en")} == {"foundry", "inn", "builder"}


def test_members_file_stands_in_the_audit_trail_without_the_question(library, client):
    rows(client)
    assert not AuditEntry.objects.filter(what=IntakeAct.EXPORTED).exists()
    sign_in(client, library.supporter)
    rows(client, "?q=町工場")
    entry = AuditEntry.objects.get(what=IntakeAct.EXPORTED)
    assert (entry.by, entry.details["cases"]) == (library.supporter, 1)
    assert "町工場" not in str(entry.details)


def test_longer_list_ends_with_a_note(library, client, monkeypatch):
    make_case()
    monkeypatch.setattr("casebook.library.download.MOST_ROWS", 1)
    assert [row["Case id"] for row in rows(client, language="/en")][1] == "The first 1 of 2 cases."


def test_files_are_given_so_often_in_a_minute(library, client, settings):
    settings.REQUESTS_A_MINUTE = {**settings.REQUESTS_A_MINUTE, "files": 1}
    assert client.get("/cases/download.csv").status_code == 200
    again = client.get("/cases/download.xlsx")
    assert (again.status_code, again.headers["Retry-After"]) == (429, "60")


def test_silent_search_makes_no_empty_file(library, client, monkeypatch):
    def silent(*args, **kwargs):
        raise EngineError("away")

    monkeypatch.setattr("casebook.library.download.find", silent)
    assert client.get("/cases/download.csv").status_code == 503


def test_queries_do_not_grow_with_the_cases(library, client, django_assert_max_num_queries):
    for _number in range(5):
        make_case(barriers=("cannot-act",))
    with django_assert_max_num_queries(10):
        rows(client)
