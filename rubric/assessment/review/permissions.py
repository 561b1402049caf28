"""Who may review: coordinators, and the seniors whom they named."""

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.assessment.models import NamedSenior


def may_review(user: User) -> bool:
    """Whether somebody could ask this person for a review somewhere."""
    return Role.COORDINATOR in user.roles or _named(user).exists()


def _named(user: User):
    """Where this person is a named senior and still works."""
    return NamedSenior.objects.filter(person=user, organisation__in=user.organisation_ids)
