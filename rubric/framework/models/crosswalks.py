"""How two versions correspond, element by element."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rubric.framework.models.content import RubricElement


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
