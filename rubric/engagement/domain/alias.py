"""What may be told of a company to somebody who is asked to accompany it and has not accepted yet."""

from dataclasses import dataclass

from casebook.profiles.domain.profile import CompanyProfile
from platform_site.reference.company_size import SizeClass


@dataclass(frozen=True)
class AliasProfile:
    """A company so coarse that its town does not recognise it (S0 参考5). What its owner said is no part of it."""

    alias: str
    prefecture: str
    industry: str
    size: SizeClass
    barriers: tuple[str, ...]

    @property
    def comparable(self) -> CompanyProfile:
        """As cases are compared with it by whoever may know no more; the size class has no headcount to compare."""
        return CompanyProfile(prefecture=self.prefecture, industry=self.industry, barriers=self.barriers)


def alias_profile(alias: str, profile: CompanyProfile) -> AliasProfile:
    """The coarse facets of a company: no town, no line of business, no figures, no words."""
    return AliasProfile(
        alias=alias,
        prefecture=profile.prefecture,
        industry=profile.industry,
        size=profile.size,
        barriers=profile.barriers,
    )
