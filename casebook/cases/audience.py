"""Who may find a case, as the tokens that search understands. The same rule as `CaseQuerySet.visible_to`."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.models import PageViewRestriction

from casebook.cases.models import CasePage
from casebook.profiles.choices import Disclosure
from search.documents import EVERYTHING

PUBLIC = "public"
SIGNED_IN = "signed-in"
MEMBERS = "members"


def audience_for(user) -> frozenset[str]:
    """The tokens a reader holds, each alone and together with each of his groups (for restricted pages)."""
    if not user.is_authenticated:
        return frozenset({PUBLIC})
    if user.is_national:
        return frozenset({EVERYTHING})
    tokens = {SIGNED_IN, *(f"organisation-{pk}" for pk in user.organisation_ids)}
    if user.organisation_ids:
        tokens.add(MEMBERS)
    tokens |= {f"{token}+group-{group}" for token in list(tokens) for group in user.group_ids}
    return frozenset(tokens)


def audience_of(case: CasePage, restrictions: Iterable[PageViewRestriction]) -> frozenset[str]:
    """The tokens of which a reader of `case` needs one; empty for a case that nobody may find."""
    if not case.live or (case.consent_ends_on and case.consent_ends_on < timezone.localdate()):
        return frozenset()
    own = f"organisation-{case.organisation_id}"
    by_disclosure = {
        Disclosure.PUBLIC: {PUBLIC, SIGNED_IN},
        Disclosure.MEMBERS: {MEMBERS},
        Disclosure.ORGANISATION: {own},
    }[Disclosure(case.disclosure)]
    above = [restriction for restriction in restrictions if case.path.startswith(restriction.page.path)]
    return frozenset({EVERYTHING} | _restricted(by_disclosure, above))


def _restricted(tokens: set[str], restrictions: list[PageViewRestriction]) -> set[str]:
    """The tokens left under the CMS's restrictions: no outsider, and only the groups that each of them admits."""
    kinds = {restriction.restriction_type for restriction in restrictions}
    if PageViewRestriction.PASSWORD in kinds:
        return set()
    if restrictions:
        tokens = tokens - {PUBLIC}
    limits = [
        {group.pk for group in restriction.groups.all()}
        for restriction in restrictions
        if restriction.restriction_type == PageViewRestriction.GROUPS
    ]
    if len(limits) > 1:  # a person in one group of each may read, but holds no single token that says so: be strict
        limits = [set.intersection(*limits)]
    if limits:
        return {f"{token}+group-{group}" for token in tokens for group in limits[0]}
    return tokens
