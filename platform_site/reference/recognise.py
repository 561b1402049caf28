"""From a word in a cell or a URL to the slug it means, and back to the nearest names where it means none.

The Japanese name, the English name, the slug and everyday variants are accepted wherever one of them is, in pages, API
and spreadsheets alike (``design.md``, frozen names).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from platform_site.reference.bodies import BODIES, BodyKind
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import INDUSTRIES, Industry
from platform_site.reference.naming import fold, in_language
from platform_site.reference.prefectures import BUREAUS, PREFECTURES, Bureau, Prefecture

_PUNCTUATION = re.compile(r"[\W_]+")
_SEPARATORS = re.compile(r"[;；、\r\n]+")

#: From a writing to further forms of it: how it sounds, what its words are by themselves.
Forms = Callable[[str], tuple[str, ...]]


def _no_forms(_text: str) -> tuple[str, ...]:
    return ()


def split_values(cell: str) -> list[str]:
    """The values of one cell, parted by ``;`` ``；`` ``、`` or line breaks; trimmed, in order, empty ones left out."""
    return [value for part in _SEPARATORS.split(cell) if (value := part.strip())]


@dataclass(frozen=True)
class Term:
    """An allowed value: its slug, its names, and other writings that mean the same."""

    slug: str
    ja: str
    en: str
    variants: tuple[str, ...] = ()

    @property
    def writings(self) -> tuple[str, ...]:
        """Everything that is recognised as this term."""
        return (self.slug, self.ja, self.en, *self.variants)

    def label(self, language: str = "ja") -> str:
        """The term's name in ``ja`` or ``en``."""
        return in_language(language, ja=self.ja, en=self.en)


