"""What an import leaves behind, row by row."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from casebook.cases.models import CasePage
from casebook.disclosure.models import Consent
from casebook.intake import actions
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.models import ImportJob
from casebook.intake.plan import existing_cases
from casebook.intake.states import Outcome
from casebook.taxonomy.models import Barrier
from search.projection.models import DirtyDocument, IndexGeneration
from tests.factories import make_organisation
from tests.integration.intake.conftest import bring_in, check, csv_of, full_row


def outcomes(job: ImportJob) -> list[str]:
    return list(job.rows.values_list("outcome", flat=True))


def codes(job: ImportJob) -> list[list[str]]:
    return [[problem.code for problem in row.reasons] for row in job.rows.all()]


def test_every_column_reaches_the_case(library):
    job = bring_in(csv_of(full_row()))
    case = CasePage.objects.get(external_id="saitama-press")
    values = existing_cases(["saitama-press"])["saitama-press"].values
    assert outcomes(job) == ["create"]
    assert [name for name in COLUMNS if not values[name]] == ["is_named", "organisation"]
    assert (case.prefecture, case.size, case.capital_yen, case.year) == ("saitama", "sme", 11_000_000, 2022)
    assert [(row.barrier.slug, row.note) for row in case.case_barriers.all()] == [
        ("nobody-follows", "誰も話さない、来ない"),
        ("cannot-see", "原価が不明"),
    ]
    assert [(row.label, row.before, row.after_year) for row in case.figures.all()] == [
        ("売上高", 13, 2021),
        ("従業員", 5, None),
    ]


def test_a_published_row_is_live_as_wagtail_would_leave_it(library, moderator):
    bring_in(csv_of(full_row()), by=moderator)
    case = CasePage.objects.get()
    revision = Revision.objects.get()
    assert case.live and not case.has_unpublished_changes and case.owner == moderator
    assert case.first_published_at == case.last_published_at is not None
    assert case.live_revision == case.latest_revision == revision and revision.user == moderator
    assert case.latest_revision_created_at == revision.created_at
    actions_logged = PageLogEntry.objects.filter(page=case.pk).order_by("pk").values_list("action", flat=True)
    assert list(actions_logged) == ["wagtail.create", "wagtail.publish"]
    again = revision.as_object()
    assert [row.barrier.slug for row in again.case_barriers.all()] == ["nobody-follows", "cannot-see"]
    assert {tag.tag.name for tag in again.tagged_items.all()} == {"事業承継", "DX"}
    assert library.__class__.objects.get().numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_is_not_live(library):
    bring_in(csv_of({"id": "a", "title": "下書き"}))
    case = CasePage.objects.get()
    assert not case.live and case.has_unpublished_changes and case.live_revision is None
    assert case.disclosure == "public" and case.latest_revision.content["title"] == "下書き"


def test_doing_it_again_changes_nothing(library):
    data = csv_of(full_row(), {"id": "b", "title": "二"})
    bring_in(data)
    revisions = Revision.objects.count()
    job = bring_in(data)
    assert outcomes(job) == ["same", "same"]
    assert Revision.objects.count() == revisions


def test_a_change_touches_only_what_the_file_names(library):
    bring_in(csv_of(full_row()))
    job = bring_in(csv_of({"id": "saitama-press", "title": "新しい題", "summary": "", "barriers": "見えない"}))
    values = existing_cases(["saitama-press"])["saitama-press"].values
    row = job.rows.get()
    assert (row.outcome, row.changes) == ("refuse", [])  # a note on a barrier that is gone
    job = bring_in(csv_of({"id": "saitama-press", "title": "新しい題", "summary": "", "tags": "DX"}))
    after = existing_cases(["saitama-press"])["saitama-press"].values
    assert job.rows.get().changes == ["title", "summary", "tags"]
    assert {name for name in COLUMNS if values[name] != after[name]} == {"title", "summary", "tags"}
    case = CasePage.objects.get()
    assert case.live and case.live_revision == case.latest_revision and Revision.objects.count() == 2
    assert case.slug == "saitama-press"


def test_empty_cells_of_status_and_disclosure_leave_a_case_as_it_is(library):
    bring_in(csv_of(full_row()))
    job = check(csv_of({"id": "saitama-press", "title": "注文はあるのに利益が出ない", "status": "", "disclosure": ""}))
    assert outcomes(job) == ["same"]


def test_the_check_changes_nothing(library):
    before = Page.objects.count()
    job = check(csv_of(full_row(), {"id": "b", "title": ""}))
    assert outcomes(job) == ["create", "refuse"]
    assert Page.objects.count() == before and not Revision.objects.exists()


def test_every_reason_stands_in_its_row(library):
    job = check(
        csv_of(
            full_row(),
            full_row(title="二度目"),
            full_row(id="b", prefecture="さいたま市", employees="多い", year=""),
            full_row(id="c", summary="青葉製作所は変わった"),
            full_row(id="d", source_title=""),
            full_row(id="e", disclosure="自機関"),
            full_row(id="", title=""),
            full_row(id="f", outcome="連絡は a@example.org へ", company_name="", city=""),
            full_row(id="例　記入例"),
            full_row(id="記入例：saitama"),
        )
    )
    held_back = ["unchecked-clues", "clue-small-place"]
    assert codes(job) == [
        held_back,
        ["repeated-id"],
        ["not-recognised", "not-a-count"],
        ["name-leaks", *held_back],
        ["may-not-be-published", *held_back],
        ["organisation-needed", *held_back],
        ["required", "required"],
        ["unchecked-clues", "clue-contact"],
        ["id-form"],
    ]
    assert json.loads(json.dumps(job.rows.get(number=3).problems))[0]["params"] == {"row": 2}


def test_a_consent_allows_publication(library):
    ends_on = timezone.localdate() + timedelta(days=30)
    Consent.objects.create(case_id="d", given_by="社長", scope="public", ends_on=ends_on)
    job = bring_in(csv_of(full_row(id="d", source_title="")))
    case = CasePage.objects.get()
    assert outcomes(job) == ["create"] and case.live and case.consent_ends_on == ends_on
    bring_in(csv_of(full_row(id="d")))
    assert CasePage.objects.get().consent_ends_on is None  # it rests on a source now


def test_an_organisation_is_found_by_its_name(library):
    organisation = make_organisation(name="秩父商工会")
    bring_in(csv_of(full_row(disclosure="自機関", organisation="秩父 商工会")))
    assert CasePage.objects.get().organisation == organisation


def test_a_retired_term_stays_and_cannot_be_chosen(library):
    bring_in(csv_of(full_row()))
    Barrier.objects.filter(slug="cannot-see").update(is_retired=True)
    assert outcomes(check(csv_of(full_row()))) == ["same"]
    assert codes(check(csv_of(full_row(id="b", city="")))) == [["retired"]]


def test_an_editors_published_rows_become_drafts(library, editor):
    job = bring_in(csv_of(full_row(city="")), by=editor)
    assert codes(job) == [["saved-as-draft"]] and not CasePage.objects.get().live
    assert outcomes(check(csv_of(full_row(city="")), by=editor)) == ["same"]


def test_an_editors_change_of_a_live_case_keeps_what_readers_see(library, editor):
    bring_in(csv_of(full_row(city="")))
    job = bring_in(csv_of(full_row(city="", title="新しい題", tags="DX")), by=editor)
    case = CasePage.objects.get()
    assert codes(job) == [["saved-as-draft"]]
    assert (case.title, case.live, case.has_unpublished_changes) == ("注文はあるのに利益が出ない", True, True)
    assert case.get_latest_revision_as_object().title == case.draft_title == "新しい題"
    same = csv_of(full_row(city="", title="新しい題", tags="DX"))
    assert outcomes(check(same, by=editor)) == ["same"]
    assert codes(check(same)) == [["changed-in-cms"]]  # who may publish decides in the CMS


def test_changes_in_the_cms_are_not_trodden_on(library):
    bring_in(csv_of(full_row(city="")))
    case = CasePage.objects.get()
    case.title = "CMSの変更"
    case.save_revision()
    assert codes(check(csv_of(full_row(city="", title="表の変更")))) == [["changed-in-cms"]]
    assert outcomes(check(csv_of(full_row(city="")))) == ["same"]


def test_a_case_under_review_is_left_to_its_reviewers(library, editor):
    bring_in(csv_of(full_row(city="")))
    case = CasePage.objects.get()
    case.get_workflow().start(case, editor)
    assert codes(check(csv_of(full_row(city="", title="表の変更")))) == [["held-in-cms"]]
    assert outcomes(check(csv_of(full_row(city="")))) == ["same"]


def test_a_draft_goes_on_from_its_newest_revision(library):
    bring_in(csv_of({"id": "a", "title": "一"}))
    case = CasePage.objects.get()
    case.summary = "CMSで書いた"
    case.save_revision()
    bring_in(csv_of({"id": "a", "title": "二", "status": "公開", "source_title": "試験の事例集"}))
    case.refresh_from_db()
    assert (case.title, case.summary, case.live, case.has_unpublished_changes) == ("二", "CMSで書いた", True, False)


def test_a_case_is_taken_back_by_those_who_may(library, editor, moderator):
    bring_in(csv_of(full_row(city="")))
    data = csv_of(full_row(city="", status="下書き"))
    assert codes(check(data, by=editor)) == [["may-not-unpublish"]]
    job = bring_in(data, by=moderator)
    case = CasePage.objects.get()
    assert codes(job) == [["unpublished"]] and not case.live and case.live_revision is None
    assert PageLogEntry.objects.filter(page=case.pk, action="wagtail.unpublish").exists()


def test_what_happens_between_check_and_run_is_seen(library):
    job = check(csv_of(full_row(city=""), {"id": "b", "title": "二"}))
    bring_in(csv_of(full_row(city="")))
    actions.run(job=actions.approve(job=job, by=None), by=None)
    assert outcomes(job) == ["same", "create"]
    assert CasePage.objects.count() == 2


def test_a_row_that_cannot_be_saved_is_refused_whole(library, monkeypatch):
    from casebook.intake import saving

    write = saving._add_revision

    def fail_once(page, plan, *, by):
        write(page, plan, by=by)
        if page.external_id == "a":
            raise ValueError("壊れた")

    monkeypatch.setattr(saving, "_add_revision", fail_once)
    job = bring_in(csv_of(full_row(id="a", tags="新しい語"), full_row(id="b", tags="新しい語")))
    assert outcomes(job) == ["refuse", "create"]
    assert [case.external_id for case in CasePage.objects.all()] == ["b"]
    assert Revision.objects.count() == 1 and CasePage.objects.get().tags.count() == 1


def test_the_index_hears_of_every_case(library):
    IndexGeneration.objects.create(name="g1")
    bring_in(csv_of(full_row(), {"id": "b", "title": "二"}))
    marked = DirtyDocument.objects.values_list("key", flat=True)
    assert {key.partition(":")[2] for key in marked} == {
        str(pk) for pk in CasePage.objects.values_list("pk", flat=True)
    }


@pytest.mark.parametrize("n", [3, 30])
def test_queries_of_a_check_do_not_grow_with_its_rows(library, n, django_assert_max_num_queries):
    rows = [full_row(id=f"case-{number}") for number in range(n)]
    bring_in(csv_of(*rows[:2]))
    job = actions.receive_file(data=csv_of(*rows), name="x.csv", by=None)
    with django_assert_max_num_queries(40):
        actions.check(job=job, by=None)
    assert job.count_outcomes()[Outcome.SAME] == 2
