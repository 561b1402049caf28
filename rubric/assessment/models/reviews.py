"""A review of an assessment: whom its author asked, how he rated it, what both agreed on, and what was said.

The state of the whole stands in the assessment (`domain.states`); a review is one request to one reviewer.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from platform_site.accounts.models import Organisation, User
from platform_site.append_only import AppendOnlyError, AppendOnlyModel, AppendOnlyQuerySet, FreezingQuerySet
from rubric.assessment.domain.states import IN_REVIEW, Act
from rubric.assessment.models.assessments import LONGEST_NOTE, Assessment
from rubric.framework.domain.levels import Level
from rubric.framework.models import LEVEL_CHOICES, RubricElement

#: How a request to a reviewer can end; a return and a withdrawal end the assessment too.
ENDINGS = (Act.TAKE_BACK, Act.DECLINE, Act.SIGN, Act.RETURN, Act.WITHDRAW)
#: After these the reviewer has nothing to do with it any more.
RELIEVED = (Act.TAKE_BACK, Act.DECLINE, Act.WITHDRAW)
#: An entry that is said and changes no state.
NOTE = "note"
SAID = {
    NOTE: pgettext_lazy("review", "Note"),
    Act.ASK.value: _("Asked for a review"),
    Act.TAKE_BACK.value: _("Took the request back"),
    Act.DECLINE.value: _("Declined the review"),
    Act.RATE.value: _("Handed in the rating"),
    Act.AGREE.value: _("Wrote down and signed the agreed levels"),
    Act.SIGN.value: _("Signed the agreed levels"),
    Act.DISAGREE.value: _("Did not sign the agreed levels"),
    Act.RETURN.value: _("Returned the self-assessment"),
    Act.WITHDRAW.value: _("Withdrew the self-assessment"),
}
KNOWN_LEVEL = Q(level__in=[level.value for level in Level])


class NamedSenior(models.Model):
    """A supporter whom his organisation's coordinators named to review others there (issue 5, *Review*)."""

    wagtail_reference_index_ignore = True

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="named_seniors")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="named_senior_of")
    named_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    named_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("Named senior")
        verbose_name_plural = _("Named seniors")
        constraints = [models.UniqueConstraint(fields=["organisation", "person"], name="named_senior_once")]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation})"


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews, in the domain's words."""

    def visible_to(self, user: Any) -> "ReviewQuerySet":
        """Those of one's own assessments, and those one is asked for in an organisation where one still works.

        What was taken back from a reviewer, what he declined and what was withdrawn, he sees no longer.
        """
        if not user.is_authenticated:
            return self.none()
        own = Q(assessment__author=user)
        asked = Q(reviewer=user, organisation__in=user.organisation_ids)
        return self.filter(own | asked & ~Q(ended_as__in=RELIEVED))

    def open(self) -> "ReviewQuerySet":
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def asked_of(self, user: Any) -> "ReviewQuerySet":
        """Those that this person was asked for."""
        return self.visible_to(user).filter(reviewer=user)

    def of_round(self, since: date) -> "ReviewQuerySet":
        """Those that are open, or were signed by both since the day when the round began."""
        return self.filter(Q(ended_at=None) | Q(ended_as=Act.SIGN, ended_at__date__gte=since))


class Review(models.Model):
    """One request to one reviewer. An assessment has one open at a time."""

    wagtail_reference_index_ignore = True

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="reviews")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    rated_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_as = models.CharField(max_length=20, blank=True, editable=False, choices=[(one, one) for one in ENDINGS])

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        verbose_name = pgettext_lazy("assessment", "Review")
        verbose_name_plural = pgettext_lazy("assessment", "Reviews")
        constraints = [
            models.UniqueConstraint(fields=["assessment"], condition=Q(ended_at=None), name="review_one_open"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="review_ended_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} → {self.reviewer}"

    @property
    def is_open(self) -> bool:
        """Whether something can still be done with it."""
        return self.ended_at is None and self.assessment.state in IN_REVIEW


class RatingQuerySet(FreezingQuerySet):
    """Ratings: those that were handed in are neither changed nor deleted in bulk."""

    fixed_by = "rated_at"


class Rating(models.Model):
    """The reviewer's level in one element, and a note. It is written until he hands it in; raises AppendOnlyError."""

    PATH = "review__"
    wagtail_reference_index_ignore = True

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ratings")
    element = models.ForeignKey(RubricElement, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES, null=True, blank=True)
    note = models.TextField(_("What speaks for it"), max_length=LONGEST_NOTE, blank=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ["element__domain__order", "element__order", "pk"]
        verbose_name = _("Reviewer's rating")
        verbose_name_plural = _("Reviewers' ratings")
        constraints = [
            models.UniqueConstraint(fields=["review", "element"], name="rating_once"),
            models.CheckConstraint(condition=Q(level=None) | KNOWN_LEVEL, name="rating_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.review}: {self.element}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_handed_in()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_handed_in()
        return super().delete(*args, **kwargs)

    def _refuse_handed_in(self) -> None:
        if Review.objects.filter(pk=self.review_id, rated_at__isnull=False).exists():
            raise AppendOnlyError("a rating that was handed in is never changed")


class Agreement(AppendOnlyModel):
    """The levels that the reviewer wrote down after the talk, with his signature. The newest one counts."""

    wagtail_reference_index_ignore = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="agreements")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Agreement")
        verbose_name_plural = _("Agreements")

    def __str__(self) -> str:
        return f"{self.review} {self.written_at:%Y-%m-%d}"


class AgreedLevel(AppendOnlyModel):
    """The level of one element in an agreement, and what it rests on."""

    wagtail_reference_index_ignore = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="levels")
    element = models.ForeignKey(RubricElement, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("Level"), choices=LEVEL_CHOICES)
    note = models.TextField(pgettext_lazy("review", "Note"), max_length=LONGEST_NOTE, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["element__domain__order", "element__order", "pk"]
        verbose_name = _("Agreed level")
        verbose_name_plural = _("Agreed levels")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "element"], name="agreed_level_once"),
            models.CheckConstraint(condition=KNOWN_LEVEL, name="agreed_known_level"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}: {self.element}"


class ReviewEntry(AppendOnlyModel):
    """What was done or said in a review, by whom and when: both read it."""

    wagtail_reference_index_ignore = True

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="entries")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=20, choices=list(SAID.items()))
    text = models.TextField(max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Entry of a review")
        verbose_name_plural = _("Entries of a review")

    def __str__(self) -> str:
        return f"{self.review}: {self.get_said_display()}"
