"""Levels that two people signed, as others may rely on them; and to whom their holder offers himself."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet
from rubric.assessment.models.assessments import Assessment
from rubric.framework.models import LEVEL_CHOICES, RubricVersion


class Offer(models.Model):
    """A supporter lets the coordinators of an organisation that is not his see his signed levels; None: of all."""

    wagtail_reference_index_ignore = True

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="offers")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Offer to other organisations")
        verbose_name_plural = _("Offers to other organisations")
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="offer_once"),
            models.UniqueConstraint(fields=["person"], condition=Q(organisation=None), name="offer_to_all_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.organisation or '*'}"


def shown_to(user: Any, holder: str) -> Q:
    """Which rows of supporters `user` sees; `holder` is the field that names the supporter.

    One's own; those of the people one coordinates; those of people who offer themselves to one's organisation.
    Nobody sees those of a person for the national body (`domain.disclosing`).
    """
    if not user.is_authenticated:
        return Q(pk__in=[])
    own = Q(**{holder: user})
    coordinated = [one.organisation_id for one in user.held if one.role == Role.COORDINATOR]
    if user.is_national or not coordinated:
        return own
    theirs = Membership.objects.filter(user=OuterRef(holder), organisation__in=coordinated)
    offered = Offer.objects.filter(Q(organisation=None) | Q(organisation__in=coordinated), person=OuterRef(holder))
    return own | Exists(theirs) | Exists(offered)


class StandingQuerySet(AppendOnlyQuerySet):
    """Signed levels, in the domain's words."""

    def visible_to(self, user: Any) -> "StandingQuerySet":
        """Those that `shown_to` says."""
        return self.filter(shown_to(user, "person"))

    def newest(self) -> "StandingQuerySet":
        """Of each person the last one that was signed."""
        later = Standing.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))


class Standing(AppendOnlyModel):
    """What was signed on a day, in one row, so that twenty thousand of them can be counted at once.

    `levels`, `own` and `rated` map an element's slug to the level agreed on, to the author's and to the reviewer's
    before they talked. It counts to the end of `valid_until`, by the rule that was in force when it was signed.
    """

    wagtail_reference_index_ignore = True

    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="standing")
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="standings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Overall level"), choices=LEVEL_CHOICES, null=True)
    levels = models.JSONField()
    own = models.JSONField()
    rated = models.JSONField()
    signed_on = models.DateField(_("Signed on"))
    valid_until = models.DateField(_("Valid until"))

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["-signed_on", "-pk"]
        verbose_name = _("Signed levels")
        verbose_name_plural = _("Signed levels")
        indexes = [models.Index(fields=["valid_until"], name="standing_valid_until")]

    def __str__(self) -> str:
        return f"{self.person} {self.signed_on}"


class Reminder(AppendOnlyModel):
    """That a person was told of the end of his levels, `days` before it."""

    wagtail_reference_index_ignore = True

    standing = models.ForeignKey(Standing, on_delete=models.PROTECT, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reminder")
        verbose_name_plural = _("Reminders")
        constraints = [models.UniqueConstraint(fields=["standing", "days"], name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.standing}: {self.days}"
