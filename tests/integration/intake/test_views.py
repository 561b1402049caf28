"""The CMS's pages of the import."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from casebook.cases.models import CasePage
from casebook.intake import actions
from casebook.intake.models import SILENCE, ImportJob
from casebook.intake.states import JobState
from platform_site.accounts.models import AuditEntry
from tests.factories import make_case, make_user
from tests.integration.intake.conftest import bring_in, check, csv_of, full_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(client, django_capture_on_commit_callbacks):
    """Uploads a file in the browser; the worker's part is done at once."""

    def send(data: bytes, name: str = "事例.csv"):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("intake:index"), {"file": SimpleUploadedFile(name, data)})

    return send


@pytest.fixture
def press(client, django_capture_on_commit_callbacks):
    """Presses one of an import's buttons."""

    def send(step: str, job: ImportJob, **fields: str):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(f"intake:{step}", args=[job.pk]), fields, follow=True)

    return send


GET_PAGES = ["index", "template", "export"]
JOB_PAGES = ["job", "progress", "report"]
STEPS = ["run", "publish", "resume", "cancel"]


@pytest.mark.parametrize("name", [*GET_PAGES, *JOB_PAGES, *STEPS])
def test_outsiders_and_supporters_stay_outside(library, client, name):
    job = check(csv_of({"id": "a", "title": "題"}))
    address = reverse(f"intake:{name}", args=[] if name in GET_PAGES else [job.pk])
    ask = client.post if name in STEPS else client.get
    assert ask(address).status_code == 302
    for role in ("supporter", "coordinator"):
        client.force_login(make_user(role=role))
        answer = ask(address)
        assert answer.status_code == 302 and "/cms/import-cases/" not in answer["Location"].split("?")[0]
    job.refresh_from_db()
    assert job.state == JobState.CHECKED


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_not_taken_by_following_a_link(library, client, moderator, name):
    client.force_login(moderator)
    assert client.get(reverse(f"intake:{name}", args=[check(csv_of({"id": "a", "title": "題"})).pk])).status_code == 405


def test_an_editor_follows_her_own_imports_and_a_moderator_all(library, client, editor, moderator):
    job = check(csv_of({"id": "a", "title": "題"}), by=moderator)
    address = reverse("intake:job", args=[job.pk])
    client.force_login(editor)
    assert client.get(address).status_code == 404
    client.force_login(moderator)
    assert client.get(address).status_code == 200
    assert job.file_name in client.get(reverse("intake:index")).content.decode()


def test_from_upload_to_the_cases(library, client, moderator, upload, press):
    client.force_login(moderator)
    answer = upload(csv_of(full_row(id="a"), full_row(id="b", prefecture="さいたま市"), full_row(id="c", city="")))
    job = ImportJob.objects.get()
    assert answer["Location"] == reverse("intake:job", args=[job.pk])
    assert job.state == JobState.CHECKED and not CasePage.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert "G3" in page and "埼玉県" in page and "さいたま市" in page
    page = press("run", job).content.decode()
    assert list(CasePage.objects.live().values_list("external_id", flat=True)) == ["c"]  # nobody has looked at a
    assert reverse("intake:report", args=[job.pk]) in page
    report = client.get(reverse("intake:report", args=[job.pk]))
    assert load_workbook(io.BytesIO(report.content)).worksheets[0]["C2"].value == "b"


def test_an_editor_is_not_told_that_her_rows_will_be_public(library, client, editor, moderator, upload):
    for person, to_publish in ((editor, 0), (moderator, 1)):
        client.force_login(person)
        answer = client.get(upload(csv_of(full_row(id="a", city="")))["Location"])
        assert answer.context["screen"].public == to_publish


def test_rows_in_which_a_company_could_be_recognised_are_named(library, client, moderator, upload):
    client.force_login(moderator)
    leaking = full_row(id="d", city="", summary="青葉製作所は変わった")
    upload(csv_of(full_row(id="a"), full_row(id="b", city=""), full_row(id="c"), leaking))
    address = reverse("intake:job", args=[ImportJob.objects.get().pk])
    answer = client.get(address)
    concerns = answer.context["screen"].concerns
    assert concerns.recognisable.numbers == (2, 4, 5) and concerns.unchecked.numbers == (2, 4)
    assert "2、4、5" in answer.content.decode()
    answer = client.get(address, {"show": "recognisable"})
    assert [row.number for row in answer.context["screen"].rows] == [2, 4, 5]


@pytest.mark.parametrize("show", ["", "all", "create", "look", "same", "nonsense", "refuse"])
def test_rows_are_chosen_by_outcome(library, client, moderator, show):
    client.force_login(moderator)
    job = check(csv_of(full_row(id="a"), full_row(id="b", city="")))
    answer = client.get(reverse("intake:job", args=[job.pk]), {"show": show, "p": "x"})
    expected = {"look": 1, "same": 0, "refuse": 0}.get(show, 2)
    assert len(answer.context["screen"].rows) == expected


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [("x.xlsx", b"%PDF-1.7", "PDF"), ("x.csv", b"", "file-error"), ("x.csv", "年\r\n2020".encode(), "事例ID")],
)
def test_a_wrong_file_is_told_on_the_page(library, client, moderator, upload, name, data, part):
    client.force_login(moderator)
    answer = upload(data, name)
    assert answer.status_code == 422 and part in answer.content.decode()
    assert not ImportJob.objects.exists()


