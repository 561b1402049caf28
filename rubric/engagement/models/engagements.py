"""A company that is accompanied, or may be: confidential to its team and to whoever coordinates it."""

from dataclasses import replace
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casebook.profiles.choices import Situation
from casebook.profiles.domain.profile import CompanyProfile
from casebook.profiles.fields import ChoiceListField
from casebook.profiles.models import ProfiledModel
from platform_site.accounts.models import Organisation, User
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
from platform_site.reference.company_size import is_regional_core
from rubric.engagement.choices import (
    COMPLEXITY_CHOICES,
    PHASE_CHOICES,
    SIGN_CHOICES,
    Interest,
    Style,
    Urgency,
)
from rubric.engagement.domain.alias import AliasProfile, alias_profile
from rubric.engagement.domain.complexity import Complexity
from rubric.engagement.domain.names import comparable
from rubric.engagement.domain.phases import SUPPORTED, UNDER_WAY, Phase
from rubric.supporters.choices import Language, Licence

LONGEST_STORY = 10_000
LONGEST_REASON = 2_000
MOST_MONTHS = 36
MOST_HOURS = 200


def only_japanese() -> list[str]:
    """The language of nearly every talk."""
    return [Language.JA.value]


def coordinated_by(user: Any) -> list[int]:
    """The organisations that this person coordinates himself: neither the national body nor superusers look in."""
    return [one.organisation_id for one in user.held if one.role == Role.COORDINATOR]


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Engagements, in the domain's words."""

    def visible_to(self, user: Any) -> "EngagementQuerySet":
        """Those in whose team somebody is now, and those of the organisations that he coordinates. Nobody else's."""
        if not user.is_authenticated or not user.held:
            return self.none()
        return self.filter(self._in_team(user) | Q(organisation__in=coordinated_by(user)))

    def kept_by(self, user: Any) -> "EngagementQuerySet":
        """Those that this person may change."""
        return self.filter(organisation__in=coordinated_by(user)) if user.is_authenticated else self.none()

    def mine(self, user: Any) -> "EngagementQuerySet":
        """Those that somebody answers for, or in whose team he is."""
        return self.visible_to(user).filter(self._in_team(user) | Q(coordinator=user))

    def under_way(self) -> "EngagementQuerySet":
        """Those on which somebody works now."""
        return self.filter(phase__in=UNDER_WAY)

    def _in_team(self, user: Any) -> Q:
        held = Engagement.objects.filter(assignments__person=user, assignments__ended_at=None)
        return Q(pk__in=held.values("pk"))


