"""Who may do what with engagements. Who sees them is `Engagement.objects.visible_to`."""

from django.core.exceptions import PermissionDenied

from platform_site.accounts.decorators import role_required
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import coordinated_by

#: Whoever accompanies companies, or sends people who do.
in_the_field = role_required(Role.SUPPORTER, Role.COORDINATOR)
coordinators = role_required(Role.COORDINATOR)


def own_organisations(user: User) -> list[Organisation]:
    """The organisations for which this person may register engagements, by name."""
    return list(Organisation.objects.filter(pk__in=coordinated_by(user)))


def may_keep(user: User, engagement: Engagement) -> bool:
    """Whether this person may change the engagement and see what stands against somebody."""
    return engagement.organisation_id in coordinated_by(user)


def require_may_keep(user: User, engagement: Engagement) -> None:
    """Raise PermissionDenied unless this person coordinates the responsible body."""
    if not may_keep(user, engagement):
        raise PermissionDenied
