"""Vignettes, and how reviewers rated them. A rating belongs to its rater alone; others are only ever counted."""

from typing import Any

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from platform_site.accounts.models import User
from platform_site.append_only import AppendOnlyError
from platform_site.reference.naming import in_language
from rubric.assessment.models import LONGEST_NOTE
from rubric.assessment.review.permissions import may_review
from rubric.calibration.freezing import FROZEN, LockedQuerySet, RatingQuerySet, VignetteLocked
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES, RubricElement, RubricVersion

LONGEST_TITLE = 120
LONGEST_TEXT = 4_000
LONGEST_REASON = 1_000
KNOWN_LEVEL = Q(level__in=[level.value for level in Level])
OF_VERSION_IN_USE = {"domain__version__live": True}


class VignetteState(models.TextChoices):
    """Where a vignette stands. It follows from what is kept of it, and is not kept itself."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open for rating")
    CLOSED = "closed", _("Closed for rating")


class VignetteQuerySet(LockedQuerySet):
    """Vignettes, in the domain's words."""

    def open(self) -> "VignetteQuerySet":
        """Those that reviewers may rate now."""
        return self.filter(is_open=True)

    def visible_to(self, user: Any) -> "VignetteQuerySet":
        """Those who keep the platform see all; reviewers what is open, and what they have begun or rated."""
        if not user.is_authenticated:
            return self.none()
        if user.is_national:
            return self
        if not may_review(user):
            return self.none()
        own = VignetteRating.objects.filter(rater=user)
        return self.filter(Q(is_open=True) | Q(pk__in=own.values("vignette")))

    def with_raters(self) -> "VignetteQuerySet":
        """With `raters`: how many have handed in."""
        return self.annotate(raters=Count("ratings", filter=Q(ratings__handed_in_at__isnull=False)))


