"""The screens on which editors work with cases: form, list, the way to a new case."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel, PublishingPanel
from wagtail.models import Locale, Page

from casebook.cases.cms.listing import CaseIndexView
from casebook.cases.models import CasePage
from casebook.cases.panels import case_edit_handler
from casebook.pages.models import HomePage, LibraryPage
from platform_site.accounts.roles import Role
from search.synonyms.models import SynonymGroup
from tests.factories import make_barrier, make_case, make_library, make_user

pytestmark = pytest.mark.django_db

GENERIC = str(Page._meta.get_field("title").help_text)


@pytest.fixture
def editor(client):
    user = make_user(role=Role.EDITOR)
    client.force_login(user)
    return user


def field_panels(panel):
    """The field panels below `panel`, without rows that their list's help text tells, and Wagtail's own dialog."""
    if isinstance(panel, PublishingPanel):
        return []
    if isinstance(panel, FieldPanel):
        return [panel]
    children = panel.child_edit_handler.children if isinstance(panel, InlinePanel) else getattr(panel, "children", [])
    found = [one for child in children for one in field_panels(child)]
    return [one for one in found if not (isinstance(panel, InlinePanel) and panel.help_text and is_term(one))]


def is_term(panel):
    return panel.db_field.is_relation


def help_of(panel):
    declared = CasePage.base_form_class.declared_fields.get(panel.field_name)
    return str(panel.help_text or (declared.help_text if declared else panel.db_field.help_text))


def test_every_field_of_the_form_says_what_it_is_for():
    panels = field_panels(case_edit_handler.bind_to_model(CasePage))
    assert len(panels) > 40
    assert [panel.field_name for panel in panels if not help_of(panel) or help_of(panel) == GENERIC] == []


def test_long_choices_are_grouped_and_keep_what_was_chosen(client, editor):
    case = make_case(judged=["year", "barriers"], situation=["profit"], org_type=["chamber"])
    form = client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).context["form"]
    assert len(form.fields["judged"].choices) == 4
    assert len(form.fields["situation"].choices) == 5
    assert form.fields["judged"].clean(["year", "barriers"]) == ["year", "barriers"]
    assert 'value="profit" id="id_situation_1_0" checked' in str(form["situation"])
    assert "choice-boxes__group" not in str(form["org_type"])
    assert "cases/cms/choice-boxes.css" in str(form.media)


def test_retired_term_is_offered_only_where_it_was_chosen(client, editor):
    old, other = make_barrier(slug="old"), make_barrier(slug="other")
    case = make_case(barriers=("old",))
    for barrier in (old, other):
        barrier.is_retired = True
        barrier.save()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[case.pk])).context["form"]
    chosen, empty = form.formsets["case_barriers"].forms[0], form.formsets["case_barriers"].empty_form
    assert f'value="{old.pk}" selected' in str(chosen["barrier"])
    assert f'value="{other.pk}" hidden disabled' in str(chosen["barrier"])
    assert f'value="{old.pk}" hidden disabled' in str(empty["barrier"])


def test_new_case_goes_straight_to_the_only_library(client, editor):
    library = make_library()
    response = client.get(reverse("case_pages:choose_parent"))
    assert response.url == reverse("wagtailadmin_pages:add", args=["cases", "casepage", library.pk])


def test_library_of_a_translation_is_no_second_place(client, editor):
    library, english = make_library(), Locale.objects.get_or_create(language_code="en")[0]
    HomePage.objects.get().copy_for_translation(english)
    library.copy_for_translation(english)
    assert client.get(reverse("case_pages:choose_parent")).url.endswith(f"/{library.pk}/")


def test_two_libraries_are_asked_about(client, editor):
    make_library()
    second = LibraryPage(title="第二の図書館", slug="cases-2")
    HomePage.objects.get().add_child(instance=second)
    assert client.get(reverse("case_pages:choose_parent")).status_code == 200
    make_case()
    assert "parent" in [column.name for column in listed(client).columns.values()]


def listed(client, **query):
    return client.get(reverse("case_pages:index"), query).context["table"]


def test_empty_list_says_so_and_leads_back(client, editor):
    make_case(prefecture="saitama")
    page = client.get(reverse("case_pages:index"), {"q": "宇宙船"}).text
    assert "条件に一致する事例はありません。" in page
    assert f'href="{reverse("case_pages:index")}"' in page
    assert "0件中" not in page


def titles(client, **query):
    return [case.title for case in listed(client, **query).data]


def test_list_shows_the_facts_and_leaves_out_what_is_everywhere_the_same(client, editor):
    make_case(prefecture="saitama", year=2022, employees=4, industry="E", capital_yen=3_000_000)
    html = client.get(reverse("case_pages:index")).text
    assert all(word in html for word in ("埼玉県", "小規模事業者", "2022", "だれでも"))
    assert "w-status--label" not in html
    assert [column.name for column in listed(client).columns.values()] == [
        *("bulk_actions", "title", "prefecture", "size", "year", "disclosure"),
        *("latest_revision_created_at", "status"),
    ]


def test_list_tells_languages_where_there_are_two(client, editor):
    case, english = make_case(), Locale.objects.get_or_create(language_code="en")[0]
    HomePage.objects.get().copy_for_translation(english)
    make_library().copy_for_translation(english)
    case.copy_for_translation(english)
    assert listed(client).show_locale_labels


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"甲", "乙", "丙"}),
        ({"state": "live"}, {"甲", "丙"}),
        ({"state": "draft"}, {"乙"}),
        ({"state": "changed"}, {"丙"}),
        ({"state": ["draft", "changed"]}, {"乙", "丙"}),
        ({"state": "review"}, set()),
        ({"barrier": "cannot-see"}, {"甲"}),
        ({"disclosure": "members"}, {"乙"}),
        ({"prefecture": "saitama"}, {"甲"}),
        ({"size": "small"}, {"甲"}),
        ({"industry": "I"}, {"乙"}),
        ({"result": ["success", "stalled"]}, {"甲", "丙"}),
    ],
)
def test_list_is_filtered(client, editor, query, found):
    make_case(
        title="甲",
        barriers=("cannot-see", "cannot-act"),
        prefecture="saitama",
        employees=4,
        industry="E",
        result="success",
    )
    make_case(title="乙", live=False, disclosure="members", industry="I")
    make_case(title="丙", has_unpublished_changes=True, result="stalled")
    if "barrier" in query:
        query = {"barrier": make_barrier(slug=query["barrier"]).pk}
    assert set(titles(client, **query)) == found


def test_case_waiting_for_a_moderator_is_found(client, editor):
    make_case(title="甲")
    waiting = make_case(title="乙", live=False)
    waiting.save_revision()
    waiting.get_workflow().start(waiting, editor)
    assert titles(client, state="review") == ["乙"]


@pytest.mark.parametrize("words", ["製材", "水車 製材", "Ｙ運輸", "Y運輸", "青葉", "mill-1"])
def test_case_is_found_by_what_editors_know_of_it(client, editor, words):
    make_case(title="水車の町の製材所", alias="Ｙ運輸", company_name="青葉製作所", external_id="mill-1")
    make_case(title="別の事例", alias="B社")
    assert titles(client, q=words) == ["水車の町の製材所"]


@pytest.mark.parametrize("words", ["じぎょうしょうけい", "ｼﾞｷﾞｮｳ", "事業承", "代替わり", "承継 -値上げ", '"事業承継"'])
def test_case_is_found_by_what_its_story_tells(client, editor, words):
    SynonymGroup.objects.create(words="代替わり\n事業承継")
    make_case(title="町工場", summary="娘への事業承継が進んだ。", live=False)
    make_case(title="旅館", summary="宿の値上げ。")
    assert titles(client, q=words) == ["町工場"]


@pytest.mark.parametrize("words", ["Ｙ運輸 代替わり", "Y運輸 しょうけい", "mill 承継", "承継 Ｙ運輸 mill-1"])
def test_case_is_found_by_its_alias_and_a_word_of_its_story_together(client, editor, words):
    SynonymGroup.objects.create(words="代替わり\n事業承継")
    make_case(title="町工場", alias="Ｙ運輸", external_id="mill-1", summary="娘への事業承継が進んだ。")
    make_case(title="旅館", alias="Ｙ旅館", external_id="mill-2", summary="宿の値上げ。")
    make_case(title="酒蔵", alias="Ｚ酒造", external_id="sake-1", summary="息子への事業承継が進んだ。")
    assert titles(client, q=words) == ["町工場"]


@pytest.mark.parametrize("words", ["Ｙ運輸 -承継", '"Ｙ運輸 承継"', "Ｙ運輸 値上げ"])
def test_words_that_no_case_holds_together_find_none(client, editor, words):
    make_case(title="町工場", alias="Ｙ運輸", summary="娘への事業承継が進んだ。")
    assert titles(client, q=words) == []


def test_case_known_by_the_words_stands_before_one_called_so_and_one_that_tells_of_it(client, editor):
    make_case(title="承継の話", external_id="a", alias="しょうけい")
    make_case(title="事業承継", external_id="b")
    make_case(title="町工場", external_id="c", summary="娘への承継が進んだ。")
    assert titles(client, q="しょうけい") == ["承継の話", "事業承継", "町工場"]


def test_filter_and_search_go_together(client, editor):
    make_case(title="甲", summary="娘への承継が進んだ。", prefecture="saitama")
    make_case(title="乙", summary="娘への承継が進んだ。", prefecture="aomori")
    assert titles(client, q="承継", prefecture="saitama") == ["甲"]
    assert titles(client, q="承継", ordering="-prefecture") == ["甲", "乙"]


@pytest.mark.parametrize("words", ['"', "%", "🏭", "' OR 1=1 --", "あ" * 2_000])
def test_no_words_are_an_error(client, editor, words):
    make_case(title="甲")
    assert titles(client, q=words) == []


def test_search_asks_the_database_no_more_for_more_cases(client, editor):
    def cost(**query):
        titles(client, **query)
        with CaptureQueriesContext(connection) as asked:
            titles(client, **query)
        return len(asked)

    make_case(summary="娘への承継が進んだ。")
    of_one = cost(q="承継") - cost()
    for _number in range(5):
        make_case(summary="娘への承継が進んだ。")
    assert cost(q="承継") - cost() == of_one


def test_sorting_and_search_go_together(client, editor):
    make_case(title="製材所の話", year=2020)
    make_case(title="町の製材所", year=2022)
    assert titles(client, q="製材", ordering="-year") == ["町の製材所", "製材所の話"]


def test_unknown_size_stays_empty():
    size = next(column for column in CaseIndexView.base_columns if column.name == "size")
    assert size.get_value(make_case()) == ""
