"""Whom a plan names, in words: as far as the organisation may still ask them, or has them in a team."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.models import Organisation, User
from rubric.engagement.models import Assignment
from rubric.matching.models import Proposal
from rubric.supporters.models import SupporterProfile


@dataclass(frozen=True)
class Named:
    """Somebody, and where more stands about him; no address where the reader may not look."""

    name: str
    url: str = ""


class People:
    """People by their number, read once."""

    def __init__(self, organisation: Organisation, reader: User, people: Collection[int]) -> None:
        asked = Proposal.objects.open().filter(engagement__organisation=organisation).values("person")
        in_team = Assignment.objects.open().filter(engagement__organisation=organisation).values("person")
        askable = SupporterProfile.objects.askable_by(organisation).values("user")
        known = Q(pk__in=askable) | Q(pk__in=asked) | Q(pk__in=in_team)
        self._names = {one.pk: str(one) for one in User.objects.filter(known, pk__in=people)}
        shown = SupporterProfile.objects.visible_to(reader).filter(user__in=self._names)
        self._urls = {user: reverse("supporter", args=[pk]) for user, pk in shown.values_list("user", "pk")}

    def named(self, person: int) -> Named:
        """Somebody by name, as far as it may be told."""
        if person not in self._names:
            return Named(_("Somebody who cannot be asked any more"))
        return Named(self._names[person], self._urls.get(person, ""))
