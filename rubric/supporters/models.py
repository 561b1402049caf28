"""What supporters tell of themselves: profile, hours, cases, and conflicts that nobody else ever sees."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casebook.cases.models import CasePage
from casebook.profiles.fields import ChoiceListField
from casebook.taxonomy.models import Approach, Barrier
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.choices import INDUSTRY_CHOICES, PREFECTURE_CHOICES
from rubric.assessment.models import Offer, shown_to
from rubric.supporters.choices import ConflictKind, Language, Licence, Style

LONGEST_WISH = 500
LONGEST_NOTE = 500
#: Hours that a month can hold.
MOST_HOURS = 200


def japanese() -> list[str]:
    """The language of almost every owner."""
    return [Language.JA.value]


class SupporterProfileQuerySet(models.QuerySet["SupporterProfile"]):
    """Profiles, in the domain's words."""

    def visible_to(self, user: Any) -> "SupporterProfileQuerySet":
        """Those of the people whose signed levels `user` may see, by the same rule; one's own."""
        return self.filter(shown_to(user, "user"))

    def askable(self) -> "SupporterProfileQuerySet":
        """Those of people to whom a proposal may go."""
        return self.filter(may_be_asked=True, user__is_active=True)

    def askable_by(self, organisation: Organisation) -> "SupporterProfileQuerySet":
        """Those whom this organisation may ask: its own people, and those who offer themselves to it."""
        own = Membership.objects.filter(user=OuterRef("user"), organisation=organisation)
        offered = Offer.objects.filter(Q(organisation=None) | Q(organisation=organisation), person=OuterRef("user"))
        return self.askable().filter(Exists(own) | Exists(offered))


