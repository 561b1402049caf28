"""Recording and withdrawing consent: the row, the case it opens or closes, and the log entry in one transaction."""

from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from casebook.disclosure.models import Consent, ConsentWithdrawal
from casebook.disclosure.policies import publication_refusals
from casebook.disclosure.registry import cases_of


@transaction.atomic
def record_consent(*, by: Any, case_id: str, given_by: str, scope: str, **fields: Any) -> Consent:
    """Record that a company agreed. `fields` are those of Consent; the cases' end of consent follows."""
    consent = Consent.objects.create(recorded_by=by, case_id=case_id, given_by=given_by, scope=scope, **fields)
    for case in cases_of(case_id):
        _follow(case, by)
        log(instance=case, action="casebook.consent_recorded", user=by, data={"scope": scope})
    return consent


@transaction.atomic
def withdraw_consent(
    *, by: Any, consent: Consent, withdrawn_on: date | None = None, reason: str = ""
) -> ConsentWithdrawal:
    """Take a consent back: cases that rested on it are unpublished at once.

    Raises IntegrityError where it was withdrawn before.
    """
    when = {"withdrawn_on": withdrawn_on} if withdrawn_on else {}
    withdrawal = ConsentWithdrawal.objects.create(consent=consent, recorded_by=by, reason=reason, **when)
    for case in cases_of(consent.case_id):
        _follow(case, by)
        log(instance=case, action="casebook.consent_withdrawn", user=by)
    return withdrawal


def unpublish_lapsed(*, by: Any = None) -> int:
    """Unpublish live cases whose consent has ended. A daily job; returns how many there were."""
    lapsed = [case for case in cases_of(None) if publication_refusals(case)]
    for case in lapsed:
        with transaction.atomic():
            _follow(case, by)
    return len(lapsed)


def _follow(case: Page, by: Any) -> None:
    """Bring a case in line with the consents in force."""
    if case.live and publication_refusals(case):
        case.unpublish(user=by)
    ends_on = None if case.source_title else _end_of_consent(case)
    if case.consent_ends_on != ends_on:
        case.consent_ends_on = ends_on
        case.save(update_fields=["consent_ends_on"])


def _end_of_consent(case: Page) -> date | None:
    ends = list(Consent.objects.in_force().filter(case_id=case.external_id).values_list("ends_on", flat=True))
    return None if not ends or None in ends else max(ends)
