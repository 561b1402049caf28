"""A backup in one file: the SQLite database, copied whole while the site runs, and the media."""

import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

DATABASE = "banso.sqlite3"
MEDIA = "media"
#: What SQLite keeps beside a database that was not closed: changes that belong to that database alone.
COMPANIONS = ("-wal", "-shm")
NOT_SQLITE = (
    "This database is {vendor}: use its own tools (pg_dump, pg_restore), and copy the folder {media} beside it."
)


class ArchiveError(Exception):
    """A backup cannot be written or read; the message says why and what to do."""


def write_backup(target: Path) -> None:
    """Write database and media to `target`, a new file. Raises ArchiveError, and leaves nothing half-written."""
    database = _sqlite_file()
    if not database.is_file():
        raise ArchiveError(f"There is no database at {database}, so nothing to back up. Is DATA_DIR right?")
    if target.exists():
        raise ArchiveError(f"{target} exists already. Choose another name.")
    unfinished = target.with_name(target.name + ".part")
    try:
        _pack(database, unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise ArchiveError(f"{target} cannot be written: {error.strerror or error}.") from error
    finally:
        _forget(unfinished)


def read_backup(source: Path, *, replace: bool = False) -> list[Path]:
    """Put database and media of a backup into place. The site must not run meanwhile.

    What was there is kept; its new places are returned. Raises ArchiveError where `source` is no sound backup, or where
    a database is there and `replace` is not given; then everything is as before.
    """
    database, media = _sqlite_file(), Path(settings.MEDIA_ROOT)
    if database.exists() and not replace:
        raise ArchiveError(f"There is a database at {database}. Give --replace to put the backup in its place.")
    for place in (database, media):
        place.parent.mkdir(parents=True, exist_ok=True)
    # Each is made ready on the disk to which it belongs: from there it moves at once, or not at all.
    with _folder_beside(media) as unpacked, _folder_beside(database) as ready:
        _unpack(source, unpacked)
        shutil.move(unpacked / DATABASE, ready / DATABASE)
        connection.close()
        kept = [_put(ready / DATABASE, database), _put(unpacked / MEDIA, media)]
    return [path for path in kept if path]


def _sqlite_file() -> Path:
    if connection.vendor != "sqlite":
        raise ArchiveError(NOT_SQLITE.format(vendor=connection.vendor, media=settings.MEDIA_ROOT))
    return Path(str(connection.settings_dict["NAME"]))


def _pack(database: Path, target: Path) -> None:
    with _folder_beside(target) as folder:
        copy = folder / DATABASE
        # SQLite's own backup sees one moment, whatever is written meanwhile.
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as destination:
            source.backup(destination)
        with tarfile.open(target, "w:gz") as archive:
            archive.add(copy, DATABASE)
            if Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, MEDIA)


def _forget(unfinished: Path) -> None:
    if unfinished.is_file():
        unfinished.unlink()


def _unpack(source: Path, folder: Path) -> None:
    if not source.is_file():
        raise ArchiveError(f"There is no file {source}.")
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
        with closing(sqlite3.connect(folder / DATABASE)) as database:
            sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sound = sound and database.execute("SELECT 1 FROM django_migrations").fetchone() is not None
    except (tarfile.ReadError, EOFError, zlib.error) as error:
        raise ArchiveError(f"{source} is not a backup of Banso: it is no whole .tar.gz file.") from error
    except sqlite3.DatabaseError as error:
        raise ArchiveError(f"{source} is not a backup of Banso: it holds no database of it ({error}).") from error
    except (OSError, tarfile.TarError) as error:
        raise ArchiveError(f"{source} cannot be unpacked: {error}") from error
    if not sound:
        raise ArchiveError(f"The database in {source} is damaged.")


@contextmanager
def _folder_beside(place: Path) -> Iterator[Path]:
    """A folder on the disk of `place`, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=place.parent) as name:
        yield Path(name)


def _put(new: Path, place: Path) -> Path | None:
    """Move `new`, where it exists, to `place`. What was there is kept beside it; returns where."""
    if not new.exists():
        return None
    kept = _keep(place) if place.exists() else None
    new.rename(place)
    return kept


def _keep(place: Path) -> Path:
    kept = _free(place.with_name(place.name + ".before-restore"))
    place.rename(kept)
    for ending in COMPANIONS:
        companion = place.with_name(place.name + ending)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + ending))
    return kept


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free
