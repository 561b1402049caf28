"""The people of a list with their newest signed levels, read in a few queries for twenty thousand of them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.cohort.criteria import END, Criteria
from rubric.assessment.domain.cohort import Levels, Term, term
from rubric.assessment.models import NamedSenior, Offer, Standing
from search.text.normalise import fold, repair

#: The roles whose bearers the rubric describes.
ASSESSED = (Role.SUPPORTER, Role.COORDINATOR)


class Signed(NamedTuple):
    """Somebody's newest signed levels, as they are read: days as text (ISO), levels by element as JSON."""

    person: int
    standing: int
    level: int | None
    signed_on: str
    valid_until: str
    version: int
    levels: str


class Person(NamedTuple):
    """Somebody who is shown. `organisation` is that of whoever offers himself, where his levels were signed."""

    pk: int
    name: str
    term: Term
    signed: Signed | None
    is_coordinator: bool
    is_senior: bool
    organisation: str


@dataclass(frozen=True)
class People:
    """Everybody in a list, in the order of their names.

    Only who is shown becomes a `Person`: `signed` keeps plain tuples (the fields of `Signed`, by person), as the
    garbage collector goes through all other objects again and again, which took as long as the queries.
    """

    today: date
    names: Mapping[int, str]
    signed: Mapping[int, tuple[Any, ...]]
    coordinating: AbstractSet[int] = frozenset()
    seniors: AbstractSet[int] = frozenset()
    organisations: Mapping[int, str] = field(default_factory=dict)

    def person(self, pk: int) -> Person:
        """One of them, to be shown."""
        return Person(
            pk,
            self.names[pk],
            self.term_of(pk),
            Signed(*self.signed[pk]) if pk in self.signed else None,
            pk in self.coordinating,
            pk in self.seniors,
            self.organisations.get(pk, ""),
        )

    def term_of(self, pk: int) -> Term:
        """How it stands with the time of somebody's levels."""
        return self._term(self._until(pk))

    def terms(self) -> Counter[Term]:
        """How many there are of each."""
        found: Counter[Term] = Counter()
        for valid_until, people in Counter(map(self._until, self.names)).items():
            found[self._term(valid_until)] += people
        return found

    def chosen(self, criteria: Criteria) -> list[int]:
        """Those who fit the question, in the order that it asks for; by their end those without one stand last."""
        found: list[int] = self._called(criteria.q) if criteria.q else list(self.names)
        if criteria.level:
            found = [pk for pk in found if pk in self.signed and self.signed[pk][LEVEL] == criteria.level]
        if criteria.term:
            found = [pk for pk in found if self.term_of(pk) is criteria.term]
        if criteria.sort == END:
            found.sort(key=lambda pk: self._until(pk) or date.max.isoformat())
        return found

    def counting_levels(self) -> dict[int, list[Levels]]:
        """The levels that count today, by the version on which they were signed."""
        texts: dict[int, list[str]] = {}
        today = self.today.isoformat()
        for row in self.signed.values():
            if row[UNTIL] >= today:
                texts.setdefault(row[VERSION], []).append(row[LEVELS])
        return {version: read_levels(found) for version, found in texts.items()}

    def _until(self, pk: int) -> str | None:
        return self.signed[pk][UNTIL] if pk in self.signed else None

    def _term(self, valid_until: str | None) -> Term:
        return term(date.fromisoformat(valid_until) if valid_until else None, self.today)

    def _called(self, sought: str) -> list[int]:
        """All names are made plain at once: twenty thousand calls would take as long as the rest of the page."""
        names = _plain("\t".join(name.replace("\t", " ") for name in self.names.values())).split("\t")
        return [pk for pk, name in zip(self.names, names, strict=True) if _plain(sought) in name]


LEVEL, UNTIL, VERSION, LEVELS = map(Signed._fields.index, ("level", "valid_until", "version", "levels"))


def people_of(organisation: Organisation, user: User, today: date) -> People:
    """The active supporters and coordinators of an organisation, as `user` sees them: four queries."""
    members = members_of(organisation)
    standings = Standing.objects.visible_to(user).newest().filter(person__in=members.values("user"))
    return People(
        today,
        names=dict(members.order_by("user__name", "user").values_list("user", "user__name")),
        signed=_signed(standings),
        coordinating=set(members.filter(role=Role.COORDINATOR).values_list("user", flat=True)),
        seniors=set(NamedSenior.objects.filter(organisation=organisation).values_list("person", flat=True)),
    )


def people_offered_to(organisation: Organisation, user: User, today: date) -> People:
    """People of other organisations with signed levels who offer themselves to this one or to all: two queries."""
    offers = Offer.objects.filter(Q(organisation=None) | Q(organisation=organisation))
    standings = (
        Standing.objects.visible_to(user)
        .newest()
        .filter(person__in=offers.values("person"), person__is_active=True)
        .exclude(person__in=members_of(organisation).values("user"))
    )
    ordered = standings.order_by("person__name", "person")
    rows = list(ordered.values_list("person", "person__name", "organisation__name"))
    return People(
        today,
        names={pk: name for pk, name, _place in rows},
        signed=_signed(standings) if rows else {},
        organisations={pk: place for pk, _name, place in rows},
    )


def members_of(organisation: Organisation) -> "QuerySet[Membership]":
    """The memberships of those who can be assessed there."""
    return Membership.objects.filter(organisation=organisation, role__in=ASSESSED, user__is_active=True)


def read_levels(texts: Iterable[str]) -> list[Levels]:
    """JSON of many people's levels, read as one text: so the names of elements are kept once for all of them."""
    return json.loads(f"[{','.join(texts)}]")


def _signed(standings: "QuerySet[Standing]") -> dict[int, tuple[Any, ...]]:
    signed_on, valid_until, levels = (Cast(name, TextField()) for name in ("signed_on", "valid_until", "levels"))
    rows = standings.order_by().values_list("person", "pk", "level", signed_on, valid_until, "version", levels)
    return {row[0]: row for row in rows}


def _plain(name: str) -> str:
    """A name however it is written: with a blank in it or without, in old characters or new ones."""
    return fold(repair(name)).replace(" ", "")
