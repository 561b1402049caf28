"""Who gets which file: one table, asked of the view, of Wagtail's document address and of the QuerySet."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import PageViewRestriction

from casebook.pages.models import SectionPage
from casebook.profiles.choices import Disclosure
from platform_site.accounts.models import User
from platform_site.media.models import SiteDocument, SiteImage
from platform_site.media.serving import RESTRICTED, SHARED
from tests.factories import make_case, make_document, make_image, make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_memory():
    """Wagtail remembers resized pictures in the cache, which no rollback empties."""
    cache.clear()


def picture(image: SiteImage) -> dict:
    return {"type": "image", "value": {"image": image.pk, "caption": ""}}


def paper(document: SiteDocument) -> dict:
    return {"type": "document", "value": document.pk}


def make_section(*blocks: dict, live: bool = True) -> SectionPage:
    page = SectionPage(title="活用のしかた", live=live, body=list(blocks))
    make_library().get_parent().add_child(instance=page)
    return page


def restrict(page, kind: str, *groups: Group) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")
    restriction.groups.set(groups)
    return restriction


def on_a_public_page(media: dict, own) -> None:
    make_section(media)


def on_a_public_case(media: dict, own) -> None:
    make_case(supplement=[media])


def on_a_members_case(media: dict, own) -> None:
    make_case(supplement=[media], disclosure=Disclosure.MEMBERS)


def on_an_organisations_case(media: dict, own) -> None:
    make_case(supplement=[media], disclosure=Disclosure.ORGANISATION, organisation=own)


def on_a_draft(media: dict, own) -> None:
    make_case(supplement=[media], live=False)


def on_a_page_after_login(media: dict, own) -> None:
    restrict(make_section(media), PageViewRestriction.LOGIN)


def on_a_page_for_a_group(media: dict, own) -> None:
    restrict(make_section(media), PageViewRestriction.GROUPS, Group.objects.create(name="輪"))


def on_a_page_with_a_password(media: dict, own) -> None:
    restrict(make_section(media), PageViewRestriction.PASSWORD)


def on_a_page_below_a_restricted_one(media: dict, own) -> None:
    parent = make_section()
    restrict(parent, PageViewRestriction.LOGIN)
    parent.add_child(instance=SectionPage(title="その下", body=[media]))


def on_an_alias_of_a_restricted_page(media: dict, own) -> None:
    section = make_section(media)
    restrict(section, PageViewRestriction.LOGIN)
    section.create_alias(update_slug=f"alias-{section.pk}")


def on_both_a_members_case_and_a_public_page(media: dict, own) -> None:
    on_a_members_case(media, own)
    on_a_public_page(media, own)


def nowhere(media: dict, own) -> None:
    pass


EVERYBODY = {"outsider", "account", "member", "colleague", "editor"}
SEES = {
    on_a_public_page: EVERYBODY,
    on_a_public_case: EVERYBODY,
    on_both_a_members_case_and_a_public_page: EVERYBODY,
    on_a_page_after_login: EVERYBODY - {"outsider"},
    on_a_page_below_a_restricted_one: EVERYBODY - {"outsider"},
    on_an_alias_of_a_restricted_page: EVERYBODY - {"outsider"},
    on_a_members_case: {"member", "colleague", "editor"},
    on_an_organisations_case: {"colleague", "editor"},
    on_a_page_for_a_group: {"editor"},
    on_a_page_with_a_password: {"editor"},
    on_a_draft: {"editor"},
    nowhere: {"editor"},
}


@pytest.fixture
def own():
    return make_organisation()


@pytest.fixture(params=sorted(EVERYBODY))
def reader(request, own) -> tuple[str, User | AnonymousUser]:
    make = {
        "outsider": AnonymousUser,
        "account": make_user,
        "member": lambda: make_user(role="supporter"),
        "colleague": lambda: make_user(role="supporter", organisation=own),
        "editor": lambda: make_user(role="editor"),
    }
    return request.param, make[request.param]()


@pytest.mark.parametrize("place", SEES, ids=lambda place: place.__name__)
def test_files_are_given_to_those_who_may_see_a_page_with_them(client, own, reader, place):
    kind, user = reader
    image, document = make_image(), make_document()
    place(picture(image), own)
    place(paper(document), own) if place is not on_a_page_for_a_group else make_section()
    if user.is_authenticated:
        client.force_login(user)
    expected = 200 if kind in SEES[place] else 404
    rendition = image.get_rendition("width-100")
    assert client.get(image.file.url).status_code == expected
    assert client.get(rendition.url).status_code == expected
    assert list(SiteImage.objects.visible_to(user)) == ([image] if expected == 200 else [])
    if place is not on_a_page_for_a_group:
        assert client.get(document.url).status_code == expected
        assert client.get(document.file.url).status_code == expected
        assert list(SiteDocument.objects.visible_to(user)) == ([document] if expected == 200 else [])


def test_member_of_the_restrictions_group_gets_the_file(client):
    image, group = make_image(), Group.objects.create(name="輪")
    restrict(make_section(picture(image)), PageViewRestriction.GROUPS, group)
    user = make_user()
    user.groups.add(group)
    client.force_login(user)
    assert client.get(image.file.url).status_code == 200


def test_who_has_given_the_pages_password_gets_the_file(client):
    image = make_image()
    page = make_section(picture(image))
    restriction = restrict(page, PageViewRestriction.PASSWORD)
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    client.post(address, {"password": "open sesame", "return_url": "/"})
    assert client.get(image.file.url).status_code == 200


def test_picture_taken_out_of_a_page_is_closed_at_once(client, settings):
    image = make_image()
    page = make_section(picture(image))
    # As in production, where nobody has run the background task yet.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    page.body = []
    page.save_revision().publish()
    assert client.get(image.file.url).status_code == 404


def test_picture_of_a_draft_change_is_closed_until_it_is_published(client, settings):
    image, page = make_image(), make_section()
    page.body = [picture(image)]
    revision = page.save_revision()
    assert client.get(image.file.url).status_code == 404
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    revision.publish()
    assert client.get(image.file.url).status_code == 200


def test_picture_of_an_unpublished_page_is_closed(client):
    image = make_image()
    make_section(picture(image)).unpublish()
    assert client.get(image.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["../secret-key", "..%2fsecret-key", "images/../../secret-key", "/etc/passwd", "images/", "exports/all.xlsx"],
)
def test_only_files_of_images_and_documents_are_reachable(client, settings, path):
    client.force_login(make_user(is_superuser=True))
    (settings.MEDIA_ROOT / "exports").mkdir(parents=True)
    (settings.MEDIA_ROOT / "exports" / "all.xlsx").write_text("secret")
    (settings.MEDIA_ROOT.parent / "secret-key").write_text("secret")
    assert client.get(f"/media/{path}").status_code == 404


def test_lost_file_is_not_found(client):
    image = make_image()
    make_section(picture(image))
    image.file.storage.delete(image.file.name)
    assert client.get(image.file.url).status_code == 404


def test_public_file_carries_no_session_and_is_shared(client):
    image = make_image()
    make_section(picture(image))
    response = client.get(image.file.url)
    assert response["Cache-Control"] == SHARED
    assert "Cookie" not in response.get("Vary", "")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_restricted_file_is_private(client):
    image = make_image()
    make_case(supplement=[picture(image)], disclosure=Disclosure.MEMBERS)
    client.force_login(make_user(role="supporter"))
    response = client.get(image.file.url)
    assert response["Cache-Control"] == RESTRICTED
    assert "Cookie" in response["Vary"]


def test_reader_who_has_the_file_gets_304_as_long_as_he_may_see_it(client):
    image = make_image()
    page = make_section(picture(image))
    known = {"If-None-Match": client.get(image.file.url)["ETag"]}
    response = client.get(image.file.url, headers=known)
    assert (response.status_code, response["Cache-Control"]) == (304, SHARED)
    page.unpublish()
    assert client.get(image.file.url, headers=known).status_code == 404


def test_document_that_a_browser_might_run_is_a_download(client):
    document = make_document(name="page.html")
    make_section(paper(document))
    assert client.get(document.file.url)["Content-Disposition"].startswith("attachment")
    assert client.get(document.url)["Content-Disposition"].startswith("attachment")


def test_file_is_read_only(client):
    assert client.post(make_image().file.url).status_code == 405


def test_questions_to_the_database_do_not_grow_with_the_pages(client, django_assert_num_queries):
    image = make_image()
    for _ in range(5):
        make_case(supplement=[picture(image)], disclosure=Disclosure.MEMBERS)
        make_section(picture(image), live=False)
    user = make_user(role="supporter")
    client.force_login(user)
    client.get(image.file.url)
    with django_assert_num_queries(17):
        assert client.get(image.file.url).status_code == 200


def test_pictures_are_uploaded_as_pixels_only():
    from wagtail.images.fields import get_allowed_image_extensions

    assert "svg" not in get_allowed_image_extensions()
