"""Whether two companies are the same one, by their names, as far as can be told without asking."""

import re

from rapidfuzz.distance import Levenshtein

from casebook.disclosure.domain.anonymity import bare_name

#: From so many characters on a slip of the pen is told from another name.
ONE_SLIP, TWO_SLIPS = 4, 8
#: A name that only begins like another one: 「青葉製作所」, 「青葉製作所ホールディングス」.
SHORTEST_BEGINNING = 3
_KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ALIKE = str.maketrans("髙﨑濵濱邊邉齋齊斎澤櫻德應", "高崎浜浜辺辺斉斉斉沢桜徳応")
_DECORATION = re.compile(r"[^\w]|[_ー〜]")


def comparable(name: str) -> str:
    """A name without what people write differently: width, legal form, kana, old characters, signs and spaces."""
    folded = bare_name(name).translate(_ALIKE)
    return _DECORATION.sub("", folded).translate(_KATAKANA)


def names_alike(one: str, other: str) -> bool:
    """Whether two names, both `comparable`, are the same or nearly so. An empty one is like none."""
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= SHORTEST_BEGINNING and longer.startswith(shorter):
        return True
    return Levenshtein.distance(one, other) <= _slips(len(shorter))


def _slips(length: int) -> int:
    """How many characters may differ in a name of that length."""
    return (length >= ONE_SLIP) + (length >= TWO_SLIPS)
