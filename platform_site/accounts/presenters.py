"""What the pages of accounts show, in the shape in which they show it."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Invitation, Membership, Organisation, User
from platform_site.accounts.permissions import keeps_the_platform, may_manage_people, roles_to_give
from platform_site.accounts.policies import Refusal

ORGANISATIONS_A_PAGE = 50


@dataclass(frozen=True)
class MyPage:
    """One's own page."""

    memberships: list[Membership]
    manages_people: bool


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
    """Why an invitation does not open, and what its reader can do."""

    title: str
    advice: str
    offers_login: bool = False
    offers_logout: bool = False


_ASK_AGAIN = _("Please ask the person in charge at your organisation to invite you again.")
_REFUSALS = {
    None: RefusalPage(
        _("This invitation is not known."),
        _("Please check that the address from the mail was copied completely, or ask to be invited again."),
    ),
    Refusal.EXPIRED: RefusalPage(Refusal.EXPIRED.label, _ASK_AGAIN),
    Refusal.WITHDRAWN: RefusalPage(Refusal.WITHDRAWN.label, _ASK_AGAIN),
    Refusal.ACCEPTED: RefusalPage(
        Refusal.ACCEPTED.label, _("Sign in with your e-mail address and your password."), offers_login=True
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


def refusal_page(refusal: Refusal | None) -> RefusalPage:
    """The page for a refusal; None is a token that nobody was given."""
    return _REFUSALS[refusal]


def my_page_of(user: User) -> MyPage:
    """What a person sees of her own account."""
    memberships = list(user.memberships.select_related("organisation").order_by("organisation__name", "created_at"))
    return MyPage(memberships=memberships, manages_people=may_manage_people(user))


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
