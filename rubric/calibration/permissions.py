"""Who may do what with vignettes in the CMS. Who rates them: `rubric.assessment.review.permissions.may_review`."""

from typing import Any

VIGNETTE = "calibration.{verb}_vignette"


def may_add(user: Any) -> bool:
    """Whether this person writes vignettes."""
    return bool(user.has_perm(VIGNETTE.format(verb="add")))


def may_read_statistics(user: Any) -> bool:
    """Whether this person sees how reviewers rate: numbers, no names."""
    return bool(user.has_perm(VIGNETTE.format(verb="view")))