class SupporterProfile(models.Model):
    """Where a supporter goes, what he is good at by his own word, what he wishes, and whether he may be asked.

    `edit` counts how often it was saved, so that two windows do not overwrite each other.
    """

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="supporter_profile")
    base = models.CharField(
        _("Where I work from"),
        max_length=20,
        blank=True,
        choices=PREFECTURE_CHOICES,
        help_text=_("The prefecture from which you travel."),
    )
    prefectures = ChoiceListField(_("Prefectures to which I go"), choices=PREFECTURE_CHOICES)
    online = models.BooleanField(
        _("I support online as well"), default=False, help_text=_("Then also companies farther away can be proposed.")
    )
    industries = ChoiceListField(_("Industries"), choices=INDUSTRY_CHOICES)
    barriers = models.ManyToManyField(Barrier, verbose_name=_("Barriers"), blank=True, related_name="+")
    approaches = models.ManyToManyField(Approach, verbose_name=_("Approaches"), blank=True, related_name="+")
    licences = ChoiceListField(_("Licences"), choices=Licence.choices)
    style = models.CharField(_("How I work"), max_length=20, choices=Style.choices, default=Style.EITHER)
    languages = ChoiceListField(_("Languages in which I talk with owners"), choices=Language.choices, default=japanese)
    learn_barriers = models.ManyToManyField(
        Barrier, verbose_name=_("Barriers that I want to learn to deal with"), blank=True, related_name="+"
    )
    learn_industries = ChoiceListField(_("Industries that I want to get to know"), choices=INDUSTRY_CHOICES)
    wants_to_learn = models.TextField(_("What else I want to learn"), max_length=LONGEST_WISH, blank=True)
    declined_industries = ChoiceListField(_("Industries that I cannot serve"), choices=INDUSTRY_CHOICES)
    cannot_serve = models.TextField(
        _("What else I cannot take on"),
        max_length=LONGEST_WISH,
        blank=True,
        help_text=_("Coordinators read it. Relations to certain companies belong to “Conflicts of interest”."),
    )
    may_be_asked = models.BooleanField(
        _("I may be asked for engagements"),
        default=True,
        help_text=_("You answer every proposal yourself. Without this none comes."),
    )
    shows_own_level = models.BooleanField(
        _("Where I have no valid signed level, my own overall level may be used"),
        default=False,
        help_text=_("Coordinators then see the overall level of your last self-assessment, marked as self-stated."),
    )
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    edit = models.PositiveIntegerField(default=0, editable=False)

    objects = SupporterProfileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Supporter's profile")
        verbose_name_plural = _("Supporters' profiles")
        constraints = [
            models.CheckConstraint(condition=Q(style__in=Style.values), name="supporter_known_style"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class WorkedOnQuerySet(models.QuerySet["WorkedOn"]):
    """Cases that supporters worked on, in the domain's words."""

    def visible_to(self, user: Any) -> "WorkedOnQuerySet":
        """Those on whose supporter `user` may look, and whose case he may read."""
        profiles = SupporterProfile.objects.visible_to(user)
        return self.filter(profile__in=profiles, case__in=CasePage.objects.visible_to(user))


class WorkedOn(models.Model):
    """A published case on which a supporter worked, by his own word."""

    wagtail_reference_index_ignore = True

    profile = models.ForeignKey(SupporterProfile, on_delete=models.CASCADE, related_name="worked_on")
    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WorkedOnQuerySet.as_manager()

    class Meta:
        ordering = ["-claimed_at", "-pk"]
        verbose_name = _("Case worked on")
        verbose_name_plural = _("Cases worked on")
        constraints = [models.UniqueConstraint(fields=["profile", "case"], name="worked_on_once")]

    def __str__(self) -> str:
        return f"{self.profile}: {self.case_id}"


class OfferedMonthQuerySet(models.QuerySet["OfferedMonth"]):
    """Offered hours, in the domain's words."""

    def free(self, hours: int = 1) -> "OfferedMonthQuerySet":
        """Months in which at least so many hours are neither booked nor over."""
        return self.filter(hours__gte=F("booked") + hours)

    def within(self, months: tuple[date, ...]) -> "OfferedMonthQuerySet":
        """Those of these months, in order."""
        return self.filter(month__in=months).order_by("month")


class OfferedMonth(models.Model):
    """The hours that a supporter offers in a month, and how many of them engagements have booked."""

    wagtail_reference_index_ignore = True

    profile = models.ForeignKey(SupporterProfile, on_delete=models.CASCADE, related_name="months")
    month = models.DateField(_("Month"))
    hours = models.PositiveSmallIntegerField(_("Hours a month"), validators=[MaxValueValidator(MOST_HOURS)])
    booked = models.PositiveSmallIntegerField(_("Booked hours"), default=0, editable=False)

    objects = OfferedMonthQuerySet.as_manager()

    class Meta:
        ordering = ["month"]
        verbose_name = _("Offered month")
        verbose_name_plural = _("Offered months")
        constraints = [
            models.UniqueConstraint(fields=["profile", "month"], name="offered_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="offered_month_first_day"),
            models.CheckConstraint(condition=Q(hours__lte=MOST_HOURS), name="offered_month_hours"),
            models.CheckConstraint(condition=Q(booked__lte=F("hours")), name="offered_month_booked"),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.month:%Y-%m}: {self.booked}/{self.hours}"

    @property
    def left(self) -> int:
        """The hours that can still be booked."""
        return self.hours - self.booked


class ConflictQuerySet(models.QuerySet["Conflict"]):
    """Conflicts of interest, in the domain's words."""

    def of(self, user: Any) -> "ConflictQuerySet":
        """A person's own. There is no other way to see any: no role, no page, no file of anybody else shows them."""
        return self.filter(profile__user=user) if user.is_authenticated else self.none()

    def companies(self, profiles: Collection[int]) -> dict[int, set[str]]:
        """By profile, the companies that must be kept from him: for rules that tell nobody which they are."""
        found: dict[int, set[str]] = {}
        for profile, company in self.filter(profile__in=profiles).values_list("profile", "company"):
            found.setdefault(profile, set()).add(company)
        return found


class Conflict(models.Model):
    """A company that a supporter must not support, and why; known to him alone.

    Others learn "cannot, for reasons that stay private". Its words stand in no audit entry, no log and no `__str__`.
    """

    wagtail_reference_index_ignore = True

    profile = models.ForeignKey(SupporterProfile, on_delete=models.CASCADE, related_name="conflicts")
    kind = models.CharField(_("Kind of relation"), max_length=20, choices=ConflictKind.choices)
    company = models.CharField(_("Company"), max_length=120)
    note = models.TextField(_("Note for myself"), max_length=LONGEST_NOTE, blank=True)
    declared_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["-declared_at", "-pk"]
        verbose_name = _("Conflict of interest")
        verbose_name_plural = _("Conflicts of interest")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ConflictKind.values), name="conflict_known_kind"),
            models.CheckConstraint(condition=~Q(company=""), name="conflict_names_company"),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"
