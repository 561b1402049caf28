"""Who may do what when teams are staffed. Who sees what is each model's `visible_to`."""

from django.core.exceptions import PermissionDenied

from platform_site.accounts.decorators import role_required
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from rubric.engagement.models.engagements import coordinated_by

coordinators = role_required(Role.COORDINATOR)
#: Whoever may be asked to accompany a company.
in_the_field = role_required(Role.SUPPORTER, Role.COORDINATOR)


def require_coordinates(user: User, organisation: Organisation) -> None:
    """Raise PermissionDenied unless this person coordinates the organisation."""
    if organisation.pk not in coordinated_by(user):
        raise PermissionDenied
