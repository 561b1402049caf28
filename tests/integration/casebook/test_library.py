"""The library page: every state has its address, and no address is an error."""

import pytest
from django.urls import reverse

from casebook.library.criteria import read_criteria
from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.roles import Role
from search.engines import embedded_engine
from tests.factories import make_case, make_organisation, make_user
from tests.helpers import found_ids

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases(library):
    return {
        "foundry": make_case(
            title="町工場の社長が任せるまで",
            prefecture="saitama",
            industry="E",
            employees=12,
            barriers=("cannot-act",),
            turning_point="先代の写真の前で、あと何年続けますかと聞かれた",
            year=2022,
            result="success",
            tags=("事業承継",),
        ),
        "builder": make_case(
            title="工務店が宣伝を始める",
            prefecture="tokyo",
            industry="D",
            employees=40,
            barriers=("cannot-see",),
            year=2021,
        ),
        "inn": make_case(title="旅館の値上げ", prefecture="aomori", industry="M", employees=5, result="stalled"),
    }


def screen(client, query=""):
    return client.get(f"/cases/?{query}").context["screen"]


def titles(client, query):
    return [str(card.title) for card in screen(client, query).cards]


def criteria(query):
    from django.http import QueryDict

    return read_criteria(QueryDict(query), load_taxonomies())


SAME_PLACE = [
    "prefecture=saitama",
    "prefecture=埼玉",
    "prefecture=埼玉県",
    "prefecture=Saitama",
    "prefecture=ＳＡＩＴＡＭＡ",
]


@pytest.mark.parametrize("query", SAME_PLACE)
def test_value_is_recognised_in_every_spelling(cases, client, query):
    assert titles(client, query) == ["町工場の社長が任せるまで"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("region=東北", "旅館の値上げ"),
        ("industry=建設業", "工務店が宣伝を始める"),
        ("industry=D", "工務店が宣伝を始める"),
        ("size=small&industry=製造業", "町工場の社長が任せるまで"),
        ("barrier=cannot-act", "町工場の社長が任せるまで"),
        ("year=令和4年", "町工場の社長が任せるまで"),
        ("result=失敗", "旅館の値上げ"),
        ("tag=事業承継", "町工場の社長が任せるまで"),
        ("q=値上げ", "旅館の値上げ"),
        ("q=あと何年続けますか", "町工場の社長が任せるまで"),
    ],
)
def test_case_is_found_by_its_facets_and_words(cases, client, query, expected):
    assert [title.replace("<mark>", "").replace("</mark>", "") for title in titles(client, query)] == [expected]


def test_values_of_a_facet_are_alternatives_and_facets_are_conditions(cases, client):
    assert screen(client, "prefecture=saitama&prefecture=tokyo").total == 2
    assert screen(client, "prefecture=saitama&prefecture=tokyo&industry=D").total == 1


def test_unknown_value_is_ignored_with_a_note_that_names_the_nearest(cases, client):
    shown = screen(client, "prefecture=さいたな")
    assert shown.total == 3
    assert "さいたな" in shown.notes[0]


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=99999999",
        "page=x",
        "page=500",
        "sort=x",
        "year=昭和",
        "q=" + "あ" * 5_000,
        "q=%00",
        "tag=%27%3B",
        "q=%22",
        "&".join(f"tag={n}" for n in range(200)),
        "support=both",
        "barrier=" + "x" * 500,
        "q=😀",
        "place=nowhere&sort=near",
    ],
)
def test_no_address_is_an_error(cases, client, query):
    assert client.get(f"/cases/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("region=mars", "region=mars"),
        ("prefectre=saitama", "prefectre=saitama"),
        ("flat", "flat"),
        ("sort=oldest", "sort=oldest"),
        ("place=nowhere&sort=near", "place=nowhere"),
        ("page=x", "x"),
    ],
)
def test_condition_that_cannot_be_used_is_named(cases, client, query, said):
    (note,) = screen(client, query).notes
    assert said in note


