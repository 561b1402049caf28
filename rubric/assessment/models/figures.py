"""National figures as they were published on a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.append_only import AppendOnlyModel, AppendOnlyQuerySet


class FiguresSnapshot(AppendOnlyModel):
    """Counts of people after suppression, and nothing that was hidden.

    They are taken at intervals, as figures of almost the same people tell more together than each does
    (`domain.suppression`).
    """

    taken_on = models.DateField(_("Taken on"), unique=True)
    content = models.JSONField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_on"]
        verbose_name = _("Figures of a day")
        verbose_name_plural = _("Figures of all days")

    def __str__(self) -> str:
        return f"{self.taken_on}"
