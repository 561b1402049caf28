"""Every write of a review. Each checks who acts and in which state, and leaves an entry for both to read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from rubric.assessment.domain.states import TRANSITIONS, Act, State, Who, after
from rubric.assessment.models import AgreedLevel, Agreement, Assessment, Rating, Review, ReviewEntry
from rubric.assessment.models.reviews import ENDINGS, NOTE
from rubric.assessment.policies import Refusal, Refused
from rubric.assessment.review.candidates import candidates
from rubric.assessment.review.mail import tell
from rubric.assessment.review.standing import make_standing
from rubric.framework.domain.levels import Level
from rubric.framework.domain.lifecycle import NotPossible
from rubric.framework.models import RubricElement


@dataclass(frozen=True)
class Rated:
    """A level of one element, where one is chosen, and what is said to it."""

    level: Level | None
    note: str = ""


Levels = Mapping[str, Rated]


@transaction.atomic
def ask(*, by: User, assessment: Assessment, reviewer: User, organisation: Organisation, text: str = "") -> Review:
    """Ask somebody for a review. Raises Refused where he cannot be asked, or another has been."""
    _one_after_the_other(by, reviewer)
    assessment = _moved(by, assessment, Act.ASK)
    able = [(one.person, one.organisation) for one in candidates(by) if not one.refusals]
    if (reviewer, organisation) not in able:
        raise Refused(Refusal.NO_REVIEWER)
    review = Review.objects.create(assessment=assessment, reviewer=reviewer, organisation=organisation)
    return _said(by, review, Act.ASK, text)


@transaction.atomic
def take_back(*, by: User, review: Review, text: str = "") -> Review:
    """The author takes his request back, as long as there is no rating."""
    return _step(by, review, Act.TAKE_BACK, text)


@transaction.atomic
def decline(*, by: User, review: Review, text: str) -> Review:
    """The reviewer does not review, and says why."""
    return _step(by, review, Act.DECLINE, text)


@transaction.atomic
def return_(*, by: User, review: Review, text: str) -> Review:
    """The reviewer gives it back, and says why: the author begins a new one."""
    return _step(by, review, Act.RETURN, text)


@transaction.atomic
def disagree(*, by: User, review: Review, text: str) -> Review:
    """The author does not sign, and says why: the talk goes on."""
    return _step(by, review, Act.DISAGREE, text)


@transaction.atomic
def withdraw(*, by: User, assessment: Assessment, text: str = "") -> Assessment:
    """The author withdraws what he submitted, and with it a review that is under way."""
    review = Review.objects.open().filter(assessment=assessment).first()
    if review:
        return _step(by, review, Act.WITHDRAW, text).assessment
    assessment = _moved(by, assessment, Act.WITHDRAW)
    record(by=by, what=f"review.{Act.WITHDRAW}", on=assessment)
    return assessment


@transaction.atomic
def keep_ratings(*, by: User, review: Review, levels: Levels) -> Review:
    """Keep what the reviewer has chosen so far; nobody else sees it. Raises Refused once it has been handed in."""
    review = _held(review)
    _allowed(by, review.assessment, Act.RATE, review)
    kept = {rating.element.slug: rating for rating in review.ratings.select_related("element")}
    elements = {one.slug: one for one in _elements(review.assessment)}
    for slug, rated in levels.items():
        rating = kept.get(slug) or Rating(review=review, element=elements[slug])
        if (rating.level, rating.note) != (rated.level, rated.note) or rating.pk is None:
            rating.level, rating.note, rating.changed_at = rated.level, rated.note, timezone.now()
            rating.save()
    return review


@transaction.atomic
def rate(*, by: User, review: Review) -> Review:
    """Hand in what has been kept: from now on both see both. Raises Refused where an element has no level."""
    review = _held(review)
    rated = review.ratings.filter(level__isnull=False).count()
    if rated < _elements(review.assessment).count():
        raise Refused(Refusal.UNRATED)
    review = _step(by, review, Act.RATE)
    review.rated_at = timezone.now()
    review.save(update_fields=["rated_at"])
    return review


@transaction.atomic
def agree(*, by: User, review: Review, levels: Levels) -> Agreement:
    """The reviewer writes down the levels agreed on, which is his signature. Raises Refused where one is missing."""
    review = _held(review)
    elements = list(_elements(review.assessment))
    if any(one.slug not in levels or levels[one.slug].level is None for one in elements):
        raise Refused(Refusal.UNRATED)
    agreement = Agreement.objects.create(review=review)
    for element in elements:
        rated = levels[element.slug]
        AgreedLevel.objects.create(agreement=agreement, element=element, level=rated.level, note=rated.note)
    _step(by, review, Act.AGREE)
    return agreement


@transaction.atomic
def sign(*, by: User, review: Review, agreement: Agreement) -> Review:
    """The author signs the levels that he read: both have signed now. Raises Refused where newer ones stand there."""
    review = _held(review)
    if review.agreements.first() != agreement:
        raise Refused(Refusal.NEWER_LEVELS)
    review = _step(by, review, Act.SIGN)
    make_standing(review, agreement)
    return review


@transaction.atomic
def write_note(*, by: User, review: Review, text: str) -> ReviewEntry:
    """Say something in the talk, between the rating and the signatures. Raises Refused."""
    review = _held(review)
    _who(by, review.assessment, review)
    if review.assessment.state not in {State.RATED, State.TO_SIGN}:
        raise Refused(Refusal.NOT_NOW)
    if not text:
        raise Refused(Refusal.NOTHING_SAID)
    return _entry(by, review, NOTE, text)


def _step(by: User, review: Review, act: Act, text: str = "") -> Review:
    """One act of the table of states on an open review."""
    review = _held(review)
    state = review.assessment.state
    review.assessment = _moved(by, review.assessment, act, review)
    if TRANSITIONS[State(state), act].needs_reason and not text:
        raise Refused(Refusal.NO_REASON)
    if act in ENDINGS:
        review.ended_at, review.ended_as = timezone.now(), act
        review.save(update_fields=["ended_at", "ended_as"])
    return _said(by, review, act, text)


def _moved(by: User, assessment: Assessment, act: Act, review: Review | None = None) -> Assessment:
    """The assessment in the state to which the act leads. Raises Refused."""
    assessment = Assessment.objects.select_for_update().get(pk=assessment.pk)
    assessment.state = _allowed(by, assessment, act, review)
    assessment.save()
    return assessment


def _allowed(by: User, assessment: Assessment, act: Act, review: Review | None = None) -> State:
    try:
        return after(State(assessment.state), act, _who(by, assessment, review))
    except NotPossible:
        raise Refused(Refusal.NOT_NOW) from None


def _who(by: User, assessment: Assessment, review: Review | None) -> Who:
    """As whom somebody acts. Raises Refused for whoever is neither of the two."""
    if by == assessment.author:
        return Who.AUTHOR
    if review is not None and by == review.reviewer:
        return Who.REVIEWER
    raise Refused(Refusal.NOT_NOW)


def _held(review: Review) -> Review:
    """The review as it is now, with its assessment, held until the transaction ends. Raises Refused once it ended."""
    Assessment.objects.select_for_update().get(pk=review.assessment_id)
    found = Review.objects.select_for_update(of=("self",)).select_related("assessment").get(pk=review.pk)
    if not found.is_open:
        raise Refused(Refusal.NOT_NOW)
    return found


def _said(by: User, review: Review, act: Act, text: str) -> Review:
    """What the two read of it; the audit trail learns who did what, never what was said or rated."""
    _entry(by, review, act, text)
    record(by=by, what=f"review.{act}", on=review)
    return review


def _entry(by: User, review: Review, said: str, text: str) -> ReviewEntry:
    entry = ReviewEntry.objects.create(review=review, by=by, said=said, text=text)
    tell.enqueue(entry.pk)
    return entry


def _elements(assessment: Assessment):
    return RubricElement.objects.filter(domain__version=assessment.version_id)


def _one_after_the_other(*people: User) -> None:
    """Two who ask each other at the same moment: the second one finds the first one's request."""
    list(User.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))
