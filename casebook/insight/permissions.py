"""Who may see what readers look for, and who takes up a commission."""

from django.db.models import QuerySet

from platform_site.accounts.models import User
from platform_site.accounts.roles import NATIONAL_ROLES

CAN_READ_INSIGHT = "insight.view_asked"
CAN_COMMISSION = "insight.add_commission"
CAN_CHANGE_COMMISSION = "insight.change_commission"


def may_read_insight(user) -> bool:
    """Whether `user` may open the report."""
    return user.has_perm(CAN_READ_INSIGHT)


def may_write_cases() -> QuerySet[User]:
    """Those to whom a commission can be given: whoever works in the CMS."""
    national = User.objects.filter(is_active=True, memberships__role__in=NATIONAL_ROLES)
    return national.distinct().order_by("name")
