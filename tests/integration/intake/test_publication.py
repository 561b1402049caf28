"""What an import leaves as a draft, who says that it may be public, and how drafts are published together."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from casebook.cases.models import CasePage
from casebook.disclosure.actions import record_consent
from casebook.intake import actions, tasks
from casebook.intake.lifecycle import Superseded
from casebook.intake.models import ImportJob
from casebook.intake.states import JobState, WrongState
from platform_site.accounts.models import AuditEntry
from tests.integration.intake.conftest import bring_in, check, csv_of, full_row


def codes(job: ImportJob) -> list[list[str]]:
    return [[problem.code for problem in row.reasons] for row in job.rows.all()]


def run(job: ImportJob, *, by=None, anonymity_checked: bool = False) -> ImportJob:
    return actions.run(job=actions.approve(job=job, by=by, anonymity_checked=anonymity_checked), by=by)


def publish(job: ImportJob, *, by=None, anonymity_checked: bool = False) -> ImportJob:
    approved = actions.approve_publication(job=job, by=by, anonymity_checked=anonymity_checked)
    return actions.publish(job=approved, by=by)


def live() -> list[str]:
    return list(CasePage.objects.live().order_by("external_id").values_list("external_id", flat=True))


# -- what the import itself holds back ---------------------------------------------------------------


def test_a_company_that_could_be_recognised_is_not_public_unless_somebody_has_looked(library):
    data = csv_of(full_row(id="a"), full_row(id="b", city=""))
    job = check(data)
    assert codes(job) == [["unchecked-clues", "clue-small-place"], []]
    assert list(job.rows.values_list("outcome", "is_public")) == [("create", False), ("create", True)]
    run(job)
    assert live() == ["b"] and CasePage.objects.count() == 2


def test_somebodys_word_lets_it_be_public(library):
    job = run(check(csv_of(full_row(id="a"))), anonymity_checked=True)
    assert live() == ["a"] and codes(job) == [["clue-small-place"]]


def test_a_row_without_source_or_consent_becomes_a_draft(library):
    job = bring_in(csv_of(full_row(city="", source_title="")))
    assert codes(job) == [["may-not-be-published"]] and live() == [] and CasePage.objects.count() == 1
    assert list(check(csv_of(full_row(city="", source_title=""))).rows.values_list("outcome", flat=True)) == ["same"]


def test_a_draft_without_source_is_told_so_and_one_with_source_is_not(library):
    job = check(
        csv_of({"id": "a", "title": "一", "source_title": ""}, {"id": "b", "title": "二", "source_title": "集"})
    )
    assert codes(job) == [["may-not-be-published"], []]


def test_a_public_case_keeps_its_state_when_its_change_may_not_be_public(library):
    bring_in(csv_of(full_row(city="")))
    job = run(check(csv_of(full_row(city="", source_title="", title="新しい題"))))
    case = CasePage.objects.get()
    assert codes(job) == [["may-not-be-published"]]
    assert (case.live, case.title, case.source_title) == (True, "注文はあるのに利益が出ない", "試験の事例集")
    assert case.get_latest_revision_as_object().title == "新しい題"


def test_clues_that_readers_see_already_do_not_hold_a_change_back(library):
    bring_in(csv_of(full_row()))
    job = run(check(csv_of(full_row(title="新しい題"))))
    assert codes(job) == [[]] and CasePage.objects.get().title == "新しい題"


def test_a_named_company_is_never_even_a_draft(library):
    job = run(check(csv_of(full_row(city="", status="下書き", summary="青葉製作所は変わった"))))
    assert codes(job) == [["name-leaks"]] and not CasePage.objects.exists()


# -- publishing the drafts together ------------------------------------------------------------------


@pytest.fixture
def drafts(library, editor) -> ImportJob:
    """An editor's import: two good drafts, one with a clue, one without source."""
    rows = [
        full_row(id="a", city="", status="下書き"),
        full_row(id="b", city=""),
        full_row(id="c"),
        full_row(id="d", city="", source_title="", status="下書き"),
    ]
    return run(check(csv_of(*rows), by=editor), by=editor)


def test_what_may_be_published_is_and_the_rest_is_told_by_row(drafts, moderator):
    assert live() == [] and drafts.rows.drafts().count() == 4
    publish(drafts, by=moderator)
    assert live() == ["a", "b"] and (drafts.state, drafts.done, drafts.total) == (JobState.FINISHED, 4, 4)
    assert codes(drafts) == [[], [], ["unchecked-clues", "clue-small-place"], ["may-not-be-published"]]
    assert list(drafts.rows.drafts().values_list("external_id", flat=True)) == ["c", "d"]
    logged = PageLogEntry.objects.filter(action="wagtail.publish", user=moderator)
    assert logged.count() == 2 and CasePage.objects.get(external_id="a").has_unpublished_changes is False
    entry = AuditEntry.objects.get(what="import.published")
    assert (entry.by, entry.details) == (moderator, {"published": 2, "kept": 2})


