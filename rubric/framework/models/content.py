"""What a version says: domains, elements, and what somebody of a level does."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from platform_site.reference.naming import in_language
from rubric.framework.domain.content import Basis
from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import LONGEST_NAME, LONGEST_SLUG, LONGEST_TEXT
from rubric.framework.locking import ContentModel
from rubric.framework.models.versions import RubricVersion
from rubric.framework.texts import told

LEVEL_CHOICES = [(level.value, told(level.label_ja, level.label_en)) for level in Level]


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
