"""Importing one row: all of it or nothing, in one transaction with the mark that it is done."""

import logging

from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import timezone

from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.problems import Problem
from casebook.intake.domain.rows import ParsedRow
from casebook.intake.lifecycle import Superseded, count_done
from casebook.intake.models import ImportJob, ImportRow
from casebook.intake.permissions import Rights
from casebook.intake.plan import Existing, Plan, existing_cases, plan_row
from casebook.intake.saving import Library, save_case
from casebook.intake.states import WRITING, Outcome

logger = logging.getLogger(__name__)
ATTEMPTS = 3


class StaleCase(DatabaseError):
    """The case was saved by somebody else after it was read."""


class RowImporter:
    """Writes the rows of a job, one by one. `existing` are the cases of the batch as they were when it was begun."""

    def __init__(self, job: ImportJob, rows: list[ImportRow], *, rights: Rights, grammar: Grammar) -> None:
        self.job = job
        self.rights = rights
        self.grammar = grammar
        self.library = Library()
        self.existing = existing_cases(row.external_id for row in rows)

    def import_row(self, row: ImportRow) -> None:
        """Write `row`. Where the library changed meanwhile it is planned anew; what can't be saved is refused.

        Raises `Superseded`.
        """
        for _attempt in range(ATTEMPTS):
            try:
                self._write(row)
                return
            except (IntegrityError, StaleCase) as error:
                reason = str(error)
                self._look_again(row)
            except (ValidationError, ValueError, TypeError, DataError) as error:
                logger.exception("row %s of import %s can't be saved", row.number, self.job.pk)
                reason = "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                self._look_again(row)
                break
        self._refuse(row, Problem("not-saved", params={"text": reason[:200]}))

    @transaction.atomic
    def _write(self, row: ImportRow) -> None:
        existing = _unchanged(self.existing.get(row.external_id))
        parsed = ParsedRow(row.number, row.external_id, row.values)
        checked = self.job.anonymity_checked
        plan = plan_row(parsed, existing, rights=self.rights, grammar=self.grammar, anonymity_checked=checked)
        if plan.outcome in WRITING:
            row.page_id = save_case(plan, self.library, by=self.job.uploaded_by).pk
        self._mark_done(row, plan)

    def _mark_done(self, row: ImportRow, plan: Plan) -> None:
        undone = ImportRow.objects.filter(pk=row.pk, done_at=None)
        if not undone.update(
            outcome=plan.outcome,
            problems=[problem.as_json() for problem in plan.problems],
            has_warnings=plan.has_warnings,
            changes=list(plan.changed),
            is_public=plan.goes_live,
            page_id=row.page_id,
            done_at=timezone.now(),
        ):
            raise Superseded
        count_done(self.job, 1)

    @transaction.atomic
    def _refuse(self, row: ImportRow, problem: Problem) -> None:
        undone = ImportRow.objects.filter(pk=row.pk, done_at=None)
        undone.update(outcome=Outcome.REFUSE, problems=[problem.as_json()], done_at=timezone.now())
        count_done(self.job, 1)

    def _look_again(self, row: ImportRow) -> None:
        """After a rollback: what was made in it is gone, and somebody else may have been there."""
        self.library = Library()
        self.existing.pop(row.external_id, None)
        self.existing.update(existing_cases([row.external_id]))


def _unchanged(existing: Existing | None) -> Existing | None:
    """The same, if nobody has saved the case since it was read. Raises `StaleCase`."""
    if existing is None:
        return None
    pages = type(existing.page).objects.select_for_update().filter(pk=existing.page.pk)
    if pages.values_list("latest_revision_id", "live").first() != (
        existing.page.latest_revision_id,
        existing.page.live,
    ):
        raise StaleCase
    return existing
