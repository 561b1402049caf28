"""The company's own prefecture, told apart from where its customers, its shops and its people's schools are."""

import re
from collections.abc import Iterator

from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.weighing import Found
from casebook.similarity.domain.memo.words import word_lists

_COMPASS_BEFORE = re.compile(r"[東西南北]$")
_KANJI_BEFORE = re.compile(r"[一-鿿々](?<![県都府道社地店所在場は])$")

#: The rest of an address behind the name of a place: 県, or a town in it.
_REST = r"(?:[県府都]|[^。、\n]{0,6}[市区町村郡])? 内?"
#: What is told of by its prefecture without being there.
_DEALT_WITH = r"取引先|得意先|顧客|客先|仕入先|元請け?|親会社|外注先"
_GOES_THERE = r"""(?:
    納 | 卸 | 出荷 | 販売 | 販路 | 出店 | 進出 | 仕入 | 取引 | 売 | 輸送 | 配送 | 送 | 運 | 展開 | 営業 | 通 | 行
  | 出張 | 転勤 | 就職 | 嫁 | 移住 | 移転 | 引っ越 | 避難 | 支店 | 営業所
  | 第二 | 第2 | 2号店 | 新店 | 新工場 | 工場を | 店を
)"""

#: 本社は, 所在地:, 当社は and an address's beginning.
_SEAT_BEFORE = re.compile(
    r"""
    (?:本社|本店|所在地?|住所|地域|都道府県|拠点|当社|弊社|同社|(?<!親)(?<!子)会社|所在県|場所)
    (?:の所在地?|の場所|所在地|住所)? (?:[はがをも:、(;]|\n)? (?:〒?[0-9-]{7,8}|日本国?)? (?:、|\n)?$
    """,
    re.VERBOSE,
)
_SEAT_AFTER = re.compile(
    rf"""
    {_REST}
    (?:
        [にが]本社 | に本店 | に所在 | に立地 | に根ざ | を拠点 | を地盤 | に拠点を置 | で創業 | の地元
      | で[^。、\n]{{0,12}}を営
    )
    """,
    re.VERBOSE,
)
#: 埼玉県の金属加工会社, unless it is a customer, a teacher or somebody's goal.
_FIRM_AFTER = re.compile(
    rf"""
    {_REST}
    (?:の|にある|で[0-9一二三四五六七八九十]{{1,3}}年続く|、|・|,)
    (?!別の|他の|ほかの|ある|取引|得意|顧客|大手|有名|同業|競合)
    [^。、\n]{{0,12}}?
    (?:
        会社(?!員) | 企業 | 業者 | 店 | 町工場 | 旅館 | 民宿 | ホテル | 工務店 | 製作所 | メーカー | 農園 | 農家 | 酒蔵
      | 蔵元
      | 法人 | 老舗 | 造業 | 設業 | 輸業 | 食業 | 加工業? | 業(?=[。、のをで(\n]|$)
    )
    (?![にへとが]|から|など|向け|さん|で(?:修|働|学|勤)|を(?:訪|視察|見学|顧客|得意|回))
    """,
    re.VERBOSE,
)
_ELSEWHERE_BEFORE = re.compile(
    rf"(?:{_DEALT_WITH}|納入先|納品先|販売先|出身|支店|営業所|出張|大手|工場は|展示会|出店|進出)[^。、\n]{{0,8}}$"
)
#: 東京へ, 秋田県産, 大阪に出店, 東京の百貨店, 北海道の食品会社と取引.
_ELSEWHERE_AFTER = re.compile(
    rf"""
    [県府都市]? 内?
    (?:
        へ | から | まで | 方面 | 向け | 産 | 出身 | 生まれ | 育ち | 支店 | 支社 | 支部 | 営業所 | 出張所 | 店 | 便
      | 行き | 弁
      | 牛 | 米(?!子) | 旅行 | 駅 | より | 進出 | 出店 | 在住 | 物産 | 圏 | 市場
      | [にで][もはの]? (?:{_GOES_THERE} | 修業 | 修行 | 働 | 学 | 開催 | 展示 | 商談 | 勤 | 開か | 研修)
      | の (?:
            別の | 他の | ほかの | 大手 | 有名 | 取引 | 得意 | 顧客 | 客 | お客 | 百貨店 | デパート | 商社 | 問屋 | 卸
          | 展示会
          | 見本市 | 大学 | 専門学校 | 高校 | 親会社 | 元請 | 競合 | 同業 | 友人 | 知人 | 兄 | 弟 | 親戚 | 息子 | 娘
          | 物産
          | アンテナ | デザイナー | コンサル | 税理士 | 市場 | 本社に | (?:企業|会社|メーカー)(?:[にへとが]|から)
          | 会社で(?:修|働|勤)
        )
    )
    | [県府都市]? 内? [^。、\n]{{0,14}} (?:[へに]|から|と|向けに)[もは]? {_GOES_THERE}
    """,
    re.VERBOSE,
)
#: 新潟県よろず支援拠点: those who help are mostly of the same prefecture.
_SUPPORTER_AFTER = re.compile(
    r"""
    [県府都市]?
    (?:
        よろず | 信用保証 | 商工 | 信用金庫 | 信金 | 銀行 | 大学 | 産業 | 中小企業 | 事業承継 | 事業引継 | 労働 | 知事
      | 庁 | 経済
      | 公社 | 財団 | 新聞 | 放送 | テレビ | 伴走 | 国税 | 税務 | 農協
    )
    """,
    re.VERBOSE,
)
#: 山口さん, 石川製作所: a person, or a firm named after one.
_PERSON_AFTER = re.compile(
    r"""
    さん | 氏 | 様 | 社長 | 専務 | 常務 | 会長 | 部長 | 課長 | 工場長 | 先生 | 君 | 夫妻 | [太一二健正]
    | 製作所 | 工務店 | 商店 | 工業 | 建設 | 鉄工 | 屋 | 家 | 商事 | 商会 | 化学 | 電機 | 精機 | 酒造 | 食品 | 運輸
    | 運送
    """,
    re.VERBOSE,
)
_PERSON_BEFORE = re.compile(
    r"(?:社長|代表|代表取締役|会長|専務|担当|担当者|氏名|名前|支援者|出席者?|同席者?|参加者?)(?:は|の|:|、|\n)?$"
)
_NAMED_ALONE = re.compile(r"の|で|に(?:ある|本社|立地)|にて|市|区|県|府|在|を拠点|[、,()/・。\n|]|$")

