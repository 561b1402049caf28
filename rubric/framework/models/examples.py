"""The cases that show a level."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from casebook.cases.models import CasePage
from platform_site.accounts.models import User
from platform_site.reference.naming import in_language
from rubric.framework.domain.levels import Level
from rubric.framework.domain.reading import LONGEST_SLUG
from rubric.framework.models.content import LEVEL_CHOICES


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
