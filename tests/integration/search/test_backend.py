"""The CMS's own search boxes find Japanese as the library does."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from modelsearch.backends.base import FilterFieldError, SearchFieldError
from modelsearch.query import MATCH_ALL, Boost, Phrase, PlainText
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.search.backends import get_search_backend

from casebook.cases.models import CasePage
from casebook.pages.models import KnowHowPage, SectionPage
from casebook.taxonomy.models import Barrier
from platform_site.accounts.roles import Role
from platform_site.media.models import SiteDocument, SiteImage
from search.backend.models import IndexedText
from search.synonyms.models import SynonymGroup
from tests.factories import (
    make_barrier,
    make_case,
    make_document,
    make_image,
    make_library,
    make_organisation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    return {
        "handover": make_case(
            title="町工場の事業承継、その取り組み", summary="娘が工場を継いだ。", turning_point="ＩＯＴを入れた日"
        ),
        "inn": make_case(title="旅館の値上げ", summary="宿の承継は先の話。", live=False),
    }


def begun(q, queryset=None):
    """The titles that a box offers while somebody types `q`."""
    found = get_search_backend().autocomplete(q, CasePage.objects.all() if queryset is None else queryset)
    return [page.title for page in found]


def sought(q, **options):
    return [page.title for page in get_search_backend().search(q, CasePage.objects.all(), **options)]


@pytest.mark.parametrize(
    "q",
    [
        "承継",
        "事業承",
        "工場 承継",
        "じぎょうしょうけい",
        "ｼﾞｷﾞｮｳ",
        "ジギョウショウ",
        "取組",
        "とりくみ",
        "町",
        "場の事業",
        "-旅館 承継",
        "旅行 OR 承継",
        "町工場\x00",
    ],
)
def test_word_is_found_wherever_it_stands_and_however_it_is_written(cases, q):
    assert begun(q)[0] == "町工場の事業承継、その取り組み"


@pytest.mark.parametrize(
    ("q", "wanted"),
    [
        ("承継", ["町工場の事業承継、その取り組み", "旅館の値上げ"]),
        ("宿の承", ["旅館の値上げ"]),
        ("むすめ", ["町工場の事業承継、その取り組み"]),
        ("iot", ["町工場の事業承継、その取り組み"]),
        ("承継 旅館", ["旅館の値上げ"]),
    ],
)
def test_story_is_searched_while_one_types_and_a_title_comes_first(cases, q, wanted):
    assert begun(q) == wanted


@pytest.mark.parametrize(
    ("model", "texts"),
    [
        (SectionPage, {"introduction": "会津桐の話。"}),
        (KnowHowPage, {"body": [("paragraph", RichText("<p>会津桐の話。</p>"))]}),
    ],
)
def test_page_of_prose_is_found_by_its_body(model, texts):
    home = make_library().get_parent()
    home.add_child(instance=model(title="ほかの題", slug="other", **texts))
    assert begun("会津桐", Page.objects.all()) == ["ほかの題"]


@pytest.mark.parametrize("q", ["旅行", "-承継 工場", "🙂", "？", "x", "%", "_", "'; --", '"', "a" * 5000])
def test_what_stands_nowhere_is_not_found(cases, q):
    assert begun(q) == []


def test_draft_is_found_and_deleted_page_is_not(cases):
    assert begun("値上げ") == ["旅館の値上げ"]
    cases["inn"].delete()
    assert begun("値上げ", Page.objects.all()) == []
    assert not IndexedText.objects.filter(object_id=str(cases["inn"].pk)).exists()


def test_new_title_takes_the_place_of_the_old(cases):
    cases["inn"].title = "民宿の改装"
    cases["inn"].save()
    assert begun("値上げ") == []
    assert begun("かいそう") == ["民宿の改装"]


def test_page_deleted_past_its_model_is_not_offered(cases):
    pk = cases["inn"].pk
    Page.objects.filter(pk=pk).delete()
    assert begun("値上げ", Page.objects.all()) == []
    call_command("update_index", verbosity=0)
    assert not IndexedText.objects.filter(object_id=str(pk)).exists()


def test_what_was_rolled_back_is_not_found(cases):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_case(title="宇宙の部品")
        cases["inn"].delete()
        raise ZeroDivisionError
    assert begun("宇宙") == []
    assert begun("値上げ") == ["旅館の値上げ"]


def test_whole_text_is_sought_and_the_title_weighs_more(cases):
    assert sought("承継") == ["町工場の事業承継、その取り組み", "旅館の値上げ"]
    assert sought("iot") == ["町工場の事業承継、その取り組み"]
    scored = get_search_backend().search("承継", CasePage.objects.all()).annotate_score("score")
    assert [case.score for case in scored] == [2, 1]


def test_only_the_fields_that_were_named_are_sought(cases):
    assert sought("承継", fields=["told"]) == ["旅館の値上げ"]
    with pytest.raises(SearchFieldError):
        sought("承継", fields=["background"])


def test_filters_order_and_slices_of_the_queryset_hold(cases):
    backend, pages = get_search_backend(), CasePage.objects.all()
    assert [case.pk for case in backend.search("承継", pages.live())] == [cases["handover"].pk]
    by_title = backend.search("承継", pages.order_by("title"), order_by_relevance=False)
    assert [case.title for case in by_title] == sorted(case.title for case in cases.values())
    found = backend.search("承継", pages)
    assert (found.count(), len(found[1:]), found[0].title) == (2, 1, "町工場の事業承継、その取り組み")
    assert dict(found.facet("live")) == {True: 1, False: 1}
    with pytest.raises(FilterFieldError):
        backend.search("承継", pages.filter(alias="A社"))


def test_parts_of_a_question_combine(cases):
    both, inn, handover = 2, "旅館の値上げ", "町工場の事業承継、その取り組み"
    assert len(sought(MATCH_ALL)) == both
    assert sought(~MATCH_ALL) == []
    assert sought(PlainText("承継") & ~Phrase("町工場")) == [inn]
    assert sought(Phrase("事業承継") | PlainText("値上げ")) == [inn, handover]
    assert sought(Boost(PlainText("値上げ"), 3) | PlainText("工場")) == [inn, handover]
    assert len(sought("値上げ 工場", operator="or")) == both


def test_synonyms_of_editors_hold_here_too(cases):
    SynonymGroup.objects.create(words="代替わり\n事業承継")
    assert begun("代替わり") == ["町工場の事業承継、その取り組み"]


def test_rebuilding_brings_back_what_is_missing(cases):
    IndexedText.objects.all().delete()
    assert begun("承継") == []
    call_command("update_index", verbosity=0)
    assert begun("承継")[0] == "町工場の事業承継、その取り組み"
    before = IndexedText.objects.count()
    call_command("update_index", verbosity=0)
    assert IndexedText.objects.count() == before


def test_pictures_papers_and_terms_are_found():
    image, paper, barrier = make_image(title="工場の写真"), make_document(title="承継計画の様式"), make_barrier()
    Barrier.objects.filter(pk=barrier.pk).update(name_ja="踏み出せない")
    call_command("update_index", verbosity=0)
    for model, q, wanted in (
        (SiteImage, "しゃしん", image),
        (SiteDocument, "様式", paper),
        (Barrier, "踏みだせ", barrier),
    ):
        assert list(get_search_backend().autocomplete(q, model.objects.all())) == [wanted]


@pytest.fixture
def administrator(client):
    make_library()
    user = make_user(role=Role.ADMINISTRATOR, name="管野 守")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def test_boxes_of_the_cms_find(client, administrator, cases):
    make_image(title="工場の写真")
    make_document(title="承継計画の様式")
    make_barrier(slug="cannot-act")
    SynonymGroup.objects.create(words="跡継ぎ\n後継者")
    make_user(role=Role.SUPPORTER, name="青葉 みのり", organisation=make_organisation(name="あおば商工会議所"))
    library = make_library()
    for url, q, wanted in (
        (reverse("wagtailadmin_explore", args=[library.pk]), "じぎょうしょうけい", "町工場の事業承継"),
        (reverse("wagtailadmin_explore", args=[library.pk]), "ねあげ", "旅館の値上げ"),
        (reverse("wagtailadmin_pages:search"), "承継", "町工場の事業承継"),
        (reverse("wagtailadmin_pages:search"), "宿の承継", "旅館の値上げ"),
        (reverse("wagtailadmin_choose_page_search"), "承継", "町工場の事業承継"),
        (reverse("wagtailimages:index"), "しゃしん", "工場の写真"),
        (reverse("wagtailimages_chooser:choose_results"), "写真", "工場の写真"),
        (reverse("wagtaildocs:index"), "けいかく", "承継計画の様式"),
        (reverse("wagtailusers_users:index"), "あおば", "青葉 みのり"),
        (reverse("wagtailusers_users:index"), "商工会議所", "青葉 みのり"),
        (reverse("organisations:index"), "ｱｵﾊﾞ", "あおば商工会議所"),
        (reverse(Barrier.snippet_viewset.get_url_name("list")), "壁", "cannot-act"),
        (reverse(SynonymGroup.snippet_viewset.get_url_name("list")), "跡つぎ", "後継者"),
    ):
        assert wanted in client.get(url, {"q": q}).text, (url, q)


def test_box_keeps_to_what_an_editor_may_choose(client, cases):
    """Permissions stand in the queryset that is sought in."""
    nobody = CasePage.objects.editable_by(make_user(role=Role.SUPPORTER))
    assert list(get_search_backend().search("承継", nobody.filter(live=True))) == []
