"""Cases like mine: from fields, from a case, side by side, and from other pages."""

from unittest import mock

import pytest
from django.urls import reverse
from django.utils import translation

from casebook.taxonomy.words import load_taxonomies
from search.engines.base import EngineError
from tests.factories import make_approach, make_case
from tests.integration.similarity.asking import COMPARE, FIELDS, SIMILAR, TOO_MUCH, screen, titles

pytestmark = pytest.mark.django_db(transaction=True)


def test_first_visit_shows_both_ways_in_and_no_result(client, cases):
    response = client.get(SIMILAR)
    assert not response.context["screen"].has_asked
    assert 'name="memo"' in response.text
    assert 'name="barrier"' in response.text


def test_trouble_comes_before_place(client, cases):
    found = screen(client, "barrier=cannot-see&prefecture=tochigi")
    assert titles(found)[:2] == [cases["twin"].title, cases["trouble"].title]


@pytest.mark.parametrize("field", FIELDS.split("&"))
def test_any_field_alone_finds(client, cases, field):
    assert cases["twin"].title in titles(screen(client, field))


def test_hit_says_what_agrees_and_what_differs(client, cases):
    twin, trouble = screen(client, FIELDS).hits
    labels = load_taxonomies().barrier["cannot-see"].ja
    assert any(labels in sentence for sentence in twin.agrees)
    assert len(twin.agrees) == 5
    assert twin.differs == ()
    assert len(trouble.agrees) == 1
    assert len(trouble.differs) == 3
    assert twin.width == 97 > trouble.width  # of six fields five are told, and they agree
    assert twin.turning_point == "原価は誰が知っていますか"


def test_case_that_is_only_near_is_cut(client, cases):
    assert cases["neighbour"].title not in titles(screen(client, FIELDS))


def test_another_size_alone_is_not_shown(client, cases):
    assert titles(screen(client, "employees=30")) == []
    assert titles(screen(client, "employees=12")) == [cases["twin"].title]


def test_one_field_alone_makes_no_great_likeness(client, cases):
    hits = [
        hit for query in ("prefecture=saitama", "employees=14") for hit in screen(client, query, f"/en{SIMILAR}").hits
    ]
    assert {hit.likeness for hit in hits} == {"Alike in parts"}
    assert all(hit.agrees and hit.width < 20 for hit in hits)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("prefecture=gunma", ["twin", "neighbour"]),  # of the same bureau
        ("prefecture=fukushima", ["neighbour"]),  # next to it, under another bureau
        ("prefecture=kagoshima", ["trouble"]),
        ("prefecture=nara", []),
        ("industry=D", ["twin"]),
    ],
)
def test_what_is_near_is_found_where_nothing_is_the_same(client, cases, query, found):
    assert titles(screen(client, query)) == [cases[name].title for name in found]


def test_same_place_comes_before_the_neighbourhood(client, cases):
    assert titles(screen(client, "prefecture=tochigi")) == [cases["neighbour"].title, cases["twin"].title]


def test_more_of_the_same_barriers_come_before_a_place(client, cases):
    make_case(external_id="both", title="ふたつの壁", prefecture="okinawa", barriers=("cannot-see", "cannot-act"))
    found = screen(client, "barrier=cannot-see&barrier=cannot-act&barrier=nobody-follows&prefecture=saitama")
    assert titles(found)[0] == "ふたつの壁"


def test_headcount_has_its_commas(client, cases):
    make_case(external_id="large", title="大きな会社", employees=15_943, barriers=("nobody-follows",))
    (hit,) = screen(client, "barrier=nobody-follows").hits
    assert any("15,943" in fact for fact in hit.facts)


@pytest.mark.parametrize(
    ("query", "given"),
    [
        ("prefecture=埼玉県", {"prefecture": "saitama"}),
        ("industry=製造業&employees=約12名", {"industry": "E", "employees": 12}),
        ("situation=後継者がいない", {"situation": ["no-successor"]}),
        ("barrier=cannot-see&barrier=cannot-act", {"barrier": ["cannot-see", "cannot-act"]}),
    ],
)
def test_values_are_understood_as_in_the_library(client, cases, query, given):
    with translation.override("ja"):
        assert screen(client, query).form.initial == given


@pytest.mark.parametrize(
    "query", ["prefecture=atlantis", "employees=many", "employees=-3", "industry=%00", "colour=red", "situation=💥"]
)
def test_bad_value_is_ignored_with_a_note(client, cases, query):
    found = screen(client, f"{query}&barrier=cannot-see")
    assert len(found.notes) == 1
    assert titles(found)


def test_form_sent_empty_is_told_what_is_needed(client, cases):
    found = screen(client, "prefecture=&industry=&employees=")
    assert (found.has_asked, len(found.notes)) == (False, 1)
    assert screen(client).notes == ()


