"""What the library says when the words had to be read otherwise, and where it leads when nothing is found."""

import pytest

from search.engines import serving
from search.engines.base import EngineError
from search.projection.rebuild import rebuild
from search.synonyms.models import SynonymGroup
from tests.factories import make_case, make_library, make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def cases():
    make_library()
    rebuild()
    make_case(title="町工場の事業承継", prefecture="saitama", employees=12, industry="E")
    make_case(title="菓子店の販路開拓", prefecture="tokyo", employees=4, industry="I")
    for number in range(8):
        make_case(title=f"旅館の料理{number}", prefecture="aomori", industry="M", employees=80)


def screen(client, **query):
    return client.get("/cases/", query).context["screen"]


def titles(shown):
    return [str(card.title).replace("<mark>", "").replace("</mark>", "") for card in shown.cards]


def test_ordinary_answer_needs_no_words(client):
    assert screen(client, q="事業承継").readings == ()


@pytest.mark.parametrize("q", ["事業照会", "じぎょうしょうけえ"])
def test_question_that_finds_nothing_is_read_as_what_was_meant(client, q):
    shown = screen(client, q=q)
    assert titles(shown)[0] == "町工場の事業承継"
    assert "事業承継" in shown.readings[0]
    assert shown.q == q


def test_hidden_case_is_never_what_was_meant(client):
    make_case(title="秘伝継承", disclosure="organisation", organisation=make_organisation())
    shown = screen(client, q="ひでんけいしょお")
    assert shown.total == 0
    assert shown.readings == ()


def test_loosened_words_are_said(client):
    shown = screen(client, q="旅館 販路")
    assert "菓子店の販路開拓" in titles(shown)
    assert len(shown.cards) == 9
    assert "すべての語を含む事例はありません" in shown.readings[0]


def test_loosening_that_brings_nothing_more_is_not_said(client):
    shown = screen(client, q="町工場 承継")
    assert (shown.total, shown.readings) == (1, ())


def test_synonym_of_the_editors_finds_without_a_rebuild(client):
    assert screen(client, q="跡目").total == 0
    SynonymGroup.objects.create(words="跡目\n事業承継")
    assert titles(screen(client, q="跡目")) == ["町工場の事業承継"]


def test_field_words_become_filters(client):
    shown = screen(client, q="業種:製造業 承継")
    assert (shown.q, [chip.label for chip in shown.chips]) == ("承継", ["製造業"])
    assert titles(shown) == ["町工場の事業承継"]


def test_excluded_field_word_leaves_cases_out(client):
    assert "菓子店の販路開拓" not in titles(screen(client, q="-地域:関東"))


def test_neighbours_of_a_place_and_a_size_are_offered_with_their_counts(client):
    beside = screen(client, q="承継", prefecture="tokyo").ways.beside
    assert [(way.sentence, way.count) for way in beside] == [("埼玉県", 1)]
    assert "prefecture=saitama" in beside[0].url
    beside = screen(client, q="町工場", size="sme").ways.beside
    assert [(way.sentence, way.count) for way in beside] == [("小規模事業者", 1)]


def test_condition_whose_loss_brings_nothing_is_told_without_a_link(client):
    query = {"prefecture": "aomori", "industry": "E", "size": "small"}
    ways = screen(client, **query).ways.loosened
    assert {way.sentence: way.count for way in ways} == {
        "「青森県」を外す": 1,
        "「製造業」を外す": 0,
        "「小規模事業者」を外す": 0,
    }
    page = client.get("/cases/", query).text
    assert "<span>「製造業」を外す</span>" in page
    assert "「青森県」を外す</a>" in page


@pytest.mark.parametrize(("query", "advised"), [({"q": "宇宙船"}, True), ({"prefecture": "okinawa"}, False)])
def test_other_words_are_advised_only_where_there_were_words(client, query, advised):
    assert ('class="empty__next"' in client.get("/cases/", query).text) is advised


def test_quotation_marks_can_be_taken_away(client):
    ways = screen(client, q='"承継 事業"').ways.loosened
    assert [way.sentence for way in ways][0] == "引用符を外す"


def test_reserve_that_answers_is_said(client, monkeypatch):
    from casebook.library import find
    from search.engines import embedded_engine

    class Away:
        name = "elasticsearch"

        def search(self, request):
            raise EngineError("away")

    shared = serving.ServingEngine(Away(), embedded_engine(), lambda: False)
    monkeypatch.setattr(find, "engine", lambda: shared)
    shown = screen(client, q="承継")
    assert shown.total == 1
    assert "検索サーバー" in shown.readings[0]


@pytest.mark.parametrize("q", ["町工場 承継", "旅館 販路", "事業承継", "料理 承継"])
def test_filter_finds_as_many_as_its_count_has_promised(client, q):
    shown = screen(client, q=q)
    promised = [
        (panel.name, option.value, option.count) for panel in shown.facets for option in panel.options if option.count
    ]
    assert promised
    for name, value, count in promised:
        assert screen(client, q=q, **{name: value}).total == count