def test_a_huge_file_is_never_read(library, client, moderator, upload, monkeypatch):
    client.force_login(moderator)
    monkeypatch.setattr("casebook.intake.views.LARGEST_FILE", 10)
    monkeypatch.setattr("casebook.intake.views.actions.receive_file", lambda **kwargs: pytest.fail("read"))
    assert upload(b"x" * 11).status_code == 422


def test_no_file_is_told(library, client, moderator):
    client.force_login(moderator)
    assert client.post(reverse("intake:index")).status_code == 422


def test_progress_is_told_while_the_work_goes_on(library, client, moderator):
    client.force_login(moderator)
    job = actions.receive_file(data=csv_of({"id": "a", "title": "題"}), name="x.csv", by=moderator)
    told = client.get(reverse("intake:progress", args=[job.pk])).json()
    assert (told["isAtWork"], told["done"], told["total"], told["percent"]) == (True, 0, 1, 0)
    assert "data-progress" in client.get(reverse("intake:job", args=[job.pk])).content.decode()


def test_what_was_left_behind_is_taken_up_again(library, client, moderator, press):
    client.force_login(moderator)
    job = actions.receive_file(data=csv_of({"id": "a", "title": "題"}), name="x.csv", by=moderator)
    ImportJob.objects.update(uploaded_at=timezone.now() - 2 * SILENCE)
    assert reverse("intake:resume", args=[job.pk]) in client.get(reverse("intake:job", args=[job.pk])).content.decode()
    press("resume", job)
    job.refresh_from_db()
    assert job.state == JobState.CHECKED
    long_ago = timezone.now() - 2 * SILENCE
    ImportJob.objects.update(state=JobState.RUNNING, started_at=long_ago, heartbeat_at=long_ago)
    press("resume", job)
    job.refresh_from_db()
    assert job.state == JobState.FINISHED and CasePage.objects.count() == 1


def test_an_import_is_called_off(library, client, moderator, press):
    client.force_login(moderator)
    job = check(csv_of({"id": "a", "title": "題"}), by=moderator)
    press("cancel", job)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    answer = press("run", job)
    assert answer.status_code == 200 and len(answer.context["messages"]) == 1 and not CasePage.objects.exists()


def test_the_template_is_downloaded(library, client, editor):
    client.force_login(editor)
    answer = client.get(reverse("intake:template"))
    assert load_workbook(io.BytesIO(answer.content)).worksheets[0]["A1"].value in ("事例ID", "Case id")


@pytest.mark.parametrize(("query", "status"), [("", 200), ("format=csv", 200), ("format=pdf", 400)])
def test_an_export_is_downloaded(library, client, editor, query, status):
    client.force_login(editor)
    make_case()
    answer = client.get(f"{reverse('intake:export')}?{query}")
    assert answer.status_code == status


def test_a_sign_that_shift_jis_lacks_is_told(library, client, editor):
    client.force_login(editor)
    make_case(title="𠮷野の宿")
    answer = client.get(reverse("intake:export"), {"format": "csv", "encoding": "shift_jis"}, follow=True)
    assert "𠮷" in answer.content.decode()


@pytest.mark.parametrize(("role", "is_shown"), [("editor", True), ("moderator", True)])
def test_the_menu_leads_there(library, client, role, is_shown):
    client.force_login(make_user(role=role))
    assert (reverse("intake:index") in client.get("/cms/").content.decode()) is is_shown


def test_past_imports_are_listed_newest_first_page_by_page(library, client, moderator, monkeypatch):
    monkeypatch.setattr("casebook.intake.job_list.JOBS_A_PAGE", 2)
    client.force_login(moderator)
    assert client.get(reverse("intake:index")).context["past"].lines == ()
    check(csv_of({"id": "a", "title": "題"}), by=moderator, name="first.csv")
    bring_in(csv_of({"id": "a", "title": "題"}), by=moderator)
    check(csv_of({"id": "a", "title": "題"}), by=moderator, name="third.csv")
    past = client.get(reverse("intake:index")).context["past"]
    assert [line.file_name for line in past.lines] == ["third.csv", "cases.csv"]
    assert [dict(line.counts) for line in past.lines] == [
        dict(zip(past.headings, numbers, strict=True)) for numbers in ((0, 0, 1, 0), (1, 0, 0, 0))
    ]
    assert [line.uploaded_by for line in past.lines] == [moderator.name] * 2
    assert [line.drafts for line in past.lines] == [0, 1]
    older = client.get(reverse("intake:index"), {"p": 2}).context["past"]
    assert [line.file_name for line in older.lines] == ["first.csv"]


