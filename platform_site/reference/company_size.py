"""The size class of a company by law: computed from its figures, never typed in.

* *Small-scale enterprise (小規模事業者)* and *SME (中小企業)*: 中小企業基本法 art. 2 paras 5 and 1.
* *Mid-size company (中堅企業)*: above an SME, up to 2,000 regular employees (産業競争力強化法 art. 2, since 2024).
* *Regional core company (地域中核企業)*: not a legal class; the ministry's usage, by sales (S0 2-1-2).

Two figures decide: regular employees (常時使用する従業員) and capital in yen (資本金の額又は出資の総額). An SME needs
only **one** of them within its limit, so a missing figure often leaves the class open: ``UNKNOWN``, never a guess.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from platform_site.reference.naming import in_language

_MID_SIZE_EMPLOYEES = 2_000
_REGIONAL_CORE_SALES_YEN = range(500_000_000, 5_000_000_000 + 1)


class _NamedEnum(StrEnum):
    """A string enum whose members carry their names in both languages."""

    label_ja: str
    label_en: str

    # The defaults are never used: they let a type checker accept the look-up of a member by value, SizeClass("sme").
    def __new__(cls, value: str, label_ja: str = "", label_en: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label_ja = label_ja
        member.label_en = label_en
        return member

    def label(self, language: str = "ja") -> str:
        """The member's name in ``ja`` or ``en``."""
        return in_language(language, ja=self.label_ja, en=self.label_en)


class SizeSector(_NamedEnum):
    """The four sectors of 中小企業基本法 art. 2 para 1. ``industries.size_sector`` finds a company's own."""

    MANUFACTURING = "manufacturing", "製造業その他", "Manufacturing and others"
    WHOLESALE = "wholesale", "卸売業", "Wholesale"
    RETAIL = "retail", "小売業", "Retail"
    SERVICES = "services", "サービス業", "Services"


class SizeClass(_NamedEnum):
    """Size classes from the smallest up. ``SME`` is the rest of the SMEs, above the small-scale ones."""

    SMALL = "small", "小規模事業者", "Small-scale enterprise"
    SME = "sme", "中小企業", "Small or medium-sized enterprise"
    MID_SIZE = "mid-size", "中堅企業", "Mid-size company"
    LARGE = "large", "中堅企業を超える企業", "Above mid-size"
    UNKNOWN = "unknown", "不明", "Unknown"

    @property
    def order(self) -> int:
        """Place in a sorted list: 0 for the smallest class, ``UNKNOWN`` last."""
        return list(SizeClass).index(self)


#: The classes that say something, from the smallest up.
SIZES_IN_ORDER = tuple(size for size in SizeClass if size is not SizeClass.UNKNOWN)


@dataclass(frozen=True)
class SizeLimits:
    """Upper limits of a sector, each included: employees in persons, capital in yen."""

    small_employees: int
    sme_employees: int
    sme_capital_yen: int

    def size_class(self, employees: int, capital_yen: int) -> SizeClass:
        """The class of a company of this sector with both figures known."""
        if employees <= self.small_employees:
            return SizeClass.SMALL
        if employees <= self.sme_employees or capital_yen <= self.sme_capital_yen:
            return SizeClass.SME
        return SizeClass.MID_SIZE if employees <= _MID_SIZE_EMPLOYEES else SizeClass.LARGE


SIZE_LIMITS = {
    SizeSector.MANUFACTURING: SizeLimits(small_employees=20, sme_employees=300, sme_capital_yen=300_000_000),
    SizeSector.WHOLESALE: SizeLimits(small_employees=5, sme_employees=100, sme_capital_yen=100_000_000),
    SizeSector.RETAIL: SizeLimits(small_employees=5, sme_employees=50, sme_capital_yen=50_000_000),
    SizeSector.SERVICES: SizeLimits(small_employees=5, sme_employees=100, sme_capital_yen=50_000_000),
}

# What stands in for an unknown figure: in every sector, these reach each class that some real figure could reach.
_ANY_EMPLOYEES = (0, 21, 301, _MID_SIZE_EMPLOYEES + 1)
_ANY_CAPITAL_YEN = (0, 300_000_000 + 1)


def possible_size_classes(
    *, sector: str | Collection[str] | None, employees: int | None, capital_yen: int | None
) -> frozenset[SizeClass]:
    """Every class that the company may have, given what is known; one class only if the law leaves no doubt.

    Takes the arguments of ``size_class`` and raises what it raises. The answer is never empty and never ``UNKNOWN``.
    """
    return frozenset(
        SIZE_LIMITS[candidate].size_class(headcount, capital)
        for candidate in _candidates(sector)
        for headcount in _known_or_any(employees, _ANY_EMPLOYEES)
        for capital in _known_or_any(capital_yen, _ANY_CAPITAL_YEN)
    )


def size_class(*, sector: str | Collection[str] | None, employees: int | None, capital_yen: int | None) -> SizeClass:
    """The size class of a company, or ``UNKNOWN`` as long as what is missing could change the answer.

    ``sector`` is a ``SizeSector`` or its value, several of them where it is one of these, or ``None`` (or an empty
    collection) where nothing is known. ``employees`` are regular employees, ``capital_yen`` is the capital in yen;
    ``None`` means unknown. For a known sector:

    ================  ============  =========  ==================================================================
    employees         capital       class      why
    ================  ============  =========  ==================================================================
    ≤ small limit     anything      SMALL      the small class looks at employees alone
    ≤ SME limit       anything      SME        one figure within its limit is enough
    > SME limit       ≤ limit       SME        the same, by capital, even above 2,000 employees
    > SME limit       unknown       UNKNOWN    the capital could still make it an SME, even above 2,000 employees
    ≤ 2,000           > limit       MID_SIZE   no SME by either figure
    > 2,000           > limit       LARGE      no SME by either figure
    unknown           anything      UNKNOWN    capital within its limit proves an SME in the wide sense, but not
                                               whether it is a small one; above it, any class is left
    ================  ============  =========  ==================================================================

    With several possible sectors an answer is given only where all of them agree: 4 employees are SMALL and 30 are SME
    in wholesale and retail alike; 80 are SME in wholesale and depend on the capital in retail.

    A sole proprietor has no capital and is judged by employees alone. That is not told apart from unknown capital, so
    one above the SME limit comes out UNKNOWN.

    Raises ``ValueError`` for a negative figure or an unknown sector.
    Source: 中小企業基本法 art. 2, 産業競争力強化法 art. 2.
    """
    classes = possible_size_classes(sector=sector, employees=employees, capital_yen=capital_yen)
    return next(iter(classes)) if len(classes) == 1 else SizeClass.UNKNOWN


def is_regional_core(sales_yen: int | None) -> bool:
    """Whether yearly sales, in yen, are those of a regional core company (地域中核企業): ¥0.5 to 5 billion, inclusive.

    Unknown sales claim nothing. Source: S0 2-1-2, which gives the bounds as approximate.
    """
    return sales_yen is not None and sales_yen in _REGIONAL_CORE_SALES_YEN


def _candidates(sector: str | Collection[str] | None) -> list[SizeSector]:
    if not sector:
        return list(SizeSector)
    return [SizeSector(name) for name in ([sector] if isinstance(sector, str) else sector)]


def _known_or_any(figure: int | None, stand_ins: tuple[int, ...]) -> tuple[int, ...]:
    if figure is None:
        return stand_ins
    if figure < 0:
        raise ValueError(f"employees and capital cannot be negative: {figure}")
    return (figure,)
