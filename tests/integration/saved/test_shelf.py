"""Bookmarks and one's own collections: notes, order, undo, and nothing of what has become hidden."""

import pytest

from casebook.profiles.choices import Disclosure
from casebook.saved import actions
from casebook.saved.daily import forget_deleted
from casebook.saved.models import Bookmark, CaseCollection, CollectedCase
from casebook.saved.policies import Refusal, Refused
from platform_site.accounts.models import Membership
from tests.factories import make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db

SHELF = "/cases/saved"


@pytest.fixture
def me(client):
    user = make_user(role="supporter")
    client.force_login(user)
    return user


@pytest.fixture
def case():
    return make_case(title="承継の話", turning_point="あと何年続けますか")


def star(client, case, keep: str = "1", **headers):
    next_page = {"next": f"/cases/{case.slug}/"}
    return client.post(f"{SHELF}/bookmarks/of/{case.pk}/", {"keep": keep, **next_page}, **headers)


def titles(client, address: str) -> list[str]:
    return [str(row.card.title) for row in client.get(address).context["rows"]]


def collection_of(user, *cases, name: str = "部会") -> CaseCollection:
    found = actions.save_collection(by=user, name=name)
    for one in cases:
        actions.collect(collection=found, case=one)
    return found


# -- bookmarks -------------------------------------------------------------------------------------


def test_star_is_switched_on_and_off_and_leads_back(client, me, case):
    answer = star(client, case)
    assert answer.url == f"/cases/{case.slug}/#bookmark"
    assert client.get(f"/cases/{case.slug}/").context["screen"].bookmark.is_kept
    assert titles(client, f"{SHELF}/bookmarks/") == ["承継の話"]
    star(client, case, keep="0")
    assert not client.get(f"/cases/{case.slug}/").context["screen"].bookmark.is_kept
    assert titles(client, f"{SHELF}/bookmarks/") == []


def test_star_switched_twice_in_the_same_direction_is_one_bookmark(client, me, case):
    star(client, case), star(client, case)
    assert Bookmark.objects.visible_to(me).count() == 1
    star(client, case, keep="0"), star(client, case, keep="0")
    assert Bookmark.objects.visible_to(me).count() == 0