def test_parameter_with_a_typing_error_is_answered_with_the_right_name(cases):
    (ignored,) = criteria("prefectre=saitama").ignored
    assert ignored.nearest == "prefecture"
    assert "prefecture”" in ignored.sentence.replace("」", "”")


def test_traces_of_other_sites_are_dropped_without_a_word(cases, client):
    shown = screen(client, "utm_source=mail&utm_campaign=x&fbclid=1&gclid=2&region=tohoku")
    assert shown.notes == ()
    assert "utm" not in shown.pagination.next_url + shown.clear_url + "".join(chip.remove_url for chip in shown.chips)


def test_mangled_address_is_not_answered_with_a_page_of_notes(cases, client):
    notes = screen(client, "&".join(f"x{number}=1" for number in range(40))).notes
    assert len(notes) == 6
    assert "35" in notes[-1]


def test_address_of_a_question_reads_back_as_the_same_question(cases):
    asked = criteria("q=承継&region=東北&barrier=cannot-act&year=2022&sort=newest&page=3")
    assert read_criteria_of(asked) == asked


def read_criteria_of(asked):
    return criteria(asked.query())


def test_counts_of_a_facet_ignore_its_own_choice(cases, client):
    panel = next(panel for panel in screen(client, "industry=D").facets if panel.name == "industry")
    assert {option.value: option.count for option in panel.options} == {"D": 1, "E": 1, "M": 1}


def test_prefectures_stand_below_their_region(cases, client):
    panel = next(panel for panel in screen(client).facets if panel.name == "region")
    kanto = next(option for option in panel.options if option.value == "kanto")
    assert {child.value for child in kanto.children} == {"saitama", "tokyo"}


def test_chosen_filter_is_a_chip_that_takes_it_away(cases, client):
    (chip,) = screen(client, "q=社長&prefecture=saitama").chips
    assert "prefecture" not in chip.remove_url
    assert "q=" in chip.remove_url


def test_empty_result_says_what_to_loosen_and_how_many_there_would_be(cases, client):
    shown = screen(client, "prefecture=okinawa&industry=D")
    assert shown.total == 0
    assert sorted(loosening.count for loosening in shown.ways.loosened) == [0, 1]


def test_sought_words_are_marked_and_everything_else_escaped(library, client):
    make_case(title="<b>承継</b>の話")
    (card,) = screen(client, "q=承継").cards
    assert card.title == "&lt;b&gt;<mark>承継</mark>&lt;/b&gt;の話"


def test_nearest_first_from_the_readers_own_prefecture(cases, client):
    sign_in(client, role=Role.SUPPORTER, prefecture="aomori")
    assert titles(client, "sort=near")[0] == "旅館の値上げ"


def test_nearest_first_from_a_named_place(cases, client):
    assert titles(client, "sort=near&place=東京都")[0] == "工務店が宣伝を始める"


def sign_in(client, **fields):
    user = make_user(**fields)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_nearest_first_from_the_prefecture_of_the_readers_organisation(cases, client):
    sign_in(client, role=Role.SUPPORTER, organisation=make_organisation(prefecture="aomori"))
    assert titles(client, "sort=near")[0] == "旅館の値上げ"
    assert screen(client, "sort=near").viewpoint.place == "aomori"


def test_near_without_a_place_says_what_is_shown_and_what_to_do(cases, client):
    viewpoint = screen(client, "sort=near").viewpoint
    assert (viewpoint.place, len(viewpoint.places)) == ("", 47)
    assert viewpoint.sentence
    assert viewpoint.sentence in client.get("/cases/?sort=near").text


def test_place_in_force_can_be_changed(cases, client):
    sign_in(client, role=Role.SUPPORTER, prefecture="aomori")
    shown = screen(client, "sort=near&place=tokyo")
    assert (shown.viewpoint.place, shown.viewpoint.sentence) == ("tokyo", "")
    assert shown.hidden_fields == (("sort", "near"),)


def test_place_is_asked_for_only_where_the_nearest_stand_first(cases, client):
    assert screen(client, "sort=newest&place=tokyo").viewpoint is None


