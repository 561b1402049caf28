"""Capital and yearly sales in yen, where the memo states them for the company of today."""

import re
from collections.abc import Iterator

from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.denial import is_past
from casebook.similarity.domain.memo.weighing import Found
from platform_site.reference.numbers import NotANumber, parse_yen

_NUMERAL = r"[0-9〇一二三四五六七八九十百千][0-9,.〇一二三四五六七八九十百千万億兆]{0,20}+円?+"
_YEAR = r"""(?:
    [0-9]{2,4}年(?:度|[0-9]{1,2}月期?)?期?
  | (?:令和|平成|r|h)[0-9元]{1,2}(?:年度?|\.[0-9]{1,2})?(?:[0-9]{1,2}月)?期?
)"""
#: What may stand between the label and its sum: は約, 高(R6).
_BETWEEN = rf"""(?:
    [はがもで:=、\n] | 現在 | 直近 | 前期 | 今期 | 昨期 | 昨年度? | 今年度? | 年間 | 合計 | 全体 | 全部 | 総額
  | 約 | およそ | おおよそ | だいたい | 大体 | ほぼ | 概ね | ざっと | {_YEAR} | \([^()\n]{{0,16}}\)
){{0,5}}?"""
_ABOUT = r"(?:程度|ほど|前後|くらい|ぐらい|余り|余|強|弱)?+"
_BECAME = r"(?:から|→|⇒|->)(?:現在|今は|今期|約|、){0,2}"
#: Not 3億円以下, 2億～3億円; 3億円まで is a sum where sales fell or rose to it.
_NO_BOUND = r"(?!以上|以下|未満|超|まで(?!に?(?:戻|回復|落ち|減|下が|増えた|伸びた|成長))|[~〜～-])"

_CAPITAL = re.compile(
    rf"""
    資本金(?:の額|額)? {_BETWEEN} (?P<first>¥?{_NUMERAL}) (?:{_BECAME}(?P<second>{_NUMERAL}))? {_ABOUT}{_NO_BOUND}
    """,
    re.VERBOSE,
)
_SALES = re.compile(
    rf"""
    (?:年間)? (?:売上高|売り上げ高|売上げ高|売上|売り上げ|売上げ|年商|完成工事高|営業収益) {_BETWEEN}
    (?P<first>¥?{_NUMERAL}) {_ABOUT} (?:{_BECAME}(?P<second>{_NUMERAL}){_ABOUT})? {_NO_BOUND}
    """,
    re.VERBOSE,
)
#: 月商, 海外売上, 売上目標: not the whole of a year.
_A_PART = re.compile(
    r"""
    (?:
        月 | 月間 | 月の | 単月 | 月次 | 日 | 1日の | 日々の | 昼の | 夜の | 累計 | 目標 | 計画 | 予想 | 見込み? | 必要
      | 損益分岐点
      | 部門の? | 店舗の? | 店の | 支店の | 商品の | 事業の | 海外 | 輸出 | ネット | ec | 通販 | 直販 | 新規 | 上位
      | 向けの?
      | 1人当たりの? | 一人当たりの?
    )$
    """,
    re.VERBOSE,
)
#: 3,000万円の増, 5億円を目指す: a difference or a goal.
_A_CHANGE = re.compile(
    r"""
    の?(?: 増 | 減 | アップ | ダウン | 伸び | 伸ば | 上乗せ | 落ち | 不足 | 積み増 | 上積み | 上回 | 下回 )
    | を(?: 目指 | めざ | 目標 | 超え | 目途 | 切っ | 割 )
    | [がは]?(?: 目標 | 予定 | 必要 | 見込 | 計画 )
    | に(?: したい | する目標 | 伸ばし | 届か )
    | の(?: 壁 | 大台 | 目標 | うち )
    | へ[のと]?(?: 拡大 | 伸ば )
    """,
    re.VERBOSE,
)
_STRENGTH = 0.85


def capital(memo: Memo) -> Iterator[Found]:
    """The capital in yen."""
    return _amounts(memo, "capital_yen", _CAPITAL)


def sales(memo: Memo) -> Iterator[Found]:
    """The sales of a year in yen; those of a month or a department are none."""
    return _amounts(memo, "sales_yen", _SALES)


def _amounts(memo: Memo, field: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    for match in pattern.finditer(memo.text):
        yen = _yen(match["second"] or match["first"])
        if yen is not None and _is_of_today(memo, match):
            yield Found(field, yen, match.start(), match.end(), _STRENGTH, str(yen))


def _is_of_today(memo: Memo, match: re.Match[str]) -> bool:
    before, after = memo.before(match.start()), memo.after(match.end())
    is_whole = not _A_PART.search(before) and not _A_CHANGE.match(after)
    return (
        is_whole
        and memo.is_own(match.start())
        and not is_past(before + match[0][: match.start("first") - match.start()])
    )


def _yen(written: str) -> int | None:
    """A sum that names its unit: a bare number may be thousands or millions of yen."""
    if not written.endswith("円") and not re.search("[万億兆¥]", written):
        return None
    try:
        return parse_yen(written)
    except NotANumber:
        return None
