"""What a person keeps for herself. It is shown to her alone, and no audit trail tells of it.

Whatever she deletes stays for a while, so that it can be brought back (`daily.forget_deleted`).
"""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from casebook.cases.models import CasePage

#: How long a deleted thing can be brought back.
UNDO_FOR = timedelta(days=1)


class Frequency(models.TextChoices):
    """How soon a person hears of new cases."""

    NEVER = "never", _("No mail")
    AT_ONCE = "at-once", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")

    def period_start(self, now: datetime) -> datetime:
        """The moment since which one look is enough: midnight, Monday's midnight, or now."""
        if self is Frequency.AT_ONCE:
            return now
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=midnight.weekday() if self is Frequency.WEEKLY else 0)


class DeletableQuerySet(models.QuerySet):
    """Things that their owner can delete and bring back."""

    def kept(self) -> Self:
        """Those that are not deleted."""
        return self.filter(deleted_at=None)

    def restorable(self) -> Self:
        """Those that were deleted a short while ago."""
        return self.filter(deleted_at__gt=timezone.now() - UNDO_FOR)


class OwnedQuerySet(DeletableQuerySet):
    """Things of one person."""

    def of(self, user) -> Self:
        """Her own, deleted ones included."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def visible_to(self, user) -> Self:
        """Her own: nobody else's business."""
        return self.of(user).kept()


class Deletable(models.Model):
    """Something that can be deleted and brought back."""

    #: Nobody else learns of it, nor by the CMS's list of where a page is used.
    wagtail_reference_index_ignore = True

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Owned(Deletable):
    """Something that belongs to one person."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class SavedSearchQuerySet(OwnedQuerySet):
    """Saved searches, in the domain's words."""

    def alerting(self) -> Self:
        """Those whose owner wants mails and can get them."""
        return self.kept().filter(owner__is_active=True).exclude(frequency=Frequency.NEVER)

    def due(self, now: datetime) -> Self:
        """Those that have not been looked at in their current period."""
        due = models.Q(looked_at=None)
        for frequency in (Frequency.AT_ONCE, Frequency.DAILY, Frequency.WEEKLY):
            due |= models.Q(frequency=frequency, looked_at__lt=frequency.period_start(now))
        return self.alerting().filter(due)


class SavedSearch(Owned):
    """A question to the library under a name, and how soon its owner hears of new cases.

    `query` is the canonical query string; `fingerprint` is the same for questions that find the same cases.
    `looked_at` is empty until the cases that were there before have been noted (`alerts.look`).
    """

    name = models.CharField(_("Name of the search"), max_length=100)
    query = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=64)
    frequency = models.CharField(
        _("Tell me of new cases by mail"), max_length=10, choices=Frequency.choices, default=Frequency.NEVER
    )
    looked_at = models.DateTimeField(null=True, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Saved search")
        verbose_name_plural = _("Saved searches")
        constraints = [
            models.UniqueConstraint(fields=["owner", "fingerprint"], name="saved_search_once"),
            models.CheckConstraint(
                condition=models.Q(frequency__in=Frequency.values), name="saved_search_known_frequency"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AlertQuerySet(models.QuerySet):
    """Alerts, in the domain's words."""

    def waiting(self) -> Self:
        """Those that nobody has begun to send."""
        return self.filter(claimed_at=None)


class Alert(models.Model):
    """One mail to one person about new cases.

    `claimed_at` is written before the mail is handed over and taken back where the server refuses it. A process that
    is killed in between leaves the mail claimed: it may be lost, but it is never sent twice.
    """

    wagtail_reference_index_ignore = True

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(claimed_at__isnull=False), name="alert_sent_was_claimed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.created_at:%Y-%m-%d %H:%M}"


class ToldCase(models.Model):
    """That a case is known to the owner of a search: told by `alert`, or there before she wanted mails (None).

    It carries the case's id, as consents do: an id outlives the page, and translations share it.
    """

    wagtail_reference_index_ignore = True

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="told")
    case_id = models.CharField(max_length=80)
    alert = models.ForeignKey(Alert, on_delete=models.SET_NULL, null=True, related_name="told")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "case_id"], name="case_told_once_a_search")]

    def __str__(self) -> str:
        return self.case_id


class Bookmark(Owned):
    """A case that a person wants to find again, with a note for herself."""

    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="+")
    note = models.TextField(_("Your note"), blank=True, max_length=2_000)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Bookmark")
        verbose_name_plural = _("Bookmarks")
        constraints = [models.UniqueConstraint(fields=["owner", "case"], name="bookmark_once")]

    def __str__(self) -> str:
        return str(self.case)


class CaseCollection(Owned):
    """Cases that a person has put together, for herself or for a meeting."""

    name = models.CharField(_("Name of the collection"), max_length=100)
    description = models.TextField(
        _("What it is for"), blank=True, max_length=2_000, help_text=_("It is printed with the collection.")
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("Collection of cases")
        verbose_name_plural = _("Collections of cases")

    def __str__(self) -> str:
        return self.name


class CollectedCase(Deletable):
    """A case in a collection, at its place, with a note."""

    collection = models.ForeignKey(CaseCollection, on_delete=models.CASCADE, related_name="entries")
    case = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="+")
    note = models.TextField(_("Your note"), blank=True, max_length=2_000)
    position = models.PositiveIntegerField(default=0)

    objects = DeletableQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "case"], name="case_once_a_collection")]

    def __str__(self) -> str:
        return str(self.case)
