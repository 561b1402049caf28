"""A supporter's assessments: a level for each element, a note, and evidence. Drafts belong to their author alone."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from casebook.cases.models import CasePage
from platform_site.accounts.models import User
from platform_site.append_only import AppendOnlyError
from rubric.assessment.domain.states import State
from rubric.assessment.freezing import DraftModel, DraftQuerySet
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES, RubricElement, RubricVersion

LONGEST_NOTE = 2_000
LONGEST_EVIDENCE = 1_000
#: Of each answer: more of them are read by nobody.
MOST_EVIDENCE = 10

STATES = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Submitted"),
    State.UNDER_REVIEW: _("Under review"),
    State.RATED: _("In conversation"),
    State.TO_SIGN: _("To be signed"),
    State.AGREED: _("Agreed"),
    State.RETURNED: _("Returned"),
    State.WITHDRAWN: pgettext_lazy("assessment", "Withdrawn"),
}


class AssessmentQuerySet(DraftQuerySet):
    """Assessments, in the domain's words."""

    def of(self, user: Any) -> "AssessmentQuerySet":
        """A person's own."""
        return self.filter(author=user) if user.is_authenticated else self.none()

    def drafts(self) -> "AssessmentQuerySet":
        """Those that are still being written."""
        return self.filter(state=State.DRAFT)

    def submitted(self) -> "AssessmentQuerySet":
        """Those that stand, the newest first."""
        return self.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk")


class Assessment(DraftModel):
    """How a supporter sees himself by one version of the rubric.

    A person has one draft at most. Submitted, nothing of it changes any more but its state; raises AppendOnlyError.
    """

    #: What may still change once it is submitted.
    MOVES = ("state",)

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assessments")
    version = models.ForeignKey(RubricVersion, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(_("State"), max_length=20, choices=[(key.value, name) for key, name in STATES.items()])
    names_later = models.BooleanField(_("Show the names of the levels only after I have chosen"), default=False)
    corrects = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="corrections"
    )
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta(DraftModel.Meta):
        ordering = ["-started_at", "-pk"]
        verbose_name = _("Assessment")
        verbose_name_plural = _("Assessments")
        constraints = [
            models.UniqueConstraint(fields=["author"], condition=Q(state=State.DRAFT), name="assessment_one_draft"),
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="assessment_state"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, submitted_at=None) | ~Q(state=State.DRAFT), name="assessment_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} {self.started_at:%Y-%m-%d}"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        stored = self._stored()
        if stored and stored.submitted_at:
            fields = [field.attname for field in self._meta.concrete_fields if field.name not in self.MOVES]
            if any(getattr(self, name) != getattr(stored, name) for name in fields):
                raise AppendOnlyError("a submitted assessment is never changed; make a new one")
        models.Model.save(self, *args, **kwargs)

    @property
    def of_assessment(self) -> "Assessment":
        return self

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.state == State.DRAFT

    def refuse_if_submitted(self) -> None:
        """Raise AppendOnlyError where the database says that it stands. Holds the row until the transaction ends."""
        stored = self._stored()
        if stored and stored.submitted_at:
            raise AppendOnlyError("a submitted assessment is never changed; make a new one")

    def _stored(self) -> "Assessment | None":
        return Assessment.objects.select_for_update().filter(pk=self.pk).first() if self.pk else None


class Answer(DraftModel):
    """The level that somebody chose in one element, and a note. `edit` counts how often it was written."""

    PATH = "assessment__"

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    element = models.ForeignKey(RubricElement, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES, null=True, blank=True)
    note = models.TextField(_("My note"), max_length=LONGEST_NOTE, blank=True)
    edit = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(DraftModel.Meta):
        ordering = ["element__domain__order", "element__order", "pk"]
        verbose_name = _("Answer")
        verbose_name_plural = _("Answers")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "element"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__in=[level.value for level in Level]), name="answer_known_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.element}"

    @property
    def of_assessment(self) -> Assessment:
        return self.assessment


def evidence_path(evidence: "Evidence", name: str) -> str:
    """Where a document lies: its name says nothing, and no address leads to it but the one that checks who asks."""
    return f"evidence/{uuid4().hex}{PurePath(name).suffix.lower()}"


class Evidence(DraftModel):
    """What an answer rests on: something done, told in words; a case one has worked on; or a document."""

    PATH = "answer__assessment__"

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="evidence")
    text = models.TextField(_("What I did"), max_length=LONGEST_EVIDENCE, blank=True)
    case = models.ForeignKey(
        CasePage, verbose_name=_("Case"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    case_title = models.CharField(max_length=255, blank=True, editable=False)
    file = models.FileField(_("Document"), upload_to=evidence_path, blank=True)
    file_name = models.CharField(max_length=255, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(DraftModel.Meta):
        ordering = ["pk"]
        verbose_name = _("Evidence")
        verbose_name_plural = _("Evidence")
        constraints = [
            models.CheckConstraint(condition=~Q(text="", case_title="", file_name=""), name="evidence_says_something")
        ]

    def __str__(self) -> str:
        return self.text[:60] or self.case_title or self.file_name

    @property
    def of_assessment(self) -> Assessment:
        return self.answer.assessment
