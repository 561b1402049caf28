"""Making spellings of one word the same, before and after segmentation.

`repair` changes single characters only, so that offsets into the text stay true; `fold` makes the form that is indexed.
"""

import re
import unicodedata

#: Between katakana these are a long vowel typed with the wrong key (サ-バ).
_FALSE_LONG_VOWEL = re.compile(r"(?<=[ァ-ヴ])[-‐‑–—−ｰ](?=[ァ-ヴ]|\b|$)")
_BROKEN_LINE = re.compile(r"(?<=[぀-ヿ㐀-鿿、])\n(?=[぀-ヿ㐀-鿿])")
_OLD_KANJI = str.maketrans(
    "國學會澤邊邉齋齊濱廣櫻圓佛藏藝經濟發展對應變關惠榮", "国学会沢辺辺斎斉浜広桜円仏蔵芸経済発展対応変関恵栄"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def repair(text: str) -> str:
    """Mend what breaks segmentation, keeping every character's place (length in equals length out)."""
    text = _CONTROL.sub(" ", text)
    text = _FALSE_LONG_VOWEL.sub("ー", text)
    text = _BROKEN_LINE.sub(" ", text)
    return text.translate(_OLD_KANJI)


def fold(word: str) -> str:
    """The form in which a word is indexed: NFKC, lower case, no final long vowel (サーバー = サーバ)."""
    folded = unicodedata.normalize("NFKC", word).casefold()
    return folded.rstrip("ー") or folded


def to_hiragana(text: str) -> str:
    """Katakana as hiragana, half-width kana included; everything else as it is."""
    wide = unicodedata.normalize("NFKC", text)
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in wide)


_KANA = re.compile(r"[぀-ゟ゠-ヿー\s]+")


def is_kana(text: str) -> bool:
    """Whether `text` is written in kana alone, full or half width."""
    return bool(_KANA.fullmatch(unicodedata.normalize("NFKC", text)))
