"""A version goes from draft to review to publication, and nothing changes it after that."""

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from platform_site.accounts.models import AuditEntry
from rubric.framework.acts import FrameworkAct
from rubric.framework.content import framework_of
from rubric.framework.models import RubricVersion, VersionState
from tests.factories import make_user
from tests.integration.rubric.cms import address, draft_of, make_incomplete, names, told

pytestmark = pytest.mark.django_db


def reloaded(version):
    return RubricVersion.objects.get(pk=version.pk)


def fingerprint(version):
    kept = reloaded(version)
    return (kept.state, names(kept), framework_of(kept), kept.locked, kept.first_published_at, kept.revisions.count())


def submit(client, draft):
    return client.post(address("edit", draft.pk), {**names(draft), "action-submit": "1"})


def test_list_tells_number_name_and_state(as_editor, version):
    draft_of(version)
    page = as_editor.get(address("list"))
    assert page.status_code == 200
    assert [row.state for row in page.context["object_list"]] == [VersionState.DRAFT, VersionState.PUBLISHED]
    assert reverse("rubric_download", args=[1]) in as_editor.get(address("edit", version.pk)).text


def test_editor_changes_the_name_of_a_draft(as_editor, version):
    draft = draft_of(version)
    response = as_editor.post(address("edit", draft.pk), names(draft, name_ja="第2版"))
    assert response.status_code == 302
    assert reloaded(draft).name_ja == "第2版"


def test_editor_submits_and_moderator_approves(client, editor, moderator, version):
    draft = draft_of(version)
    client.force_login(editor)
    assert submit(client, draft).status_code == 302
    assert reloaded(draft).state == VersionState.IN_REVIEW
    client.force_login(moderator)
    task = reloaded(draft).current_workflow_task_state
    client.post(address("workflow_action", draft.pk, "approve", task.pk))
    assert (reloaded(draft).state, reloaded(version).state) == (VersionState.PUBLISHED, VersionState.RETIRED)
    entry = AuditEntry.objects.filter(what=FrameworkAct.PUBLISHED, on_id=str(draft.pk)).get()
    assert entry.by == moderator


def test_moderator_approves_on_the_versions_own_page(client, editor, moderator, version):
    draft = draft_of(version)
    client.force_login(editor)
    submit(client, draft)
    client.force_login(moderator)
    sent = {**names(draft), "action-workflow-action": "1", "workflow-action-name": "approve"}
    assert client.post(address("edit", draft.pk), sent).status_code == 302
    assert reloaded(draft).state == VersionState.PUBLISHED


def test_moderator_publishes_and_the_version_before_is_retired(as_moderator, moderator, version):
    draft = draft_of(version)
    as_moderator.post(address("edit", draft.pk), {**names(draft, name_ja="第2版"), "action-publish": "1"})
    assert reloaded(draft).state == VersionState.PUBLISHED
    assert reloaded(draft).name_ja == "第2版"
    assert reloaded(version).state == VersionState.RETIRED
    assert AuditEntry.objects.filter(what=FrameworkAct.PUBLISHED, by=moderator, on_id=str(draft.pk)).count() == 1


def test_editor_calls_the_review_off_and_goes_on(as_editor, version):
    draft = draft_of(version)
    submit(as_editor, draft)
    assert all(field.disabled for field in as_editor.get(address("edit", draft.pk)).context["form"].fields.values())
    page = as_editor.post(address("edit", draft.pk), {**names(draft), "action-cancel-workflow": "1"})
    assert not any(field.disabled for field in page.context["form"].fields.values())
    assert reloaded(draft).state == VersionState.DRAFT


def test_moderator_asks_for_changes(client, editor, moderator, version):
    draft = draft_of(version)
    client.force_login(editor)
    submit(client, draft)
    client.force_login(moderator)
    task = reloaded(draft).current_workflow_task_state
    client.post(address("workflow_action", draft.pk, "reject", task.pk), {"comment": "例を足してください"})
    assert reloaded(draft).state == VersionState.DRAFT
    client.force_login(editor)
    assert submit(client, draft).status_code == 302
    assert reloaded(draft).state == VersionState.IN_REVIEW


def test_editor_does_not_publish(as_editor, version):
    draft = draft_of(version)
    as_editor.post(address("edit", draft.pk), {**names(draft), "action-publish": "1"})
    assert reloaded(draft).state == VersionState.DRAFT


@pytest.mark.parametrize("action", ["publish", "submit"])
def test_incomplete_version_is_refused_with_what_is_missing(as_moderator, version, action):
    draft = draft_of(version)
    element = make_incomplete(draft)
    page = as_moderator.post(address("edit", draft.pk), {**names(draft), f"action-{action}": "1"})
    assert page.status_code == 200
    assert [element.name_ja in error for error in page.context["form"].non_field_errors()] == [True]
    assert reloaded(draft).state == VersionState.DRAFT


def test_missing_english_name_is_missing_as_entered(as_moderator, version):
    draft = draft_of(version)
    page = as_moderator.post(address("edit", draft.pk), {**names(draft, name_en=""), "action-publish": "1"})
    assert len(page.context["form"].non_field_errors()) == 1
    assert reloaded(draft).state == VersionState.DRAFT


