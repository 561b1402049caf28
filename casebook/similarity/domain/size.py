"""Sizes of companies as a supporter feels them: bands of headcount; the classes of the law where that is unknown."""

from bisect import bisect_left

from casebook.profiles.domain.profile import CompanyProfile
from platform_site.reference.company_size import SIZES_IN_ORDER

#: The most employees of each band but the last. The law's class of SMEs, from 21 to 300, is too wide to compare by.
BANDS = (5, 20, 50, 100, 300, 1_000)


def bands_apart(mine: CompanyProfile, other: CompanyProfile) -> int | None:
    """How many bands ``other`` is above ``mine`` (negative: below); None where either size is unknown."""
    if mine.employees is not None and other.employees is not None:
        return bisect_left(BANDS, other.employees) - bisect_left(BANDS, mine.employees)
    if mine.size in SIZES_IN_ORDER and other.size in SIZES_IN_ORDER:
        return SIZES_IN_ORDER.index(other.size) - SIZES_IN_ORDER.index(mine.size)
    return None
