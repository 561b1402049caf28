"""The readable notation of the word lists: regular expressions with four shorthands.

* a space: particles and small adverbs may stand there, or nothing (``社員 動か～ない`` is 社員が全く動かない, too)
* ``…``: up to twelve characters of the same clause
* ``～ない``: every denied form of the verb (動かない, 動かず, 動きません, 動いていない)
* ``{name}``: any of the words that the list has under ``sets``

Two letters side by side match across a line break, as memos are broken inside words.
"""

import re
from collections.abc import Mapping

_SMALL_WORDS = (
    "から|まで|より|って|など|等|では|には|とも|さえ|すら|しか|について|に関する|ということ|という|のこと|こと"
    "|全く|まったく|全然|ほとんど|殆ど|なかなか|あまり|よく|まだ|未だ|いまだ|今も|今は|誰も|何も|何|いくら|なの|どこ|どう"
    "|きちんと|ちゃんと|正確|正しく|十分|本当|やはり|そもそも|特に|一切|すぐ|自身|自体|ばかり|だけ|本人|たち|達|ら|さん"
)
_GAP = rf"(?:{_SMALL_WORDS}|[がはをもにでとのへやか、「」\n]){{0,4}}?"
_STRETCH = r"[^。、!?\n]{0,12}?"
_DENIED = (
    r"\n?(?:[てで][はも]?(?:いら|い|おら|お|くれ|き|来)?)?(?:られ|れ)?[はも]?\n?"
    r"(?:ない|なかった|なく|なさ|ず|ません|ねえ|ねぇ|ぬ|ん(?=[。、」\n]|です|と))"
)
_TOKEN = re.compile(
    r"(?P<kept>\[[^\]]*\]|\{[0-9,]+\}|\(\?<[=!][^()]*\)|\\.)|(?P<stretch> *… *)|(?P<gap> +)|(?P<denied>～ない)"
    r"|\{(?P<set>[^\W\d]+)\}|(?P<letter>[^\W_]|\))(?=[^\W_])"
)


def expression(phrase: str, sets: Mapping[str, str] | None = None) -> str:
    """The regular expression of a phrase. Raises ``ValueError`` where it is none, is found in
    anything or names an unknown set."""

    def plain(token: re.Match[str]) -> str:
        if token["set"]:
            return _set(token["set"], sets or {})
        shorthands = {"stretch": _STRETCH, "gap": _GAP, "denied": _DENIED}
        return shorthands.get(token.lastgroup or "") or (f"{token[0]}\\n?" if token["letter"] else token[0])

    written = _TOKEN.sub(plain, phrase.casefold())
    try:
        says_nothing = re.match(written, "")
    except re.error as error:
        raise ValueError(f"{phrase!r} is no phrase: {error}") from error
    if says_nothing:
        raise ValueError(f"{phrase!r} is found everywhere")
    return written


def expand(sets: Mapping[str, list[str]]) -> dict[str, str]:
    """The expressions of named sets; a set may use those above it."""
    expanded: dict[str, str] = {}
    for name, phrases in sets.items():
        expanded[name] = either(phrases, expanded)
    return expanded


def either(phrases: list[str], sets: Mapping[str, str] | None = None) -> str:
    """The expression that matches any of the phrases."""
    return f"(?:{'|'.join(expression(phrase, sets) for phrase in phrases)})"


def _set(name: str, sets: Mapping[str, str]) -> str:
    if name not in sets:
        raise ValueError(f"there is no set named {name!r}")
    return sets[name]