class Vignette(ClusterableModel):
    """A situation without names, what a supporter did in it, and the elements in which that is to be rated.

    It belongs to the version of the rubric that was in use when it was made. Once somebody has begun to rate it,
    nothing of it changes any more but whether it is open. Saving raises VignetteLocked.
    """

    PATH = ""
    LOCKED_FIELDS = ("version_id", "title_ja", "title_en", "situation_ja", "situation_en", "deed_ja", "deed_en")

    version = models.ForeignKey(RubricVersion, editable=False, on_delete=models.PROTECT, related_name="vignettes")
    title_ja = models.CharField(_("Title (Japanese)"), max_length=LONGEST_TITLE)
    title_en = models.CharField(_("Title (English)"), max_length=LONGEST_TITLE, blank=True)
    situation_ja = models.TextField(_("The situation (Japanese)"), max_length=LONGEST_TEXT)
    situation_en = models.TextField(_("The situation (English)"), max_length=LONGEST_TEXT, blank=True)
    deed_ja = models.TextField(_("What the supporter did (Japanese)"), max_length=LONGEST_TEXT)
    deed_en = models.TextField(_("What the supporter did (English)"), max_length=LONGEST_TEXT, blank=True)
    is_open = models.BooleanField(_("Open for rating"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = VignetteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("Vignette")
        verbose_name_plural = _("Vignettes")
        permissions = [("open_vignette", "Can open vignettes for rating")]

    def __str__(self) -> str:
        return in_language(get_language() or "ja", ja=self.title_ja, en=self.title_en) or self.title_ja

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = self._stored()
        if stored and stored.is_rated and any(getattr(self, one) != getattr(stored, one) for one in self.LOCKED_FIELDS):
            raise VignetteLocked
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_if_rated()
        return super().delete(*args, **kwargs)

    @property
    def is_rated(self) -> bool:
        """Whether somebody has begun to rate it."""
        return bool(self.pk) and VignetteRating.objects.filter(vignette=self.pk).exists()

    @property
    def state(self) -> VignetteState:
        """Where it stands."""
        if self.is_open:
            return VignetteState.OPEN
        return VignetteState.CLOSED if self.is_rated else VignetteState.DRAFT

    def refuse_if_rated(self) -> None:
        """Raise VignetteLocked where somebody has begun to rate it. Holds the row until the transaction ends."""
        stored = self._stored()
        if stored and stored.is_rated:
            raise VignetteLocked

    def _stored(self) -> "Vignette | None":
        return Vignette.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None


class VignetteElement(models.Model):
    """An element in which a vignette is rated: the reference, and why it is that level."""

    PATH = "vignette__"
    LOCKED_FIELDS = ("vignette_id", "element_id", "level", "reason_ja", "reason_en")

    vignette = ParentalKey(Vignette, on_delete=models.CASCADE, related_name="elements")
    element = models.ForeignKey(
        RubricElement,
        verbose_name=_("Element"),
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=OF_VERSION_IN_USE,
    )
    level = models.PositiveSmallIntegerField(_("Reference level"), choices=LEVEL_CHOICES)
    reason_ja = models.TextField(_("Why this level (Japanese)"), max_length=LONGEST_REASON)
    reason_en = models.TextField(_("Why this level (English)"), max_length=LONGEST_REASON, blank=True)

    objects = LockedQuerySet.as_manager()

    class Meta:
        ordering = ["element__domain__order", "element__order", "pk"]
        base_manager_name = "objects"
        verbose_name = _("Element of a vignette")
        verbose_name_plural = _("Elements of a vignette")
        constraints = [
            models.UniqueConstraint(fields=["vignette", "element"], name="vignette_element_once"),
            models.CheckConstraint(condition=KNOWN_LEVEL, name="vignette_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.vignette}: {self.element}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """A vignette saves all its rows: one that stays what it is may be saved again."""
        stored = VignetteElement.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None or any(getattr(self, one) != getattr(stored, one) for one in self.LOCKED_FIELDS):
            self.vignette.refuse_if_rated()
        if self.element.domain.version_id != self.vignette.version_id:
            raise ValueError("an element of another version of the rubric")
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.vignette.refuse_if_rated()
        return super().delete(*args, **kwargs)


class VignetteRatingQuerySet(RatingQuerySet):
    """Ratings of vignettes, in the domain's words."""

    def visible_to(self, user: Any) -> "VignetteRatingQuerySet":
        """Each rater's own, for nobody else."""
        return self.filter(rater=user) if user.is_authenticated else self.none()

    def handed_in(self) -> "VignetteRatingQuerySet":
        """Those that stand, the newest first."""
        return self.filter(handed_in_at__isnull=False).order_by("-handed_in_at", "-pk")


class VignetteRating(models.Model):
    """What one reviewer says of a vignette. Handed in, it stands: raises AppendOnlyError.

    `edit` counts how often it was written.
    """

    PATH = ""
    wagtail_reference_index_ignore = True

    vignette = models.ForeignKey(Vignette, on_delete=models.PROTECT, related_name="ratings")
    rater = models.ForeignKey(User, on_delete=models.PROTECT, related_name="vignette_ratings")
    edit = models.PositiveIntegerField(default=0, editable=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    handed_in_at = models.DateTimeField(null=True, editable=False)

    objects = VignetteRatingQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-pk"]
        base_manager_name = "objects"
        verbose_name = _("Rating of a vignette")
        verbose_name_plural = _("Ratings of vignettes")
        constraints = [models.UniqueConstraint(fields=["vignette", "rater"], name="vignette_rated_once")]

    def __str__(self) -> str:
        return f"{self.rater}: {self.vignette}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refuse_if_handed_in()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_if_handed_in()
        return super().delete(*args, **kwargs)

    @property
    def is_handed_in(self) -> bool:
        """Whether it stands."""
        return self.handed_in_at is not None

    def refuse_if_handed_in(self) -> None:
        """Raise AppendOnlyError where the database says that it stands. Holds the row until the transaction ends."""
        stored = VignetteRating.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None
        if stored and stored.is_handed_in:
            raise AppendOnlyError(FROZEN)


class ElementRating(models.Model):
    """The level that a reviewer gives in one element of a vignette, and a note to himself."""

    PATH = "rating__"
    wagtail_reference_index_ignore = True

    rating = models.ForeignKey(VignetteRating, on_delete=models.CASCADE, related_name="levels")
    of = models.ForeignKey(VignetteElement, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES, null=True, blank=True)
    note = models.TextField(_("My note"), max_length=LONGEST_NOTE, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["of__element__domain__order", "of__element__order", "pk"]
        base_manager_name = "objects"
        verbose_name = _("Level given to a vignette")
        verbose_name_plural = _("Levels given to vignettes")
        constraints = [
            models.UniqueConstraint(fields=["rating", "of"], name="vignette_level_once"),
            models.CheckConstraint(condition=Q(level=None) | KNOWN_LEVEL, name="vignette_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.rating}: {self.of.element}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.rating.refuse_if_handed_in()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.rating.refuse_if_handed_in()
        return super().delete(*args, **kwargs)
