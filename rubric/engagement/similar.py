"""Published cases of companies like this one, each with what agrees and what differs."""

from dataclasses import dataclass

from django.utils.translation import get_language

from casebook.library.cards import case_url, place_of
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.alike import Alike, similar_cases
from casebook.similarity.asked import Asked
from casebook.similarity.likeness import likeness
from casebook.similarity.screen import address, agreements, differences
from casebook.similarity.sentences import sentence
from casebook.taxonomy.words import Taxonomies
from platform_site.accounts.models import User
from rubric.engagement.models import Engagement
from search.engines.base import EngineError

MOST_CASES = 5
#: For somebody who has not accepted yet.
MOST_BEFOREHAND = 3
MOST_REASONS = 4
MOST_DIFFERENCES = 2


@dataclass(frozen=True)
class SimilarCase:
    """A case and why it is worth reading now."""

    title: str
    url: str
    language: str
    place: str
    turning_point: str
    likeness: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


@dataclass(frozen=True)
class SimilarCases:
    """What was found; `is_silent` where the search does not answer. `more_url` asks the same by facets alone."""

    cases: tuple[SimilarCase, ...] = ()
    is_silent: bool = False
    has_asked: bool = False
    more_url: str = ""


def similar_to(engagement: Engagement, taxonomies: Taxonomies, user: User) -> SimilarCases:
    """The cases that this reader may see, best first. What the owner says is compared, and goes nowhere."""
    asked = asked_of(engagement)
    if not asked.given and not engagement.owner_says.strip():
        return SimilarCases()
    return _found(engagement.profile, asked, taxonomies, user, MOST_CASES)


def similar_to_alias(engagement: Engagement, taxonomies: Taxonomies, user: User) -> SimilarCases:
    """As `similar_to`, for somebody who knows the alias profile only: nothing else is compared."""
    known = engagement.alias_profile.comparable
    asked = Asked(prefecture=known.prefecture, industry=known.industry, barrier=known.barriers)
    return _found(known, asked, taxonomies, user, MOST_BEFOREHAND) if asked.given else SimilarCases()


def _found(profile: CompanyProfile, asked: Asked, taxonomies: Taxonomies, user: User, most: int) -> SimilarCases:
    try:
        found = similar_cases(profile, user=user, limit=most)
    except EngineError:
        return SimilarCases(is_silent=True, has_asked=True)
    cases = tuple(_case(alike, taxonomies) for alike in found)
    return SimilarCases(cases, has_asked=True, more_url=address(asked) if asked.given else "")


def asked_of(engagement: Engagement) -> Asked:
    """The engagement's facets as a question of "cases like mine": nothing in it names the company."""
    return Asked(
        prefecture=engagement.prefecture,
        industry=engagement.industry,
        employees=engagement.employees,
        barrier=tuple(engagement.barriers),
        situation=tuple(engagement.situation),
        approach=tuple(engagement.approaches),
    )


def _case(alike: Alike, taxonomies: Taxonomies) -> SimilarCase:
    case, comparison = alike.case, alike.comparison
    agrees = [sentence(reason, taxonomies) for reason in agreements(comparison)]
    differs = [sentence(reason, taxonomies) for reason in differences(comparison)]
    return SimilarCase(
        title=case.title,
        url=case_url(case),
        language=case.text_language,
        place=place_of(case, get_language() or "ja"),
        turning_point=case.turning_point,
        likeness=likeness(comparison.score),
        agrees=tuple(agrees[:MOST_REASONS]),
        differs=tuple(differs[:MOST_DIFFERENCES]),
    )
