"""Cases like mine: every way in, what it answers, and what becomes of a memo."""

import logging
from unittest import mock

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.views.debug import ExceptionReporter

from casebook.profiles.choices import Disclosure
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity import views
from casebook.similarity.alike import similar_cases
from casebook.similarity.domain.memo import LONGEST
from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.roles import Role
from search.engines.base import EngineError
from search.projection.rebuild import rebuild
from tests.factories import make_barrier, make_case, make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)

SIMILAR, COMPARE = "/cases/similar/", "/cases/similar/compare/"
MEMO = (
    "埼玉県川口市の切削加工の会社。従業員は正社員14名。二期連続で営業赤字。製品ごとの原価が分からない。"
    "合言葉はひゃくにちぎくで、会長が毎日工場に顔を出す。"
)
SECRET = "ひゃくにちぎく"


@pytest.fixture
def library():
    make_library()
    for slug in ("cannot-see", "cannot-act", "nobody-follows"):
        make_barrier(slug=slug)
    rebuild()


@pytest.fixture
def cases(library):
    facts = {"prefecture": "saitama", "industry": "E"}
    return {
        "twin": make_case(
            external_id="twin",
            title="双子の町工場",
            employees=14,
            barriers=("cannot-see",),
            situation=["loss"],
            turning_point="原価は誰が知っていますか",
            background="切削加工の会社で、会長が毎日工場に顔を出す。",
            **facts,
        ),
        "trouble": make_case(
            external_id="trouble", prefecture="okinawa", industry="M", employees=200, barriers=("cannot-see",)
        ),
        "neighbour": make_case(external_id="neighbour", prefecture="tochigi", employees=3),
    }


def screen(client, query="", address=SIMILAR):
    return client.get(f"{address}?{query}").context["screen"]


def titles(found):
    return [hit.title for hit in found.hits]


def paste(client, memo=MEMO, **fields):
    return client.post(SIMILAR, {"memo": memo, "read": "1", **fields})


FIELDS = "barrier=cannot-see&situation=loss&industry=E&employees=14&prefecture=saitama"


# -- fields -----------------------------------------------------------------------------------------
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
    assert twin.width == 100 > trouble.width
    assert twin.turning_point == "原価は誰が知っていますか"


def test_case_that_is_only_near_is_cut(client, cases):
    assert cases["neighbour"].title not in titles(screen(client, FIELDS))


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


def test_form_sent_empty_is_a_first_visit(client, cases):
    assert not screen(client, "prefecture=&industry=&employees=").has_asked


#: Nothing is like it enough; without the barrier, the case next door is.
TOO_MUCH = "barrier=nobody-follows&industry=A&prefecture=tochigi"


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


# -- from a case --------------------------------------------------------------------------------------
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


# -- side by side ---------------------------------------------------------------------------------------
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


# -- the memo ----------------------------------------------------------------------------------------------
def test_memo_proposes_the_fields_with_the_words_they_rest_on(client, cases):
    response = paste(client)
    assert response.context["screen"].form.initial == {
        "prefecture": "saitama",
        "industry": "E",
        "employees": 14,
        "situation": ["loss"],
        "barrier": ["cannot-see"],
    }
    assert "<q>製品ごとの原価が分からない</q>" in response.text or "原価が分からない</q>" in response.text
    assert titles(response.context["screen"])[0] == "双子の町工場"


def test_weak_proposal_is_shown_and_not_chosen(client, cases):
    response = paste(client, "埼玉県の会社。社長は強く言えないと話した。")
    assert "barrier" not in response.context["screen"].form.initial
    assert "強く言えない" in response.text
    assert "told__open" in response.text


def test_corrected_fields_are_not_proposed_anew_and_the_memo_still_speaks(client, cases):
    response = client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-act", "prefecture": ""})
    found = response.context["screen"]
    assert found.form.initial == {"barrier": ["cannot-act"]}
    assert titles(found) == ["双子の町工場"]  # found by its words alone
    assert SECRET in response.text


def test_memo_that_is_too_long_is_refused_and_kept_in_the_field(client, cases):
    response = paste(client, "あ" * (LONGEST + 1), prefecture="saitama")
    assert response.status_code == 422
    assert "あ" * (LONGEST + 1) in response.text
    assert response.context["screen"].form.initial == {"prefecture": "saitama"}


def test_memo_of_the_greatest_length_is_read(client, cases):
    assert paste(client, "あ" * LONGEST).status_code == 200


def test_empty_memo_is_asked_for(client, cases):
    assert paste(client, " \n").status_code == 422


def test_fields_without_a_memo_lead_to_their_address(client, cases):
    response = client.post(SIMILAR, {"memo": " ", "barrier": "cannot-see"})
    assert response.url == f"{SIMILAR}?barrier=cannot-see"


def test_answer_to_a_memo_is_not_cached(client, cases):
    assert "no-store" in paste(client)["Cache-Control"]


def test_memo_without_a_token_is_refused(cases):
    assert Client(enforce_csrf_checks=True).post(SIMILAR, {"memo": MEMO, "read": "1"}).status_code == 403


