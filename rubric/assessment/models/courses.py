"""Courses that a result recommends."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.search import index

from platform_site.reference.naming import in_language


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, in the domain's words."""

    def offered(self) -> "CourseQuerySet":
        """Those that can be recommended."""
        return self.filter(is_retired=False)

    def for_element(self, slug: str) -> list["Course"]:
        """Those that train an element, in their order."""
        return [course for course in self if slug in course.element_slugs]


class Course(index.Indexed, ClusterableModel):
    """A training that can be recommended (S4 p. 10), kept by editors."""

    slug = models.SlugField(_("Slug"), max_length=40, unique=True)
    name_ja = models.CharField(_("Name (Japanese)"), max_length=120)
    name_en = models.CharField(_("Name (English)"), max_length=120)
    content_ja = models.CharField(_("What is learnt (Japanese)"), max_length=255)
    content_en = models.CharField(_("What is learnt (English)"), max_length=255)
    form_ja = models.CharField(_("Form and length (Japanese)"), max_length=120, blank=True)
    form_en = models.CharField(_("Form and length (English)"), max_length=120, blank=True)
    fee_yen = models.PositiveIntegerField(_("Fee (yen)"), null=True, blank=True, help_text=_("Empty: not known."))
    elements = models.CharField(
        _("Elements that it trains"),
        max_length=400,
        help_text=_("Slugs of the rubric's elements, with blanks between."),
    )
    url = models.URLField(_("Address"), blank=True)
    source = models.CharField(_("Source"), max_length=255, blank=True)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    is_retired = models.BooleanField(_("No longer offered"), default=False)

    objects = CourseQuerySet.as_manager()
    search_fields = [index.AutocompleteField("name_ja"), index.AutocompleteField("name_en")]

    class Meta:
        ordering = ["order", "slug"]
        verbose_name = _("Course")
        verbose_name_plural = _("Courses")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(get_language() or "ja", ja=self.name_ja, en=self.name_en)

    @property
    def content(self) -> str:
        """What is learnt, in the reader's language."""
        return in_language(get_language() or "ja", ja=self.content_ja, en=self.content_en)

    @property
    def form(self) -> str:
        """Form and length in the reader's language."""
        return in_language(get_language() or "ja", ja=self.form_ja, en=self.form_en)

    @property
    def element_slugs(self) -> tuple[str, ...]:
        """The elements that it trains."""
        return tuple(self.elements.split())


class CourseDate(models.Model):
    """A day on which a course begins, and where."""

    course = ParentalKey(Course, on_delete=models.CASCADE, related_name="dates")
    starts_on = models.DateField(_("Begins on"))
    place = models.CharField(_("Venue"), max_length=120, help_text=_("“Online” where it is held on the net."))

    class Meta:
        ordering = ["starts_on", "pk"]
        verbose_name = _("Date of a course")
        verbose_name_plural = _("Dates of a course")

    def __str__(self) -> str:
        return f"{self.starts_on} {self.place}"
