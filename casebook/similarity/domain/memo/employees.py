"""The number of employees: stated, summed from regular and part-time ones, or told by the kind of firm (4人の店)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.denial import is_past
from casebook.similarity.domain.memo.weighing import Found
from platform_site.reference.numbers import NotANumber, parse_integer

_NUMERAL = r"[0-9〇一二三四五六七八九十百千][0-9,〇一二三四五六七八九十百千]{0,8}"
_REGULAR = r"""(?:
    正社員数? | 正規社員 | 正規職員 | 常勤職員 | 常用雇用者数? | 全従業員 | 全社員 | 従業員数? | 従業者数? | 社員数
  | 社員 | 職員数 | 職員 | スタッフ数? | 役職員数? | 人員 | メンバー | 総勢 | 社長以下
)"""
_PART_TIME = r"""(?:
    パート・アルバイト | パートアルバイト | パートタイマー | パート社員 | パートさん | パート | アルバイト | 契約社員
  | 嘱託社員 | 嘱託 | 派遣社員 | 技能実習生 | 外国人実習生 | 実習生 | 臨時社員 | 臨時従業員
  | 非正規社員 | 非正規 | 非常勤職員 | 非常勤
)"""
#: What may stand between the label and its number: は約, (令和6年3月現在), 私を入れて.
_BETWEEN = r"""(?:
    [はがもで:=、\n] | の数は | 規模は | 現在 | 合計 | 全体で | 全部で | 全員で | 総勢 | 計
  | 約 | およそ | だいたい | 大体 | ほぼ | 概ね | わずか | たった
  | (?:令和|平成|r)?[0-9元]{1,4}年度?(?:[0-9]{1,2}月)?
  | (?:私|社長|自分|家族|パート|アルバイト|役員|[・もをや]){1,3}+(?:含め|入れ|合わせ)て? | [をも]?(?:合わせ|含め)て
  | \((?![^()\n]*[0-9][^()\n]*\))[^()\n]{0,16}\)
){0,5}?"""
_COUNTED = r"(?:名|人(?!当|あた|ひとり|一人|1人|ずつ|分|前|件))"
_UNCOUNTED = r"(?=[。、\n()]|$)"
_STATED = re.compile(
    rf"""
    (?:(?P<regular>{_REGULAR})|(?P<part>{_PART_TIME})) {_BETWEEN} (?P<first>{_NUMERAL})
    (?: {_COUNTED} | (?=(?:から|→)[0-9一二三四五六七八九十]) | {_UNCOUNTED} )
    (?: (?:から|→|⇒|->) (?:現在|今は|約)? (?P<second>{_NUMERAL}){_COUNTED} )?
    """,
    re.VERBOSE,
)
#: 4人の工務店.
_FIRM = re.compile(
    rf"""
    (?<![0-9~〜～.-]) (?P<first>{_NUMERAL}){_COUNTED}
    (?:ほど|程度|足らず|前後|余り)? (?:規模|体制)? の (?P<what>[^。、\n\d]{{0,8}}?)
    (?:
        会社(?!員|経営) | 企業 | 工務店 | 町工場 | 工場(?!長) | 製作所 | 旅館 | ホテル | 事業所 | 所帯 | 職場 | 農園
      | 酒蔵 | 蔵元
      | 店(?![長員主]) | 法人 | メーカー | 業者
    )
    """,
    re.VERBOSE,
)
_ANOTHER_FIRM = re.compile(r"取引|顧客|客|他|得意|仕入|大手|社長|経営|職人|部下|同業|子会社|競合")
#: 女性社員5名, 新入社員3名: a part of the employees.
_NOT_ALL = re.compile(
    r"""
    (?:
        新入 | 新卒 | 中途 | 入社した | 採用した | 女性 | 男性 | 若手 | 中堅 | 古参 | ベテラン | 高齢 | 年上の | 年配の
      | 後輩 | 先輩 | 外国人
      | 営業 | 事務 | 製造 | 技術 | 幹部 | 一般 | 管理 | 間接 | 直接 | 優秀な | 期待の | 主力 | 元 | 退職した? | 他の?
      | 一部の
      | 部門の? | 店舗の? | 工場の? | プロジェクト | チーム | 委員会の | 支援 | 取引先の? | 顧客の? | 親会社の?
      | グループ | 常用する
    )$
    """,
    re.VERBOSE,
)
_CROWD = re.compile(r"(?:1日|毎日|定員|収容|席|客|利用者|生徒|会員|園児|入居者)[^。、]{0,6}$")
#: 3名が離職, 20名以下, 10名体制を目指す, 5名に聞いた: a number that is no headcount of today.
_NOT_THE_COUNT = re.compile(
    r"""
    (?:程度|ほど|くらい|ぐらい|前後|弱|強|余り|余)?
    (?:
        以上 | 以下 | 未満 | 超 | まで | [~〜～-]
      | [がをもの]? (?:
            離職 | 退職 | 辞め | やめ | 採用 | 募集 | 応募 | 内定 | 入社 | 入っ | 異動 | 休職 | 休ん | 解雇 | 定年
          | 独立 | 引き抜 | 抜け | 亡く
          | 増員 | 増や | 増え | 減ら | 減っ | 減り | 削減 | 不足 | 足り | 欲し | ほし | 必要 | 残っ | 雇い | 雇う
          | 雇っ | 来て | 来た
          | 参加 | 出席
        )
      | (?:体制)?[をにが]?(?:目標|予定|目指|したい|する計画|する予定)
      | に (?: したい | 増やし | ヒア | 聞い | 聞き | インタビュー | 面談 | アンケート )
      | と (?: 面談 | 対話 | 話 )
      | を (?: 集め | 対象 | 選 | 超え | 切 )
      | が (?: 反対 | 賛成 | 反発 | 手を | [0-9]{2}代 | [0-9]{2}歳 )
    )
    """,
    re.VERBOSE,
)
_INCLUDED = re.compile(r"を?(?:含|込)")
_JOINED = re.compile(
    r"(?:程度|ほど|前後)?(?:[・、,/+&と\n]|及び|および|ほか|他に?|別に|プラス|に加え|に|、?その他|\((?:ほか|他に?|別に)){1,3}"
)
_OF_THEM = re.compile(r"の(?!うち|会社|企業|店|工場|町工場|小|個人|家族|零細|体制)")
_LIMIT = 100_000
_STATED_PLAINLY, _BY_FIRM, _SUMMED = 0.85, 0.75, 0.65


@dataclass(frozen=True)
class _Count:
    """A stated number of people at ``start:end``, of employees as such or of part-time ones."""

    number: int
    start: int
    end: int
    is_part: bool
    label: str


def employees(memo: Memo) -> Iterator[Found]:
    """How many people work for the company, regular and part-time ones together."""
    counts = [count for match in _STATED.finditer(memo.text) if (count := _count(memo, match))]
    for chain in _chains(memo, counts):
        if not all(count.is_part for count in chain):
            yield _found(chain)
    yield from _by_firm(memo)


def _found(chain: list[_Count]) -> Found:
    total = sum(count.number for count in chain)
    plain = len(chain) == 1 or any(count.label.startswith(("正", "常勤")) for count in chain)
    return Found("employees", total, chain[0].start, chain[-1].end, _STATED_PLAINLY if plain else _SUMMED, str(total))


def _count(memo: Memo, match: re.Match[str]) -> _Count | None:
    number = _number(match["second"] or match["first"])
    before, after = memo.before(match.start()), memo.after(match.end())
    label = match["regular"] or match["part"]
    if number is None or is_past(before) or not memo.is_own(match.start()):
        return None
    if _NOT_ALL.search(before) or _NOT_THE_COUNT.match(after) or _is_somebody(number, after):
        return None
    return _Count(number, match.start(), match.end(), match["part"] is not None, label)


def _is_somebody(number: int, after: str) -> bool:
    """社員1人が…: one of them, not all of them."""
    return (number == 1 and after.startswith(("が", "に", "を", "と"))) or (number <= 2 and bool(_OF_THEM.match(after)))


def _chains(memo: Memo, counts: list[_Count]) -> Iterator[list[_Count]]:
    """Counts that add up: regular and part-time employees named side by side."""
    chain: list[_Count] = []
    for count in counts:
        if chain and not _adds(memo, chain, count):
            yield chain
            chain = []
        chain.append(count)
    if chain:
        yield chain


def _adds(memo: Memo, chain: list[_Count], count: _Count) -> bool:
    between = memo.text[chain[-1].end : count.start]
    is_open = between == "(" and chain[0].label.startswith("正")  # 正社員8名(パート5名): the others come on top
    is_other_kind = count.is_part or all(other.is_part for other in chain)
    is_within = bool(_INCLUDED.match(memo.after(count.end)))
    return is_other_kind and not is_within and (is_open or bool(_JOINED.fullmatch(between)))


def _by_firm(memo: Memo) -> Iterator[Found]:
    for match in _FIRM.finditer(memo.text):
        number, before = _number(match["first"]), memo.before(match.start())
        if number is None or _ANOTHER_FIRM.search(match["what"]) or _CROWD.search(before):
            continue
        if memo.is_own(match.start()) and not is_past(before):
            yield Found("employees", number, match.start(), match.end(), _BY_FIRM, str(number))


def _number(written: str) -> int | None:
    try:
        number = parse_integer(written.rstrip(","))
    except NotANumber:
        return None
    return number if 0 < number <= _LIMIT else None
