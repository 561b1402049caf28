"""In which forms a word that is no allowed value is compared with those that are."""

from functools import lru_cache

from search.text.normalise import is_kana, repair, to_hiragana
from search.text.segment import sound_of, words


@lru_cache(maxsize=5_000)
def sound_and_stems(text: str) -> tuple[str, str]:
    """How `text` sounds (せいぞう, 製造) and its words by themselves: 見えぬ is 見える."""
    written = repair(text)
    return to_hiragana(written) if is_kana(written) else sound_of(written), " ".join(words(written))
