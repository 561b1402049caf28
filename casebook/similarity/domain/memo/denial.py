"""What takes a statement back: it is denied, over, supposed, wished, said of firms in general, unsure, or of old.

Every pattern but ``_THEN`` and ``_SINCE`` is matched right behind the words of the statement.
"""

import re

#: A statement that is itself a denial (原価が分からない).
_IS_DENIAL = re.compile(r"(?:ない|なかった|なく|ず|ません|ぬ|なし|ん|無い|無く)$")

_DENIED = re.compile(
    r"""
    (?:                                         # what may stand between the statement and its denial
        [はがもをにでとのかしさせ] | 出し | て | する | され | てい | という | といった | と言 | こと | わけ | 訳
      | もの | ほど | 様子 | 傾向 | 問題 | 心配 | ところ | [すくぐむぶうつ](?=こと|わけ|訳|の|人|者)
      | 人 | 者 | ほとんど | あまり | まず | 落ち | 下がら | 減ら | 受け | 声 | 出(?=て|な|ず|ま)
      | なっ | なり | いる | る | た | い | れ
    ){0,5}
    (?: ない | なかった | なし | なく | なけれ | ません | 無い | 無し | ず(?:[、。\n]|に) )
    """,
    re.VERBOSE,
)
#: Behind a denial: what turns it round, or makes a rule or a condition of it.
_DOUBLY_DENIED = re.compile(
    r"""
    (?:という|って)? (?:わけ|訳|こと|もの|ほど|の)? で? [はも]
    (?:ない|なく|ありません|なかった|無い)                # 分からないわけではない
    | とは限ら
    | と (?:進|困|いけ|でき|なら|成り|回ら)               # しないと進まない
    | よう(?:に|と) (?!見|思|感|な|だ|です)               # 辞めないように
    | はず
    | (?:が|けれど|ものの) (?=[、今])
    """,
    re.VERBOSE,
)
_WAS = re.compile(
    r"(?:だった|だ?と(?:思って|考えて)いた|でした|(?:して|て|で)いた|した|であった|た)(?:が|けれど|けど|ものの|のが|のに)"
)
_OVER = re.compile(
    r"""
    (?:という|といった)? (?:悩み|課題|問題|状況|状態|体質|経営|部門)? (?:は|が|を|も|から)? の?
    (?:
        (?:解消|解決|克服|改善|脱却) (?: した | して(?!い?な) | でき(?!な|ず|て(?:い?な|お)) | された )
      | 脱した | 脱し、 | なくなっ | 無くなっ | やめた | やめて | 抜け出した | 過去の
    )
    """,
    re.VERBOSE,
)
_SUPPOSED = re.compile(
    r"""
    (?:に|と|で|が|を)? (?:し|なっ|なる|なり|いる|する|した|の|な|出|続い|続く|れ)? (?:た|て|る)?
    (?:
        ら(?![れし]) | 場合 | れば | 恐れ | おそれ | 可能性 | かもしれ | リスク | のを防 | にならな | を避け | に備え
      | (?:しまう|しまった|いく)? の? (?:では|じゃ)ないか
    )
    """,
    re.VERBOSE,
)
_WISHED = re.compile(
    r"""
    化? (?:に|を|が|と|への|の)? (?:し|なり|化し|なる|する|転換し|でき|もっていき|戻し)?
    (?: たい | よう(?:と|に)し | 目指 | めざ | 目標 | 予定 | 見込 | 見通し | つもり | を図 | 計画 | が目標 )
    | (?:[にと]する | 化の? | 化する) ため
    """,
    re.VERBOSE,
)
#: 社員が動かない会社は多い: said of firms in general.
_COMMON = re.compile(
    r"""
    (?:という|といった|ような|の)?
    (?:会社|企業|店|宿|旅館|工場|農家|業者|経営者|社長|ところ|事業者|事業所|人) [はがも] (?:多|少な|増え|よく)
    | (?:会社|企業)(?:は|では|には)
    """,
    re.VERBOSE,
)
_UNSURE = re.compile(
    r"""
    [^。、\n]{0,6} か(?:どうか|否か)? [はをもが]? (?:不明|未確認|要確認|確認|聞|尋ね|わから|分から|次回)
    | [(:]? (?:要確認|未確認|不明)
    """,
    re.VERBOSE,
)

_THEN = re.compile(
    r"""
    (?:
        以前 | 昔 | 当時 | [0-9一二三四五六七八九十数]{1,3}年(?:くらい|ほど)?前 | 先代の(?:頃|ころ|時代)
      | 最盛期 | ピーク時 | 全盛期 | バブル(?:期|の頃) | 創業(?:時|当初|期) | 当初 | 設立時 | 就任当時 | 入社当時
      | 若い頃
    )
    に? (?:は|まで|の|[0-9:])
    | かつて | ピーク時 | 最盛期
    """,
    re.VERBOSE,
)
_SINCE = re.compile(r"今|現在|最近|近年|その後|しかし|ところが|だが|が、|けれど|ものの|以降|以来|から|→")


def is_taken_back(said: str, after: str) -> bool:
    """Whether the words ``after`` a statement take back what was ``said``."""
    denied = _DOUBLY_DENIED if _IS_DENIAL.search(said) else _DENIED
    return any(pattern.match(after) for pattern in (denied, _WAS, _OVER, _SUPPOSED, _WISHED, _COMMON, _UNSURE))


def is_past(before: str) -> bool:
    """Whether what follows these words is told of an earlier time."""
    then = max((match.end() for match in _THEN.finditer(before)), default=None)
    return then is not None and not _SINCE.search(before, then)
