"""Sizes of companies as a supporter feels them: bands of headcount; the classes of the law where that is unknown."""

from bisect import bisect_left

from casebook.profiles.domain.profile import CompanyProfile
from platform_site.reference.company_size import SizeClass

#: The most employees of each band but the last. The law's class of SMEs, from 21 to 300, is too wide to compare by.
BANDS = (5, 20, 50, 100, 300, 1_000)
CLASSES = (SizeClass.SMALL, SizeClass.SME, SizeClass.MID_SIZE, SizeClass.LARGE)


def bands_apart(mine: CompanyProfile, other: CompanyProfile) -> int | None:
    """How many bands ``other`` is above ``mine`` (negative: below); None where either size is unknown."""
    if mine.employees is not None and other.employees is not None:
        return bisect_left(BANDS, other.employees) - bisect_left(BANDS, mine.employees)
    if mine.size in CLASSES and other.size in CLASSES:
        return CLASSES.index(other.size) - CLASSES.index(mine.size)
    return None
