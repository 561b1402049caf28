"""What is asked of the board, read leniently: what is not known is left out."""

from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from platform_site.choices import INDUSTRY_CHOICES, PREFECTURE_CHOICES
from rubric.desk import conditions
from rubric.engagement.choices import PHASE_CHOICES, Urgency
from rubric.engagement.listing import MINE, called
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import EngagementQuerySet, coordinated_by

ALL = pgettext_lazy("filter", "All")


class Attention(models.TextChoices):
    """Why an engagement may need somebody."""

    UNSTAFFED = "unstaffed", _("Without a whole team")
    WAITING = "waiting", _("Waiting for an answer")
    OVERDUE = "overdue", _("Longer than usual")


#: What each asks of the database.
CONDITIONS = {
    Attention.UNSTAFFED: conditions.unstaffed,
    Attention.WAITING: conditions.waiting,
    Attention.OVERDUE: conditions.overdue,
}


def _bodies(request: HttpRequest) -> "models.QuerySet[Organisation]":
    return Organisation.objects.filter(pk__in=coordinated_by(request.user))


def _coordinators(request: HttpRequest) -> "models.QuerySet[User]":
    """Whoever answers for an engagement of the reader's organisations, or may."""
    coordinates = Q(memberships__organisation__in=coordinated_by(request.user), memberships__role=Role.COORDINATOR)
    return User.objects.filter(coordinates).order_by("name", "pk").distinct()


class BoardFilter(django_filters.FilterSet):
    """The filters of the board and of its list. Every one may be left out."""

    q = django_filters.CharFilter(label=_("Alias or company"), max_length=100, method="find")
    phase = django_filters.ChoiceFilter(label=_("Phase"), choices=PHASE_CHOICES, empty_label=ALL)
    prefecture = django_filters.ChoiceFilter(label=_("Prefecture"), choices=PREFECTURE_CHOICES, empty_label=ALL)
    industry = django_filters.ChoiceFilter(label=_("Industry"), choices=INDUSTRY_CHOICES, empty_label=ALL)
    urgency = django_filters.ChoiceFilter(label=_("Urgency"), choices=Urgency.choices, empty_label=ALL)
    coordinator = django_filters.ModelChoiceFilter(label=_("Coordinator"), queryset=_coordinators, empty_label=ALL)
    organisation = django_filters.ModelChoiceFilter(label=_("Responsible body"), queryset=_bodies, empty_label=ALL)
    attention = django_filters.ChoiceFilter(choices=Attention.choices, method="needing", widget=forms.HiddenInput)
    people = django_filters.ChoiceFilter(choices=[(MINE, "")], method="of", widget=forms.HiddenInput)

    class Meta:
        model = Engagement
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(coordinated_by(self.request.user)) < 2:
            del self.filters["organisation"]

    def find(self, engagements: EngagementQuerySet, _name: str, words: str) -> EngagementQuerySet:
        """By alias or name, however it is written."""
        return called(engagements, words)

    def needing(self, engagements: EngagementQuerySet, _name: str, attention: str) -> EngagementQuerySet:
        """Those that need somebody for this reason."""
        return engagements.filter(CONDITIONS[Attention(attention)]())

    def of(self, engagements: EngagementQuerySet, _name: str, _mine: str) -> EngagementQuerySet:
        """The reader's own."""
        return engagements.filter(pk__in=Engagement.objects.mine(self.request.user).values("pk"))

    @property
    def told(self) -> dict[str, str]:
        """What is asked for and understood, as it stands in the address."""
        self.form.is_valid()
        known: dict[str, Any] = self.form.cleaned_data
        return {name: self.data[name] for name in self.filters if known.get(name) and self.data.get(name)}

    def found(self, besides: Collection[str] = ()) -> EngagementQuerySet:
        """What fits everything that is asked for, but for these filters."""
        engagements: EngagementQuerySet = self.queryset
        for name in self.told:
            if name not in besides:
                engagements = self.filters[name].filter(engagements, self.form.cleaned_data[name])
        return engagements