def test_htmx_gets_the_star_alone(client, me, case):
    html = star(client, case, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="true"' in html
    assert "star-fill" in html
    assert "<html" not in html


def test_refused_star_brings_the_page_anew_with_the_reason(client, me, case, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BOOKMARKS", 0)
    answer = star(client, case, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"
    page = client.get(f"/cases/{case.slug}/")
    assert Refusal.BOOKMARKS.label in [str(said) for said in page.context["messages"]]


def test_star_leads_nowhere_else(client, me, case):
    answer = client.post(f"{SHELF}/bookmarks/of/{case.pk}/", {"keep": "1", "next": "https://evil.example/"})
    assert answer.url == f"/cases/{case.slug}/#bookmark"


def test_whoever_was_signed_out_comes_back_to_the_case(client, case):
    assert "/accounts/login/" in star(client, case).url
    client.force_login(make_user())
    assert client.get(f"{SHELF}/bookmarks/of/{case.pk}/").url == f"/cases/{case.slug}/"


def test_case_that_i_may_not_read_has_no_star(client, me):
    hidden = make_case(disclosure=Disclosure.ORGANISATION, organisation=make_organisation())
    assert star(client, hidden).status_code == 404
    assert client.get(f"{SHELF}/collections/with/{hidden.pk}/").status_code == 404
    assert not Bookmark.objects.exists()


def test_note_is_written_shown_and_kept_when_the_star_goes_and_comes(client, me, case):
    mark = actions.keep_bookmark(by=me, case=case)
    answer = client.post(f"{SHELF}/bookmarks/{mark.pk}/note/", {"note": "次の訪問の前に\n読む <b>"})
    assert answer.url == f"{SHELF}/bookmarks/#case-{mark.pk}"
    assert "読む &lt;b&gt;" in client.get(f"{SHELF}/bookmarks/").content.decode()
    star(client, case, keep="0"), star(client, case)
    mark.refresh_from_db()
    assert mark.note.startswith("次の訪問の前に")


def test_removed_bookmark_comes_back(client, me, case):
    mark = actions.keep_bookmark(by=me, case=case)
    page = client.post(f"{SHELF}/bookmarks/{mark.pk}/delete/", follow=True)
    assert page.context["rows"] == []
    client.post(page.context["undo"].url)
    assert titles(client, f"{SHELF}/bookmarks/") == ["承継の話"]


def test_newest_bookmark_stands_first_and_pages_hold_twenty(client, me, django_assert_max_num_queries):
    for number in range(22):
        actions.keep_bookmark(by=me, case=make_case(title=f"話{number}"))
    with django_assert_max_num_queries(25):
        first = titles(client, f"{SHELF}/bookmarks/")
    assert (first[0], len(first)) == ("話21", 20)
    assert titles(client, f"{SHELF}/bookmarks/?page=2") == ["話1", "話0"]
    assert titles(client, f"{SHELF}/bookmarks/?page=x")[0] == "話21"


def test_case_that_became_hidden_is_counted_and_never_named(client, me, case):
    found = collection_of(me, case)
    actions.keep_bookmark(by=me, case=case)
    case.unpublish()
    for address in ("bookmarks/", f"collections/{found.pk}/"):
        page = client.get(f"{SHELF}/{address}")
        assert (page.context["rows"], page.context["hidden"]) == ([], 1)
        assert "承継の話" not in page.content.decode()
    (listed,) = client.get(f"{SHELF}/collections/").context["collections"]
    assert listed.cases == 0
    client.post(f"{SHELF}/bookmarks/hidden/")
    assert client.get(f"{SHELF}/bookmarks/").context["hidden"] == 0


def test_members_cases_leave_the_shelf_when_membership_ends(client, me):
    case = make_case(title="会員の話", disclosure=Disclosure.MEMBERS)
    found = collection_of(me, case)
    actions.keep_bookmark(by=me, case=case)
    assert titles(client, f"{SHELF}/bookmarks/") == ["会員の話"]
    Membership.objects.filter(user=me).delete()
    for address in ("bookmarks/", f"collections/{found.pk}/"):
        assert "会員の話" not in client.get(f"{SHELF}/{address}").content.decode()


def test_number_of_bookmarks_is_limited_with_a_clear_message(client, me, case, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BOOKMARKS", 1)
    actions.keep_bookmark(by=me, case=make_case())
    page = star(client, case)
    assert Refusal.BOOKMARKS.label in [str(said) for said in client.get(page.url).context["messages"]]
    assert Bookmark.objects.count() == 1


# -- collections -----------------------------------------------------------------------------------


def test_collection_is_begun_described_and_filled(client, me, case):
    address = client.post(f"{SHELF}/collections/new/", {"name": "ものづくり部会", "description": "11月に配る"}).url
    client.post(f"{SHELF}/collections/with/{case.pk}/", {"collection": CaseCollection.objects.get().pk, "note": "図2"})
    html = client.get(address).content.decode()
    for said in ("ものづくり部会", "11月に配る", "承継の話", "あと何年続けますか", "図2"):
        assert said in html


def test_case_goes_into_a_new_collection_by_its_name_alone(client, me, case):
    answer = client.post(f"{SHELF}/collections/with/{case.pk}/", {"name": "新しい集まり"}, follow=True)
    assert titles(client, answer.redirect_chain[-1][0]) == ["承継の話"]


@pytest.mark.parametrize("has_one", [True, False])
def test_adding_needs_a_collection(client, me, case, has_one):
    if has_one:
        collection_of(me)
    form = client.post(f"{SHELF}/collections/with/{case.pk}/", {"note": ""}).context["form"]
    assert form.errors


def test_case_stands_once_in_a_collection(client, me, case):
    found = collection_of(me, case, case)
    assert found.entries.count() == 1
    assert list(client.get(f"{SHELF}/collections/with/{case.pk}/").context["holding"]) == [found]


def test_name_and_description_are_changed(client, me):
    found = collection_of(me)
    client.post(f"{SHELF}/collections/{found.pk}/edit/", {"name": "新", "description": ""})
    found.refresh_from_db()
    assert found.name == "新"


@pytest.mark.parametrize(
    ("place", "to", "order"),
    [(1, "up", "BAC"), (1, "down", "ACB"), (0, "up", "ABC"), (2, "down", "ABC"), (0, "down", "BAC")],
)
def test_case_is_moved_one_place(client, me, place, to, order):
    found = collection_of(me, *(make_case(title=title) for title in "ABC"))
    entry = found.entries.all()[place]
    client.post(f"{SHELF}/collections/{found.pk}/move/{entry.pk}/", {"to": to})
    assert "".join(titles(client, f"{SHELF}/collections/{found.pk}/")) == order


def test_case_is_moved_past_one_that_is_hidden(client, me):
    cases = [make_case(title=title) for title in "ABC"]
    found = collection_of(me, *cases)
    cases[1].unpublish()
    last = found.entries.last()
    client.post(f"{SHELF}/collections/{found.pk}/move/{last.pk}/", {"to": "up"})
    assert titles(client, f"{SHELF}/collections/{found.pk}/") == ["C", "A"]


def test_case_taken_out_comes_back_at_its_place_with_its_note(client, me):
    found = collection_of(me, *(make_case(title=title) for title in "ABC"))
    entry = found.entries.all()[1]
    actions.write_note(on=entry, note="要点")
    page = client.post(f"{SHELF}/entries/{entry.pk}/delete/", follow=True)
    assert [str(row.card.title) for row in page.context["rows"]] == ["A", "C"]
    client.post(page.context["undo"].url)
    rows = client.get(f"{SHELF}/collections/{found.pk}/").context["rows"]
    assert [(str(row.card.title), row.note) for row in rows] == [("A", ""), ("B", "要点"), ("C", "")]


def test_deleted_collection_comes_back_with_its_cases(client, me, case):
    found = collection_of(me, case)
    page = client.post(f"{SHELF}/collections/{found.pk}/delete/", follow=True)
    assert client.get(f"{SHELF}/collections/{found.pk}/").status_code == 404
    client.post(page.context["undo"].url)
    assert titles(client, f"{SHELF}/collections/{found.pk}/") == ["承継の話"]


@pytest.mark.parametrize("limit", ["MOST_COLLECTIONS", "MOST_CASES"])
def test_collections_are_limited_with_a_clear_message(client, me, case, monkeypatch, limit):
    found = collection_of(me, make_case())
    monkeypatch.setattr(actions, limit, 1)
    entered = {"name": "もう一つ"} if limit == "MOST_COLLECTIONS" else {"collection": found.pk}
    form = client.post(f"{SHELF}/collections/with/{case.pk}/", entered).context["form"]
    assert form.non_field_errors() in ([Refusal.COLLECTIONS.label], [Refusal.CASES.label])
    assert CollectedCase.objects.count() == 1


def test_restoring_into_a_full_place_is_refused(me, monkeypatch):
    found = collection_of(me)
    actions.delete(thing=found)
    collection_of(me, name="別")
    monkeypatch.setattr(actions, "MOST_COLLECTIONS", 1)
    with pytest.raises(Refused):
        actions.restore(by=me, thing=found)


def test_others_shelf_does_not_exist_for_me(client, me, case):
    other = make_user(role="supporter")
    mark, found = actions.keep_bookmark(by=other, case=case), collection_of(other, case)
    entry = found.entries.get()
    assert client.get(f"{SHELF}/bookmarks/").context["rows"] == []
    assert list(client.get(f"{SHELF}/collections/").context["collections"]) == []
    addresses = [f"bookmarks/{mark.pk}/", f"collections/{found.pk}/", f"entries/{entry.pk}/"]
    for address in addresses:
        for act in ("delete", "restore", "note"):
            assert client.post(f"{SHELF}/{address}{act}/", {"note": "x"}).status_code == 404, (address, act)
    for address in ("", "edit/"):
        assert client.get(f"{SHELF}/collections/{found.pk}/{address}").status_code == 404
    assert client.post(f"{SHELF}/collections/{found.pk}/move/{entry.pk}/").status_code == 404
    form = client.post(f"{SHELF}/collections/with/{case.pk}/", {"collection": found.pk}).context["form"]
    assert form.errors
    assert (Bookmark.objects.visible_to(other).get().note, found.entries.count()) == ("", 1)


def test_nobodys_star_shines_for_an_outsider(client, case):
    actions.keep_bookmark(by=make_user(), case=case)
    assert not client.get(f"/cases/{case.slug}/").context["screen"].bookmark.is_kept


def test_what_was_deleted_long_ago_is_forgotten(me, case):
    found = collection_of(me, case)
    Bookmark.objects.create(owner=me, case=case, deleted_at="2026-01-01T00:00:00Z")
    CaseCollection.objects.update(deleted_at="2026-01-01T00:00:00Z")
    forget_deleted()
    assert (Bookmark.objects.count(), CaseCollection.objects.filter(pk=found.pk).count()) == (0, 0)


def test_deleted_case_leaves_nothing_behind(client, me, case):
    found = collection_of(me, case)
    actions.keep_bookmark(by=me, case=case)
    case.delete()
    page = client.get(f"{SHELF}/collections/{found.pk}/")
    assert (page.context["rows"], page.context["hidden"]) == ([], 0)
