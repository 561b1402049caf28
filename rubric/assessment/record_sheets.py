"""How a room above adds what it keeps of a person to his record, without the record knowing the room."""

from collections.abc import Callable, Iterable

from casebook.intake.files.writing import Sheet
from platform_site.accounts.models import User

#: A person gives the sheets of what is kept of him, and of nobody else; one without rows says that nothing is.
RecordSheets = Callable[[User], Iterable[Sheet]]
_registered: list[RecordSheets] = []


def register_record_sheets(sheets: RecordSheets) -> RecordSheets:
    """Let a room above add sheets to everybody's own record; usable as a decorator. Called from `ready`."""
    _registered.append(sheets)
    return sheets


def record_sheets(user: User) -> list[Sheet]:
    """What all rooms above keep of a person, the lowest room first: Django gets ready the highest one first."""
    return [sheet for sheets in reversed(_registered) for sheet in sheets(user)]
