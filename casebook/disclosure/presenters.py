"""A consent as the CMS shows it, so that its template neither queries nor decides."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from casebook.disclosure.models import Consent, ConsentWithdrawal
from casebook.disclosure.registry import CaseName, names_of

Fact = tuple[str, str]


def name_of(consent: Consent) -> CaseName | None:
    """How the consent's case is called; None where it was deleted."""
    return names_of([consent.case_id]).get(consent.case_id)


def title_of(consent: Consent, name: CaseName | None) -> str:
    """The title of the case; its id where it was deleted, for consents outlive it."""
    return name.title if name else _("Deleted case (%(id)s)") % {"id": consent.case_id}


def facts_of(consent: Consent, name: CaseName | None) -> list[Fact]:
    """Label and text of everything that is known of a consent, in a reader's order."""
    return [(label, text or "–") for label, text in _facts(consent, name)]


def _facts(consent: Consent, name: CaseName | None) -> Iterator[Fact]:
    yield _("Case"), _link(name) if name else title_of(consent, name)
    yield _("Alias"), name.alias if name else ""
    yield _("Case id"), consent.case_id
    yield _("State"), consent.state_label
    yield _("Given by"), consent.given_by
    yield _("Given on"), _day(consent.given_on)
    yield _("Who may read it"), consent.get_scope_display()
    yield _("The real name may be shown"), _("Yes") if consent.allows_name else _("No")
    yield _("Ends on"), _day(consent.ends_on) or _("Until it is withdrawn")
    yield _("Note"), consent.note
    yield _("Recorded by"), str(consent.recorded_by or "")
    yield _("Recorded"), date_format(localtime(consent.recorded_at), "DATETIME_FORMAT")
    if hasattr(consent, "withdrawal"):
        yield from _withdrawal(consent.withdrawal)


def _withdrawal(withdrawal: ConsentWithdrawal) -> Iterator[Fact]:
    yield _("Withdrawn on"), _day(withdrawal.withdrawn_on)
    yield _("Reason"), withdrawal.reason
    yield _("Withdrawal recorded by"), str(withdrawal.recorded_by or "")


def _link(name: CaseName) -> str:
    return format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[name.page_id]), name.title)


def _day(day: date | None) -> str:
    return date_format(day) if day else ""
