"""A draft: begun, answered, resumed, overtaken, submitted, thrown away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from platform_site.append_only import AppendOnlyError
from rubric.assessment import actions
from rubric.assessment.actions import Overtaken, Written
from rubric.assessment.models import MOST_EVIDENCE, Answer, Assessment, Evidence
from rubric.assessment.policies import Refusal, Refused
from rubric.framework.actions import copy_version, publish_version, set_crosswalk
from rubric.framework.crosswalks import crosswalk_between
from rubric.framework.domain.crosswalk import Link
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db

HERE = "/me/assessments/"


def element_of(assessment, slug="ownership"):
    return RubricElement.objects.get(domain__version=assessment.version, slug=slug)


def path(assessment, slug="ownership"):
    return f"{HERE}{assessment.pk}/elements/{slug}/"


# -- who -----------------------------------------------------------------------------------------------
def test_outsider_is_sent_to_the_login(client, version):
    assert client.get(HERE).url.startswith("/accounts/login/")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR])
def test_national_body_has_no_self_assessment(client, version, role):
    client.force_login(make_user(role=role))
    assert client.get(HERE).status_code == 403


@pytest.mark.parametrize("page", ["", "elements/ownership/", "submit/", "discard/", "result/"])
@pytest.mark.parametrize("role", [Role.SUPPORTER, Role.COORDINATOR])
def test_nobody_else_reaches_it(client, draft, me, page, role):
    colleague = make_user(role=role, organisation=me.memberships.get().organisation)
    client.force_login(colleague)
    address = f"{HERE}{draft.pk}/{page}"
    assert client.get(address).status_code == 404
    assert client.post(address, {"level": "4"}).status_code in {404, 405}
    assert not Answer.objects.exists()


# -- begin -----------------------------------------------------------------------------------------------
def test_two_starts_make_one_draft(client, me):
    first = client.post(f"{HERE}start/")
    assert client.post(f"{HERE}start/").url == first.url
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(author=me, version=Assessment.objects.get().version, state="draft")


def test_nothing_begins_without_a_version(client):
    person = make_user(role=Role.SUPPORTER)
    client.force_login(person)
    assert "まだ公開されていません" in client.post(f"{HERE}start/", follow=True).text
    with pytest.raises(Refused) as refused:
        actions.start(by=person)
    assert refused.value.refusal is Refusal.NO_VERSION


def test_names_of_levels_come_after_the_choice_if_wanted(client, me):
    client.post(f"{HERE}start/", {"names_later": "on"})
    draft = Assessment.objects.get()
    assert "assess__level" not in client.get(path(draft)).text
    client.post(path(draft), {"level": "2", "edit": "0"})
    assert "assess__level" in client.get(path(draft)).text
    client.post(f"{HERE}{draft.pk}/", {})
    assert "assess__level" in client.get(path(draft, "thinking")).text


# -- answer ------------------------------------------------------------------------------------------------
def test_answer_is_kept_and_leads_to_the_next_element(client, draft):
    sent = {"level": "3", "note": "場面による", "edit": "0", "next": "1"}
    assert client.post(path(draft), sent).url == path(draft, "self-regulation")
    kept = Answer.objects.get()
    assert (kept.level, kept.note, kept.edit) == (3, "場面による", 1)
    assert client.get(f"{HERE}{draft.pk}/").context["screen"].done == 1


def test_note_without_a_level_is_kept_too(client, draft):
    client.post(path(draft), {"note": "考え中", "edit": "0"})
    assert Answer.objects.get().note == "考え中"
    assert client.get(f"{HERE}{draft.pk}/").context["screen"].done == 0


@pytest.mark.parametrize("level", ["0", "5", "2.5", "x"])
def test_there_is_nothing_between_two_levels(client, draft, level):
    page = client.post(path(draft), {"level": level, "note": "残る", "edit": "0"})
    assert page.status_code == 200 and "level" in page.context["form"].errors and "残る" in page.text
    assert not Answer.objects.exists()


def test_unknown_element_is_not_found(client, draft):
    assert client.get(path(draft, "nothing")).status_code == 404


def test_autosave_keeps_level_and_note_and_says_so(client, draft):
    page = client.post(f"{path(draft)}autosave/", {"level": "2", "note": "メモ", "edit": "0"})
    assert "保存しました" in page.text and 'value="1"' in page.text
    assert Answer.objects.get().level == 2


def test_autosave_tells_what_it_did_not_keep(client, draft):
    page = client.post(f"{path(draft)}autosave/", {"note": "あ" * 2_001, "edit": "0"})
    assert "保存しました" not in page.text and "2000" in page.text


# -- two windows -------------------------------------------------------------------------------------------
def test_second_window_writes_nothing_over_and_keeps_what_was_entered(client, draft):
    client.post(path(draft), {"level": "3", "note": "一つ目の画面", "edit": "0"})
    page = client.post(path(draft), {"level": "1", "note": "二つ目の画面", "edit": "0"})
    assert "別の画面か端末で変更されています" in page.text
    assert "一つ目の画面" in page.text and "二つ目の画面" in page.text
    assert Answer.objects.get().note == "一つ目の画面"
    knowing = page.context["form"].data["edit"]
    client.post(path(draft), {"level": "1", "note": "二つ目の画面", "edit": knowing})
    assert Answer.objects.get().note == "二つ目の画面"


def test_second_window_is_told_by_the_autosave_too(client, draft):
    client.post(f"{path(draft)}autosave/", {"level": "3", "edit": "0"})
    page = client.post(f"{path(draft)}autosave/", {"level": "1", "edit": "0"})
    assert "上書きはしていません" in page.text and Answer.objects.get().level == 3


def test_the_same_sent_twice_is_no_conflict(draft):
    written = Written(Level.MASTER, "同じ", 0)
    actions.write_answer(assessment=draft, element=element_of(draft), written=written)
    assert actions.write_answer(assessment=draft, element=element_of(draft), written=written).edit == 1
    with pytest.raises(Overtaken):
        actions.write_answer(assessment=draft, element=element_of(draft), written=Written(Level.STARTER, "", 0))


# -- evidence ------------------------------------------------------------------------------------------------
def test_evidence_in_words_a_case_and_a_document(client, draft, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = make_case(external_id="worked-on", title="手がけた事例")
    document = SimpleUploadedFile("記録.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    sent = {
        "level": "3",
        "edit": "0",
        "evidence_text": "三回話し合った。",
        "evidence_case": "http://x/cases/worked-on/?q=1",
    }
    client.post(path(draft), {**sent, "evidence_file": document, "stay": "1"})
    text, of_case, file = Evidence.objects.all()
    assert (text.text, of_case.case_id, file.file_name) == ("三回話し合った。", case.pk, "記録.pdf")
    page = client.get(path(draft)).text
    assert "/cases/worked-on/" in page and f"{HERE}documents/{file.pk}/" in page
    answer = client.get(f"{HERE}documents/{file.pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment") and b"".join(answer) == b"%PDF-1.4 x"
    client.force_login(make_user(role=Role.COORDINATOR))
    assert client.get(f"{HERE}documents/{file.pk}/").status_code == 404
    assert client.get(f"/media/{file.file.name}").status_code == 404


@pytest.mark.parametrize("address", ["https://x/cases/nothing/", "/cases/hidden/", "🦊", "/"])
def test_case_that_she_may_not_read_is_no_evidence(client, draft, address):
    make_case(external_id="hidden", live=False)
    page = client.post(path(draft), {"level": "3", "edit": "0", "evidence_case": address})
    assert "evidence_case" in page.context["form"].errors and not Evidence.objects.exists()
    assert not Answer.objects.exists()  # nothing half-written


def test_document_of_another_kind_is_refused(client, draft):
    page = client.post(path(draft), {"edit": "0", "evidence_file": SimpleUploadedFile("a.exe", b"MZ")})
    assert "evidence_file" in page.context["form"].errors and not Evidence.objects.exists()


def test_evidence_is_taken_away_when_saving(client, draft):
    client.post(path(draft), {"level": "3", "edit": "0", "evidence_text": "一度目"})
    client.post(path(draft), {"level": "3", "edit": "1", "drop": str(Evidence.objects.get().pk)})
    assert not Evidence.objects.exists()


def test_evidence_of_others_is_not_taken_away(client, draft, answer):
    other = answer(actions.start(by=make_user(role=Role.SUPPORTER)))
    theirs = actions.add_evidence(assessment=other, element=element_of(other), text="よその根拠")
    client.post(path(draft), {"level": "3", "edit": "0", "drop": str(theirs.pk)})
    assert Evidence.objects.get() == theirs


def test_more_evidence_than_anybody_reads_is_refused(client, draft):
    for number in range(MOST_EVIDENCE):
        actions.add_evidence(assessment=draft, element=element_of(draft), text=str(number))
    page = client.post(path(draft), {"level": "3", "edit": "0", "evidence_text": "十一件目"})
    assert "10件まで" in page.text and "十一件目" in page.text


# -- submit ---------------------------------------------------------------------------------------------------
def test_incomplete_draft_is_not_submitted(client, draft):
    assert client.post(f"{HERE}{draft.pk}/submit/", follow=True).redirect_chain[-1][0] == f"{HERE}{draft.pk}/"
    draft.refresh_from_db()
    assert draft.is_draft


def test_submitted_assessment_stands(client, draft, answer):
    answer(draft)
    client.post(f"{HERE}{draft.pk}/submit/")
    draft.refresh_from_db()
    assert draft.state == "submitted"
    assert client.post(path(draft), {"level": "4", "edit": "1"}).url == f"{HERE}{draft.pk}/result/"
    assert "提出されています" in client.post(f"{path(draft)}autosave/", {"level": "4", "edit": "1"}).text
    assert set(Answer.objects.values_list("level", flat=True)) == {2}
    assert [entry.what for entry in AuditEntry.objects.about(draft)] == ["assessment.submitted", "assessment.started"]
    assert "2" not in str([entry.details for entry in AuditEntry.objects.about(draft)]).replace("'version': 1", "")


WRITES = {
    "save": lambda mine: setattr(mine, "names_later", True) or mine.save(),
    "update": lambda mine: Assessment.objects.all().update(names_later=True),
    "delete": lambda mine: mine.delete(),
    "bulk delete": lambda mine: Assessment.objects.all().delete(),
    "answer.save": lambda mine: mine.answers.first().save(),
    "answer.delete": lambda mine: mine.answers.first().delete(),
    "answers.update": lambda mine: mine.answers.update(level=4),
    "answers.delete": lambda mine: Answer.objects.all().delete(),
    "answers.bulk_update": lambda mine: Answer.objects.bulk_update(list(mine.answers.all()), ["level"]),
    "evidence.save": lambda mine: Evidence(answer=mine.answers.first(), text="後から").save(),
    "evidence.delete": lambda mine: Evidence.objects.first().delete(),
    "evidence.update": lambda mine: Evidence.objects.update(text="別"),
}


@pytest.mark.parametrize("way", WRITES)
def test_submitted_assessment_refuses_every_way_of_writing(draft, answer, me, way):
    answer(draft)
    actions.add_evidence(assessment=draft, element=element_of(draft), text="根拠")
    mine = actions.submit(by=me, assessment=draft)
    with pytest.raises(AppendOnlyError), transaction.atomic():
        WRITES[way](mine)
    assert set(Answer.objects.values_list("level", flat=True)) == {2} and Evidence.objects.get().text == "根拠"


@pytest.mark.parametrize("act", ["write_answer", "add_evidence", "choose_names_later", "submit", "discard"])
def test_action_on_a_submitted_assessment_is_refused(draft, answer, me, act):
    mine = actions.submit(by=me, assessment=answer(draft))
    arguments = {
        "write_answer": {"element": element_of(mine), "written": Written(Level.STARTER, "", 1)},
        "add_evidence": {"element": element_of(mine), "text": "x"},
        "choose_names_later": {"names_later": True},
        "submit": {"by": me},
        "discard": {"by": me},
    }
    with pytest.raises(Refused) as refused:
        getattr(actions, act)(assessment=mine, **arguments[act])
    assert refused.value.refusal is Refusal.SUBMITTED


def test_draft_is_thrown_away_with_all_it_holds(client, draft, answer):
    answer(draft)
    assert client.get(f"{HERE}{draft.pk}/discard/").status_code == 200
    client.post(f"{HERE}{draft.pk}/discard/")
    assert not Assessment.objects.exists() and not Answer.objects.exists()


# -- last time, and a new version ---------------------------------------------------------------------------------
def test_last_time_is_shown_on_request_only(client, draft, answer, me):
    answer(draft, ownership=Level.CHALLENGER)
    actions.submit(by=me, assessment=draft)
    again = actions.start(by=me)
    assert client.get(path(again)).context["last"] is None
    assert client.get(f"{path(again)}?last=1").context["last"].level == "チャレンジャー"


def test_draft_goes_on_when_a_new_version_is_published(client, draft, answer, me, version):
    answer(draft, skill=Level.CHANGE_MAKER, knowledge=Level.CHALLENGER)
    actions.add_evidence(assessment=draft, element=element_of(draft, "skill"), text="対話の記録")
    second = copy_version(by=None, version=version)
    links = crosswalk_between(version, second).links
    changed = (links - {Link("skill", "skill"), Link("combination", "combination")}) | {Link("skill", "knowledge")}
    set_crosswalk(by=None, old=version, new=second, links=changed)
    publish_version(by=None, version=second)
    page = client.get(f"{HERE}{draft.pk}/")
    assert page.context["screen"].is_of_older_version and page.context["screen"].is_complete
    client.post(f"{HERE}{draft.pk}/move/")
    draft.refresh_from_db()
    levels = dict(draft.answers.values_list("element__slug", "level"))
    assert draft.version == second and levels["ownership"] == 2
    assert levels["knowledge"] is None and "combination" not in levels and "skill" not in levels
    assert Evidence.objects.get().answer.element.slug == "knowledge"
    assert client.post(f"{HERE}{draft.pk}/submit/", follow=True).context["screen"].done == 8


def test_draft_on_the_older_version_can_be_finished_on_it(client, draft, answer, version):
    answer(draft)
    publish_version(by=None, version=copy_version(by=None, version=version))
    client.post(f"{HERE}{draft.pk}/submit/")
    assert "以前の版" in client.get(f"{HERE}{draft.pk}/result/").text
