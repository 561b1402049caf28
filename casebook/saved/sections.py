"""What a person keeps, shown in other rooms: the star on a case's page and in lists, the way in on her own page."""

from collections.abc import Iterator, Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.cases.sections import register_case_section
from casebook.cases.terms import CaseTerms
from casebook.library.sections import register_card_section
from casebook.saved.presenters import bookmark_button, bookmark_buttons
from platform_site.accounts.models import User
from platform_site.accounts.next_steps import Step, register_steps


@register_case_section
def bookmark_section(case: CasePage, terms: CaseTerms, request: HttpRequest) -> dict:
    """The star; a case that has never been saved (a preview) has none."""
    return {"bookmark": bookmark_button(case.pk, request.user, request.path)} if case.pk else {}


@register_card_section
def bookmark_stars(case_ids: Sequence[int], request: HttpRequest) -> Mapping[int, dict]:
    """The stars of a list; who has no account has none."""
    buttons = bookmark_buttons(case_ids, request.user, request.get_full_path())
    return {button.case_id: {"bookmark": button} for button in buttons}


@register_steps
def saved_step(user: User) -> Iterator[Step]:
    """From one's own page to what one keeps."""
    yield Step(
        _("Saved searches and cases"),
        _("Searches with mails about new cases, bookmarks, your own collections."),
        reverse("saved_searches"),
        "star",
    )
