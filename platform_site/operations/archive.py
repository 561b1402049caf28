"""A backup in one file: the SQLite database, copied whole while the site runs, and the media."""

import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

DATABASE = "banso.sqlite3"
MEDIA = "media"
NOT_SQLITE = (
    "This database is {vendor}: use its own tools (pg_dump, pg_restore), and copy the folder {media} beside it."
)


class ArchiveError(Exception):
    """A backup cannot be written or read; the message says why and what to do."""


def write_backup(target: Path) -> None:
    """Write database and media to `target`, a new file. Raises ArchiveError."""
    database = _sqlite_file()
    if target.exists():
        raise ArchiveError(f"{target} exists already. Choose another name.")
    unfinished = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        copy = Path(folder) / DATABASE
        # SQLite's own backup sees one moment, whatever is written meanwhile.
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as destination:
            source.backup(destination)
        with tarfile.open(unfinished, "w:gz") as archive:
            archive.add(copy, DATABASE)
            if Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, MEDIA)
    unfinished.rename(target)


def read_backup(source: Path, *, replace: bool = False) -> None:
    """Put database and media of a backup into place. The site must not run meanwhile.

    Raises ArchiveError where `source` is no sound backup, or where a database is there and `replace` is not given.
    """
    database = _sqlite_file()
    if database.exists() and not replace:
        raise ArchiveError(f"There is a database at {database}. Give --replace to put the backup in its place.")
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent) as folder:
        _unpack(source, Path(folder))
        connection.close()
        _put(Path(folder) / MEDIA, media)
        for leftover in ("-wal", "-shm"):
            database.with_name(database.name + leftover).unlink(missing_ok=True)
        (Path(folder) / DATABASE).replace(database)


def _sqlite_file() -> Path:
    if connection.vendor != "sqlite":
        raise ArchiveError(NOT_SQLITE.format(vendor=connection.vendor, media=settings.MEDIA_ROOT))
    return Path(str(connection.settings_dict["NAME"]))


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sound = sound and database.execute("SELECT 1 FROM django_migrations").fetchone() is not None
    except (OSError, tarfile.TarError, sqlite3.DatabaseError) as error:
        raise ArchiveError(f"{source} is not a backup of Banso: {error}") from error
    if not sound:
        raise ArchiveError(f"The database in {source} is damaged.")


def _put(new: Path, place: Path) -> None:
    """Move the folder `new`, where there is one, to `place`; what was there is kept beside it."""
    if new.is_dir():
        if place.exists():
            place.rename(_free(place.with_name(place.name + ".before-restore")))
        new.rename(place)


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
