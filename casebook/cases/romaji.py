"""Hiragana in Latin letters, as passports and road signs write them: Hepburn without marks for long vowels."""

import re

_ROWS = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_SOUNDS = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "aiueo", strict=True)}
_SOUNDS |= {"し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu", "ゔ": "vu"}
_SOUNDS |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n"}
_SMALL = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
#: Vowels that become a consonant before a small vowel: うぃ is wi, いぇ is ye.
_HALF_VOWELS = {"う": "w", "い": "y"}

_SYLLABLE = re.compile(f"([{''.join(_SOUNDS)}])([{''.join(_SMALL)}]?)")
_DOUBLED = re.compile(r"っ([bcdfghjkmprstvwz])")
_LONG = re.compile(r"(?<=o)[ou]|(?<=u)u")


def romaji(kana: str) -> str:
    """`kana` (hiragana, ー allowed) in Latin letters; empty where a sign has no such reading.

    >>> romaji("こうぎょう"), romaji("めっき"), romaji("ふぁっしょん"), romaji("龗")
    ('kogyo', 'mekki', 'fasshon', '')
    """
    letters = _SYLLABLE.sub(_sound, kana.replace("ー", ""))
    letters = _DOUBLED.sub(lambda match: ("t" if match[1] == "c" else match[1]) + match[1], letters)
    letters = _LONG.sub("", letters.replace("っ", ""))
    return letters if re.fullmatch("[a-z]+", letters) else ""


def _sound(match: re.Match[str]) -> str:
    base, small = match.groups()
    if not small:
        return _SOUNDS[base]
    consonant = _HALF_VOWELS.get(base, _SOUNDS[base][:-1])
    vowel = _SMALL[small]
    return consonant + (vowel.removeprefix("y") if consonant in {"sh", "ch", "j"} else vowel)
