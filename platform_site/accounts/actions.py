"""Every write to accounts. Each checks who (`permissions`) and when (`policies`), and leaves an audit entry.

`by` is the person who acts; None is the command line. All raise PermissionDenied or `policies.Refused`.
"""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from wagtail.users.models import UserProfile

from platform_site.accounts import policies
from platform_site.accounts.audit import Act, record
from platform_site.accounts.mail import send_invitation
from platform_site.accounts.models import Invitation, Membership, Organisation, User
from platform_site.accounts.permissions import require_keeps_the_platform, require_may_give
from platform_site.accounts.policies import require

PROFILE_FIELDS = ("name", "prefecture", "language")


@transaction.atomic
def invite(*, by: User | None, email: str, organisation: Organisation, role: str, language: str = "ja") -> Invitation:
    """Invite the owner of `email` to `organisation`, by mail. An older invitation that ran out gives way."""
    require_may_give(by, organisation, role)
    email = email.strip().lower()
    require(policies.against_inviting(email, organisation, role))
    ran_out = Invitation.objects.unanswered().filter(email__iexact=email, organisation=organisation, role=role)
    ran_out.update(withdrawn_at=timezone.now())
    invitation = Invitation.objects.create(
        email=email, organisation=organisation, role=role, language=language, invited_by=by
    )
    record(by=by, what=Act.INVITED, on=invitation, organisation=organisation.name, role=role)
    send_invitation.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def resend(*, by: User | None, invitation: Invitation) -> Invitation:
    """Send an invitation again; it opens for two weeks from now."""
    require_may_give(by, invitation.organisation, invitation.role)
    invitation = _locked(invitation)
    require(policies.against_answering(invitation))
    invitation.sent_at = timezone.now()
    invitation.save(update_fields=["sent_at"])
    record(by=by, what=Act.RESENT, on=invitation)
    send_invitation.enqueue(invitation.pk)
    return invitation


@transaction.atomic
def withdraw_invitation(*, by: User | None, invitation: Invitation) -> Invitation:
    """Take an invitation back: its address no longer opens."""
    require_may_give(by, invitation.organisation, invitation.role)
    invitation = _locked(invitation)
    require(policies.against_answering(invitation))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    record(by=by, what=Act.WITHDREW, on=invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, by: User | None, invitation: Invitation, name: str = "", password: str = "") -> Membership:
    """Join as `by`, or, without an account yet (None), as a new person with `name` and `password`."""
    invitation = _locked(invitation)
    require(policies.against_accepting(invitation, by))
    user = by or _create_person(invitation.email, name=name, password=password, language=invitation.language)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    record(by=user, what=Act.ACCEPTED, on=invitation)
    return _join(by=user, user=user, organisation=invitation.organisation, role=invitation.role)


@transaction.atomic
def add_person(
    *, by: User | None, email: str, name: str, password: str, organisation: Organisation, role: str, **profile: str
) -> User:
    """A person with a role at once, without an invitation: for the demo and for an installation's first steps."""
    require_keeps_the_platform(by)
    user = User.objects.filter(email__iexact=email).first()
    user = user or _create_person(email, name=name, password=password, **profile)
    if not user.memberships.filter(organisation=organisation, role=role).exists():
        _join(by=by, user=user, organisation=organisation, role=role)
    return user


@transaction.atomic
def change_role(*, by: User | None, membership: Membership, role: str) -> Membership:
    """Give a member another role there. Never takes the last administrator or coordinator away."""
    require_may_give(by, membership.organisation, membership.role, role)
    require(policies.against_role(membership, role))
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    record(by=by, what=Act.CHANGED_ROLE, on=membership.user, **_where(membership), before=before)
    return membership


@transaction.atomic
def remove_membership(*, by: User | None, membership: Membership) -> None:
    """End a membership; the person's account stays. Never takes the last administrator or coordinator away."""
    require_may_give(by, membership.organisation, membership.role)
    require(policies.against_ending(membership))
    record(by=by, what=Act.REMOVED, on=membership.user, **_where(membership))
    membership.delete()


@transaction.atomic
def update_profile(*, by: User, **changes: str) -> User:
    """Change what a person says of herself (`PROFILE_FIELDS`). The CMS follows in language."""
    before = {field: getattr(by, field) for field in changes}
    for field, value in changes.items():
        if field not in PROFILE_FIELDS:
            raise TypeError(f"{field} is not part of a profile")
        setattr(by, field, value)
    by.save(update_fields=list(changes))
    _speak(by)
    changed = [field for field, value in changes.items() if before[field] != value]
    record(by=by, what=Act.CHANGED_PROFILE, on=by, fields=changed)
    return by


@transaction.atomic
def turn_off_two_factor(*, by: User | None, user: User) -> None:
    """Let somebody who has lost both phone and recovery codes in by her password again."""
    require_keeps_the_platform(by)
    Authenticator.objects.filter(user=user).delete()
    record(by=by, what=Act.TURNED_OFF_TWO_FACTOR, on=user)


@transaction.atomic
def create_organisation(
    *, by: User | None, name: str, kind: str, name_en: str = "", prefecture: str = ""
) -> Organisation:
    """A new organisation, still without people."""
    require_keeps_the_platform(by)
    organisation = Organisation.objects.create(name=name, kind=kind, name_en=name_en, prefecture=prefecture)
    record(by=by, what=Act.CREATED_ORGANISATION, on=organisation)
    return organisation


def _locked(invitation: Invitation) -> Invitation:
    """The invitation as it is now, kept from others: whoever comes second sees the first one's answer."""
    return Invitation.objects.select_for_update().get(pk=invitation.pk)


def _create_person(email: str, *, name: str, password: str, **profile: str) -> User:
    user = User.objects.create_user(email, password, name=name, **profile)
    _speak(user)
    return user


def _join(*, by: User | None, user: User, organisation: Organisation, role: str) -> Membership:
    membership, _ = Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
    record(by=by, what=Act.JOINED, on=user, **_where(membership))
    return membership


def _where(membership: Membership) -> dict[str, str]:
    return {"organisation": membership.organisation.name, "role": membership.role}


def _speak(user: User) -> None:
    """The CMS keeps the language in a profile of its own."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": user.language})