def test_with_somebodys_word_those_with_clues_follow(drafts, moderator):
    publish(drafts, by=moderator)
    publish(drafts, by=moderator, anonymity_checked=True)
    assert live() == ["a", "b", "c"]
    assert AuditEntry.objects.filter(what="import.publishing").first().details["anonymity_checked"] is True


def test_a_consent_that_came_later_counts_with_its_end(drafts, moderator):
    ends_on = timezone.localdate() + timedelta(days=9)
    record_consent(by=moderator, case_id="d", given_by="社長", scope="public", ends_on=ends_on)
    publish(drafts, by=moderator)
    assert CasePage.objects.get(external_id="d").live
    assert CasePage.objects.get(external_id="d").consent_ends_on == ends_on


def test_the_newest_draft_is_what_is_judged_and_published(drafts, moderator):
    for external_id, change in (("a", {"summary": "青葉製作所のこと"}), ("b", {"title": "CMSで直した題"})):
        page = CasePage.objects.get(external_id=external_id).get_latest_revision_as_object()
        for name, value in change.items():
            setattr(page, name, value)
        page.save_revision()
    publish(drafts, by=moderator)
    assert live() == ["b"] and CasePage.objects.get(external_id="b").title == "CMSで直した題"
    assert "name-leaks" in codes(drafts)[0]


def test_a_case_in_somebodys_hands_is_left_alone(drafts, moderator, editor):
    CasePage.objects.filter(external_id="a").update(locked=True)
    reviewed = CasePage.objects.get(external_id="b")
    reviewed.get_workflow().start(reviewed, editor)
    publish(drafts, by=moderator)
    assert live() == [] and codes(drafts)[:2] == [["held-in-cms"], ["held-in-cms"]]


def test_a_case_that_was_taken_back_is_no_draft(drafts, moderator):
    publish(drafts, by=moderator)
    CasePage.objects.get(external_id="a").unpublish(user=moderator)
    assert "a" not in drafts.rows.drafts().values_list("external_id", flat=True)


def test_an_imported_change_is_published_but_not_what_somebody_wrote_on_top(library, editor, moderator):
    bring_in(csv_of(full_row(id="a", city=""), full_row(id="b", city="")))
    job = run(check(csv_of(*(full_row(id=name, city="", title="変えた題") for name in "ab")), by=editor), by=editor)
    on_top = CasePage.objects.get(external_id="b").get_latest_revision_as_object()
    on_top.save_revision(user=moderator)
    assert list(job.rows.drafts().values_list("external_id", flat=True)) == ["a"]
    publish(job, by=moderator)
    assert CasePage.objects.get(external_id="a").title == "変えた題"


def test_a_deleted_case_is_passed_over(drafts, moderator):
    CasePage.objects.get(external_id="a").delete()
    publish(drafts, by=moderator)
    assert live() == ["b"]


def test_who_may_not_publish_may_not_here(drafts, editor):
    with pytest.raises(PermissionDenied):
        actions.approve_publication(job=drafts, by=editor)
    with pytest.raises(PermissionDenied):
        actions.publish(job=drafts, by=editor)
    assert live() == []


def test_two_clicks_do_not_publish_twice(drafts, moderator):
    actions.approve_publication(job=drafts, by=moderator)
    with pytest.raises(WrongState):
        actions.approve_publication(job=drafts, by=moderator)


def test_a_publication_is_stopped_between_two_cases(drafts, moderator):
    actions.approve_publication(job=drafts, by=moderator)

    def stop(done, total):
        actions.cancel(job=ImportJob.objects.get(pk=drafts.pk), by=moderator)

    with pytest.raises(Superseded):
        actions.publish(job=drafts, by=moderator, progress=stop)
    drafts.refresh_from_db()
    assert live() == ["a"] and drafts.state == JobState.FINISHED


def test_a_publication_that_breaks_off_can_be_begun_again(drafts, moderator, monkeypatch):
    actions.approve_publication(job=drafts, by=moderator)
    monkeypatch.setattr(actions, "drain", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.publish(job=drafts, by=moderator)
    drafts.refresh_from_db()
    assert (drafts.state, drafts.failure["code"]) == (JobState.FINISHED, "publishing-broke-off")
    monkeypatch.undo()
    actions.approve_publication(job=drafts, by=moderator)
    tasks.publish_drafts.call(drafts.pk, moderator.pk)
    drafts.refresh_from_db()
    assert live() == ["a", "b"] and drafts.failure is None