def test_an_import_that_is_not_checked_yet_has_no_counts(library, client, moderator):
    client.force_login(moderator)
    actions.receive_file(data=csv_of({"id": "a", "title": "題"}), name="x.csv", by=moderator)
    line = client.get(reverse("intake:index")).context["past"].lines[0]
    assert {number for _label, number in line.counts} == {None}


@pytest.mark.parametrize("n", [1, 8])
def test_the_list_asks_no_more_for_more_imports(library, client, moderator, n, django_assert_max_num_queries):
    for number in range(n):
        bring_in(csv_of({"id": f"a-{number}", "title": "題"}), by=moderator)
    client.force_login(moderator)
    client.get(reverse("intake:index"))
    with django_assert_max_num_queries(40):
        client.get(reverse("intake:index"))


def test_a_file_that_changes_nothing_offers_no_import(library, client, moderator, upload):
    client.force_login(moderator)
    bring_in(csv_of({"id": "a", "title": "題"}), by=moderator)
    answer = client.get(upload(csv_of({"id": "a", "title": "題"}))["Location"])
    job = ImportJob.objects.latest("pk")
    page = answer.content.decode()
    assert answer.context["screen"].changes_nothing
    assert reverse("intake:run", args=[job.pk]) not in page and reverse("intake:cancel", args=[job.pk]) not in page


def test_the_tick_lets_rows_with_clues_be_public(library, client, moderator, upload, press):
    client.force_login(moderator)
    page = client.get(upload(csv_of(full_row(id="a")))["Location"]).content.decode()
    assert 'name="anonymity_checked"' in page
    press("run", ImportJob.objects.get(), anonymity_checked="on")
    assert CasePage.objects.get().live


def test_an_editors_drafts_are_published_by_somebody_who_may(library, client, editor, moderator, press):
    job = bring_in(csv_of(full_row(id="a", city=""), full_row(id="b", city="", source_title="")), by=editor)
    address = reverse("intake:job", args=[job.pk])
    client.force_login(editor)
    assert reverse("intake:publish", args=[job.pk]) not in client.get(address).content.decode()
    assert client.post(reverse("intake:publish", args=[job.pk])).status_code in (302, 403)
    assert not CasePage.objects.live().exists()
    client.force_login(moderator)
    assert client.get(reverse("intake:index")).context["past"].lines[0].drafts == 2
    assert reverse("intake:publish", args=[job.pk]) in client.get(address).content.decode()
    press("publish", job)
    screen = client.get(address, {"show": "drafts"}).context["screen"]
    assert screen.public == 1 and screen.publication.concerns.unpublishable.numbers == (3,)
    assert [(row.number, row.publication != "") for row in screen.rows] == [(3, True)]


def test_an_import_that_waits_for_another_is_not_called_left_behind(library, client, moderator):
    client.force_login(moderator)
    working = check(csv_of({"id": "a", "title": "題"}), by=moderator)
    waiting = actions.receive_file(data=csv_of({"id": "b", "title": "題"}), name="x.csv", by=moderator)
    long_ago = timezone.now() - 2 * SILENCE
    ImportJob.objects.filter(pk=waiting.pk).update(uploaded_at=long_ago)
    waiting.refresh_from_db()
    assert waiting.is_silent
    ImportJob.objects.filter(pk=working.pk).update(
        state=JobState.RUNNING, runner="somebody", heartbeat_at=timezone.now()
    )
    told = client.get(reverse("intake:progress", args=[waiting.pk])).json()
    assert waiting.is_queued and told["isAtWork"] and str(waiting.total) not in told["text"]
    answer = client.post(reverse("intake:resume", args=[waiting.pk]), follow=True)
    assert len(answer.context["messages"]) == 1  # nothing to take up


def test_what_is_taken_up_is_watched_again(library, client, moderator):
    client.force_login(moderator)
    job = actions.approve(job=check(csv_of({"id": "a", "title": "題"}), by=moderator), by=moderator)
    ImportJob.objects.update(runner="killed", heartbeat_at=timezone.now() - 2 * SILENCE)
    client.post(reverse("intake:resume", args=[job.pk]))
    assert client.get(reverse("intake:progress", args=[job.pk])).json()["isAtWork"]


def test_an_export_is_in_the_audit_trail(library, client, editor):
    client.force_login(editor)
    make_case()
    client.get(reverse("intake:export"), {"format": "csv", "encoding": "shift_jis"})
    entry = AuditEntry.objects.get(what="cases.exported")
    assert (entry.by, entry.details["cases"]) == (editor, 1)
    assert "CSV (shift_jis)" in entry.details["told"] and editor.name in entry.details["told"]
    client.get(reverse("intake:export"), {"format": "pdf"})
    assert AuditEntry.objects.filter(what="cases.exported").count() == 1
