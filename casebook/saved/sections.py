"""What a person keeps, shown in other rooms: the star on a case's page, the way in on her own page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.cases.sections import register_case_section
from casebook.cases.terms import CaseTerms
from casebook.saved.presenters import bookmark_button
from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps


@register_case_section
def bookmark_section(case: CasePage, terms: CaseTerms, request: HttpRequest) -> dict:
    """The star; a case that has never been saved (a preview) has none."""
    return {"bookmark": bookmark_button(case.pk, request.user, request.path)} if case.pk else {}


@register_steps
def saved_step(user: User) -> Iterator[Step]:
    """From one's own page to what one keeps."""
    yield Step(
        _("Saved searches and cases"),
        _("Searches with mails about new cases, bookmarks, your own collections."),
        reverse("saved_searches"),
        "star",
    )
