"""What a reader meets where a page cannot be shown: what happened, and ways on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import get_template
from django.test import RequestFactory
from django.views.defaults import permission_denied, server_error

from tests.factories import make_library, make_user


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_missing_page_leads_to_the_search_and_home(client, prefix):
    make_library()
    page = client.get(f"{prefix}/nothing-here/")
    assert page.status_code == 404
    assert f'action="{prefix}/cases/"' in page.text
    assert f'href="{prefix}/"' in page.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/nothing.html", "/cases/foo.html", "/en/nothing.html", "/nothing/", "/static/none.css"]
)
def test_demo_shows_the_page_of_the_product_where_nothing_is(client, settings, path):
    settings.DEBUG = True
    make_library()
    page = client.get(path)
    assert page.status_code == 404
    assert 'class="error-page"' in page.text


@pytest.mark.django_db
def test_missing_page_offers_to_sign_in_and_come_back_to_outsiders_only(client):
    make_library()
    offer = "/accounts/login/?next=/nothing-here/"
    assert offer in client.get("/nothing-here/").text
    client.force_login(make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert offer not in client.get("/nothing-here/").text


@pytest.mark.django_db
def test_forbidden_page_leads_to_the_search_and_home():
    request = RequestFactory().get("/somewhere/")
    request.user = make_user()
    page = permission_denied(request, PermissionDenied()).content.decode()
    assert 'action="/cases/"' in page
    assert 'href="/"' in page


def test_error_page_of_the_server_needs_no_database():
    """This test may not touch the database: a query would fail it."""
    page = server_error(RequestFactory().get("/somewhere/"))
    assert page.status_code == 500
    assert 'action="/cases/"' in page.content.decode()


def test_error_page_of_the_server_speaks_both_languages():
    page = get_template("500.html").render()
    assert "エラーが起きました" in page
    assert '<section lang="en">' in page
