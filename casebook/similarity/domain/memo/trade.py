"""The company's own industry, told apart from its customers', its owner's former one and those it hires."""

import re
from collections.abc import Iterator

from casebook.similarity.domain.memo.context import Memo
from casebook.similarity.domain.memo.weighing import Found
from casebook.similarity.domain.memo.words import STRENGTHS, word_lists
from platform_site.reference.recognise import INDUSTRY_WORDS

_LABEL = re.compile(r"(?:業種|業界|産業分類|大分類)(?:は|:|\n|が)(?P<name>[^。\n(]{1,20})")
#: 取引先は建設会社, 顧客は旅館、ホテル: those whom the company deals with, up to the word of a trade.
_THIRD_PARTY_BEFORE = re.compile(
    r"""
    (?:
        取引先 | 得意先 | 顧客 | 客先 | 販売先 | 納入先 | 納品先 | 納め先 | 卸先 | 仕入先 | 元請け? | 親会社 | 競合
      | お客様? | ユーザー | 主要先
      | 外注先 | 発注元 | 受注先 | 前職 | 荷主 | 販路 | 同業他社 | メインバンク | 支援機関 | 専門家 | 相談先
      | 入居者 | テナント
    )
    (?:先|さん|様)? (?:は|が|の|には|も|:|で|に|では|として|である|となる)
    (?: (?![でがしりて]、) [^。\n] ){0,16}$
    | (?:顧問|知り合い|近所|大手)の?$
    | (?:もともと|元々|元は)[^。、]{0,6}$                   # もともと美容師だった
    """,
    re.VERBOSE,
)
#: 飲食店に卸す, 部品メーカーから受注, ホテルで修業: the word of a trade is a customer's, a supplier's, a teacher's.
_THIRD_PARTY_AFTER = re.compile(
    r"""
    用 | 任せ | 頼み | 経由 | 離れ
    | (?:会社|業者|業|店|メーカー|企業|各社|大手)?
      (?:さん|など|等|や[^。、\n]{0,8}|[、・][^。、\n]{0,8})? (?:さん|など|等|各社)?
      (?:
          向け | 向き | 相手
        | [へに][のも]? (?:
              納 | 出荷 | 卸 | 販売 | 売 | 供給 | 提供 | 提案 | 営業 | 部品 | 発注 | 外注 | 委託 | 依頼 | 頼 | 任せ
            | 相談 | 勤 | 就職 | 入社 | 出向 | 転職 | 修業 | 修行 | 通 | 行 | 泊
          )
        | からの? (?:
              受注 | 発注 | 注文 | 依頼 | 引き合い | 声 | 仕事 | 請け | 下請 | 仕入 | 見積 | 相見積 | 紹介 | 招 | 転職
            | 転身 | 独立
          )
        | が (?: 取引先 | 顧客 | 得意先 | 主要 | 相手 | お客 | 元請 | 多い取引 | 競合 )
        | を (?: 顧客 | 得意先 | 相手 | 取引先 | ターゲット | 訪 | 視察 | 見学 | 紹介 | 経て | 辞め )
        | との (?: 取引 | 付き合い | 連携 | 共同 | 契約 )
        | の (?: 仕入れ?担当 | バイヤー | 購買 | 担当者 | 注文 | 発注 | 要望 | 依頼 | 指示 | 意向 )
        | で (?: 修業 | 修行 | 働 | 勤 | 経験 | 学 )
        | 勤務 | 出身 | ob | 時代に
      )
    """,
    re.VERBOSE,
)
_NOT_YET = re.compile(
    r"""
    [^。、\n]{0,6}
    (?:
        始めたい | を検討 | [にへ]進出 | 参入 | を計画 | 構想 | したい | を開業したい
      | の導入 | を導入 | を活用 | を利用 | を使
    )
    """,
    re.VERBOSE,
)
_OWN_BEFORE = re.compile(
    r"(?:業種|事業内容|事業|本業|主業|業態|当社|弊社|同社|うち|会社|主力)[は:がもの、][^。、\n]{0,10}$"
)
_OWN_AFTER = re.compile(
    r"""
    業? [をの]? (?:
        営 | 経営 | 手がけ | 手掛け | 生業 | なりわい | 専業 | 老舗 | (?:小さな)?会社(?![にへと]|から) | 主力 | 主業
      | 本業 | 創業
    )
    | [がを] (?: 本業 | 主力 | 主業 | 専門 )
    """,
    re.VERBOSE,
)
_LABELLED, _OWN = 0.9, 0.15


def industry(memo: Memo) -> Iterator[Found]:
    """The divisions that the company may belong to; many different words make one surer."""
    yield from _labelled(memo)
    lists = word_lists()
    for match in lists.any_trade.finditer(memo.text):
        word = match[0].replace("\n", "")
        strength = _strength(memo, match, lists.trades[word].strength)
        if strength:
            yield Found("industry", lists.trades[word].letter, match.start(), match.end(), strength, word)


def _labelled(memo: Memo) -> Iterator[Found]:
    """業種：製造業, as forms have it."""
    for match in _LABEL.finditer(memo.text):
        name = re.split("[、,/・]", match["name"])[0]
        letter = INDUSTRY_WORDS.recognise(name) or INDUSTRY_WORDS.recognise(match["name"])
        if letter and memo.is_own(match.start()):
            yield Found("industry", letter, match.start("name"), match.end("name"), _LABELLED, match["name"])


def _strength(memo: Memo, match: re.Match[str], strength: float) -> float:
    before, after = memo.before(match.start()), memo.after(match.end())
    if not strength or not memo.is_own(match.start()) or _THIRD_PARTY_BEFORE.search(before):
        return 0.0
    if _THIRD_PARTY_AFTER.match(after) or _NOT_YET.match(after):
        return 0.0
    is_called_own = strength > STRENGTHS["weak"] and (_OWN_BEFORE.search(before) or _OWN_AFTER.match(after))
    return strength + (_OWN if is_called_own else 0.0)
