"""Publishing what an import left as a draft: case by case, each in one transaction with the mark on its row."""

from collections.abc import Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from casebook.cases.models import CasePage
from casebook.intake.domain.problems import Problem, Severity, warning
from casebook.intake.domain.rules import leaks, unweighed
from casebook.intake.examine import BATCH
from casebook.intake.lifecycle import count_done
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.plan import publication_obstacles
from casebook.intake.saving import end_of_consent
from casebook.intake.snapshot import values_on
from platform_site.accounts.models import User


def drafts_in_batches(job: ImportJob) -> Iterator[list[ImportRow]]:
    """The drafts of an import, once each: those that have to stay drafts do not come again."""
    last = 0
    while rows := list(job.rows.drafts().filter(number__gt=last)[:BATCH]):
        yield rows
        last = rows[-1].number


@transaction.atomic
def publish_draft(row: ImportRow, job: ImportJob, *, by: User | None) -> bool:
    """Publish the newest draft of the row's case, or note on the row why it stays one. Raises `Superseded`."""
    case = CasePage.objects.select_for_update().filter(pk=row.page_id).first()
    if case is None:  # deleted meanwhile
        count_done(job, 1)
        return False
    obstacles = _obstacles(case, by=by, anonymity_checked=job.anonymity_checked)
    if not obstacles:
        _publish(case, by)
    ImportRow.objects.filter(pk=row.pk).update(
        problems=[problem.as_json() for problem in obstacles], has_warnings=bool(obstacles), is_public=not obstacles
    )
    count_done(job, 1)
    return not obstacles


def _publish(case: CasePage, by: User | None) -> None:
    case.get_latest_revision().publish(user=by)
    published = CasePage.objects.get(pk=case.pk)
    published.consent_ends_on = end_of_consent(published)  # the draft may be older than the consent
    published.save(update_fields=["consent_ends_on"])


def _obstacles(case: CasePage, *, by: User | None, anonymity_checked: bool) -> list[Problem]:
    """Every reason against publishing the newest draft of `case` now."""
    if case.locked or case.workflow_in_progress:
        return [warning("held-in-cms", "id")]
    if by is not None and not case.permissions_for_user(by).can_publish():
        return [warning("may-not-publish")]
    draft = case.get_latest_revision_as_object()
    values = values_on(draft)
    clues = unweighed(values_on(case) if case.live else None, values)
    named = [replace(leak, severity=Severity.WARNING) for leak in leaks(values)]
    against = [*named, *publication_obstacles(values, clues, anonymity_checked=anonymity_checked)]
    return [*against, *clues] if against else _flaws(draft)


def _flaws(draft: CasePage) -> list[Problem]:
    """What the model itself would not accept of a draft that somebody has worked on."""
    try:
        draft.full_clean()
    except ValidationError as error:
        return [warning("not-saved", text="; ".join(error.messages)[:200])]
    return []