def test_nothing_found_tells_what_to_leave_out(client, cases):
    found = screen(client, TOO_MUCH)
    assert found.hits == ()
    assert [(way.url, way.count) for way in found.ways] == [(f"{SIMILAR}?industry=A&prefecture=tochigi", 1)]


def test_silent_engine_is_told(client, cases):
    with mock.patch("casebook.similarity.alike.engine", side_effect=EngineError("down")):
        found = screen(client, FIELDS)
    assert (found.hits, found.has_asked, len(found.notes)) == ((), False, 1)


def test_page_asks_few_questions_of_the_database(client, cases, django_assert_max_num_queries):
    client.get(f"{SIMILAR}?{FIELDS}")
    for number in range(8):
        make_case(external_id=f"more-{number}", barriers=("cannot-see",), industry="E", situation=["loss"])
    with django_assert_max_num_queries(8):
        assert len(screen(client, FIELDS).hits) == 10


def test_case_fills_in_its_fields_and_is_not_like_itself(client, cases):
    found = screen(client, "case=twin")
    assert found.form.initial == {
        "barrier": ["cannot-see"],
        "situation": ["loss"],
        "industry": "E",
        "employees": 14,
        "prefecture": "saitama",
    }
    assert titles(found) == [cases["trouble"].title]


def test_fields_corrected_by_hand_win_over_the_case(client, cases):
    found = screen(client, "case=twin&prefecture=&industry=M&barrier=cannot-see")
    assert found.form.initial == {"industry": "M", "barrier": ["cannot-see"]}
    assert found.case_id == "twin"


def test_case_that_is_not_there_is_not_found(client, cases):
    assert client.get(f"{SIMILAR}?case=nowhere").status_code == 404


def test_side_by_side_flags_what_may_not_transfer(client, cases):
    found = screen(client, f"{FIELDS}&with=trouble", COMPARE)
    tones = {row.heading: (row.tone, bool(row.note)) for row in found.rows}
    headings = [row.heading for row in found.rows]
    assert [tones[heading] for heading in headings] == [
        ("same", False),
        ("", True),
        ("differs", True),
        ("differs", True),
        ("differs", True),
    ]
    assert found.back_url == f"{SIMILAR}?{FIELDS}"


@pytest.fixture
def remark(client, cases):
    """What is said beside the row of a field, comparing with one case."""
    make_approach(slug="gap-listening")
    make_approach(slug="gap-inspection")
    make_case(
        external_id="several",
        barriers=("cannot-see",),
        situation=["loss"],
        approaches=("gap-listening",),
        prefecture="saitama",
    )

    def of(query, heading):
        rows = screen(client, f"{query}&with=several", f"/en{COMPARE}").rows
        return next((row.tone, row.note) for row in rows if row.heading == heading)

    return of


def test_some_of_the_barriers_agree_in_part(remark):
    tone, note = remark("barrier=cannot-see&barrier=cannot-act", "Barriers")
    assert (tone, note.startswith("Agrees in part: ")) == ("partly", True)
    assert remark("barrier=cannot-see", "Barriers") == ("same", "")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("situation=no-successor", "Company's situation"),
        ("approach=gap-inspection", "Approaches"),
        ("barrier=cannot-see", "Approaches"),
        ("barrier=cannot-see", "Company's situation"),
        ("barrier=cannot-act", "Barriers"),
        ("prefecture=okinawa", "Prefecture"),
        ("industry=E", "Industry"),
        ("employees=3", "Employees"),
    ],
)
def test_every_row_that_does_not_agree_has_its_remark(remark, query, heading):
    tone, note = remark(query, heading)
    assert tone != "same"
    assert note


def test_old_and_stalled_case_says_so(client, cases):
    make_case(external_id="old", barriers=("cannot-see",), year=2010, result="stalled")
    rows = screen(client, "barrier=cannot-see&with=old", COMPARE).rows
    assert [row.theirs for row in rows if not row.mine and row.note][0] == "2010"
    assert len([row for row in rows if row.tone == "differs"]) == 2


def test_side_by_side_without_conditions_leads_to_cases_like_it(client, cases):
    assert client.get(f"{COMPARE}?with=twin").url == f"{SIMILAR}?case=twin"


@pytest.mark.parametrize("query", ["", "with=nowhere", "barrier=cannot-see"])
def test_side_by_side_with_nothing_is_not_found(client, cases, query):
    assert client.get(f"{COMPARE}?{query}").status_code == 404


@pytest.mark.parametrize("language", ["ja", "en"])
def test_library_leads_here(client, cases, language):
    with translation.override(language):
        here = reverse("similar")
        assert f'href="{here}"' in client.get(reverse("library")).text
