"""The owner's age band and years in office."""

import re
from collections.abc import Iterator
from datetime import date

from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.weighing import Found
from platform_site.reference.eras import NotAYear, parse_year
from platform_site.reference.numbers import NotANumber, parse_integer

_NUMERAL = r"(?:[0-9]{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_OWNER = r"""(?:
    (?<![副前元])(?<!先代)(?<!次期)(?<!取引先)(?<!先々代)(?<!歴代)現?社長(?!室|賞|の右腕|令嬢|夫人)
  | 代表取締役 | 代表者 | 代表(?![的例作格]) | (?<!創業)経営者(?!協会|仲間|の会) | オーナー | 事業主 | 店主 | 園主
  | 当主 | (?<!若)女将 | (?<!工場)(?<!病)院長 | 親方 | 所長
)"""
_AGE = re.compile(rf"(?P<age>{_NUMERAL})(?:[歳才]|(?P<band>代)(?!目|表|理|金|替|わ|行))")
_AGE_IN_BRACKETS = re.compile(rf"{_OWNER}(?:[^。、\n()0-9]{{0,8}})\((?P<age>[0-9]{{2}})\)", re.VERBOSE)
_OWNER_BEFORE = re.compile(rf"{_OWNER}(?P<between>(?:(?!{_OWNER})[^。\n]){{0,18}})$", re.VERBOSE)
_OWNER_SAID = re.compile(_OWNER, re.VERBOSE)
_ONLY_AN_AGE = re.compile(r"(?:今年で|今年|今|現在|年齢|は|:|・|、|まだ|もう){0,5}")
#: 62歳の社長, 60代半ばの女性経営者.
_OWNER_AFTER = re.compile(
    rf"""
    (?:前半|後半|半ば|過ぎ|目前)? (?:の|になる|を迎えた|を過ぎた|を超えた)? (?:男性|女性|現役|若手|ベテラン)? の?
    {_OWNER} (?!の(?:息子|長男|次男|娘|妻|父|母|弟|兄|右腕|奥))
    """,
    re.VERBOSE,
)
#: 社長は先代の長男で: words between the owner and his age that name others and still are about him.
_OF_HIS_FAMILY = re.compile(
    r"""
    (?:先代|前社長|創業者|会長|父|父親)
    (?:から|より|の(?:長男|次男|三男|息子|娘婿|娘|弟|甥|孫|子)) [^、]{0,8} (?:、|で)?
    """,
    re.VERBOSE,
)
_SOMEBODY_ELSE = re.compile(
    r"""
    息子 | 長男 | 次男 | 三男 | 娘 | 妻 | 夫人 | 奥さ | 夫 | 弟 | 兄 | 姉 | 妹 | 父 | 母 | 両親 | 孫
    | 先代 | 前社長 | 創業者 | 会長 | 後継 | 専務 | 常務 | 役員 | 部長 | 工場長 | 番頭 | 幹部
    | 社員 | 従業員 | 職人 | スタッフ | パート | 若手 | 客 | 平均 | 引退
    """,
    re.VERBOSE,
)
#: 45歳で就任, 30歳のとき, 60歳定年: an age that he was or will be at.
_AT_THAT_AGE = re.compile(
    r"""
    (?:前半|後半|半ば)?
    (?:
        の(?:とき|時|頃|ころ) | から | まで | までに | 以上 | 以下 | 定年 | になったら | になる前 | 前に | には
      | にして
      | で、? (?:
            入社 | 就任 | 社長 | 代表 | 独立 | 創業 | 起業 | 開業 | 会社 | 事業 | 家業 | 店を | 始め | 立ち上げ | 継
          | 承継 | 後を | 跡を
          | バトン | 代替 | 譲 | 引退 | 退 | 辞 | やめ | 閉 | 終 | 廃業 | 倒 | 亡 | 他界 | 先代 | 父 | 結婚 | 嫁
        )
    )
    """,
    re.VERBOSE,
)
DECADES = ((0, 39, "under-40"), (40, 49, "40s"), (50, 59, "50s"), (60, 69, "60s"), (70, 110, "70-plus"))
"""The first and the last age of each age band of the profile."""
_YOUNGEST, _OLDEST = 15, 110

_TAKES_OVER = r"""(?:
    (?:社長|代表|代表取締役|経営者|店主|女将|当主)(?:に|へ|の座に)?(?:就任|就い|なっ|なり|昇格|着任|交代|交替)
  | 代表交代 | (?<!の)代替わり | 事業承継 | 事業を承継 | 承継し | 会社を継い | 家業を継い
  | (?:経営|会社|事業|家業|店|旅館)を引き継い | (?:先代|父)から(?:継い|引き継い|承継|バトン)
)"""
#: 社長就任8年目, 社長歴20年.
_IN_OFFICE = re.compile(
    rf"""
    (?: {_TAKES_OVER} | 社長歴 | 経営者歴 | 社長業 | 社長就任後 | 就任 )
    (?: は | して | から | した | してから | て | 後 | [:、もがでし] | 以来 | 今年で ){{0,4}}
    (?: 約 | 今年で | 今 | もう | まだ | およそ | 、 ){{0,3}}
    (?P<years>{_NUMERAL})年目? (?! 前 | 後 | に | の[^。、\n]{{0,6}}(?:就任|交代|承継) | [0-9] | 度 )
    """,
    re.VERBOSE,
)
#: 8年前に父から会社を継いだ.
_YEARS_AGO = re.compile(
    rf"""
    (?P<years>{_NUMERAL})年(?:ほど|くらい|余り)?前[に、の] [^。\n]{{0,12}}?
    (?: {_TAKES_OVER} | (?:父|先代|親)[^。、\n]{{0,8}}(?:継い|引き継い|承継) )
    """,
    re.VERBOSE,
)
_CALENDAR = r"(?P<year>(?:令和|平成|昭和)(?:[0-9]{1,2}|元)年?|[rhs][0-9]{1,2}年|(?:19|20)[0-9]{2}年)"
#: 平成27年に社長交代, 社長就任は2015年.
_SINCE = (
    re.compile(rf"{_CALENDAR} 度? (?:[0-9]{{1,2}}月)? [に、:の]? [^。、\n]{{0,14}}? {_TAKES_OVER}", re.VERBOSE),
    re.compile(rf"{_TAKES_OVER} (?:は|:|したのは|\(|年:|が){{1,3}} {_CALENDAR}", re.VERBOSE),
)
_NOT_HIS_OWN = re.compile(r"(?:先代|前社長|会長|父|予定|息子|長男|次期|専務|取引先)(?:が|は|の|に)[^。、]{0,8}$")
_NOT_YET = re.compile(r"[^。、\n]{0,4}(?:予定|したい|を検討|を計画|する見込|後に|つもり|目標|を目指)")
_LONGEST_OFFICE = 70
_STATED, _COMPUTED = 0.85, 0.75


def owner_age(memo: Memo) -> Iterator[Found]:
    """The owner's generation."""
    for match in _AGE.finditer(memo.text):
        if memo.is_own(match.start()) and (start := _owners_age_from(memo, match)) is not None:
            yield from _band(match, start, match.end() + _owner_after(memo, match))
    for match in _AGE_IN_BRACKETS.finditer(memo.text):
        if memo.is_own(match.start()) and not _SOMEBODY_ELSE.search(match[0]):
            yield from _band(match, match.start(), match.end())


