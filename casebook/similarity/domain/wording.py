"""How much a text and a case say in the same words, without an engine: words that few cases hold tell most.

The caller brings nouns: verbs are said in every story (measured in `benchmarks/quality`). A single sign (宿, 父) and
what all stories are about (``SAID_BY_ALL``) count beside other words and are no reason by themselves.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

#: By so many words a text is known; more of them are chance.
MOST_TELLING = 40
#: Of what a text's telling words weigh, nobody else's story says more than this share; it counts as full likeness.
FULL_SHARE = 0.5
#: Shared words that are named to the reader.
MOST_NAMED = 5
#: What supporters and companies say in any story.
SAID_BY_ALL = frozenset(
    {
        *("会社", "企業", "社長", "経営", "事業", "仕事", "代表", "本人", "当社", "自社"),
        *("支援", "相談", "課題", "問題", "状況", "対応", "必要", "自分", "意見", "ヒアリング", "メモ"),
    }
)


@dataclass(frozen=True)
class SharedWords:
    """``grade`` from 0 to 1, and the words that tell most of those that both say. False where no text was given."""

    grade: float = 0.0
    words: tuple[str, ...] = ()
    is_asked: bool = False

    def __bool__(self) -> bool:
        return self.is_asked


NO_TEXT = SharedWords()


def telling(words: Iterable[str], frequency: Mapping[str, int], documents: int) -> dict[str, float]:
    """The words by which a text is known and how much each tells: said often in it, held by few of ``documents``.

    A word that no document holds is left out, as no case could share it. The most telling one comes first.
    """
    said = Counter(word for word in words if frequency.get(word))
    told = {word: (1 + log(times)) * log(1 + documents / frequency[word]) for word, times in said.items()}
    best = sorted(told, key=lambda word: (-told[word], word))[:MOST_TELLING]
    return {word: told[word] for word in best}


def shared(told: Mapping[str, float], others: Collection[str], written: Mapping[str, str]) -> SharedWords:
    """How much of what ``told`` says stands in ``others`` as well; ``written`` is how a word stands in the text."""
    whole = sum(told.values())
    if not whole:
        return NO_TEXT
    both = [word for word in told if word in others]
    named = dict.fromkeys(written.get(word, word) for word in both if _is_a_reason(word))
    share = sum(told[word] for word in both) / whole if named else 0.0
    return SharedWords(min(1.0, share / FULL_SHARE), tuple(named)[:MOST_NAMED], is_asked=True)


def _is_a_reason(word: str) -> bool:
    return len(word) > 1 and not word.isnumeric() and word not in SAID_BY_ALL
