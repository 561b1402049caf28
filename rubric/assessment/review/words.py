"""What is asked before an act, and said after it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from rubric.assessment.domain.reviewing import Refusal
from rubric.assessment.domain.states import Act

DONE: dict[Act, StrOrPromise] = {
    Act.TAKE_BACK: _("Your request was taken back."),
    Act.DECLINE: _("You declined the review."),
    Act.RATE: _("Your rating was handed in. You both see both ratings now."),
    Act.AGREE: _("You wrote down the agreed levels and signed them. The other one signs next."),
    Act.SIGN: _("You signed. The levels count from today."),
    Act.DISAGREE: _("You did not sign. Please talk about it once more."),
    Act.RETURN: _("You returned the self-assessment."),
    Act.WITHDRAW: _("Your self-assessment was withdrawn."),
}


@dataclass(frozen=True)
class Question:
    """What a person is asked before the act."""

    title: StrOrPromise
    text: StrOrPromise
    label: StrOrPromise
    help: StrOrPromise
    button: StrOrPromise
    needs_reason: bool = False
    is_dangerous: bool = False


_TO_OTHER = _("The other one reads it.")
QUESTIONS: dict[Act, Question] = {
    Act.TAKE_BACK: Question(
        _("Take the request back"),
        _("The reviewer no longer sees anything of your self-assessment. You can ask somebody else."),
        _("A word to the reviewer"),
        _TO_OTHER,
        _("Take the request back"),
    ),
    Act.DECLINE: Question(
        _("Decline the review"),
        _("You no longer see the self-assessment; its author can ask somebody else."),
        _("Why?"),
        _TO_OTHER,
        _("Decline the review"),
        needs_reason=True,
    ),
    Act.RETURN: Question(
        _("Return the self-assessment"),
        _("It ends here without a signature, and its author can begin a new one. Say what is missing."),
        _("Why?"),
        _TO_OTHER,
        _("Return it"),
        needs_reason=True,
        is_dangerous=True,
    ),
    Act.DISAGREE: Question(
        _("Do not sign"),
        _("The levels are not signed, and you talk once more. The reviewer can then write them down anew."),
        _("What do you see differently?"),
        _TO_OTHER,
        _("Do not sign"),
        needs_reason=True,
    ),
    Act.WITHDRAW: Question(
        _("Withdraw the self-assessment"),
        _("It stays in your record as withdrawn, and is never reviewed. Nothing of it can be signed any more."),
        _("A word to the reviewer"),
        _("The other one reads it. You can leave it empty."),
        _("Withdraw it"),
        is_dangerous=True,
    ),
}

_AGAINST: dict[Refusal, StrOrPromise] = {
    Refusal.EACH_OTHER: _("You review this person yourself in this fiscal year."),
    Refusal.ALREADY_ASKED: _("You have asked this person already."),
    Refusal.INACTIVE: _("This person's account is closed."),
}


def against(refusals: Iterable[Refusal]) -> str:
    """Why somebody cannot be asked: the first thing that a person can understand."""
    return next((str(_AGAINST[one]) for one in refusals if one in _AGAINST), "")
