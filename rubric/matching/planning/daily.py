"""A plan for the morning, so that coordinators find one when they come to their desk."""

from platform_site.accounts.models import Organisation
from rubric.engagement.domain.phases import UNDER_WAY
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun
from rubric.matching.planning.actions import start
from rubric.matching.planning.outlook import outlook_of
from rubric.matching.policies import Refused

#: So many plans of an organisation are kept.
KEPT_PLANS = 30


def plan_for_the_morning() -> str:
    """Ask for a plan for each organisation with open seats; what was decided to be kept in its last one stays kept."""
    begun = 0
    for organisation in Organisation.objects.filter(engagements__phase__in=UNDER_WAY).distinct():
        if outlook_of(organisation).seats:
            begun += _begin(organisation)
        _forget_old(organisation)
    return f"{begun} plans begun"


def _begin(organisation: Organisation) -> bool:
    finished = PlanRun.objects.filter(organisation=organisation, state=PlanState.DONE)
    try:
        start(by=None, organisation=organisation, locked=finished.values_list("locked", flat=True).first() or ())
    except Refused:  # somebody works late
        return False
    return True


def _forget_old(organisation: Organisation) -> None:
    ended = PlanRun.objects.filter(organisation=organisation).exclude(pk__in=PlanRun.objects.under_way())
    old = list(ended.values_list("pk", flat=True)[KEPT_PLANS:])
    PlanRun.objects.filter(pk__in=old).delete()
