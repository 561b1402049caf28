"""The rubric as everybody reads it."""

import pytest
import yaml

from platform_site.accounts.roles import Role
from rubric.framework.actions import copy_version, publish_version
from rubric.framework.models import LevelExample, RubricElement, RubricVersion
from rubric.framework.seeding import EXAMPLES, seed_examples
from tests.factories import make_case, make_library, make_user

pytestmark = pytest.mark.django_db


def test_page_before_anything_is_published_says_so(client):
    make_library()
    assert "まだ公開されていません" in client.get("/rubric/").text


@pytest.mark.parametrize(("path", "word"), [("/rubric/", "課題発見力"), ("/en/rubric/", "Finding the issue")])
def test_version_in_use_is_shown_to_everybody(client, version, path, word):
    page = client.get(path)
    assert page.text.count(word) >= 2 and page.context["screen"].is_in_use


def test_page_asks_few_questions_of_the_database(client, version, django_assert_max_num_queries):
    client.get("/rubric/")
    with django_assert_max_num_queries(15):
        client.get("/rubric/")


def test_draft_is_seen_by_those_who_keep_the_platform_only(client, version):
    draft = copy_version(by=None, version=version)
    path = f"/rubric/{draft.number}/"
    assert client.get(path).status_code == 404 and client.get(f"{path}sheet/").status_code == 404
    client.force_login(make_user(role=Role.SUPPORTER))
    assert client.get(path).status_code == 404
    assert str(draft.number) not in [str(one.number) for one in client.get("/rubric/").context["others"]]
    client.force_login(make_user(role=Role.EDITOR))
    assert client.get(path).status_code == 200


def test_retired_version_can_still_be_read_and_says_that_it_is_retired(client, version):
    publish_version(by=None, version=copy_version(by=None, version=version))
    page = client.get("/rubric/1/")
    assert "今は使われていません" in page.text
    assert RubricVersion.objects.get(number=1) in client.get("/rubric/").context["others"]


@pytest.mark.parametrize(("paper", "status"), [("", 200), ("?paper=a4", 200), ("?paper=a3", 200), ("?paper=b5", 404)])
def test_sheet_comes_in_two_sizes(client, version, paper, status):
    assert client.get(f"/rubric/1/sheet/{paper}").status_code == status


@pytest.fixture
def shown(version):
    case = make_case(external_id="shown", title="社長が語り始めた工場")
    LevelExample.objects.create(element="issue-finding", level=3, case=case, why_ja="社長が自分から語った。")
    hidden = make_case(external_id="hidden", title="会員だけの工場", disclosure="members")
    LevelExample.objects.create(element="issue-finding", level=4, case=hidden, why_ja="社員が語った。")
    return case


def test_case_and_level_lead_to_each_other(client, shown):
    assert "社長が語り始めた工場" in client.get("/rubric/").text
    page = client.get("/cases/shown/").text
    assert "課題発見力" in page and "/rubric/#issue-finding" in page and "チャレンジャー" in page


def test_hidden_case_is_not_named_beside_a_level(client, shown):
    assert "会員だけの工場" not in client.get("/rubric/").text
    client.force_login(make_user(role=Role.SUPPORTER))
    assert "会員だけの工場" in client.get("/rubric/").text


def test_case_of_an_element_that_the_version_in_use_does_not_have_shows_no_level(client, shown):
    LevelExample.objects.update(element="gone")
    assert "チャレンジャー" not in client.get("/cases/shown/").text


def test_demo_names_cases_that_show_levels_of_elements_that_there_are(version):
    rows = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    for number, case in enumerate(sorted({row["case"] for row in rows})):
        make_case(external_id=case, title=f"見本{number}")
    seed_examples()
    slugs = set(RubricElement.objects.filter(domain__version=version).values_list("slug", flat=True))
    assert LevelExample.objects.count() == len(rows)
    assert set(LevelExample.objects.values_list("element", flat=True)) <= slugs
    assert "kept" in seed_examples() and LevelExample.objects.count() == len(rows)
