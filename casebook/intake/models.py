"""An import and its rows: what was uploaded, what it would do, how far it came."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from casebook.intake.domain.problems import Problem
from casebook.intake.states import AT_WORK, WRITING, JobState, Outcome
from platform_site.accounts.models import User

#: After this long without a sign of life, nobody is at work on an import any more.
SILENCE = timedelta(seconds=60)


def uploads() -> Storage:
    """Where uploaded spreadsheets are kept: beside the data, never below an address. They hold names of companies."""
    return FileSystemStorage(location=settings.DATA_DIR / "imports", base_url=None)


def _rows_with(outcome: str) -> models.Count:
    return models.Count("rows", filter=models.Q(rows__outcome=outcome))


class ImportJobQuerySet(models.QuerySet["ImportJob"]):
    """Imports, in the domain's words."""

    def visible_to(self, user: Any) -> "ImportJobQuerySet":
        """Those that `user` may follow: her own, and all for those who may publish."""
        from casebook.intake.permissions import may_import, may_publish

        if not may_import(user):
            return self.none()
        return self if may_publish(user) else self.filter(uploaded_by=user)

    def with_row_counts(self) -> "ImportJobQuerySet":
        """For a list: each with its uploader, and how many rows it has of each outcome, as `create_count` and so on."""
        counts = {f"{value}_count": _rows_with(value) for value in Outcome.values}
        return self.select_related("uploaded_by").annotate(**counts).order_by(*self.model._meta.ordering)

    def alive(self) -> "ImportJobQuerySet":
        """Those on which a process is at work now."""
        recent = timezone.now() - SILENCE
        return self.filter(state__in=AT_WORK, heartbeat_at__gte=recent).exclude(runner="")

    def unfinished(self) -> "ImportJobQuerySet":
        """Runs that were begun and not brought to an end."""
        return self.filter(state__in=[JobState.RUNNING, JobState.FAILED], checked_at__isnull=False)


class ImportJob(models.Model):
    """One uploaded spreadsheet on its way into the library.

    `runner` is the mark of the process at work: whoever takes the job over sets a new one, and the row that an older
    process has in hand is rolled back. `done` counts the rows behind us in the present step.
    `anonymity_checked` is somebody's word that the companies in rows with clues can't be recognised; without it they
    stay drafts.
    """

    file = models.FileField(_("File"), upload_to="%Y/%m", storage=uploads)
    file_name = models.CharField(_("File name"), max_length=255)
    digest = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(_("Kind of file"), max_length=10)
    uploaded_by = models.ForeignKey(
        User, verbose_name=_("Uploaded by"), null=True, on_delete=models.SET_NULL, related_name="case_imports"
    )
    language = models.CharField(_("Language"), max_length=5, default="ja")
    state = models.CharField(_("State"), max_length=10, choices=JobState.choices, default=JobState.UPLOADED)
    runner = models.CharField(max_length=32, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    ignored_headings = models.JSONField(default=list)
    places = models.JSONField(default=dict)  # the place of each column in the file, by field name
    anonymity_checked = models.BooleanField(default=False)
    failure = models.JSONField(null=True)  # {"code", "params"} where it failed
    uploaded_at = models.DateTimeField(_("Uploaded"), default=timezone.now)
    checked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)

    objects = ImportJobQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("Import")
        verbose_name_plural = _("Imports")
        constraints = [models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="import_known_state")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether a step is going on, or should be."""
        return self.state in AT_WORK

    @property
    def is_queued(self) -> bool:
        """Whether its step waits for another import to make room for it."""
        return self.is_at_work and not self.runner and ImportJob.objects.alive().exclude(pk=self.pk).exists()

    @property
    def is_silent(self) -> bool:
        """Whether a check or run gave no sign of life for so long that it may be taken up again."""
        last = self.heartbeat_at or self.uploaded_at
        return self.is_at_work and timezone.now() - last > SILENCE and not self.is_queued

    @property
    def can_resume(self) -> bool:
        """Whether somebody may let it go on."""
        return self.state == JobState.FAILED or self.is_silent

    @property
    def percent(self) -> int:
        """How far the present step is, from 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    def count_outcomes(self) -> dict[str, int]:
        """How many rows there are of each outcome."""
        counted = self.rows.order_by().values_list("outcome").annotate(n=models.Count("pk"))
        return {**dict.fromkeys(Outcome.values, 0), **dict(counted)}


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    """Rows, in the domain's words."""

    def to_do(self) -> "ImportRowQuerySet":
        """Those that would write and have not been written yet."""
        return self.filter(outcome__in=WRITING, done_at=None)

    def written_last(self, count: int) -> list[int]:
        """Ids of the cases that were written last, `count` at most."""
        written = self.exclude(done_at=None).exclude(page=None).order_by("-done_at", "-number")
        return list(written.values_list("page_id", flat=True)[:count])

    def refused(self) -> "ImportRowQuerySet":
        """Those that were kept out."""
        return self.filter(outcome=Outcome.REFUSE)

    def drafts(self) -> "ImportRowQuerySet":
        """Those of which the case, or its change, waits for publication since.

        A case that was public once was taken back on purpose; a draft on top of a public case that somebody has worked
        on since is that person's.
        """
        never_public = models.Q(page__live=False, page__first_published_at=None)
        as_imported = models.Q(page__live=True, page__latest_revision_created_at__lte=models.F("done_at"))
        written = self.filter(outcome__in=WRITING, done_at__isnull=False, is_public=False)
        return written.filter(never_public | as_imported, page__has_unpublished_changes=True)

    def with_reasons(self) -> "ImportRowQuerySet":
        """Those with something to say, whether or not it keeps them out."""
        return self.filter(models.Q(has_warnings=True) | models.Q(outcome=Outcome.REFUSE))

    def worth_a_look(self) -> "ImportRowQuerySet":
        """Those with something to say to the editor, though they may go in."""
        return self.filter(has_warnings=True).exclude(outcome=Outcome.REFUSE)


class ImportRow(models.Model):
    """A line of the sheet: what it says, and what becomes of it. `done_at` is set in the transaction that writes it.

    `is_public` says whether readers see it: at once by the import, or because its draft was published from there.
    """

    job = models.ForeignKey(ImportJob, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))
    external_id = models.CharField(_("Case id"), max_length=80, blank=True)
    title = models.CharField(_("Title"), max_length=255, blank=True)
    outcome = models.CharField(_("What happens"), max_length=10, choices=Outcome.choices)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)  # the columns that differ from the case as it is
    values = models.JSONField(default=dict)
    cells = models.JSONField(default=dict)  # what stood in the cells of a refused row, by field name
    has_warnings = models.BooleanField(default=False)
    is_public = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="import_row_once"),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="import_known_outcome"),
        ]
        indexes = [models.Index(fields=["job", "outcome", "done_at"], name="import_rows_to_do")]

    def __str__(self) -> str:
        return f"{self.job} {self.number}"

    @property
    def reasons(self) -> list[Problem]:
        """Why the row was refused, and what is worth a look."""
        return [Problem.from_json(kept) for kept in self.problems]
