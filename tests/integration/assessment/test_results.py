"""What an assessment comes to: the verdict, what to do next, growth over versions, and the file to keep."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from casebook.intake.files.writing import Sheet
from platform_site.accounts.roles import Role
from rubric.assessment import actions, record_sheets
from rubric.assessment.models import Assessment, Course, LevelPolicy, Offer, Standing, in_force
from rubric.assessment.record_sheets import register_record_sheets
from rubric.assessment.results import result_of
from rubric.assessment.seeding import seed_courses
from rubric.framework.actions import copy_version, publish_version, set_crosswalk
from rubric.framework.crosswalks import crosswalk_between
from rubric.framework.domain.crosswalk import Link
from rubric.framework.domain.levels import Level
from rubric.framework.models import LevelExample, RubricElement
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)

HERE = "/me/assessments/"


@pytest.fixture
def submitted(draft, answer, me):
    answer(draft, creativity=Level.STARTER, skill=Level.CHALLENGER)
    for slug in ("skill", "ownership"):
        element = RubricElement.objects.get(domain__version=draft.version, slug=slug)
        actions.add_evidence(assessment=draft, element=element, text=f"{slug}の根拠")
    return actions.submit(by=me, assessment=draft)


def screen(client, assessment):
    return client.get(f"{HERE}{assessment.pk}/result/").context["screen"]


def test_draft_has_no_result_yet(client, draft):
    assert client.get(f"{HERE}{draft.pk}/result/").url == f"{HERE}{draft.pk}/"


def test_verdict_comes_with_its_rule_and_what_would_change_it(client, submitted):
    found = screen(client, submitted)
    assert (found.level, found.next_level, found.strength) == ("マスター", "チャレンジャー", "本人の申告")
    reached, above = found.rules
    assert all(line.is_met for line in reached.lines) and not all(line.is_met for line in above.lines)
    assert any("創造力" in change for change in found.changes)
    assert found.strengths == ("技能",)


def test_each_next_step_brings_the_level_above_training_and_something_to_read(client, submitted):
    seed_courses()
    case = make_case(external_id="shows-it", title="端材を生かした会社")
    LevelExample.objects.create(element="creativity", level=Level.MASTER, case=case, why_ja="三つの案を出した。")
    rebuild()
    first, *others = screen(client, submitted).steps
    assert len(others) == 2
    assert (creating := first).level == "マスター" and creating.text.startswith("複数の案を用意し")
    reading = client.get(creating.reading_url)
    assert "端材を生かした会社" in reading.text and "三つの案を出した。" in reading.text
    assert {course.slug for course in creating.courses} == {"skill-4", "case-based"}


def test_retired_course_is_not_recommended(client, submitted):
    seed_courses()
    Course.objects.update(is_retired=True)
    assert all(not step.courses for step in screen(client, submitted).steps)


def test_silent_engine_leaves_the_result_standing(client, submitted, monkeypatch):
    from search.engines.base import EngineError

    class Silent:
        def candidates(self, **asked):
            raise EngineError("silent")

    monkeypatch.setattr("rubric.assessment.reading.engine", Silent)
    step = screen(client, submitted).steps[0]
    assert client.get(step.reading_url).status_code == 200


def test_reading_is_nobody_elses_business_and_of_elements_that_there_are(client, version, me):
    assert client.get(f"{HERE}reading/ownership/master/").status_code == 200
    assert client.get(f"{HERE}reading/nothing/master/").status_code == 404
    assert client.get(f"{HERE}reading/ownership/hero/").status_code == 404


def test_hidden_case_is_not_proposed_for_reading(client, version, me):
    hidden = make_case(external_id="hidden", title="下書きの工場", live=False)
    LevelExample.objects.create(element="ownership", level=Level.MASTER, case=hidden, why_ja="見えない")
    assert "下書きの工場" not in client.get(f"{HERE}reading/ownership/master/").text


def test_chart_has_a_line_and_no_style_of_its_own(client, submitted):
    page = client.get(f"{HERE}{submitted.pk}/result/").text
    assert 'class="chart__line chart__line--1"' in page
    assert "<style" not in page and "style=" not in page


def test_page_asks_at_most_15_questions_of_the_database(client, submitted, answer, me, django_assert_max_num_queries):
    seed_courses()
    again = actions.submit(by=me, assessment=answer(actions.start(by=me), Level.CHALLENGER))
    address = f"{HERE}{again.pk}/result/"
    client.get(address)
    with django_assert_max_num_queries(15):
        client.get(address)


def test_growth_is_read_through_the_crosswalk_and_names_what_cannot_be_compared(client, submitted, answer, me, version):
    second = copy_version(by=None, version=version)
    links = crosswalk_between(version, second).links - {Link("skill", "skill")}
    set_crosswalk(by=None, old=version, new=second, links=links)
    publish_version(by=None, version=second)
    again = actions.submit(by=me, assessment=answer(actions.start(by=me), Level.CHALLENGER))
    found = screen(client, again)
    assert [(row.version, row.level) for row in found.growth_rows] == [(1, "マスター"), (2, "マスター")]
    assert found.has_earlier and "技能" in found.incomparable[0]
    rows = {row.name: row.earlier for domain in found.domains for row in domain.elements}
    assert rows["創造力"] == "スターター" and rows["技能"] == ""


def test_rule_holds_from_when_it_was_decided(client, submitted):
    LevelPolicy.objects.create(why="厳しくする", below=0)
    timeline = LevelPolicy.objects.timeline()
    assert in_force(timeline, submitted.submitted_at).below == 1
    assert in_force(timeline, timezone.now() + timedelta(seconds=1)).below == 0
    assert result_of(submitted).verdict.level is Level.MASTER


def test_own_record_is_a_spreadsheet_of_everything(client, submitted):
    sheet = load_workbook(BytesIO(client.get(f"{HERE}record.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == 11
    skill = next(row for row in rows if row[5] == "技能")
    assert skill[6:10] == ["チャレンジャー", "チャレンジャー", "根拠あり", None] and skill[11] == "skillの根拠"


def test_own_record_tells_what_was_signed_and_until_when(client, signed):
    sheet = load_workbook(BytesIO(client.get(f"{HERE}record.xlsx").content)).active
    skill = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[5] == "技能")
    until = Standing.objects.get().valid_until.isoformat()
    assert skill[6:10] == ("チャレンジャー", "マスター", "確認済み", until)


def test_own_record_tells_to_whom_he_offers_himself_and_nothing_of_others(client, me, submitted):
    Offer.objects.create(person=me, organisation=make_organisation(name="となりの信用金庫"))
    Offer.objects.create(person=make_user(), organisation=make_organisation(name="よその信用金庫"))
    sheet = load_workbook(BytesIO(client.get(f"{HERE}record.xlsx").content))["自分の段階を見せる相手"]
    today = timezone.localdate().isoformat()
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [("となりの信用金庫", today)]


def test_room_above_adds_its_sheets_to_ones_own_record_only(client, me, submitted, monkeypatch):
    monkeypatch.setattr(record_sheets, "_registered", [])

    @register_record_sheets
    def of_another_room(user):
        yield Sheet("ほかの部屋", [["氏名"], [user.name]])

    book = load_workbook(BytesIO(client.get(f"{HERE}record.xlsx").content))
    assert list(book["ほかの部屋"].values) == [("氏名",), (me.name,)]


@pytest.mark.parametrize("role", ["", Role.EDITOR])
def test_own_record_is_for_supporters_and_coordinators(client, version, role):
    client.force_login(make_user(role=role))
    assert client.get(f"{HERE}record.xlsx").status_code == 403


def test_list_names_what_was_submitted(client, submitted):
    page = client.get(HERE)
    assert list(page.context["submitted"]) == [submitted] and page.context["draft"] is None
    assert Assessment.objects.of(submitted.author).count() == 1
