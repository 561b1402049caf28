"""Coordinators name the supporters of their organisation who may review others there."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from platform_site.accounts.audit import record
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.models import NamedSenior
from rubric.assessment.policies import Refusal, Refused


@transaction.atomic
def name_senior(*, by: User, organisation: Organisation, person: User) -> NamedSenior:
    """Name somebody; once named he stays so. Raises Refused for no active member, and for a coordinator."""
    _require_coordinator(by, organisation)
    roles = set(Membership.objects.filter(organisation=organisation, user=person).values_list("role", flat=True))
    if not person.is_active or not roles:
        raise Refused(Refusal.NO_MEMBER)
    if Role.COORDINATOR in roles:
        raise Refused(Refusal.NEEDS_NO_NAME)
    senior, is_new = NamedSenior.objects.get_or_create(
        organisation=organisation, person=person, defaults={"named_by": by}
    )
    if is_new:
        record(by=by, what=AssessmentAct.NAMED, on=person, organisation=organisation.name)
    return senior


@transaction.atomic
def end_senior(*, by: User, organisation: Organisation, person: User) -> None:
    """Let him review no longer; what he was asked for before stays with him."""
    _require_coordinator(by, organisation)
    ended, _each = NamedSenior.objects.filter(organisation=organisation, person=person).delete()
    if ended:
        record(by=by, what=AssessmentAct.UNNAMED, on=person, organisation=organisation.name)


def _require_coordinator(by: User, organisation: Organisation) -> None:
    """Raise PermissionDenied unless this person coordinates the organisation himself."""
    if not any(one.organisation_id == organisation.pk and one.role == Role.COORDINATOR for one in by.held):
        raise PermissionDenied
