"""Mails about a review: that something was done, by whom, and where to read it. Never a level, never a text."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from platform_site.accounts.mail import in_our_name, letter
from platform_site.accounts.models import User
from rubric.assessment.domain.states import Act
from rubric.assessment.models import Review, ReviewEntry
from rubric.assessment.models.reviews import NOTE


@task()
def tell(entry_id: int) -> None:
    """Write to the other one of the two."""
    entry = ReviewEntry.objects.select_related("review__assessment__author", "review__reviewer", "by").get(pk=entry_id)
    review = entry.review
    other = review.reviewer if entry.by_id == review.assessment.author_id else review.assessment.author
    if other.is_active:
        review_mail(entry, other).send()


def review_mail(entry: ReviewEntry, to: User) -> EmailMultiAlternatives:
    """The mail in the language of the one who gets it. Whoever sees the review no longer gets no address."""
    with translation.override(to.language):
        is_seen = Review.objects.visible_to(to).filter(pk=entry.review_id).exists()
        url = urljoin(settings.BASE_URL, reverse("review", args=[entry.review_id])) if is_seen else ""
        subject, what = words(entry)
        context = {"what": what, "url": url, "site_url": settings.BASE_URL}
        return letter(in_our_name(subject), render_to_string("assessment/mail/review.txt", context), to.email)


def words(entry: ReviewEntry) -> tuple[str, str]:
    """Subject and sentence, in the language that is active."""
    subject, what = {
        Act.ASK: (_("A review is asked of you"), _("%(name)s asks you to review a self-assessment.")),
        Act.TAKE_BACK: (
            _("The request for a review was taken back"),
            _("%(name)s has taken the request for a review back. You need not do anything."),
        ),
        Act.DECLINE: (
            _("The review was declined"),
            _("%(name)s cannot review your self-assessment, and says why. You can ask somebody else."),
        ),
        Act.RATE: (
            _("Your review: time to talk"),
            _("%(name)s has handed in the rating. You both see both ratings now. Please talk about them."),
        ),
        Act.AGREE: (
            _("Your review: levels to sign"),
            _("%(name)s has written down the levels you agreed on and signed them. They wait for your signature."),
        ),
        Act.SIGN: (_("The review is finished"), _("%(name)s has signed too. The review is finished.")),
        Act.DISAGREE: (
            _("The levels were not signed"),
            _("%(name)s has not signed the levels, and says why. Please talk about them once more."),
        ),
        Act.RETURN: (
            _("Your self-assessment was returned"),
            _("%(name)s has returned your self-assessment, and says why. You can begin a new one."),
        ),
        Act.WITHDRAW: (
            _("The self-assessment was withdrawn"),
            _("%(name)s has withdrawn the self-assessment. You need not do anything."),
        ),
        NOTE: (_("A note in your review"), _("%(name)s has written a note in your review.")),
    }[entry.said]
    return subject, what % {"name": entry.by}
