"""A backup holds what was written, and comes back whole."""

import io
import sqlite3
import tarfile
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from platform_site.operations import archive


@pytest.fixture
def database(tmp_path, monkeypatch) -> Path:
    """A small SQLite database and a media folder in place of the site's."""
    path = tmp_path / "site.sqlite3"
    with sqlite3.connect(path) as database:
        database.executescript(
            "CREATE TABLE django_migrations (name); INSERT INTO django_migrations VALUES ('0001');"
            "CREATE TABLE cases (title); INSERT INTO cases VALUES ('一社目');"
        )
    database.close()
    monkeypatch.setattr(archive, "_sqlite_file", lambda: path)
    return path


def titles(path: Path) -> list[str]:
    database = sqlite3.connect(path)
    rows = database.execute("SELECT title FROM cases").fetchall()
    database.close()
    return [title for (title,) in rows]


def change(path: Path, statement: str) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute(statement)
    database.close()


@pytest.fixture
def backup(database, tmp_path, settings) -> Path:
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "picture.png").write_text("pixels")
    call_command("backup", str(tmp_path / "backup.tar.gz"), verbosity=0)
    return tmp_path / "backup.tar.gz"


def test_backup_comes_back(backup, database, settings):
    change(database, "DELETE FROM cases")
    (settings.MEDIA_ROOT / "picture.png").unlink()
    call_command("restore", str(backup), "--replace")
    assert titles(database) == ["一社目"]
    assert (settings.MEDIA_ROOT / "picture.png").read_text() == "pixels"


def test_restoring_over_a_database_has_to_be_asked_for(backup, database):
    change(database, "INSERT INTO cases VALUES ('二社目')")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(backup))
    assert titles(database) == ["一社目", "二社目"]


def test_what_was_there_is_kept_beside(backup, settings):
    (settings.MEDIA_ROOT / "new.png").write_text("newer")
    call_command("restore", str(backup), "--replace")
    kept = settings.MEDIA_ROOT.with_name(settings.MEDIA_ROOT.name + ".before-restore")
    assert (kept / "new.png").exists()
    assert not (settings.MEDIA_ROOT / "new.png").exists()


def test_database_that_was_there_is_kept_with_what_belongs_to_it(backup, database, capsys):
    change(database, "INSERT INTO cases VALUES ('二社目')")
    database.with_name(database.name + "-wal").write_bytes(b"")
    call_command("restore", str(backup), "--replace")
    call_command("restore", str(backup), "--replace")
    kept = database.with_name(database.name + ".before-restore")
    assert titles(kept) == ["一社目", "二社目"]
    assert titles(kept.with_name(kept.name + "-2")) == ["一社目"]
    assert not database.with_name(database.name + "-wal").exists()
    assert f"kept at {kept}\n" in capsys.readouterr().out


def test_backup_comes_into_an_empty_place(backup, database, settings, monkeypatch, tmp_path):
    elsewhere = tmp_path / "other disk" / "new.sqlite3"
    monkeypatch.setattr(archive, "_sqlite_file", lambda: elsewhere)
    settings.MEDIA_ROOT = tmp_path / "new" / "media"
    call_command("restore", str(backup))
    assert titles(elsewhere) == ["一社目"]
    assert (settings.MEDIA_ROOT / "picture.png").read_text() == "pixels"
    assert [path.name for path in elsewhere.parent.iterdir()] == [elsewhere.name]


def test_backup_without_a_database_is_refused_and_makes_none(monkeypatch, tmp_path):
    nowhere = tmp_path / "wrong" / "site.sqlite3"
    monkeypatch.setattr(archive, "_sqlite_file", lambda: nowhere)
    with pytest.raises(CommandError, match="no database at .*DATA_DIR"):
        call_command("backup", str(tmp_path / "backup.tar.gz"))
    assert not nowhere.exists()


def test_backup_into_a_folder_that_is_not_there_is_refused(database, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("backup", str(tmp_path / "nowhere" / "backup.tar.gz"))


def test_backup_that_fails_half_way_leaves_nothing(database, tmp_path, monkeypatch):
    monkeypatch.setattr(archive.tarfile.TarFile, "add", mock.Mock(side_effect=OSError(28, "No space left on device")))
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", str(tmp_path / "backup.tar.gz"))
    assert not list(tmp_path.glob("backup*"))


def test_backup_is_never_written_over(backup):
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(backup))


def packed(path: Path, **files: bytes) -> Path:
    """An archive of these files."""
    with tarfile.open(path, "w:gz") as archived:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archived.addfile(entry, io.BytesIO(content))
    return path


def not_backups(folder: Path, backup: Path) -> dict[str, Path]:
    """Files that are no backup, by the words in which they are refused."""
    (folder / "text").write_text("not a tar")
    (folder / "half").write_bytes(backup.read_bytes()[:-20])
    return {
        "There is no file": folder / "nowhere.tar.gz",
        "no whole .tar.gz": folder / "text",
        "is no whole": folder / "half",
        "holds no database": packed(folder / "photos", picture=b"pixels"),
        "not a database": packed(folder / "broken", **{archive.DATABASE: b"x" * 4096}),
    }


def test_something_else_is_no_backup_and_changes_nothing(backup, database, tmp_path):
    before = set(tmp_path.iterdir())
    for words, other in not_backups(tmp_path, backup).items():
        with pytest.raises(CommandError, match=words):
            call_command("restore", str(other), "--replace")
        assert titles(database) == ["一社目"]
    left = {path for path in tmp_path.iterdir() if "restore" in path.name or path.is_dir()}
    assert left <= before


def test_postgresql_is_pointed_to_its_own_tools(monkeypatch, tmp_path):
    monkeypatch.setattr(type(connection), "vendor", "postgresql", raising=False)
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "backup.tar.gz"))
