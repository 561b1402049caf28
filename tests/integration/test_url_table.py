"""Every view of ours says who may open it."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.views import LoginView
from django.urls import URLPattern, URLResolver, get_resolver, include, path
from wagtail.admin import urls as cms_urls

from platform_site.operations.demo_urls import urlpatterns as demo_urls

OURS = ("platform_site", "search", "casebook", "rubric")


def views(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address below `resolver` with its view. The CMS is left out: Wagtail guards all of it itself."""
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address, entry.callback
        elif entry.urlconf_name is not cms_urls:
            yield from views(entry, address)


def undecided(resolver: URLResolver) -> list[str]:
    """The addresses of our views that do not say who may open them."""
    return [
        f"{address} → {view.__module__}.{view.__qualname__}"
        for address, view in views(resolver)
        if view.__module__.partition(".")[0] in OURS and not getattr(view, "access", "")
    ]


def test_every_view_of_ours_has_an_access_decision():
    assert undecided(get_resolver()) == []


def test_every_view_of_the_demo_has_an_access_decision():
    assert [view.callback.__name__ for view in demo_urls if not getattr(view.callback, "access", "")] == []


def test_view_without_a_decision_is_found():
    def careless(request): ...

    careless.__module__ = "casebook.somewhere"
    careless_table = type("table", (), {"urlpatterns": [path("open/", include([path("door/", careless)]))]})
    assert undecided(get_resolver(careless_table))[0].startswith("open/door/ → casebook.somewhere")


def test_no_address_reaches_a_login_beside_the_sites_own(client):
    doors = [address for address, view in views(get_resolver()) if _is_login(view)]
    # Wagtail's is in the table, behind ours of the same address.
    assert doors == ["_util/login/"]
    assert client.post("/_util/login/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/cms/", "/cms/account/", "/cms/users/", "/cms/organisations/", "/cms/reports/audit/"]
)
def test_cms_is_closed_to_outsiders(client, address):
    assert client.get(address).url.startswith(("/cms/login/", "/accounts/login/"))


def _is_login(view) -> bool:
    return issubclass(getattr(view, "view_class", object), LoginView)
