"""The editors' collections: who edits them, what a reader sees in them, what a preview shows."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import PageViewRestriction

from casebook.cases.cms.chooser import CaseChooserWidget
from casebook.pages.collection_seeding import seed_collection
from casebook.pages.collections import CollectedCase, CollectionPage, collected_cases
from casebook.pages.models import KnowHowIndexPage
from casebook.pages.seeding import load, seed
from casebook.profiles.choices import Disclosure
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user
from tests.integration.casebook.test_page_permissions import RIGHTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    seed()
    return KnowHowIndexPage.objects.get(locale__language_code="ja")


def make_collection(section, *cases, **fields) -> CollectionPage:
    fields = {"title": "引き継ぎの事例", "slug": "handing", "introduction": "読み比べる事例です。"} | fields
    rows = [CollectedCase(case=case, reason=f"理由 {case.title}") for case in cases]
    return section.add_child(instance=CollectionPage(collected=rows, **fields))


def shown(client, page) -> list[str]:
    return [one.title for one in client.get(page.get_url()).context["collected"]]


def test_page_shows_its_cases_in_order_with_the_reason(client, section):
    page = make_collection(section, make_case(title="乙", turning_point="あと何年"), make_case(title="甲"))
    assert shown(client, page) == ["乙", "甲"]
    html = client.get(page.get_url()).content.decode()
    for said in ("引き継ぎの事例", "読み比べる事例です。", "理由 乙", "あと何年", "2件"):
        assert said in html


def test_reader_sees_only_what_she_may_and_an_honest_count(client, section):
    page = make_collection(
        section, make_case(title="公開"), make_case(title="会員", disclosure=Disclosure.MEMBERS), make_case(live=False)
    )
    assert shown(client, page) == ["公開"]
    assert "1件" in client.get(page.get_url()).content.decode()
    client.force_login(make_user(role=Role.SUPPORTER))
    assert shown(client, page) == ["公開", "会員"]


def test_page_without_a_readable_case_says_so(client, section):
    page = make_collection(section, make_case(title="秘密", disclosure=Disclosure.MEMBERS))
    html = client.get(page.get_url()).content.decode()
    assert client.get(page.get_url()).context["collected"] == []
    assert "秘密" not in html


def test_deleted_case_leaves_the_collection(client, section):
    case = make_case()
    page = make_collection(section, case, make_case(title="残る"))
    case.delete()
    assert shown(client, page) == ["残る"]


def test_questions_to_the_database_do_not_grow_with_the_cases(section, django_assert_max_num_queries):
    page = make_collection(section, *(make_case() for _ in range(12)))
    with django_assert_max_num_queries(4):
        assert len(list(collected_cases(page, AnonymousUser()))) == 12


def test_case_stands_once_in_a_collection(section):
    case = make_case()
    with pytest.raises(IntegrityError):
        make_collection(section, case, case)


def test_section_lists_its_collections(client, section):
    page = make_collection(section, make_case())
    html = client.get(section.get_url()).content.decode()
    assert page.get_url() in html
    assert page.introduction in html


def test_collection_is_made_in_the_know_how_section_only(section):
    assert CollectionPage in KnowHowIndexPage.allowed_subpage_models()
    assert list(CollectionPage.allowed_parent_page_models()) == [KnowHowIndexPage]
    assert CollectionPage.allowed_subpage_models() == []


@pytest.mark.parametrize("role", RIGHTS)
def test_role_has_its_rights_on_collections(section, role):
    may = make_collection(section, make_case()).permissions_for_user(make_user(role=role))
    assert (may.can_edit(), may.can_publish(), may.can_lock()) == RIGHTS[role]


def test_restricted_collection_is_neither_shown_nor_listed(client, section):
    page = make_collection(section, make_case())
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.get_url()).status_code != 200
    assert page.get_url() not in client.get(section.get_url()).content.decode()


def test_form_says_what_each_field_is_for_and_offers_the_flat_list_of_cases(client, section):
    page = make_collection(section, make_case())
    client.force_login(make_user(role=Role.EDITOR))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"]
    row = form.formsets["collected"].forms[0]
    assert isinstance(row.fields["case"].widget, CaseChooserWidget)
    assert all(CollectionPage._meta.get_field(name).help_text for name in ("introduction",))
    assert CollectedCase._meta.get_field("reason").help_text


def entered(*cases, **others) -> dict:
    """What the form of a collection sends."""
    rows = {
        key: value
        for number, case in enumerate(cases)
        for key, value in {
            f"collected-{number}-case": case.pk,
            f"collected-{number}-reason": "よい",
            f"collected-{number}-ORDER": number + 1,
            f"collected-{number}-DELETE": "",
        }.items()
    }
    counts = {
        "collected-TOTAL_FORMS": len(cases),
        "collected-INITIAL_FORMS": 0,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    return {"title": "新しい事例集", "slug": "new-collection", "introduction": "はじめに", **counts, **rows, **others}


def form_of(section) -> str:
    return reverse("wagtailadmin_pages:add", args=["pages", "collectionpage", section.pk])


def test_editor_submits_a_collection_and_cannot_publish_it(client, section):
    client.force_login(make_user(role=Role.EDITOR))
    case = make_case()
    answer = client.post(form_of(section), entered(case, **{"action-submit": "1", "action-publish": "1"}))
    assert answer.status_code == 302
    page = CollectionPage.objects.get(slug="new-collection")
    assert (page.live, page.workflow_in_progress) == (False, True)
    assert [row.case for row in page.get_latest_revision_as_object().collected.all()] == [case]


def test_case_chosen_twice_is_refused_in_the_form(client, section):
    client.force_login(make_user(role=Role.EDITOR))
    case = make_case()
    answer = client.post(form_of(section), entered(case, case))
    assert answer.status_code == 200
    assert not CollectionPage.objects.filter(slug="new-collection").exists()


def test_preview_shows_what_is_being_edited(client, section):
    page = make_collection(section, make_case(title="甲"))
    page.collected.add(CollectedCase(case=make_case(title="乙")))
    page.title = "直した題"
    html = page.make_preview_request(preview_mode=page.default_preview_mode).render().content.decode()
    assert "直した題" in html
    assert "乙" in html


def test_untranslated_collection_is_shown_under_the_other_language(client, section):
    page = make_collection(section, make_case(title="甲"))
    html = client.get(f"/en{page.get_url()}").content.decode()
    assert '<html lang="en">' in html
    assert 'lang="ja"' in html


def test_sample_collection_is_seeded_once_and_only_with_all_of_its_cases(client, section):
    seed_collection()
    assert not CollectionPage.objects.exists()
    ids = [row["id"] for row in load("collection")["cases"]]
    for number, external_id in enumerate(ids):
        make_case(external_id=external_id, title=f"話{number}")
    seed_collection()
    seed_collection()
    assert CollectionPage.objects.count() == 2
    for address in ("/knowhow/handing-over/", "/en/knowhow/handing-over/"):
        assert len(client.get(address).context["collected"]) == len(ids)


def test_cases_of_the_sample_collection_are_in_the_sample_library():
    from casebook.library.management.commands.demo import SAMPLE_FILE

    library = SAMPLE_FILE.read_text(encoding="utf-8-sig")
    assert [row["id"] for row in load("collection")["cases"] if row["id"] not in library] == []