def test_incomplete_draft_is_saved(as_editor, version):
    draft = draft_of(version)
    make_incomplete(draft)
    assert as_editor.post(address("edit", draft.pk), names(draft, name_ja="途中")).status_code == 302
    page = as_editor.get(address("edit", draft.pk))
    assert reloaded(draft).name_ja == "途中"
    assert "rubric-lacking" in page.text


@pytest.mark.parametrize("by_script", [False, True])
def test_approval_of_what_has_become_incomplete_is_refused(client, editor, moderator, version, by_script):
    draft = draft_of(version)
    client.force_login(editor)
    submit(client, draft)
    make_incomplete(draft)
    client.force_login(moderator)
    task = reloaded(draft).current_workflow_task_state
    headers = {"x-requested-with": "XMLHttpRequest"} if by_script else {}
    response = client.post(address("workflow_action", draft.pk, "approve", task.pk), headers=headers)
    assert response.status_code == (200 if by_script else 302)
    assert reloaded(draft).state == VersionState.IN_REVIEW
    assert told(response)


def test_two_publications_at_once_leave_one_version(as_moderator, version, monkeypatch):
    draft, other = draft_of(version), draft_of(version)

    def publish_other(versions):
        """Somebody else is faster: her version is live when this one is saved."""
        return RubricVersion.objects.none()

    monkeypatch.setattr("rubric.framework.models.versions.VersionQuerySet.retire", publish_other)
    response = as_moderator.post(address("edit", draft.pk), {**names(draft), "action-publish": "1"})
    assert response.url == address("edit", draft.pk)
    assert "同時" in told(response) or "same moment" in told(response)
    assert RubricVersion.objects.published().get() == version
    assert {reloaded(draft).state, reloaded(other).state} == {VersionState.DRAFT}


#: Every way of Wagtail's by which something could change, as an address and what is sent.
WAYS = {
    "edit": lambda version: (address("edit", version.pk), names(version, name_ja="別の名")),
    "publish": lambda version: (address("edit", version.pk), {**names(version, name_ja="別"), "action-publish": "1"}),
    "submit": lambda version: (address("edit", version.pk), {**names(version), "action-submit": "1"}),
    "unpublish": lambda version: (address("unpublish", version.pk), {}),
    "delete": lambda version: (address("delete", version.pk), {}),
    "lock": lambda version: (address("lock", version.pk), {}),
    "unlock": lambda version: (address("unlock", version.pk), {}),
    "revert": lambda version: (
        address("revisions_revert", version.pk, version.revisions.first().pk),
        names(version, name_ja="昔"),
    ),
    "revert and publish": lambda version: (
        address("revisions_revert", version.pk, version.revisions.first().pk),
        {**names(version, name_ja="昔"), "action-publish": "1"},
    ),
    "unschedule": lambda version: (address("revisions_unschedule", version.pk, version.revisions.first().pk), {}),
    "schedule": lambda version: (
        address("edit", version.pk),
        {**names(version), "go_live_at": "2030-01-01 00:00", "expire_at": "2031-01-01 00:00", "action-publish": "1"},
    ),
    "several at once": lambda version: (
        reverse("wagtail_bulk_action", args=["framework", "rubricversion", "delete"]) + f"?id={version.pk}",
        {},
    ),
    "replace": lambda version: (reverse("rubric_replace", args=[version.number]), {"is_sure": "on"}),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("retired", [False, True])
def test_nothing_changes_a_locked_version(admin_client, version, way, retired):
    if retired:
        draft = draft_of(version)
        draft.get_latest_revision().publish()
    before = fingerprint(version)
    where, sent = WAYS[way](reloaded(version))
    response = admin_client.post(where, sent)
    assert response.status_code in (200, 302)
    assert fingerprint(version) == before


def test_locked_version_shows_no_way_to_change_it(as_moderator, version):
    page = as_moderator.get(address("edit", version.pk))
    assert "action-publish" not in page.text
    assert address("unpublish", version.pk) not in page.text
    assert address("delete", version.pk) not in page.text
    assert reverse("rubric_replace", args=[1]) not in page.text
    assert reverse("rubric_copy", args=[1]) in page.text


def test_draft_offers_no_schedule(as_moderator, version):
    page = as_moderator.get(address("edit", draft_of(version).pk))
    assert "schedule-publishing" not in page.text
    assert "go_live_at" not in page.context["form"].fields


def test_draft_is_deleted_by_a_moderator_alone(client, editor, moderator, version):
    draft = draft_of(version)
    client.force_login(editor)
    client.post(address("delete", draft.pk))
    assert RubricVersion.objects.count() == 2
    client.force_login(moderator)
    client.post(address("delete", draft.pk))
    assert list(RubricVersion.objects.all()) == [version]


def test_supporters_do_not_come_in(client, version):
    client.force_login(make_user(role="supporter"))
    assert client.get(address("list")).status_code in (302, 403)
    assert client.get(reverse("rubric_compare")).status_code in (302, 403)


def test_history_tells_what_editors_did(as_editor, editor, version):
    draft = draft_of(version)
    as_editor.post(address("edit", draft.pk), names(draft, name_ja="第2版"))
    assert as_editor.get(address("history", draft.pk)).status_code == 200
    assert ModelLogEntry.objects.filter(object_id=str(draft.pk), user=editor).exists()
