"""Versions of the rubric: one is published, and locked for good."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin, WorkflowState
from wagtail.search import index

from platform_site.reference.naming import in_language
from rubric.framework.domain.content import gaps
from rubric.framework.domain.reading import LONGEST_NAME, LONGEST_TEXT
from rubric.framework.locking import ContentQuerySet, PublishedLock, VersionLocked


class VersionState(models.TextChoices):
    """Where a version stands. It follows from what Wagtail keeps of it, and is not kept itself."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("In review")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class VersionQuerySet(ContentQuerySet):
    """Versions, in the domain's words."""

    def published(self) -> "VersionQuerySet":
        """The one version that is in use; none before the first is published."""
        return self.filter(live=True)

    def retire(self) -> int:
        """Take them out of use, for good."""
        return models.QuerySet.update(self, live=False, live_revision=None, retired_at=timezone.now())

    def visible_to(self, user: Any) -> "VersionQuerySet":
        """Everybody sees what is or was published; drafts are seen by those who keep the platform."""
        if user.is_authenticated and user.is_national:
            return self
        return self.filter(Q(live=True) | Q(retired_at__isnull=False))


class RubricVersion(index.Indexed, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A version of the rubric. Once published it is locked for good; publishing another retires it.

    Saving raises VersionLocked for a change to a locked version.
    """

    VERSION_PATH = ""
    #: What a revision must not bring back when it is published.
    KEPT = ("number", "copied_from_id", "retired_at")
    #: What readers and assessments rely on.
    LOCKED_FIELDS = ("number", "copied_from_id", "name_ja", "name_en", "note_ja", "note_en", "first_published_at")

    number = models.PositiveIntegerField(_("Number"), unique=True, editable=False)
    name_ja = models.CharField(_("Name (Japanese)"), max_length=LONGEST_NAME)
    name_en = models.CharField(_("Name (English)"), max_length=LONGEST_NAME, blank=True)
    note_ja = models.TextField(_("Note to readers (Japanese)"), max_length=LONGEST_TEXT, blank=True)
    note_en = models.TextField(_("Note to readers (English)"), max_length=LONGEST_TEXT, blank=True)
    copied_from = models.ForeignKey(
        "self", verbose_name=_("Copied from"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    live = models.BooleanField(_("live"), default=False, editable=False)
    created_at = models.DateTimeField(_("Created"), default=timezone.now, editable=False)
    retired_at = models.DateTimeField(_("Retired"), null=True, editable=False)

    _revisions = GenericRelation(
        Revision,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="rubric_version",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        WorkflowState,
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="rubric_version",
        for_concrete_model=False,
    )

    objects = VersionQuerySet.as_manager()
    search_fields = [index.AutocompleteField("name_ja"), index.AutocompleteField("name_en")]

    class Meta:
        ordering = ["-number"]
        base_manager_name = "objects"
        verbose_name = _("Version of the rubric")
        verbose_name_plural = _("Rubric")
        constraints = [
            models.UniqueConstraint(fields=["live"], condition=Q(live=True), name="rubric_one_published"),
            models.CheckConstraint(condition=~Q(live=True, retired_at__isnull=False), name="rubric_retired_for_good"),
        ]

    def __str__(self) -> str:
        return in_language(get_language() or "ja", ja=self.name_ja, en=self.name_en) or self.name_ja

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = self._stored()
        if self.number is None:
            self.number = (RubricVersion.objects.aggregate(highest=Max("number"))["highest"] or 0) + 1
        if stored and stored.is_locked:
            self._refuse_changes(stored)
        if self.live and not (stored and stored.live):
            self._take_over()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_if_locked()
        return super().delete(*args, **kwargs)

    @property
    def revisions(self) -> Any:
        """Wagtail's revisions of this version."""
        return self._revisions

    @property
    def rubric_version(self) -> "RubricVersion":
        return self

    @property
    def is_locked(self) -> bool:
        """Whether it is or was published."""
        return self.live or self.retired_at is not None

    @property
    def state(self) -> VersionState:
        """Where it stands."""
        if self.retired_at:
            return VersionState.RETIRED
        if self.live:
            return VersionState.PUBLISHED
        return VersionState.IN_REVIEW if self.workflow_in_progress else VersionState.DRAFT

    def refuse_if_locked(self) -> None:
        """Raise VersionLocked where the database says that it is locked. Holds the row until the transaction ends."""
        stored = self._stored()
        if stored and stored.is_locked:
            raise VersionLocked

    def _stored(self) -> "RubricVersion | None":
        return RubricVersion.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None

    def get_lock(self) -> Any:
        return PublishedLock(self) if self.is_locked else super().get_lock()

    def with_content_json(self, content: dict) -> "RubricVersion":
        version = super().with_content_json(content)
        for name in self.KEPT:
            setattr(version, name, getattr(self, name))
        return version

    def _refuse_changes(self, stored: "RubricVersion") -> None:
        """Of a locked version nothing changes but that it is retired, and what Wagtail notes of revisions."""
        comes_back = stored.retired_at and (self.live or not self.retired_at)
        if comes_back or any(getattr(self, name) != getattr(stored, name) for name in self.LOCKED_FIELDS):
            raise VersionLocked
        if stored.live and not self.live:
            self.retired_at = self.retired_at or timezone.now()

    def _take_over(self) -> None:
        """Retire the version that was in use, in the same transaction. Raises ValidationError if this one has gaps."""
        from rubric.framework.content import framework_of  # which reads these models

        if gaps(framework_of(self)):
            raise ValidationError(_("This version is not complete. It cannot be published yet."))
        RubricVersion.objects.filter(live=True).exclude(pk=self.pk).retire()
