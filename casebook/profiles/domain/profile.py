"""What is known of a company, whether it stands in a case, in an engagement or in a question.

Unknown is None or an empty tuple, never a guess. Amounts are in yen, employees are persons.
"""

from dataclasses import dataclass

from platform_site.reference.company_size import SizeClass, size_class
from platform_site.reference.industries import possible_sectors
from platform_site.reference.prefectures import PREFECTURES


@dataclass(frozen=True)
class CompanyProfile:
    """The facets by which companies are compared. Slugs are those of `design.md` and the taxonomies."""

    prefecture: str = ""
    industry: str = ""
    industry_detail: str = ""
    employees: int | None = None
    capital_yen: int | None = None
    sales_yen: int | None = None
    situation: tuple[str, ...] = ()
    owner_age: str = ""
    owner_origin: str = ""
    barriers: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    text: str = ""

    @property
    def bureau(self) -> str:
        """The regional bureau block of the prefecture; empty where the place is unknown."""
        return PREFECTURES[self.prefecture].bureau if self.prefecture else ""

    @property
    def size(self) -> SizeClass:
        """The class by law (中小企業基本法 art. 2), computed, never typed in."""
        return size_class(
            sector=possible_sectors(self.industry, self.industry_detail) if self.industry else None,
            employees=self.employees,
            capital_yen=self.capital_yen,
        )
