"""Who may look at the weights of likeness, and who may change them."""

from django.core.exceptions import PermissionDenied

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role

TUNERS = frozenset({Role.MODERATOR, Role.ADMINISTRATOR})


def may_see_weights(user: User) -> bool:
    """Whether this person may see the weights and try others: everybody of the national body."""
    return bool(user.is_national)


def may_tune(user: User) -> bool:
    """Whether this person may put other weights in force."""
    return user.is_superuser or bool(user.roles & TUNERS)


def require_may_tune(by: User | None) -> None:
    """Raise PermissionDenied unless `by` may put weights in force. Nobody (the command line) may everything."""
    if by is not None and not may_tune(by):
        raise PermissionDenied
