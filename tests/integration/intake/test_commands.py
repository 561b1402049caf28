import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from casebook.cases.models import CasePage
from casebook.intake.management.commands import import_cases
from casebook.intake.models import ImportJob
from platform_site.accounts.models import AuditEntry
from tests.factories import make_user
from tests.integration.intake.conftest import csv_of, full_row


@pytest.fixture
def file(tmp_path, library):
    """A spreadsheet with one good and one bad row, in Shift_JIS."""
    path = tmp_path / "事例.csv"
    text = csv_of(full_row(id="a", city=""), full_row(id="b", prefecture="さいたま市")).decode("utf-8-sig")
    path.write_bytes(text.encode("cp932"))
    return path


def test_a_dry_run_names_cells_and_writes_nothing(file, capsys):
    with pytest.raises(SystemExit):
        call_command("import_cases", str(file), "--dry-run", "--language", "en")
    told = capsys.readouterr()
    assert "New case: 1, Change: 0, No change: 0, Refused: 1" in told.out
    assert "G3 b Prefecture: “さいたま市” is not an allowed value. Did you mean “Saitama”?" in told.err
    assert not ImportJob.objects.exists() and not CasePage.objects.exists()


def test_the_good_rows_go_in_and_the_others_are_reported(file, tmp_path):
    report = tmp_path / "refused.xlsx"
    with pytest.raises(SystemExit) as ended:
        call_command("import_cases", str(file), "--report", str(report))
    assert ended.value.code == 1
    assert CasePage.objects.get().external_id == "a"
    assert load_workbook(report).worksheets[0]["C2"].value == "b"


def test_refused_rows_may_be_allowed(file):
    call_command("import_cases", str(file), "--allow-refused")
    assert CasePage.objects.count() == 1


def test_a_person_imports_with_her_own_rights(file, editor):
    call_command("import_cases", str(file), "--allow-refused", "--as", editor.email)
    case = CasePage.objects.get()
    assert case.owner == editor and not case.live


def test_who_may_not_is_told(file):
    supporter = make_user(role="supporter")
    for email in (supporter.email, "nobody@example.org"):
        with pytest.raises(CommandError, match=email):
            call_command("import_cases", str(file), "--as", email)


def test_a_wrong_file_is_told(library, tmp_path):
    wrong = tmp_path / "x.xlsx"
    wrong.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="PDF"):
        call_command("import_cases", str(wrong))
    with pytest.raises(CommandError, match="nothing.csv"):
        call_command("import_cases", str(tmp_path / "nothing.csv"))


def test_there_must_be_something_to_resume(file):
    with pytest.raises(CommandError):
        call_command("import_cases", str(file), "--resume")


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
def test_an_export_is_imported_without_a_change(file, tmp_path, name, capsys):
    call_command("import_cases", str(file), "--allow-refused")
    out = tmp_path / name
    call_command("export_cases", str(out))
    call_command("import_cases", str(out), "--dry-run", "--language", "en")
    assert "New case: 0, Change: 0, No change: 1, Refused: 0" in capsys.readouterr().out


def test_an_export_needs_a_known_ending_and_an_account(library, tmp_path):
    with pytest.raises(CommandError):
        call_command("export_cases", str(tmp_path / "out.ods"))
    with pytest.raises(CommandError, match="nobody@example.org"):
        call_command("export_cases", str(tmp_path / "out.csv"), "--as", "nobody@example.org")


def test_a_sign_that_shift_jis_lacks_is_told(library, tmp_path):
    from tests.factories import make_case

    make_case(title="𠮷野の宿")
    with pytest.raises(CommandError, match="𠮷"):
        call_command("export_cases", str(tmp_path / "out.csv"), "--encoding", "shift_jis")


def test_an_export_is_in_the_audit_trail_without_a_name(file, tmp_path, editor):
    call_command("export_cases", str(tmp_path / "out.csv"))
    call_command("export_cases", str(tmp_path / "out.xlsx"), "--as", editor.email)
    everything, hers = AuditEntry.objects.filter(what="cases.exported").order_by("pk")
    assert (everything.by, hers.by) == (None, None) and everything.details["cases"] == 0
    assert editor.name in hers.details["told"] and editor.name not in everything.details["told"]


def test_rows_with_clues_are_counted_and_public_only_on_somebodys_word(library, tmp_path, capsys):
    path = tmp_path / "cases.csv"
    path.write_bytes(csv_of(full_row(id="a"), full_row(id="b", city="")))
    call_command("import_cases", str(path), "--dry-run", "--language", "en")
    told = capsys.readouterr().err
    assert "In 1 row a company could be recognised: 2" in told and "--anonymity-checked" in told
    call_command("import_cases", str(path))
    assert list(CasePage.objects.live().values_list("external_id", flat=True)) == ["b"]
    path.write_bytes(csv_of(full_row(id="c")))
    call_command("import_cases", str(path), "--anonymity-checked")
    assert CasePage.objects.get(external_id="c").live


def interrupt_at(row: int):
    def progress(done, total):
        if done == row:
            raise KeyboardInterrupt

    return lambda label: progress


def test_ctrl_c_tells_how_to_go_on(file, monkeypatch, editor):
    monkeypatch.setattr(import_cases, "ProgressBar", lambda label: interrupt_at(1)(label) if "Imp" in label else no_bar)
    with pytest.raises(CommandError, match="Stopped after 1 of 1 rows") as ended:
        call_command("import_cases", str(file), "--language", "en", "--as", editor.email)
    assert ended.value.returncode == 130 and f"--resume --as {editor.email}" in str(ended.value)
    monkeypatch.undo()
    call_command("import_cases", str(file), "--resume", "--as", editor.email, "--allow-refused")
    assert CasePage.objects.count() == 1 and ImportJob.objects.get().state == "finished"


def test_ctrl_c_while_checking_leaves_nothing_to_do(file, monkeypatch):
    monkeypatch.setattr(import_cases, "ProgressBar", interrupt_at(2))
    with pytest.raises(CommandError, match="Nothing has been changed"):
        call_command("import_cases", str(file), "--language", "en")
    assert ImportJob.objects.get().state == "cancelled" and not CasePage.objects.exists()


def no_bar(done, total):
    """A terminal that nobody watches."""
