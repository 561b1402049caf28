"""What Wagtail keeps beside a case is brought up to date once for many rows, and whatever happens, it is."""

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from casebook.cases.beside import bring_up_to_date, left_to_caller
from casebook.cases.models import CasePage
from casebook.intake import actions
from casebook.intake.models import ImportJob
from casebook.intake.row_by_row import RowImporter
from casebook.taxonomy.models import Barrier
from tests.factories import make_case
from tests.integration.intake.conftest import bring_in, check, csv_of, full_row


@pytest.fixture
def worker(settings):
    """Tasks wait in the database, as they do in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def broken_off(library, worker, monkeypatch):
    """An import of three cases, whose process was ended after two."""
    importing, seen = RowImporter.import_row, []

    def import_two(self, row):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append(row)
        importing(self, row)

    job = actions.approve(job=check(three_rows()), by=None, anonymity_checked=True)
    with monkeypatch.context() as patch:
        patch.setattr(RowImporter, "import_row", import_two)
        with pytest.raises(KeyboardInterrupt):
            actions.run(job=job, by=None)
    assert waiting() == []
    ImportJob.objects.update(heartbeat_at=None)
    return ImportJob.objects.get()


def three_rows() -> bytes:
    return csv_of(*(full_row(id=f"case-{n}") for n in range(3)))


def waiting() -> list[set[int]]:
    """The cases of each task that waits."""
    tasks = DBTaskResult.objects.filter(task_path=bring_up_to_date.module_path).order_by("enqueued_at")
    return [set(task.args_kwargs["args"][0]) for task in tasks]


def test_an_imported_case_is_found_in_the_cms_and_known_where_it_points(library):
    bring_in(three_rows())
    case = CasePage.objects.get(external_id="case-0")
    assert case in list(CasePage.objects.all().search("利益が出ない"))
    barrier = Barrier.objects.get(pk=case.case_barriers.first().barrier_id)
    assert ReferenceIndex.get_references_to(barrier).filter(object_id=case.pk).exists()


def test_many_rows_leave_one_task(library, worker):
    bring_in(three_rows())
    assert waiting() == [set(CasePage.objects.values_list("pk", flat=True))]


def test_whoever_goes_on_does_it_for_what_was_written_before(broken_off):
    written = set(CasePage.objects.values_list("pk", flat=True))
    actions.run(job=broken_off, by=None)
    assert waiting() == [written, set(CasePage.objects.values_list("pk", flat=True))]


def test_whoever_calls_it_off_does_it_for_what_was_written(broken_off):
    actions.cancel(job=broken_off, by=None)
    assert waiting() == [set(CasePage.objects.values_list("pk", flat=True))]


def test_a_case_that_is_gone_is_passed_over(library):
    with left_to_caller():
        kept, gone = make_case(title="残る事例"), make_case(title="消える事例")
    ids = [kept.pk, gone.pk]
    gone.delete()
    bring_up_to_date.enqueue(ids)
    assert list(CasePage.objects.all().search("事例")) == [kept]


def test_saving_and_deleting_in_the_cms_reach_its_boxes_by_themselves(library):
    case = make_case(title="最初の題")
    case.title = "あたらしい題"
    case.save()
    assert list(CasePage.objects.all().search("あたらしい")) == [case]
    case.delete()
    assert list(CasePage.objects.all().search("あたらしい")) == []
