"""Years, as western years and by Japanese era (元号). A fiscal year (年度) counts as the year in which it begins."""

import re
from dataclasses import dataclass

from platform_site.reference.naming import fold
from platform_site.reference.numbers import NotANumber, parse_integer

FIRST_YEAR = 1868
LAST_YEAR = 2100


class NotAYear(ValueError):
    """The text, or the figure, is not a year between 1868 and 2100. ``text`` is what was given."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a year: {text!r}")
        self.text = text


@dataclass(frozen=True)
class Era:
    """An era by the western years of its first and last day; its first year is written 元年."""

    name_ja: str
    initial: str
    first_year: int
    last_year: int

    def western(self, year: int) -> int | None:
        """The western year of this era's year, or ``None`` if the era never had it (平成35年)."""
        western = self.first_year + year - 1
        return western if self.first_year <= western <= self.last_year else None


ERAS = (
    Era("令和", "R", 2019, LAST_YEAR),
    Era("平成", "H", 1989, 2019),
    Era("昭和", "S", 1926, 1989),
    Era("大正", "T", 1912, 1926),
    Era("明治", "M", 1868, 1912),
)
"""The eras from the present one back."""

_ERA_BY_NAME = {name: era for era in ERAS for name in (era.name_ja, era.name_ja[0], era.initial.lower())}
_WESTERN = re.compile(r"(?:西暦|fy ?)?([0-9]{4})(?:\.0)?(?: ?年度?)?")
_BY_ERA = re.compile(rf"({'|'.join(_ERA_BY_NAME)})[. ]?([0-9]{{1,2}}|元|[一二三四五六七八九十]{{1,3}})(?: ?年度?)?")
_BOTH = re.compile(r"([^()]+)\(([^()]+)\)")


def parse_year(text: str) -> int:
    """The western year of ``2022``, ``２０２２年度``, ``令和4年``, ``R4年度``, ``平成三十年`` or ``2022年（令和4年）``.

    Raises ``NotAYear`` if the text is no year, lies outside 1868–2100, names a year that its era never had (平成35年),
    or states two years that differ.
    """
    written = fold(text)
    both = _BOTH.fullmatch(written)
    years = {_single_year(part.strip()) for part in (both.groups() if both else (written,))}
    year = years.pop()
    if years or year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAYear(text)
    return year


def format_year_ja(year: int) -> str:
    """A western year with its era: ``2022年（令和4年）``.

    A year in which the era changed takes the new one, as official papers do: ``2019年（令和元年）``.

    Raises ``NotAYear`` outside 1868–2100.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotAYear(str(year))
    era = next(era for era in ERAS if era.first_year <= year)
    era_year = year - era.first_year + 1
    return f"{year}年（{era.name_ja}{'元' if era_year == 1 else era_year}年）"


def _single_year(written: str) -> int | None:
    if match := _WESTERN.fullmatch(written):
        return int(match[1])
    if match := _BY_ERA.fullmatch(written):
        return _ERA_BY_NAME[match[1]].western(_era_year(match[2]))
    return None


def _era_year(written: str) -> int:
    try:
        return 1 if written == "元" else parse_integer(written)
    except NotANumber:  # 十十 and its like: kanji digits in an order that means nothing
        return 0
