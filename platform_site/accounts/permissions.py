"""Who may do what with accounts. When it may be done is in `policies.py`."""

from django.core.exceptions import PermissionDenied

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import INVITABLE, NATIONAL_ROLES, Role


def keeps_the_platform(user: User) -> bool:
    """Whether this person administers the platform."""
    return user.is_superuser or Role.ADMINISTRATOR in user.roles


def may_manage_people(user: User) -> bool:
    """Whether this person looks after the people of some organisation."""
    return keeps_the_platform(user) or Role.COORDINATOR in user.roles


def roles_to_give(user: User, organisation: Organisation) -> frozenset[Role]:
    """The roles that this person may give and take in `organisation`."""
    if keeps_the_platform(user):
        return INVITABLE[Role.ADMINISTRATOR]
    own = {membership.role for membership in user.held if membership.organisation_id == organisation.pk}
    return INVITABLE[Role.COORDINATOR] if Role.COORDINATOR in own else frozenset()


def require_may_give(by: User | None, organisation: Organisation, *roles: str) -> None:
    """Raise PermissionDenied unless `by` may give all of `roles` there. Nobody (the command line) may everything."""
    if by is not None and not set(roles) <= roles_to_give(by, organisation):
        raise PermissionDenied


def require_keeps_the_platform(by: User | None) -> None:
    """Raise PermissionDenied unless `by` administers the platform. Nobody (the command line) may everything."""
    if by is not None and not keeps_the_platform(by):
        raise PermissionDenied


def is_national_role(role: str) -> bool:
    """Whether the role belongs to the body that keeps the platform."""
    return role in NATIONAL_ROLES
