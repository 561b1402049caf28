"""When something may be done with accounts: each refusal has a name, a sentence for people, and one place."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Invitation, Membership, Organisation, User
from platform_site.accounts.roles import Role


class Refusal(models.TextChoices):
    """Why something is not done."""

    EXPIRED = "expired", _("This invitation is too old.")
    WITHDRAWN = "withdrawn", _("This invitation was withdrawn.")
    ACCEPTED = "accepted", _("This invitation has been accepted already.")
    WRONG_PERSON = "wrong-person", _("This invitation is for another e-mail address.")
    HAS_ACCOUNT = "has-account", _("There is an account with this e-mail address already. Please sign in.")
    ALREADY_INVITED = "already-invited", _("This person has an open invitation already. You can send it again.")
    ALREADY_MEMBER = "already-member", _("This person has this role in the organisation already.")
    LAST_ADMINISTRATOR = "last-administrator", _("The platform needs at least one administrator.")
    LAST_COORDINATOR = (
        "last-coordinator",
        _("The organisation would have nobody who looks after its people. Make another person coordinator first."),
    )


class Refused(Exception):
    """An action was refused; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.label)
        self.refusal = refusal


def require(refusal: Refusal | None) -> None:
    """Raise Refused where there is a refusal."""
    if refusal is not None:
        raise Refused(refusal)


def against_opening(invitation: Invitation) -> Refusal | None:
    """Why this invitation no longer opens."""
    if invitation.accepted_at:
        return Refusal.ACCEPTED
    if invitation.withdrawn_at:
        return Refusal.WITHDRAWN
    return Refusal.EXPIRED if invitation.expires_at <= timezone.now() else None


def against_accepting(invitation: Invitation, user: User | None) -> Refusal | None:
    """Why `user`, or a person without an account yet (None), cannot accept this invitation."""
    refusal = against_opening(invitation)
    if refusal is None and user is None and User.objects.filter(email__iexact=invitation.email).exists():
        return Refusal.HAS_ACCOUNT
    if refusal is None and user is not None and user.email.lower() != invitation.email.lower():
        return Refusal.WRONG_PERSON
    return refusal


def against_answering(invitation: Invitation) -> Refusal | None:
    """Why an invitation can neither be withdrawn nor sent again; being too old is no reason."""
    refusal = against_opening(invitation)
    return None if refusal is Refusal.EXPIRED else refusal


def against_inviting(email: str, organisation: Organisation, role: str) -> Refusal | None:
    """Why nobody with this address can be invited there in that role."""
    there = Membership.objects.filter(organisation=organisation, role=role)
    if there.filter(user__email__iexact=email).exists():
        return Refusal.ALREADY_MEMBER
    open_ones = Invitation.objects.open().filter(organisation=organisation, role=role)
    return Refusal.ALREADY_INVITED if open_ones.filter(email__iexact=email).exists() else None


def against_role(membership: Membership, role: str) -> Refusal | None:
    """Why this membership cannot get that role."""
    same = Membership.objects.filter(user=membership.user, organisation=membership.organisation, role=role)
    return Refusal.ALREADY_MEMBER if same.exists() else _against_giving_up(membership, stays=True)


def against_ending(membership: Membership) -> Refusal | None:
    """Why this membership cannot end."""
    return _against_giving_up(membership, stays=False)


def _against_giving_up(membership: Membership, *, stays: bool) -> Refusal | None:
    """Why nobody can do without this role. Locks the rows it counts: two people cannot remove each other.

    `stays`: whether the person remains a member in another role.
    """
    administrators = list(Membership.objects.administrators().select_for_update(of=("self",)))
    if administrators == [membership]:
        return Refusal.LAST_ADMINISTRATOR
    there = Membership.objects.filter(organisation=membership.organisation, user__is_active=True)
    others = list(there.exclude(pk=membership.pk).select_for_update(of=("self",)))
    coordinated = membership.role != Role.COORDINATOR or any(one.role == Role.COORDINATOR for one in others)
    return None if coordinated or not (others or stays) else Refusal.LAST_COORDINATOR


def against_losing(user: User) -> Refusal | None:
    """Why the platform cannot do without `user`'s account."""
    administrators = Membership.objects.administrators()
    others = administrators.exclude(user=user)
    lost = administrators.filter(user=user).exists() and not others.exists()
    return Refusal.LAST_ADMINISTRATOR if lost else None


def left_without_coordinator(user: User) -> list[Organisation]:
    """Where others remain and nobody looks after them once `user`'s account is closed."""
    coordinated = Organisation.objects.filter(memberships__user=user, memberships__role=Role.COORDINATOR)
    others = Membership.objects.filter(user__is_active=True).exclude(user=user)
    kept = others.filter(role=Role.COORDINATOR).values("organisation")
    return list(coordinated.filter(pk__in=others.values("organisation")).exclude(pk__in=kept))
