"""Versions of the rubric, what each of them says, how they correspond, and the cases that show a level."""

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin, WorkflowState
from wagtail.search import index

from casebook.cases.models import CasePage
from platform_site.accounts.models import User
from platform_site.reference.naming import in_language
from rubric.framework.domain.content import Basis, gaps
from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import LONGEST_NAME, LONGEST_SLUG, LONGEST_TEXT
from rubric.framework.locking import ContentModel, ContentQuerySet, PublishedLock, VersionLocked
from rubric.framework.texts import told

LEVEL_CHOICES = [(level.value, told(level.label_ja, level.label_en)) for level in Level]


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


class RubricDomain(ContentModel):
    """A domain of a version: a group of elements."""

    VERSION_PATH = "version__"

    version = models.ForeignKey(RubricVersion, on_delete=models.CASCADE, related_name="domains")
    slug = models.SlugField(_("Slug"), max_length=LONGEST_SLUG)
    name_ja = models.CharField(_("Name (Japanese)"), max_length=LONGEST_NAME)
    name_en = models.CharField(_("Name (English)"), max_length=LONGEST_NAME, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta(ContentModel.Meta):
        ordering = ["order", "pk"]
        verbose_name = _("Domain of the rubric")
        verbose_name_plural = _("Domains of the rubric")
        constraints = [models.UniqueConstraint(fields=["version", "slug"], name="rubric_domain_once")]

    def __str__(self) -> str:
        return in_language(get_language() or "ja", ja=self.name_ja, en=self.name_en) or self.name_ja

    @property
    def rubric_version(self) -> RubricVersion:
        return self.version


class RubricElement(ContentModel, ClusterableModel):
    """An element of a domain. Its slug is the same in every version in which it means the same."""

    VERSION_PATH = "domain__version__"

    domain = models.ForeignKey(
        RubricDomain, verbose_name=_("Domain"), on_delete=models.CASCADE, related_name="elements"
    )
    slug = models.SlugField(
        _("Slug"), max_length=LONGEST_SLUG, help_text=_("Keep it where the element means the same as before.")
    )
    name_ja = models.CharField(_("Name (Japanese)"), max_length=LONGEST_NAME)
    name_en = models.CharField(_("Name (English)"), max_length=LONGEST_NAME, blank=True)
    meaning_ja = models.TextField(_("Meaning (Japanese)"), max_length=LONGEST_TEXT)
    meaning_en = models.TextField(_("Meaning (English)"), max_length=LONGEST_TEXT, blank=True)
    guidance_ja = models.TextField(_("How to choose (Japanese)"), max_length=LONGEST_TEXT, blank=True)
    guidance_en = models.TextField(_("How to choose (English)"), max_length=LONGEST_TEXT, blank=True)
    questions_ja = models.TextField(_("Questions to ask oneself (Japanese)"), blank=True, help_text=_("One a line."))
    questions_en = models.TextField(
        _("Questions to ask oneself (English)"), blank=True, help_text=_("The same questions in the same order.")
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta(ContentModel.Meta):
        ordering = ["domain__order", "order", "pk"]
        verbose_name = _("Element of the rubric")
        verbose_name_plural = _("Elements of the rubric")
        constraints = [models.UniqueConstraint(fields=["domain", "slug"], name="rubric_element_once")]

    def __str__(self) -> str:
        return in_language(get_language() or "ja", ja=self.name_ja, en=self.name_en) or self.name_ja

    @property
    def rubric_version(self) -> RubricVersion:
        return self.domain.version

    def clean(self) -> None:
        super().clean()
        if self.domain_id and self._slug_is_taken():
            raise ValidationError({"slug": _("Another element of this version has this slug.")})

    def _slug_is_taken(self) -> bool:
        others = RubricElement.objects.filter(domain__version=self.domain.version_id, slug=self.slug)
        return others.exclude(pk=self.pk).exists()


class RubricDescriptor(ContentModel):
    """What somebody of a level does, in one element."""

    VERSION_PATH = "element__domain__version__"

    element = ParentalKey(RubricElement, on_delete=models.CASCADE, related_name="descriptors")
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES)
    text_ja = models.TextField(_("What one does (Japanese)"), max_length=LONGEST_TEXT)
    text_en = models.TextField(_("What one does (English)"), max_length=LONGEST_TEXT, blank=True)
    basis = models.CharField(
        _("Rests on"),
        max_length=10,
        choices=[(Basis.SOURCE.value, _("The ministry's paper")), (Basis.DRAFT.value, _("The platform's draft"))],
        default=Basis.DRAFT.value,
    )
    examples_ja = models.TextField(_("Examples (Japanese)"), blank=True, help_text=_("One a line."))
    examples_en = models.TextField(
        _("Examples (English)"), blank=True, help_text=_("The same examples in the same order.")
    )

    class Meta(ContentModel.Meta):
        ordering = ["level"]
        verbose_name = _("Descriptor")
        verbose_name_plural = _("Descriptors")
        constraints = [
            models.UniqueConstraint(fields=["element", "level"], name="rubric_descriptor_once"),
            models.CheckConstraint(condition=Q(level__in=[level.value for level in Level]), name="rubric_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.element} – {self.get_level_display()}"

    @property
    def rubric_version(self) -> RubricVersion:
        return self.element.rubric_version


class CrosswalkLink(models.Model):
    """An element of the older of two versions, and one of the newer that it became, wholly or in part.

    Links tell how versions correspond and are no part of either: they may be mended after both are published.
    """

    old = models.ForeignKey(RubricElement, on_delete=models.CASCADE, related_name="links_on")
    new = models.ForeignKey(RubricElement, on_delete=models.CASCADE, related_name="links_back")

    class Meta:
        verbose_name = _("Link of a crosswalk")
        verbose_name_plural = _("Links of a crosswalk")
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="rubric_link_once")]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class ExampleQuerySet(models.QuerySet["LevelExample"]):
    """Cases that show a level, in the domain's words."""

    def visible_to(self, user: Any) -> "ExampleQuerySet":
        """Those whose case this person may read."""
        return self.filter(case__in=CasePage.objects.visible_to(user))


class LevelExample(models.Model):
    """A published case in which somebody acts at a level of an element.

    It belongs to the element by its slug: cases keep showing a level when the rubric gets a new version.
    """

    element = models.SlugField(_("Element"), max_length=LONGEST_SLUG)
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES)
    case = models.ForeignKey(CasePage, verbose_name=_("Case"), on_delete=models.CASCADE, related_name="level_examples")
    why_ja = models.CharField(_("What shows it (Japanese)"), max_length=255)
    why_en = models.CharField(_("What shows it (English)"), max_length=255, blank=True)
    created_by = models.ForeignKey(User, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")

    objects = ExampleQuerySet.as_manager()

    class Meta:
        ordering = ["element", "level", "pk"]
        verbose_name = _("Case that shows a level")
        verbose_name_plural = _("Cases that show a level")
        constraints = [
            models.UniqueConstraint(fields=["element", "level", "case"], name="level_example_once"),
            models.CheckConstraint(condition=Q(level__in=[level.value for level in Level]), name="example_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.case} – {self.element} {self.get_level_display()}"

    @property
    def why(self) -> str:
        """What shows the level, in the reader's language."""
        return in_language(get_language() or "ja", ja=self.why_ja, en=self.why_en) or self.why_ja
