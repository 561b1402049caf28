"""Figures as people write them in Japanese spreadsheets, and sums of money without floats.

Understood: full-width digits, thousands commas, kanji digits (百二十, 一〇五), units from 十 to 兆 also behind digits
(1億2,000万, 1.5億, 1,300百万), counters (名, 人, 社), hedges (約, 程度, 前後, 余), the minus signs of accounts (▲, △).
Refused, by a ``NotANumber`` that carries the text: ranges, bounds (以上, 未満), misplaced commas, any other words.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, InvalidOperation, localcontext

from platform_site.reference.naming import fold

_LARGE_UNITS = {"兆": 10**12, "億": 10**8, "万": 10**4}
_SMALL_UNITS = {"千": 1000, "百": 100, "十": 10}
_UNITS = {**_LARGE_UNITS, **_SMALL_UNITS}
_ENGLISH_UNITS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_LIMIT = 10**16
_LONGEST_TEXT = 60
_EXACT = Context(prec=2 * _LONGEST_TEXT)

_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九壱弐参拾萬", "00123456789123十万")
_GROUPED_DIGITS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_OUTER_SPACE = re.compile(r"(?<![0-9]) | (?![0-9])")

_HEDGE_BEFORE = r"(?:約|およそ|おおよそ|おおむね|概ね|ほぼ|計|全|about|approx\.?|approximately)"
_HEDGE_AFTER = r"(?:程度|ほど|前後|くらい|ぐらい|余り|余|強|弱)"
_COUNTERS = (
    r"名|人|社|者|件|回|店舗|店|拠点|箇所|か所|ヶ所|か月|ヶ月|カ月|ヵ月|年間|年|歳|才|代|日|時間|点|台|個"
    r"|employees|people|persons|staff"
)
_RATIOS = r"倍|%|パーセント|ポイント|percent"


def _shape(*, after: str, before: str = "") -> re.Pattern[str]:
    """The outline of a cell: what may stand around the numeral, once spaces are gone."""
    return re.compile(
        rf"{_HEDGE_BEFORE}?(?P<outer>[-−▲△+]?)(?:{before})?(?P<inner>[-−▲△+]?)"
        rf"(?P<numeral>[0-9.千百十万億兆]+)(?P<scale>{'|'.join(_ENGLISH_UNITS)})?"
        rf"{_HEDGE_AFTER}?(?:{after})?{_HEDGE_AFTER}?"
    )


_COUNT = _shape(after=_COUNTERS)
_FIGURE = _shape(after=f"{_COUNTERS}|{_RATIOS}")
_YEN = _shape(before=r"[¥\\]|jpy", after="円|yen|jpy")


class NotANumber(ValueError):
    """The text is not one number. ``text`` is what the cell said."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a number: {text!r}")
        self.text = text


def parse_integer(text: str) -> int:
    """The whole number that the text states: ``117名`` is 117, ``約120人`` 120, ``百二十`` 120, ``117.0`` 117.

    Raises ``NotANumber`` if the text is no number, or no whole one.
    """
    return _whole(text, _parse(text, _COUNT))


def parse_decimal(text: str) -> Decimal:
    """The number that the text states, exactly. A percentage keeps its figure: ``12.5％`` is 12.5, not 0.125.

    Raises ``NotANumber`` if the text is no number.
    """
    return _parse(text, _FIGURE)


def parse_yen(text: str) -> int:
    """The sum of money in yen: ``1,100万円`` and ``¥11 million`` are 11,000,000, ``1,300百万円`` is 1,300,000,000.

    Raises ``NotANumber`` if the text is no sum, or no whole number of yen.
    """
    return _whole(text, _parse(text, _YEN))


def format_yen_ja(yen: int) -> str:
    """Yen as a Japanese reader expects it, exact to the yen: 11000000 is ``1,100万円``, 120000000 ``1億2,000万円``."""
    if yen == 0:
        return "0円"
    rest, parts = abs(yen), []
    for unit, factor in {**_LARGE_UNITS, "": 1}.items():
        count, rest = divmod(rest, factor)
        if count:
            parts.append(f"{count:,}{unit}")
    return f"{'-' if yen < 0 else ''}{''.join(parts)}円"


def format_yen_en(yen: int) -> str:
    """Yen for an English reader, exact: ``¥1.5 billion``, ``¥11 million``; all digits where two decimals do not do."""
    sign, amount = "-" if yen < 0 else "", abs(yen)
    for name in ("trillion", "billion", "million"):
        factor = _ENGLISH_UNITS[name]
        if amount >= factor and amount % (factor // 100) == 0:
            return f"{sign}¥{_plain(Decimal(amount) / factor)} {name}"
    return f"{sign}¥{amount:,}"


def _plain(number: Decimal) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _whole(text: str, number: Decimal) -> int:
    if number != number.to_integral_value():
        raise NotANumber(text)
    return int(number)


def _parse(text: str, shape: re.Pattern[str]) -> Decimal:
    """Read the whole of ``text``. Every step is exact, so that no sum is ever rounded on its way in."""
    match = shape.fullmatch(_prepare(text)) if len(text) <= _LONGEST_TEXT else None
    if match is None or len(sign := match["outer"] + match["inner"]) > 1:
        raise NotANumber(text)
    try:
        with localcontext(_EXACT):
            number = _value(match["numeral"]) * _ENGLISH_UNITS.get(match["scale"], 1)
            return number if sign in ("", "+") else -number
    except InvalidOperation as error:
        raise NotANumber(text) from error


def _prepare(text: str) -> str:
    """Fold, write kanji digits as digits, and drop thousands commas and spaces that do not part two numbers."""
    written = fold(text).translate(_KANJI_DIGITS)
    ungrouped = _GROUPED_DIGITS.sub(lambda group: group[0].replace(",", ""), written)
    return _OUTER_SPACE.sub("", ungrouped)


def _value(written: str, units: Mapping[str, int] = _UNITS, ceiling: int = _LIMIT) -> Decimal:
    """``1億2千5百万`` is 125000000: its largest unit parts a numeral into a count of that unit and a smaller remainder.

    Raises ``InvalidOperation`` if units stand out of order, the remainder is not smaller (1億20000万), or a count is
    missing.
    """
    unit = next((unit for unit in units if unit in written), "")
    if unit:
        head, _, tail = written.partition(unit)
        smaller = {name: factor for name, factor in units.items() if factor < units[unit]}
        value = _count(head, unit) * units[unit] + (_value(tail, smaller, units[unit]) if tail else 0)
    else:
        value = Decimal(written)
    if value >= ceiling:
        raise InvalidOperation
    return value


def _count(written: str, unit: str) -> Decimal:
    """How many of a unit. 千 by itself is one thousand; 万 by itself is the heading of a column, not a number."""
    return Decimal(written or 1) if unit in _SMALL_UNITS else _value(written, _SMALL_UNITS)