class Engagement(ProfiledModel):
    """What is known of the company, what was agreed, and where it stands. `edit` counts how often it was written."""

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Responsible body"), on_delete=models.PROTECT, related_name="engagements"
    )
    coordinator = models.ForeignKey(
        User, verbose_name=_("Coordinator"), on_delete=models.PROTECT, related_name="engagements"
    )
    company_name = models.CharField(_("Company's name"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    alias = models.CharField(
        _("Alias"),
        max_length=60,
        help_text=_("What people outside the team call it, e.g. “Food maker K”. It must not tell the name."),
    )
    contact_name = models.CharField(_("Contact person"), max_length=80, blank=True)
    contact_mail = models.EmailField(_("E-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("Telephone"), max_length=40, blank=True)

    owner_says = models.TextField(
        _("What the owner says"),
        max_length=LONGEST_STORY,
        blank=True,
        help_text=_("In his own words: what hurts, what he wants, what he worries about. Read by the team only."),
    )
    barriers = models.JSONField(_("Barriers"), default=list, blank=True)
    approaches = models.JSONField(_("Approaches"), default=list, blank=True)
    complexity_signs = ChoiceListField(_("What you have noticed"), choices=SIGN_CHOICES)
    complexity = models.CharField(
        _("Complexity"), max_length=10, choices=COMPLEXITY_CHOICES, default=Complexity.SIMPLE.value
    )

    wished_start = models.DateField(_("Wished start"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(
        _("Expected length (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    hours_a_month = models.PositiveSmallIntegerField(
        _("Hours a month of each supporter"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    online_possible = models.BooleanField(_("Online meetings are possible"), default=False)
    languages = ChoiceListField(_("Languages"), choices=Language.choices, default=only_japanese)
    style_wanted = models.CharField(_("Wished style"), max_length=12, choices=Style.choices, default=Style.EITHER)
    licence_wanted = models.CharField(_("Licence needed"), max_length=20, choices=Licence.choices, blank=True)
    urgency = models.CharField(_("Urgency"), max_length=10, choices=Urgency.choices, default=Urgency.NORMAL)
    consent_on = models.DateField(
        _("Agreed to be supported on"),
        null=True,
        blank=True,
        help_text=_("The day on which the company applied. The issue setting cannot begin without it."),
    )

    phase = models.CharField(
        _("Phase"), max_length=20, choices=PHASE_CHOICES, default=Phase.APPROACHED.value, editable=False, db_index=True
    )
    phase_since = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edit = models.PositiveIntegerField(default=0, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Engagement")
        verbose_name_plural = _("Engagements")
        indexes = [models.Index(fields=["organisation", "phase"], name="engagement_of_body")]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=[one.value for one in Phase]), name="engagement_known_phase"),
            models.CheckConstraint(
                condition=~Q(phase__in=[one.value for one in Phase if one in SUPPORTED]) | Q(consent_on__isnull=False),
                name="engagement_supported_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(months__gte=1, months__lte=MOST_MONTHS), name="engagement_months"
            ),
            models.CheckConstraint(
                condition=Q(hours_a_month=None) | Q(hours_a_month__gte=1, hours_a_month__lte=MOST_HOURS),
                name="engagement_hours",
            ),
            models.CheckConstraint(condition=~Q(alias="") & ~Q(company_name=""), name="engagement_has_names"),
        ]

    def __str__(self) -> str:
        """The alias: whatever names an engagement in a trail, a mail or a log never tells the company."""
        return self.alias

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.compute_facets()
        self.name_key = comparable(self.company_name)[:120]
        super().save(*args, **kwargs)

    @property
    def profile(self) -> CompanyProfile:
        """The company as cases are compared with it."""
        return replace(
            super().profile, barriers=tuple(self.barriers), approaches=tuple(self.approaches), text=self.owner_says
        )

    @property
    def alias_profile(self) -> AliasProfile:
        """What may be told to somebody who is asked and has not accepted."""
        return alias_profile(self.alias, self.profile)

    @property
    def is_regional_core(self) -> bool:
        """Whether it is a regional core company (地域中核企業), by its sales."""
        return is_regional_core(self.sales_yen)

    @property
    def is_regional_driver(self) -> bool:
        """Whether it is declared a regional future-driving company (地域未来牽引企業)."""
        return Situation.REGIONAL_DRIVER in self.situation

    @property
    def before_suspension(self) -> Phase | None:
        """Where a suspended one was before; None where it is not suspended."""
        if self.phase != Phase.SUSPENDED:
            return None
        return Phase(self.entries.filter(after=Phase.SUSPENDED).latest("pk").before)


class PhaseEntry(AppendOnlyModel):
    """That a phase began: who did it, when, and why. `before` is empty where the engagement was registered."""

    wagtail_reference_index_ignore = True

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="entries")
    before = models.CharField(max_length=20, choices=PHASE_CHOICES, blank=True)
    after = models.CharField(max_length=20, choices=PHASE_CHOICES)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    why = models.TextField(_("Reason"), max_length=LONGEST_REASON, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Change of phase")
        verbose_name_plural = _("Changes of phase")

    def __str__(self) -> str:
        return f"{self.engagement}: {self.before} → {self.after}"


class ConflictQuerySet(models.QuerySet["ConflictOfInterest"]):
    """Conflicts of interest, in the domain's words."""

    def visible_to(self, user: Any) -> "ConflictQuerySet":
        """Those of the engagements that this person coordinates; the team itself does not see them."""
        return self.filter(engagement__in=Engagement.objects.kept_by(user))


class ConflictOfInterest(models.Model):
    """Who must not be asked, and why: all of an organisation, a person, or somebody who is not on the platform."""

    wagtail_reference_index_ignore = True

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(_("Relation to the company"), max_length=20, choices=Interest.choices)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    person = models.ForeignKey(
        User, verbose_name=_("Person"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("Another name"), max_length=120, blank=True)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Conflict of interest")
        verbose_name_plural = _("Conflicts of interest")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, person=None, name="")
                | Q(organisation=None, person__isnull=False, name="")
                | (Q(organisation=None, person=None) & ~Q(name="")),
                name="conflict_of_one",
            ),
            models.UniqueConstraint(fields=["engagement", "kind", "organisation"], name="conflict_organisation_once"),
            models.UniqueConstraint(fields=["engagement", "kind", "person"], name="conflict_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement}: {self.get_kind_display()}"

    @property
    def of_whom(self) -> str:
        """The name that was entered or chosen."""
        return self.organisation.label if self.organisation else str(self.person or self.name)