@dataclass(frozen=True)
class Vocabulary:
    """The allowed values of one field. ``suffixes`` are endings that add nothing (``-ken``, ``地方``).

    Writings are compared without letter case, width, spaces and punctuation. Raises ``ValueError`` when made of terms
    of which two claim the same writing.
    """

    terms: tuple[Term, ...]
    suffixes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _ = self._index  # an ambiguous vocabulary is a mistake in the code: it shows at import, not in somebody's cell

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __getitem__(self, slug: str) -> Term:
        """The term with this slug. Raises ``KeyError`` if there is none."""
        return self._by_slug[slug]

    def beginning(self, text: str) -> list[Term]:
        """The terms of which a writing begins with ``text``, in their order."""
        return [term for said, term in self._said if f"\n{fold(text)}" in said]

    def holding(self, text: str) -> list[Term]:
        """The terms of which a writing holds ``text`` anywhere, in their order."""
        return [term for said, term in self._said if fold(text) in said]

    @cached_property
    def _said(self) -> list[tuple[str, Term]]:
        """Each term's writings but mere numbers (codes), one a line: a beginning is looked for in one string."""
        return [
            ("".join(f"\n{fold(writing)}" for writing in term.writings if not writing.isdecimal()), term)
            for term in self.terms
        ]

    def recognise(self, text: str) -> str | None:
        """The slug that ``text`` means, or ``None``. A suffix is taken off only where the whole text is no name."""
        key = _key(text)
        shortened = (key.removesuffix(_key(suffix)) for suffix in self.suffixes)
        return next((self._index[form] for form in (key, *shortened) if form in self._index), None)

    def nearest(self, text: str, n: int = 1, *, at_least: float = 0.5, also: Forms = _no_forms) -> list[Term]:
        """Up to ``n`` terms whose writings look most like ``text``, best first; equal ones in the vocabulary's order.

        Made for the question 「○○」は分かりません。「△△」のことですか. ``at_least`` is the likeness, 0 to 1, below
        which a term is not worth asking about; ``also`` gives further forms, each of which is compared with its like.
        """

        def forms(writing: str) -> tuple[str, ...]:
            return (_key(writing), *also(writing))

        sought = forms(text)
        likeness = {term: max(_likeness(sought, forms(writing)) for writing in term.writings) for term in self.terms}
        candidates = (term for term in self.terms if likeness[term] >= at_least)
        return sorted(candidates, key=lambda term: -likeness[term])[:n]

    @cached_property
    def _by_slug(self) -> dict[str, Term]:
        return {term.slug: term for term in self.terms}

    @cached_property
    def _index(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for term in self.terms:
            for key in map(_key, term.writings):
                if index.setdefault(key, term.slug) != term.slug:
                    raise ValueError(f"{key!r} would mean both {index[key]!r} and {term.slug!r}")
        return index


def _key(text: str) -> str:
    return _PUNCTUATION.sub("", fold(text))


def _likeness(forms: tuple[str, ...], others: tuple[str, ...]) -> float:
    """The greatest likeness in any of the forms; what is empty is like nothing."""
    pairs = [(one, other) for one, other in zip(forms, others, strict=True) if one and other]
    return max((SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in pairs), default=0.0)


def _bureau_term(bureau: Bureau) -> Term:
    variants = (bureau.office_ja, *_BUREAU_VARIANTS.get(bureau.slug, ()))
    return Term(bureau.slug, bureau.name_ja, bureau.name_en, variants)


def _prefecture_term(prefecture: Prefecture) -> Term:
    # A spreadsheet that takes the code for a number drops its zero: 01 becomes 1.
    variants = (prefecture.short_ja, prefecture.kana, prefecture.code, prefecture.code.lstrip("0"))
    return Term(prefecture.slug, prefecture.name_ja, prefecture.name_en, variants)


def _industry_term(industry: Industry) -> Term:
    """Each part of 「卸売業、小売業」 means the division too, as a cell with the official name is split at its 、."""
    parts = split_values(industry.name_ja)
    short = (name.removesuffix("業") for name in (*parts, *industry.variants))
    lettered = (f"{industry.letter}{name}" for name in (industry.name_ja, *parts))
    variants = (f"大分類{industry.letter}", *parts, *industry.variants, *short, *lettered)
    return Term(industry.letter, industry.name_ja, industry.name_en, variants)


def _body_term(kind: BodyKind) -> Term:
    return Term(kind.slug, kind.name_ja, kind.name_en, kind.variants)


def _size_term(size: SizeClass) -> Term:
    return Term(size.value, size.label_ja, size.label_en, _SIZE_VARIANTS[size])


_BUREAU_VARIANTS = {
    "kanto": ("関東甲信越", "関東甲信越静", "広域関東"),
    "kinki": ("関西", "kansai"),
    "chugoku": ("山陰山陽",),
    "okinawa": ("沖縄総合事務局", "沖縄県"),
}

_SIZE_VARIANTS = {
    SizeClass.SMALL: ("小規模", "小規模企業", "小規模企業者", "小企業", "零細企業"),
    SizeClass.SME: ("中小", "中小企業者", "中規模", "中規模企業", "small and medium-sized enterprise"),
    SizeClass.MID_SIZE: ("中堅", "中堅企業者"),
    SizeClass.LARGE: ("大企業", "大規模"),
    SizeClass.UNKNOWN: ("未詳", "不詳", "分からない"),
}

PREFECTURE_WORDS = Vocabulary(
    tuple(map(_prefecture_term, PREFECTURES.values())), suffixes=("-ken", "-fu", "-to", "prefecture", "pref")
)
BUREAU_WORDS = Vocabulary(
    tuple(map(_bureau_term, BUREAUS.values())),
    suffixes=("地方", "地域", "ブロック", "圏", "管内", "局", "region", "bureau"),
)
INDUSTRY_WORDS = Vocabulary(tuple(map(_industry_term, INDUSTRIES.values())))
BODY_WORDS = Vocabulary(tuple(map(_body_term, BODIES.values())), suffixes=("等", "など"))
SIZE_WORDS = Vocabulary(tuple(map(_size_term, SizeClass)))
