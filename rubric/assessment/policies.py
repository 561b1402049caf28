"""When something may be done with an assessment, and what is said where it may not."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User
from platform_site.accounts.roles import Role
from rubric.assessment.models import MOST_EVIDENCE, Answer, Assessment

#: Bytes of a document.
LARGEST_DOCUMENT = 10 * 1024 * 1024
DOCUMENTS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "png", "jpg", "jpeg")


class Refusal(models.TextChoices):
    """Why something cannot be done, and what can."""

    NO_VERSION = "no-version", _("No version of the rubric has been published yet. Please come back later.")
    SUBMITTED = "submitted", _("This self-assessment has been submitted. To correct it, please make a new one.")
    INCOMPLETE = "incomplete", _("Some elements have no level yet. Please choose one in each of them.")
    MUCH_EVIDENCE = "much-evidence", _("There are ten pieces of evidence already. Please remove one first.")
    NOT_NOW = "not-now", _("This cannot be done any more: the review has gone on meanwhile. Here is how it stands.")
    NO_REVIEWER = "no-reviewer", _("This person cannot be asked for this review. Please choose another one.")
    NO_REASON = "no-reason", _("Please say why. The other one needs it to go on.")
    NOTHING_SAID = "nothing-said", _("Please write something.")
    UNRATED = "unrated", _("Some elements have no level yet. What you chose has been kept; please choose the others.")
    NO_MEMBER = "no-member", _("Only an active member of the organisation can be named.")
    NEEDS_NO_NAME = "needs-no-name", _("A coordinator reviews without being named.")
    NEWER_LEVELS = "newer-levels", _("The levels were written anew meanwhile. Please read them before you sign.")


class Refused(Exception):
    """Something cannot be done now; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def may_assess(user: User) -> bool:
    """Whether this person is somebody whom the rubric describes: one who supports companies."""
    return user.is_superuser or bool(user.roles & {Role.SUPPORTER, Role.COORDINATOR})


def require_draft(assessment: Assessment) -> None:
    """Raise Refused unless it is still being written."""
    if not assessment.is_draft:
        raise Refused(Refusal.SUBMITTED)


def require_room(answer: Answer) -> None:
    """Raise Refused where an answer has as much evidence as anybody reads."""
    if answer.evidence.count() >= MOST_EVIDENCE:
        raise Refused(Refusal.MUCH_EVIDENCE)
