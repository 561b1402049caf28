"""A backup holds what was written, and comes back whole."""

import sqlite3
from pathlib import Path

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


def test_backup_is_never_written_over(backup):
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(backup))


def test_something_else_is_no_backup(database, tmp_path):
    other = tmp_path / "other.tar.gz"
    other.write_text("not a tar")
    with pytest.raises(CommandError, match="is not a backup"):
        call_command("restore", str(other), "--replace")
    assert titles(database) == ["一社目"]


def test_postgresql_is_pointed_to_its_own_tools(monkeypatch, tmp_path):
    monkeypatch.setattr(type(connection), "vendor", "postgresql", raising=False)
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "backup.tar.gz"))