def owner_years(memo: Memo, today: date | None) -> Iterator[Found]:
    """For how many years the owner has been in office; what names a calendar year is read where ``today`` is known."""
    for pattern in (_IN_OFFICE, _YEARS_AGO):
        for match in pattern.finditer(memo.text):
            yield from _years(memo, match, _number(match["years"]), _STATED)
    for pattern in _SINCE if today else ():
        for match in pattern.finditer(memo.text):
            yield from _years(memo, match, _years_since(match["year"], today), _COMPUTED)


def _band(match: re.Match[str], start: int, end: int) -> Iterator[Found]:
    age = _number(match["age"])
    if age is not None and _YOUNGEST <= age <= _OLDEST:
        band = next(name for first, last, name in DECADES if first <= age <= last)
        yield Found("owner_age", band, start, end, _STATED, band)


def _owners_age_from(memo: Memo, match: re.Match[str]) -> int | None:
    """Where the words begin that say whose age it is, if it is the owner's of today."""
    if _AT_THAT_AGE.match(memo.after(match.end())):
        return None
    before = memo.before(match.start())
    owner = _OWNER_BEFORE.search(before)
    if owner and not _is_somebody_else(owner["between"]):
        return match.start() - len(before) + owner.start()
    is_said = _owner_after(memo, match) and not _SOMEBODY_ELSE.search(before[-6:])
    return match.start() if is_said or _goes_on(memo, match, before) else None


def _goes_on(memo: Memo, match: re.Match[str], before: str) -> bool:
    """Whether a sentence about the owner stands before one that is hardly more than an age (今47歳。)."""
    earlier = memo.sentence_before(match.start())
    owner = _OWNER_SAID.search(earlier)
    return bool(_ONLY_AN_AGE.fullmatch(before) and owner) and not _is_somebody_else(earlier)


def _is_somebody_else(words: str) -> bool:
    return bool(_SOMEBODY_ELSE.search(_OF_HIS_FAMILY.sub("", words)))


def _owner_after(memo: Memo, match: re.Match[str]) -> int:
    """How many characters behind the age name the owner (62歳の社長)."""
    owner = _OWNER_AFTER.match(memo.after(match.end()))
    return owner.end() if owner else 0


def _years(memo: Memo, match: re.Match[str], years: int | None, strength: float) -> Iterator[Found]:
    is_his = memo.is_own(match.start()) and not _NOT_HIS_OWN.search(memo.before(match.start()))
    if is_his and years is not None and 0 <= years <= _LONGEST_OFFICE and not _NOT_YET.match(memo.after(match.end())):
        yield Found("owner_years", years, match.start(), match.end(), strength, str(years))


def _years_since(written: str, today: date | None) -> int | None:
    try:
        year = parse_year(written if written.endswith("年") else f"{written}年")
    except NotAYear:
        return None
    return today.year - year if today else None


def _number(written: str) -> int | None:
    try:
        return parse_integer(written)
    except NotANumber:
        return None
