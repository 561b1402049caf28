"""The level with which somebody may be staffed where nothing signed counts: his own, if he lets it be used."""

from platform_site.accounts.models import User
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment
from rubric.assessment.results import result_of
from rubric.framework.domain.levels import Level
from rubric.supporters.models import SupporterProfile


def own_level(profile: SupporterProfile) -> Level | None:
    """The overall level of the last assessment that he submitted; None where he does not show it or has none."""
    return overall_level(profile.user) if profile.shows_own_level else None


def overall_level(user: User) -> Level | None:
    """What a person's last assessment comes to, withdrawn ones left out."""
    submitted = Assessment.objects.of(user).submitted().exclude(state=State.WITHDRAWN)
    latest = submitted.select_related("version", "standing").first()
    return result_of(latest).verdict.level if latest else None
