"""Search, one case, facets: the frozen shapes, and strict reading."""

import pytest

from search.engines.base import EngineError
from tests.factories import make_case

pytestmark = pytest.mark.django_db(transaction=True)
#: A request that is refused before anything is sought needs neither cases nor an index.
without_cases = pytest.mark.django_db(transaction=False)

FACETS = {
    "region": ["kanto"],
    "prefecture": ["saitama"],
    "size": ["small"],
    "industry": ["E"],
    "barrier": ["cannot-act"],
    "approach": ["gap-listening"],
    "support": [],
    "model": [],
    "org": [],
    "result": ["success"],
    "year": ["2022"],
    "tag": ["事業承継"],
}


def ids(answer):
    return [case["id"] for case in answer["results"]]


def test_question_is_answered_in_the_frozen_shape(library, anybody):
    answer = anybody.get("/cases?q=町工場&prefecture=埼玉県")
    assert set(answer) == {"count", "results", "facets", "notes"}
    case = answer["results"][0]
    assert case.pop("score") > 0
    assert case == {
        "id": "foundry",
        "slug": library.public.slug,
        "url": f"http://localhost:8000/cases/{library.public.slug}/",
        "title": "町工場の社長が任せるまで",
        "language": "ja",
        "turning_point": "あと何年続けますかと聞かれた",
        "summary": "社員が動き出した。",
        **FACETS,
    }
    assert answer["count"] == 1
    assert answer["facets"]["prefecture"] == [{"value": "saitama", "label": "埼玉県", "count": 1}]
    assert anybody.get("/cases")["notes"] == []


def test_labels_and_addresses_follow_the_language(library, anybody):
    english = anybody.get("/cases?lang=en")
    assert english["facets"]["prefecture"][0]["label"] == "Saitama"
    assert english["results"][0]["url"].startswith("http://localhost:8000/en/cases/")
    assert anybody.get("/cases", **{"Accept-Language": "en"}) == english
    assert anybody.get("/cases?lang=ja", **{"Accept-Language": "en"}) == anybody.get("/cases")


def test_score_is_unknown_where_the_order_is_not_by_relevance(library, anybody):
    assert anybody.get("/cases?q=社長&sort=newest")["results"][0]["score"] is None


def test_notes_tell_that_words_were_loosened(library, anybody):
    answer = anybody.get("/cases?q=町工場 ロボット")
    assert ids(answer) == ["foundry"]
    assert len(answer["notes"]) == 1


def test_chosen_value_without_a_case_is_still_listed(library, anybody):
    answer = anybody.get("/cases?region=tohoku")
    assert answer["count"] == 0
    assert {"value": "tohoku", "label": "東北", "count": 0} in answer["facets"]["region"]


def test_pages_reach_ten_thousand_hits_and_no_further(library, anybody):
    assert anybody.get("/cases?page=500")["results"] == []
    assert anybody.get("/cases?page=501", status=400)["errors"][0]["parameter"] == "page"


def test_second_page_goes_on_where_the_first_ends(library, anybody):
    for _number in range(20):
        make_case()
    first, second = anybody.get("/cases"), anybody.get("/cases?page=2")
    assert (len(first["results"]), len(second["results"])) == (20, 1)
    assert not set(ids(first)) & set(ids(second))


@without_cases
@without_cases
@pytest.mark.parametrize(
    ("query", "parameter", "value", "nearest"),
    [
        ("region=kantou", "region", "kantou", "kanto"),
        ("prefecture=埼王", "prefecture", "埼王", "saitama"),
        ("industry=Z9", "industry", "Z9", ""),
        ("year=いつか", "year", "いつか", ""),
        ("sort=oldest", "sort", "oldest", ""),
        ("q=地域:どこか", "region", "どこか", ""),
        ("regoin=kanto", "regoin", "kanto", "region"),
        ("q=a&q=b", "q", "a, b", ""),
        ("sort=near", "place", "", ""),
    ],
)
def test_what_a_page_would_ignore_is_refused_by_name(anybody, query, parameter, value, nearest):
    fault = anybody.get(f"/cases?{query}", status=400)["errors"][0]
    assert (fault["parameter"], fault["value"], fault["nearest"]) == (parameter, value, nearest)
    assert fault["detail"]


@pytest.mark.parametrize(
    ("query", "parameter"), [("page=0", "page"), ("page=x", "page"), ("lang=fr", "lang"), (f"q={'x' * 501}", "q")]
)
def test_what_the_schema_forbids_is_refused_by_name(anybody, query, parameter):
    assert [fault["parameter"] for fault in anybody.get(f"/cases?{query}", status=400)["errors"]] == [parameter]


@without_cases
def test_refusal_lists_what_is_allowed(anybody):
    assert "shikoku" in anybody.get("/cases?region=atlantis", status=400)["errors"][0]["allowed"]


@without_cases
def test_every_fault_is_told_at_once(anybody):
    problem = anybody.get("/cases?region=x&size=y&lang=en", status=400)
    assert [fault["parameter"] for fault in problem["errors"]] == ["region", "size"]
    assert (problem["title"], problem["status"], problem["type"]) == ("Bad Request", 400, "about:blank")


def test_tracking_parameters_are_no_question(library, anybody):
    assert anybody.get("/cases?utm_source=mail")["count"] == 1


def test_one_case_tells_its_story(library, anybody):
    case = anybody.get("/cases/foundry?lang=en")
    assert (case["id"], case["city"], case["employees"], case["situation"]) == (
        "foundry",
        "川口市",
        12,
        ["no-successor"],
    )
    assert case["labels"]["prefecture"] == {"saitama": "Saitama"}
    assert case["alias"] == "A社"
    assert "company_name" not in case


def test_real_name_is_told_only_where_the_page_shows_it(library, anybody):
    make_case(external_id="secret", company_name="株式会社ひみつ", alias="B社")
    make_case(external_id="open", company_name="株式会社おおやけ", is_named=True)
    assert anybody.get("/cases/secret")["alias"] == "B社"
    assert anybody.get("/cases/open")["alias"] == "株式会社おおやけ"


@without_cases
def test_one_case_takes_no_parameter_but_the_language(anybody):
    assert anybody.get("/cases/foundry?page=2", status=400)["errors"][0]["parameter"] == "page"


def test_facets_list_every_value_with_its_label_and_count(library, anybody):
    answer = anybody.get("/facets?lang=en")
    assert answer["count"] == 1
    assert answer["labels"]["org"] == "Who supported"
    regions = {value["value"]: value["count"] for value in answer["facets"]["region"]}
    assert (len(regions), regions["kanto"], regions["tohoku"]) == (9, 1, 0)
    assert [value["value"] for value in answer["facets"]["year"]] == ["2022"]


@without_cases
def test_search_that_does_not_answer_is_told_as_such(anybody, monkeypatch):
    def silent(*args, **kwargs):
        raise EngineError("away")

    monkeypatch.setattr("casebook.api.endpoints.find", silent)
    answer = anybody.client.get("/api/v1/cases")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert answer.json()["detail"]
