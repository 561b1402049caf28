"""Courses and the rule of the levels in the CMS."""

import pytest

from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from rubric.assessment.models import Course, LevelPolicy
from rubric.assessment.seeding import seed_courses
from tests.factories import make_user

pytestmark = pytest.mark.django_db

RULES = "/cms/level-rules/"
FIGURES = {
    "below": 1,
    "evidenced_from": 3,
    "evidenced_elements": 4,
    "months_valid": 24,
    "remind_days": "60 14",
    "why": "試行",
}
NO_DATES = {"dates-TOTAL_FORMS": 0, "dates-INITIAL_FORMS": 0, "dates-MIN_NUM_FORMS": 0, "dates-MAX_NUM_FORMS": 1000}
COURSE = {
    "name_ja": "質問力研修",
    "name_en": "Asking",
    "content_ja": "問いを学ぶ。",
    "content_en": "Learn to ask.",
    "slug": "asking",
    "order": 9,
    "elements": ["skill", "issue-finding"],
}


@pytest.fixture
def people(version):
    ensure_groups()
    return {role: make_user(role=role) for role in (Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR)}


@pytest.fixture
def moderator(client, people):
    client.force_login(people[Role.MODERATOR])
    return people[Role.MODERATOR]


def test_new_rule_is_in_force_and_in_the_audit_trail(client, moderator):
    assert "24" in client.get(f"{RULES}new/").text
    assert client.post(f"{RULES}new/", FIGURES).status_code == 302
    policy = LevelPolicy.objects.get()
    assert (policy.evidenced_elements, policy.decided_by) == (4, moderator)
    assert AuditEntry.objects.about(policy).get().details["evidenced_elements"] == 4
    assert client.get(f"{RULES}new/").context["form"].initial["evidenced_elements"] == 4


@pytest.mark.parametrize(
    "wrong",
    [{"remind_days": "14 60"}, {"remind_days": "soon"}, {"months_valid": 0}, {"remind_days": "900"}, {"why": ""}],
)
def test_figures_that_cannot_be_kept_are_refused(client, moderator, wrong):
    page = client.post(f"{RULES}new/", {**FIGURES, **wrong})
    assert page.status_code == 200 and page.context["form"].errors
    assert not LevelPolicy.objects.exists()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR])
def test_rule_is_neither_changed_nor_deleted(client, people, role):
    policy = LevelPolicy.objects.create(why="はじめ")
    client.force_login(people[role])
    for address in (f"{RULES}edit/{policy.pk}/", f"{RULES}delete/{policy.pk}/"):
        client.post(address, {**FIGURES, "why": "書き換え"})
    assert LevelPolicy.objects.get().why == "はじめ"
    assert client.get(f"{RULES}inspect/{policy.pk}/").status_code == 200


def test_editor_reads_rules_and_does_not_decide_them(client, people):
    client.force_login(people[Role.EDITOR])
    assert client.get(RULES).status_code == 200
    client.post(f"{RULES}new/", FIGURES)
    assert not LevelPolicy.objects.exists()


def test_course_is_kept_with_its_elements_and_dates(client, people):
    client.force_login(people[Role.EDITOR])
    dates = {**NO_DATES, "dates-TOTAL_FORMS": 1, "dates-0-starts_on": "2027-02-01", "dates-0-place": "オンライン"}
    answer = client.post("/cms/snippets/assessment/course/add/", {**COURSE, **dates})
    assert answer.status_code == 302, answer.context["form"].errors
    course = Course.objects.get()
    assert course.element_slugs == ("skill", "issue-finding") and course.dates.get().place == "オンライン"
    page = client.get(f"/cms/snippets/assessment/course/edit/{course.pk}/")
    assert page.context["form"].initial["elements"] == ["skill", "issue-finding"]


def test_element_that_is_gone_stays_ticked_until_it_is_taken_away(client, people):
    seed_courses()
    course = Course.objects.first()
    Course.objects.filter(pk=course.pk).update(elements="skill gone")
    client.force_login(people[Role.EDITOR])
    assert "gone" in client.get(f"/cms/snippets/assessment/course/edit/{course.pk}/").text


def test_no_screen_of_the_cms_shows_an_assessment(client, moderator):
    assert "自己評価" not in client.get("/cms/").text
    assert client.get("/cms/snippets/assessment/assessment/").status_code == 404
