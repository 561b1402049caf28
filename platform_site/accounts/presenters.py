"""What the pages of accounts show, in the shape in which they show it."""

from dataclasses import dataclass, replace

from allauth.mfa.utils import is_mfa_enabled
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Invitation, Membership, Organisation, User
from platform_site.accounts.next_steps import Step, steps_for
from platform_site.accounts.permissions import keeps_the_platform, roles_to_give
from platform_site.accounts.policies import Refusal
from platform_site.accounts.roles import MEANINGS, Role

ORGANISATIONS_A_PAGE = 50


@dataclass(frozen=True)
class Place:
    """A role that one has in an organisation: what it is for, and who looks after the people there."""

    membership: Membership
    meaning: str
    coordinators: list[str]


@dataclass(frozen=True)
class MyPage:
    """One's own page. `should_protect`: without a second factor, though able to change what everybody reads."""

    places: list[Place]
    steps: list[Step]
    two_factor: bool
    should_protect: bool


@dataclass(frozen=True)
class Member:
    """A membership in the list of an organisation's people."""

    membership: Membership
    may_change: bool
    is_me: bool


@dataclass(frozen=True)
class OpenInvitation:
    """An unanswered invitation in that list."""

    invitation: Invitation
    ran_out: bool
    may_change: bool


@dataclass(frozen=True)
class People:
    """The page of an organisation's people."""

    organisation: Organisation
    members: list[Member]
    invitations: list[OpenInvitation]
    all_organisations: bool


@dataclass(frozen=True)
class RefusalPage:
    """Why an invitation does not open, and what its reader can do. `ask`: who could invite her again, by name."""

    title: str
    advice: str
    offers_login: bool = False
    offers_logout: bool = False
    ask: tuple[str, ...] = ()


_ASK_AGAIN = _("Please ask a coordinator of the organisation to send you another invitation.")
_REFUSALS = {
    None: RefusalPage(
        _("This invitation is not known."),
        _("Please check that the address from the mail was copied completely, or ask to be invited again."),
    ),
    Refusal.EXPIRED: RefusalPage(Refusal.EXPIRED.label, _ASK_AGAIN),
    Refusal.WITHDRAWN: RefusalPage(Refusal.WITHDRAWN.label, _ASK_AGAIN),
    Refusal.ACCEPTED: RefusalPage(
        Refusal.ACCEPTED.label,
        _("Whoever accepted it signs in with this address and the password chosen then."),
        offers_login=True,
    ),
    Refusal.HAS_ACCOUNT: RefusalPage(
        _("You have an account already"),
        _("Sign in with this address; then you can accept the invitation."),
        offers_login=True,
    ),
    Refusal.WRONG_PERSON: RefusalPage(
        Refusal.WRONG_PERSON.label,
        _("You are signed in with another address. Sign out, then open the link in the mail again."),
        offers_logout=True,
    ),
}


def refusal_page(refusal: Refusal | None, invitation: Invitation | None) -> RefusalPage:
    """The page for a refusal; None is a token that nobody was given."""
    page = _REFUSALS[refusal]
    if invitation is None or refusal not in {Refusal.EXPIRED, Refusal.WITHDRAWN}:
        return page
    return replace(page, ask=tuple(_whom_to_ask(invitation)))


def _whom_to_ask(invitation: Invitation) -> list[str]:
    """The coordinators of the organisation; where there is none yet, whoever sent the invitation."""
    inviter = invitation.invited_by
    return _coordinators(invitation.organisation) or ([inviter.name] if inviter and inviter.is_active else [])


def _coordinators(organisation: Organisation) -> list[str]:
    there = organisation.memberships.filter(role=Role.COORDINATOR, user__is_active=True)
    return list(there.order_by("created_at").values_list("user__name", flat=True))


def my_page_of(user: User) -> MyPage:
    """What a person sees of her own account."""
    memberships = user.memberships.select_related("organisation").order_by("organisation__name", "created_at")
    two_factor = is_mfa_enabled(user)
    return MyPage(
        places=[_place(membership) for membership in memberships],
        steps=steps_for(user),
        two_factor=two_factor,
        should_protect=user.is_national and not two_factor,
    )


def _place(membership: Membership) -> Place:
    """Who coordinates is no news to the coordinator herself."""
    names = [] if membership.role == Role.COORDINATOR else _coordinators(membership.organisation)
    return Place(membership, MEANINGS[Role(membership.role)], names)


def page_of_people(organisation: Organisation, user: User) -> People:
    """The members and the unanswered invitations of `organisation`, and what `user` may do with each."""
    mine = roles_to_give(user, organisation)
    members = organisation.memberships.select_related("user").order_by("user__name", "created_at")
    invitations = organisation.invitations.unanswered()
    still_open = set(organisation.invitations.open().values_list("pk", flat=True))
    return People(
        organisation=organisation,
        members=[Member(member, member.role in mine, member.user_id == user.pk) for member in members],
        invitations=[OpenInvitation(one, one.pk not in still_open, one.role in mine) for one in invitations],
        all_organisations=keeps_the_platform(user),
    )


def list_of_organisations(organisations: QuerySet[Organisation], words: str, number: str | None) -> Page:
    """A page of the organisations whose name holds `words`, each with its number of people."""
    named = organisations.filter(Q(name__icontains=words) | Q(name_en__icontains=words))
    counted = named.annotate(people=Count("memberships__user", distinct=True)).order_by("name")
    page = Paginator(counted, ORGANISATIONS_A_PAGE).get_page(number)
    page.words = words
    return page