def everything_stored():
    """Every row of every model, as text."""
    for model in apps.get_models():
        yield from (str(row) for row in model._base_manager.values_list())


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_memo_is_neither_stored_nor_logged_nor_in_any_address(client, cases, caplog, tmp_path, is_signed_in):
    if is_signed_in:
        client.force_login(make_user(role=Role.SUPPORTER))
    with caplog.at_level(logging.DEBUG):
        response = paste(client)
        client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-see"})
    assert SECRET in response.text
    assert not [row for row in everything_stored() if SECRET in row]
    assert SECRET not in caplog.text
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert not [one for one in Session.objects.all() if SECRET in str(one.get_decoded())]
    assert SECRET not in client.get(SIMILAR).text
    assert SECRET not in "".join(hit.compare_url for hit in response.context["screen"].hits)
    assert SECRET not in response.context["screen"].share_url


def test_memo_stays_out_of_error_reports(cases):
    request = RequestFactory().post(SIMILAR, {"memo": MEMO, "read": "1"})
    request.user = AnonymousUser()
    with mock.patch("casebook.similarity.alike.recall_words", side_effect=ValueError("broken")):
        try:
            views.similar(request)
        except ValueError as error:
            report = ExceptionReporter(request, type(error), error, error.__traceback__).get_traceback_html()
    assert "ValueError" in report
    assert SECRET not in report


# -- who sees what --------------------------------------------------------------------------------------------
@pytest.fixture
def hidden(cases):
    own = make_organisation()
    facts = {
        "prefecture": "saitama",
        "industry": "E",
        "employees": 14,
        "barriers": ("cannot-see",),
        "situation": ["loss"],
        "background": "切削加工の会社で、会長が毎日工場に顔を出す。",
    }
    members = make_case(external_id="members", title="会員だけの町工場", disclosure=Disclosure.MEMBERS, **facts)
    ours = make_case(
        external_id="ours", title="身内の町工場", disclosure=Disclosure.ORGANISATION, organisation=own, **facts
    )
    draft = make_case(external_id="draft", title="下書きの町工場", live=False, **facts)
    return {"members": members, "ours": ours, "draft": draft, "own": own}


READERS = {
    "outsider": set(),
    "stranger": {"members"},
    "colleague": {"members", "ours"},
    "editor": {"members", "ours"},
}


@pytest.fixture(params=READERS)
def reader(request, client, hidden):
    people = {
        "stranger": lambda: make_user(role=Role.SUPPORTER),
        "colleague": lambda: make_user(role=Role.SUPPORTER, organisation=hidden["own"]),
        "editor": lambda: make_user(role=Role.EDITOR),
    }
    if request.param in people:
        client.force_login(people[request.param]())
    return READERS[request.param]


@pytest.mark.parametrize("way", ["fields", "case", "memo", "corrected"])
def test_hidden_case_never_appears_by_any_way_in(client, hidden, reader, way):
    ask = {
        "fields": lambda: client.get(f"{SIMILAR}?{FIELDS}"),
        "case": lambda: client.get(f"{SIMILAR}?case=twin"),
        "memo": lambda: paste(client),
        "corrected": lambda: client.post(SIMILAR, {"memo": MEMO, "barrier": "cannot-see"}),
    }[way]
    response = ask()
    for name in ("members", "ours", "draft"):
        assert (hidden[name].title in response.text) == (name in reader)


def test_hidden_case_cannot_be_asked_about(client, hidden, reader):
    for name in ("members", "ours", "draft"):
        expected = 200 if name in reader else 404
        assert client.get(f"{SIMILAR}?case={name}").status_code == expected
        assert client.get(f"{COMPARE}?{FIELDS}&with={name}").status_code == expected


def test_hidden_case_moves_no_count(client, cases):
    def counts():
        return [(way.url, way.count) for way in screen(client, TOO_MUCH).ways], len(screen(client, FIELDS).hits)

    before = counts()
    facts = {"prefecture": "tochigi", "industry": "A", "barriers": ("nobody-follows", "cannot-see")}
    make_case(external_id="secret", live=False, **facts)
    make_case(external_id="secret-2", disclosure=Disclosure.MEMBERS, **facts)
    assert counts() == before
    assert before[0]


def test_hidden_case_is_not_related_to_a_case(client, hidden):
    related = client.get("/cases/twin/").context["screen"].related
    assert related
    assert not {hidden[name].title for name in ("members", "ours", "draft")} & {one.title for one in related}


def test_case_hidden_since_the_index_was_written_is_left_out(cases):
    cases["twin"].__class__.objects.filter(pk=cases["twin"].pk).update(live=False)
    found = similar_cases(CompanyProfile(barriers=("cannot-see",)), user=AnonymousUser())
    assert [alike.case.title for alike in found] == [cases["trouble"].title]


# -- from other pages --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["ja", "en"])
def test_library_leads_here(client, cases, language):
    with translation.override(language):
        here = reverse("similar")
        assert f'href="{here}"' in client.get(reverse("library")).text
