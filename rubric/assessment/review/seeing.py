"""What a person sees of an assessment: the facts for `domain.disclosing`, from the database."""

from django.db.models import Q

from platform_site.accounts.models import User
from rubric.assessment.domain.disclosing import Facts, Part, parts_seen
from rubric.assessment.domain.states import State
from rubric.assessment.models import Assessment, Evidence, Review


def parts_for(user: User, assessment: Assessment, review: Review | None) -> frozenset[Part]:
    """The parts that `user` sees, as its author or as the one who is asked; `review` is the newest that he sees."""
    is_asked = review is not None and review.reviewer_id == user.pk
    facts = Facts(
        state=State(assessment.state),
        is_author=assessment.author_id == user.pk,
        is_asked_reviewer=is_asked,
        reviewer_has_rated=review is not None and review.rated_at is not None,
        is_national=user.is_national,
    )
    return parts_seen(facts)


def evidence_for(user: User, pk: int) -> Evidence | None:
    """A document that stands as evidence, where `user` sees the evidence of its assessment."""
    asked = Review.objects.visible_to(user).values("assessment")
    own = Q(answer__assessment__author=user)
    pieces = Evidence.objects.filter(own | Q(answer__assessment__in=asked)).exclude(file="")
    found = pieces.select_related("answer__assessment").filter(pk=pk).first()
    if found is None:
        return None
    assessment = found.answer.assessment
    review = Review.objects.visible_to(user).filter(assessment=assessment).first()
    return found if parts_for(user, assessment, review) & {Part.EVIDENCE, Part.DRAFT} else None
