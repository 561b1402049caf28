"""Text as a case keeps it, so that what was exported compares equal with what comes back."""

import re
import unicodedata

#: Control characters, halves of characters, and the plane that `figures.py` needs for itself.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff\U000f0000-\U000fffff]")
_LINE_BREAKS = re.compile(r"\r\n?|\u2028|\u2029|\x85")
#: Signs that Shift_JIS can't tell apart: what goes out as the first comes back as the second.
_ONE_SIGN = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[;；、\n]|$)|([^;；、\n]*)(?:[;；、\n]|$)')


def clean_text(text: str) -> str:
    """Without control characters, with plain line breaks, without blanks at the line ends and around."""
    plain = _LINE_BREAKS.sub("\n", without_controls(text))
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def without_controls(text: str) -> str:
    """Without characters that nobody sees and no database keeps."""
    return _CONTROLS.sub("", text)


def clean_line(text: str) -> str:
    """One line: as `clean_text`, with line breaks as spaces."""
    return " ".join(clean_text(text).split("\n")).strip()


def fold_case(text: str) -> str:
    """What two writings of the same tag share."""
    return unicodedata.normalize("NFKC", text).casefold()


def same_in_shift_jis(text: str) -> str:
    """What two texts share that differ only in signs which a Shift_JIS file can't tell apart."""
    return text.translate(_ONE_SIGN)


def split_tags(cell: str) -> list[str]:
    """Free words parted by ``;`` ``、`` or line breaks; a word with one of these in it stands in double quotes.

    Each word once, in alphabetical order: tags have no order of their own.
    """
    found: dict[str, str] = {}
    for quoted, bare in _QUOTED.findall(clean_text(cell)):
        word = clean_line(quoted.replace('""', '"') if quoted else bare)
        if word:
            found.setdefault(fold_case(word), word)
    return sorted(found.values(), key=fold_case)


def join_tags(words: list[str]) -> str:
    """The inverse of `split_tags`."""
    return "; ".join(_quoted(word) for word in words)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if re.search(r'[;；、"\n]', word) else word
