"""What each role may do in the CMS with each page type, and what each reader sees of it on the site."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from casebook.cases.models import CasePage
from casebook.pages.models import HomePage, KnowHowIndexPage, KnowHowPage, LibraryPage, SectionPage
from casebook.pages.seeding import seed
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db

PAGE_TYPES = [HomePage, SectionPage, KnowHowIndexPage, KnowHowPage, LibraryPage, CasePage]
#: Role → (may edit, may publish, may lock).
RIGHTS = {
    Role.SUPPORTER: (False, False, False),
    Role.COORDINATOR: (False, False, False),
    Role.EDITOR: (True, False, False),
    Role.MODERATOR: (True, True, True),
    Role.ADMINISTRATOR: (True, True, True),
}


@pytest.fixture
def tree():
    seed()
    make_case()


@pytest.mark.parametrize("role", RIGHTS)
@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_role_has_its_rights_on_every_page_type(tree, role, page_type):
    page = page_type.objects.first()
    may = page.permissions_for_user(make_user(role=role))
    assert (may.can_edit(), may.can_publish(), may.can_lock()) == RIGHTS[role]


def test_outsider_has_no_rights(tree):
    may = HomePage.objects.first().permissions_for_user(AnonymousUser())
    assert not may.can_edit()


@pytest.mark.parametrize("role", RIGHTS)
def test_cms_opens_the_form_of_a_case_for_the_national_body_only(tree, client, role):
    client.force_login(make_user(role=role), backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(f"/cms/pages/{CasePage.objects.first().pk}/edit/")
    assert (response.status_code == 200) is RIGHTS[role][0]


@pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
def test_published_page_is_open_to_everybody(tree, client, page_type):
    for page in page_type.objects.all():
        assert client.get(page.get_url()).status_code == 200, page.get_url()


@pytest.mark.parametrize("page_type", [SectionPage, KnowHowPage], ids=lambda model: model.__name__)
def test_restricted_page_is_neither_shown_nor_listed(tree, client, page_type):
    page = page_type.objects.filter(depth__gt=3).first()
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.get_url()).status_code != 200
    assert page.get_url() not in client.get(page.get_parent().specific.get_url()).content.decode()


def test_unpublished_page_is_gone(tree, client):
    page = KnowHowPage.objects.first()
    url = page.get_url()
    page.unpublish()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("path", ["/about/barriers/", "/knowhow/asking-questions/", "/privacy/", "/"])
def test_seeded_page_stands_in_both_languages(tree, client, path):
    japanese, english = client.get(path).content.decode(), client.get(f"/en{path}").content.decode()
    assert '<html lang="ja">' in japanese
    assert '<html lang="en">' in english
    assert japanese != english


def test_page_without_translation_is_shown_under_the_other_language(tree, client):
    page = SectionPage(title="日本語だけの頁", slug="only-japanese", introduction="はじめに")
    HomePage.objects.get(locale__language_code="ja").add_child(instance=page)
    html = client.get("/en/only-japanese/").content.decode()
    assert '<html lang="en">' in html
    assert 'lang="ja"' in html
    assert "日本語だけの頁" in html
