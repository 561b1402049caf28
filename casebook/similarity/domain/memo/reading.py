"""From a pasted memo to proposals."""

from collections.abc import Iterator
from datetime import date

from casebook.similarity.domain.memo import employees, figures, owner, place, tells, trade
from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.proposals import Proposal, Proposals
from casebook.similarity.domain.memo.weighing import Found, weigh
from casebook.similarity.domain.memo.written import Written, write

LONGEST = 20_000
"""How many characters a memo may have, line breaks included."""


class MemoTooLong(ValueError):
    """The memo has more than ``LONGEST`` characters. ``length`` tells how many; the text itself is not kept."""

    def __init__(self, length: int) -> None:
        super().__init__(f"a memo of {length} characters, of which {LONGEST} may be read")
        self.length = length


def read_memo(text: str, *, today: date | None = None) -> Proposals:
    """What the memo says of the company. ``today`` lets it count the years since a calendar year (平成27年に社長交代).

    Never truncates, as half a memo may say the opposite of the whole. Raises ``MemoTooLong``, and nothing else for any
    string.
    """
    if len(text) > LONGEST:
        raise MemoTooLong(len(text))
    written = write(text)
    return Proposals(tuple(_proposal(written, found) for found in weigh(_findings(Memo(written.text), today))))


def _findings(memo: Memo, today: date | None) -> Iterator[Found]:
    yield from place.prefecture(memo)
    yield from trade.industry(memo)
    yield from employees.employees(memo)
    yield from figures.capital(memo)
    yield from figures.sales(memo)
    yield from tells.told(memo)
    yield from owner.owner_age(memo)
    yield from owner.owner_years(memo, today)


def _proposal(written: Written, found: Found) -> Proposal:
    start, end = written.place(found.start, found.end)
    return Proposal(found.field, found.value, written.original[start:end], start, end, found.strength)