def test_unknown_size_stands_last_and_says_why(cases, client):
    make_case(title="規模の分からない会社", prefecture="gifu")
    panel = next(panel for panel in screen(client).facets if panel.name == "size")
    assert [bool(option.hint) for option in panel.options] == [False] * (len(panel.options) - 1) + [True]
    assert panel.options[-1].value == "unknown"
    assert panel.options[-1].hint in client.get("/cases/").text


def test_chosen_prefecture_keeps_its_box_where_nothing_is_found(cases, client):
    panel = next(panel for panel in screen(client, "prefecture=okinawa&industry=D").facets if panel.name == "region")
    children = [child for option in panel.options for child in option.children]
    assert [child.value for child in children if child.checked] == ["okinawa"]


def test_words_are_not_said_to_be_loosened_where_nothing_is_shown(cases, client):
    assert screen(client, "q=ぬぬぬぬ&prefecture=okinawa").notes == ()


def test_htmx_gets_the_changing_part_alone(cases, client):
    response = client.get("/cases/?q=値上げ", headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize(
    ("query", "title"), [("", "事例を探す"), ("?q=承継", "「承継」の事例"), ("?q=%3Cb%3E", "「&lt;b&gt;」の事例")]
)
def test_title_names_the_question_in_both_answers(cases, client, query, title):
    for headers in ({}, {"HX-Request": "true"}):
        html = client.get(f"/cases/{query}", headers=headers).text
        assert html.partition("<title>")[2].startswith(title)


def test_english_page_keeps_its_language_in_links(cases, client):
    html = client.get("/en/cases/").content.decode()
    assert '<html lang="en">' in html
    assert f'href="/en/cases/{cases["inn"].slug}/"' in html


def test_library_that_cannot_answer_says_so(cases, client):
    engine = embedded_engine()
    (engine.folder / "live").unlink()
    response = client.get("/cases/?q=承継")
    assert response.status_code == 200
    assert response.context["screen"].notes


def test_number_of_queries_does_not_grow_with_the_cases(cases, client, django_assert_max_num_queries):
    for number in range(25):
        make_case(title=f"承継 {number}", prefecture="saitama", barriers=("cannot-act",), tags=("札",))
    client.get("/cases/")
    with django_assert_max_num_queries(15):
        client.get("/cases/?q=承継&prefecture=saitama&barrier=cannot-act")


def test_case_page_tells_the_story_in_order(cases, client):
    response = client.get(f"/cases/{cases['foundry'].slug}/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "あと何年続けますか" in html


def test_related_cases_come_with_reasons(library, client):
    one = make_case(prefecture="saitama", industry="E", barriers=("cannot-act",))
    other = make_case(prefecture="saitama", industry="E", barriers=("cannot-act",))
    make_case(prefecture="okinawa", industry="P")
    (related,) = client.get(f"/cases/{one.slug}/").context["screen"].related
    assert related.url == f"/cases/{other.slug}/"
    assert len(related.reasons) == 3


def test_company_name_under_alias_is_nowhere(library, client):
    case = make_case(title="社長が任せるまで", alias="A社", company_name="秘密工業株式会社", is_named=False)
    html = client.get(f"/cases/{case.slug}/").content.decode() + client.get("/cases/?q=秘密工業").content.decode()
    assert "秘密工業株式会社" not in html
    assert found_ids('"秘密工業"') == []


def test_slug_is_the_id_and_never_a_name(library):
    case = make_case(title="青葉製作所の話", company_name="青葉製作所", is_named=True, external_id="saitama-foundry")
    assert case.slug == "saitama-foundry"
    nameless = make_case(title="青葉製作所", company_name="青葉製作所", alias="")
    assert nameless.slug == nameless.external_id
    assert nameless.slug.startswith("case-")


def test_library_address_is_named():
    assert reverse("library") == "/cases/"


@pytest.mark.parametrize("q", ["manufacturing", "Saitama", "製造業", "埼玉"])
def test_facet_labels_are_found_as_words_in_both_languages(cases, q):
    assert cases["foundry"].pk in found_ids(q)
