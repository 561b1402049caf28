"""Whom an author can ask, and why not the others."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.domain.reviewing import Author, Refusal, Reviewer, refusals, round_began
from rubric.assessment.models import NamedSenior, Review


@dataclass(frozen=True)
class Candidate:
    """Somebody of an organisation of the author's, and what speaks against asking him."""

    person: User
    organisation: Organisation
    is_coordinator: bool
    refusals: tuple[Refusal, ...]


def candidates(author: User) -> list[Candidate]:
    """Coordinators and named seniors of the author's organisations, but himself; those who can be asked first."""
    found = [one for one in _people(author) if Refusal.SELF not in one.refusals]
    return sorted(found, key=lambda one: (bool(one.refusals), one.organisation.name, one.person.name, one.person.pk))


def _people(author: User) -> Iterator[Candidate]:
    seniors = set(
        NamedSenior.objects.filter(organisation__in=author.organisation_ids).values_list("organisation", "person")
    )
    there = Membership.objects.filter(organisation__in=author.organisation_ids).select_related("user", "organisation")
    coordinating = {(one.organisation_id, one.user_id) for one in there if one.role == Role.COORDINATOR}
    people = {(one.organisation_id, one.user_id): one for one in there}
    pairs = open_pairs(author)
    for place, member in people.items():
        if place in coordinating | seniors:
            reviewer = Reviewer(
                person=member.user_id,
                organisation=member.organisation_id,
                is_coordinator=place in coordinating,
                is_named_senior=place in seniors,
                is_active=member.user.is_active,
            )
            against = refusals(reviewer, Author(author.pk, member.organisation_id), pairs)
            yield Candidate(member.user, member.organisation, place in coordinating, against)


def open_pairs(author: User) -> set[tuple[int, int]]:
    """The pairs (author, reviewer) that keep this one from asking: whom he reviews in this round, whom he has asked."""
    since = round_began(timezone.localdate())
    reviews = Review.objects.select_related("assessment")
    by_me = reviews.of_round(since).filter(reviewer=author)
    asked = reviews.open().filter(assessment__author=author)
    return {(one.assessment.author_id, one.reviewer_id) for one in (*by_me, *asked)}
