"""A case marks the words by which it was found."""

import pytest

from search.projection.rebuild import rebuild
from search.synonyms.models import SynonymGroup
from tests.factories import make_case, make_library

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case():
    make_library()
    rebuild()
    return make_case(
        title="町工場の事業承継",
        summary="<b>跡取り</b>が決まらない。事業を承継した。",
        turning_point="先代が後継者に鍵を渡した",
        background="事業は順調。",
    )


def page(client, case, q=""):
    return client.get(f"/cases/{case.slug}/", {"q": q} if q else {}).content.decode()


def test_words_are_marked_where_the_reader_comes_from_a_search(client, case):
    (card,) = client.get("/cases/", {"q": "後継者"}).context["screen"].cards
    assert "<mark>後継者</mark>" in client.get(card.url).content.decode()


def test_nothing_is_marked_otherwise(client, case):
    assert "<mark>" not in page(client, case)


def test_words_are_marked_each_alone_only_where_they_do_not_stand_together(client, case):
    together, apart = page(client, case, "事業承継"), page(client, case, "事業後継者")
    assert "<mark>事業を承継</mark>" in together
    assert "<mark>事業</mark>は" not in together
    assert "<mark>事業</mark>は" in apart


def test_other_words_of_the_editors_are_marked_too(client, case):
    SynonymGroup.objects.create(words="後継者\n跡取り")
    assert "<mark>跡取り</mark>" in page(client, case, "後継者")


def test_texts_stay_escaped(client, case):
    assert "<b>" not in page(client, case, "跡取り").split("<main", 1)[1]
    assert "&lt;b&gt;<mark>跡取り</mark>&lt;/b&gt;" in page(client, case, "跡取り")


@pytest.mark.parametrize("q", ['"', "<script>", "😀", "x" * 3_000, "\x00"])
def test_odd_questions_do_no_harm(client, case, q):
    assert "<script>" not in page(client, case, q).split("<main", 1)[1]


def test_own_address_is_without_the_words(client, case):
    assert f'<link rel="canonical" href="http://testserver/cases/{case.slug}/">' in page(client, case, "後継者")
