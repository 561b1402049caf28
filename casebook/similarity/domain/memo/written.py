"""A memo in one spelling: plain digits, full-width kana, no stray spaces, no line breaks inside a sentence.

Every character knows where it stood, so that what is found can be marked in the text that was pasted.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_VOICE_MARKS = str.maketrans("゛゜ﾞﾟ", "\u3099\u309a\u3099\u309a")
_VOICED = re.compile("(?s:\r\n|.)[゛゜ﾞﾟ\u3099\u309a]?")
_LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029") | {"\r\n"}
#: ㌖ stands for six characters (キロメートル); what stands for more is no Japanese.
_LONGEST_SPELLING = 6
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Mn", "Me"})
#: ① at the head of a line is a bullet; as a plain 1 it would join the figure beside it.
_NUMBERED_BULLET = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
#: Radicals that PDF readers copy instead of the kanji and that NFKC leaves alone (社⻑).
_RADICALS = str.maketrans("⺟⺠⻁⻄⻑⻘⻝⻤⻨⻩⻫⻭⻲", "母民虎西長青食鬼麦黄斉歯亀")

_NEEDLESS_SPACE = re.compile(r" (?![0-9a-z])|(?<![0-9a-z]) ")
_FALSE_LONG_VOWEL = re.compile(r"(?<=[ァ-ヺ])[-‐‑–—−](?=[ァ-ヺ])")
_BULLET = r"[・●○■□◆◇▪•‣–—\-*※→⇒▶►☆★【(《〈<#~]|[0-9]{1,2}[.):、]|[^\n:]{1,8}:"
#: A line that goes on: with kana that begin no item of a list, or after so many characters that it was wrapped.
_WRAPPED = re.compile(
    rf"(?<![。!?:】\n])\n(?=[ぁ-ゖー、。」)])(?!(?:{_BULLET}))|(?<=[^\n]{{20}})(?<![。!?:】])\n(?!\n|{_BULLET})"
)

#: Words that the figures beside them hang on; other words are recognised in spite of a line break.
_KEY_WORDS = (
    "従業員",
    "正社員",
    "社員",
    "スタッフ",
    "資本金",
    "売上高",
    "売上",
    "年商",
    "社長",
    "代表",
    "所在地",
    "本社",
)
_BROKEN_WORD = re.compile(
    "|".join(rf"(?<={word[:cut]})\n(?={word[cut:]})" for word in _KEY_WORDS for cut in range(1, len(word)))
    + r"|(?<=[0-9])\n(?=[名人歳才億万千円年])"
)


class _Character(NamedTuple):
    char: str
    start: int
    end: int


@dataclass(frozen=True, repr=False)
class Written:
    """``text`` is what is read; its character ``text[i]`` stands at ``original[starts[i]:ends[i]]``. Not in any log."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]``, which is not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]


def write(original: str) -> Written:
    """Bring a memo into the spelling in which it is read."""
    characters = list(_characters(original))
    characters = _without(characters, _NEEDLESS_SPACE)
    characters = _without(characters, _WRAPPED)
    characters = _without(characters, _BROKEN_WORD)
    text = _FALSE_LONG_VOWEL.sub("ー", _joined(characters))
    return Written(original, text, tuple(each.start for each in characters), tuple(each.end for each in characters))


def _characters(original: str) -> Iterator[_Character]:
    spellings = {cluster: _spelled(cluster) for cluster in set(_VOICED.findall(original))}
    for match in _VOICED.finditer(original):
        for char in spellings[match[0]]:
            yield _Character(char, match.start(), match.end())


def _spelled(cluster: str) -> str:
    """One character, or a kana with its voice mark, in the one spelling; nothing where it cannot be seen."""
    if cluster in _LINE_BREAKS:
        return "\n"
    if _NUMBERED_BULLET.match(cluster):
        return "・"
    spelled = unicodedata.normalize("NFKC", cluster.translate(_VOICE_MARKS)).translate(_RADICALS).casefold()
    return "".join(" " if char.isspace() else char for char in spelled[:_LONGEST_SPELLING] if _is_visible(char))


def _is_visible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) not in _INVISIBLE


def _without(characters: list[_Character], pattern: re.Pattern[str]) -> list[_Character]:
    needless = {match.start() for match in pattern.finditer(_joined(characters))}
    return [each for place, each in enumerate(characters) if place not in needless]


def _joined(characters: Iterable[_Character]) -> str:
    return "".join(each.char for each in characters)
