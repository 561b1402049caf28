"""Who opens the pages about several people, and what is seen of one of them."""

from platform_site.accounts.decorators import role_required
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import NATIONAL_ROLES, Role
from rubric.assessment.domain.disclosing import Facts, Part, parts_seen
from rubric.assessment.domain.states import State
from rubric.assessment.models import Offer, Standing

coordinators = role_required(Role.COORDINATOR)
national = role_required(*NATIONAL_ROLES)


def coordinated_by(user: User) -> list[Organisation]:
    """The organisations whose people this person coordinates himself, by name."""
    return list(Organisation.objects.filter(pk__in=_coordinated(user)))


def sees_people(user: User) -> bool:
    """Whether levels of people are shown at all: never to whoever looks for the national body."""
    return bool(_coordinated(user)) and not user.is_national


def parts_for(user: User, standing: Standing) -> frozenset[Part]:
    """The parts of a signed assessment that a coordinator sees, by the one table."""
    coordinated = _coordinated(user)
    offered = [None, *coordinated] if coordinated else []
    offers = Offer.objects.filter(person=standing.person_id).values_list("organisation", flat=True)
    facts = Facts(
        state=State(standing.assessment.state),
        is_coordinator_of_same_org=Membership.objects.filter(
            user=standing.person_id, organisation__in=coordinated
        ).exists(),
        offers_himself_to_viewer_org=any(one in offered for one in offers),
        is_national=user.is_national,
    )
    return parts_seen(facts)


def _coordinated(user: User) -> list[int]:
    return [one.organisation_id for one in user.held if one.role == Role.COORDINATOR]