_SEAT, _FIRM, _FULL, _BARE, _SUPPORTER = 0.95, 0.85, 0.6, 0.35, 0.35
#: What a place gains when no other prefecture is named as if it were the company's.
_ALONE = 0.15


def prefecture(memo: Memo) -> Iterator[Found]:
    """The prefectures that may be the company's, by how surely they are."""
    found = [one for match in word_lists().any_place.finditer(memo.text) if (one := _named(memo, match))]
    alone = len({one.value for one in found}) == 1
    for one in found:
        gain = _ALONE if alone and one.strength < _FIRM else 0.0
        yield Found(one.field, one.value, one.start, one.end, one.strength + gain, "place")


def _named(memo: Memo, match: re.Match[str]) -> Found | None:
    name = match[0].replace("\n", "")
    before, after = memo.before(match.start()), memo.after(match.end())
    if not memo.is_own(match.start()) or _is_inside(name, before):
        return None
    strength = _strength(name, before, after)
    prefecture = word_lists().places[name].prefecture
    return Found("prefecture", prefecture, match.start(), match.end(), strength) if strength else None


def _is_inside(name: str, before: str) -> bool:
    """Whether the name is the end of a longer one: 広島市 of 北広島市, 光市 of 日光市."""
    return bool(_COMPASS_BEFORE.search(before)) or (len(name) == 2 and bool(_KANJI_BEFORE.search(before)))


def _strength(name: str, before: str, after: str) -> float:
    is_full = word_lists().places[name].is_full
    if not is_full and (_PERSON_AFTER.match(after) or _PERSON_BEFORE.search(before)):
        return 0.0
    if _SEAT_BEFORE.search(before) or _SEAT_AFTER.match(after):
        return _SEAT
    if _ELSEWHERE_BEFORE.search(before):
        return 0.0
    if _FIRM_AFTER.match(after):
        return _FIRM
    if _ELSEWHERE_AFTER.match(after):
        return 0.0
    if _SUPPORTER_AFTER.match(after):
        return _SUPPORTER
    return _FULL if is_full else _alone(name, after)


def _alone(name: str, after: str) -> float:
    return _BARE if name not in word_lists().everyday_places and _NAMED_ALONE.match(after) else 0.0
