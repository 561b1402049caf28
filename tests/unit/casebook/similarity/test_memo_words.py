"""The word lists of memo reading, and the notation they are written in."""

import re
from pathlib import Path

import pytest
import yaml

from casebook.profiles import choices
from casebook.similarity.domain.memo.owner import DECADES
from casebook.similarity.domain.memo.phrases import either, expand, expression
from casebook.similarity.domain.memo.weighing import CONTRADICTIONS
from casebook.similarity.domain.memo.words import STRENGTHS, read_places, read_tells, read_trades, word_lists
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES

SEED = Path(__file__).parents[4] / "casebook" / "pages" / "seed" / "taxonomies.yaml"


def seeded(taxonomy):
    return {term["slug"] for term in yaml.safe_load(SEED.read_text(encoding="utf-8"))[taxonomy]}


def told(field):
    return {tell.value for tell in word_lists().tells if tell.field == field}


@pytest.mark.parametrize("taxonomy", ["barrier", "approach"])
def test_every_seeded_term_is_told_by_some_phrase_and_no_other(taxonomy):
    assert told(taxonomy) == seeded(taxonomy)


@pytest.mark.parametrize(("field", "enum"), [("situation", choices.Situation), ("owner_origin", choices.OwnerOrigin)])
def test_every_choice_is_told_by_some_phrase_and_no_other(field, enum):
    assert told(field) == set(enum.values)


def test_owner_ages_are_those_of_the_profile():
    assert [name for _first, _last, name in DECADES] == choices.OwnerAge.values


def test_every_industry_has_words_except_those_of_governments_and_the_rest():
    assert {trade.letter for trade in word_lists().trades.values()} - {""} == set(INDUSTRIES) - {"S", "T"}


def test_every_prefecture_has_its_places():
    places = word_lists().places
    assert {place.prefecture for place in places.values() if not place.is_full} >= set(PREFECTURES) - {"hokkaido"}
    assert {place.prefecture for name, place in places.items() if name.endswith("市")} == set(PREFECTURES)


def test_what_excludes_each_other_is_what_the_model_says():
    assert set(CONTRADICTIONS) == set(choices.CONTRADICTIONS)


def test_phrases_are_never_listed_twice_for_a_value():
    listed = [(tell.field, tell.value, tell.phrase) for tell in word_lists().tells]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("社員 動か～ない", "社員が全く動かない"),
        ("社員 動か～ない", "社員は動かず、"),
        ("社員 動い～ない", "社員も動いてくれません"),
        ("社員 動か～ない", "社員が動か\nない"),
        ("取引先 … 失", "取引先をひとつ失う"),
        ("(部門|商品)別", "商品別"),
        ("{人} 不足", "職人が不足"),
        ("[^。]{0,3}壁", "五つの壁"),
        ("(?<!先)代表", "代表"),
        ("DX", "dx"),
    ],
)
def test_notation_finds(phrase, text):
    assert re.search(expression(phrase, expand({"人": ["職人", "人手"]})), text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("社員 動か～ない", "社員が動く"),
        ("社員 動か～ない", "社員が来て、機械が動かない"),
        ("取引先 … 失", "取引先がある。客を失う"),
        ("取引先 … 失", "取引先とは長い付き合いがあるというのに失う"),
        ("(?<!先)代表", "先代表"),
    ],
)
def test_notation_does_not_find(phrase, text):
    assert not re.search(expression(phrase), text)


def test_set_may_use_those_above_it():
    assert re.search(either(["{古い人} 反対"], expand({"人": ["職人"], "古い人": ["古参の{人}"]})), "古参の職人が反対")


@pytest.mark.parametrize("phrase", ["(", "社員(動く", "{知らない} 動く", "(社員)?", " "])
def test_broken_phrase_is_refused(phrase):
    with pytest.raises(ValueError):
        expression(phrase)


@pytest.mark.parametrize(
    "lists",
    [
        {"sets": {}, "colour": {"red": {"strong": ["赤"]}}},
        {"sets": {}, "barrier": {"cannot-see": {"certain": ["原価"]}}},
        {"sets": {}, "barrier": {"cannot-see": {"strong": ["{数字}"]}}},
    ],
    ids=["unknown field", "unknown strength", "unknown set"],
)
def test_wrong_tells_are_refused(lists):
    with pytest.raises(ValueError):
        read_tells(lists)


@pytest.mark.parametrize(
    "lists",
    [
        {"none": [], "Z": {"strong": ["農業"]}},
        {"none": [], "A": {"strong": ["農業"]}, "E": {"weak": ["農業"]}},
        {"none": ["農業"], "A": {"strong": ["農業"]}},
    ],
    ids=["unknown division", "of two divisions", "none and one"],
)
def test_wrong_trades_are_refused(lists):
    with pytest.raises(ValueError):
        read_trades(lists)


@pytest.mark.parametrize(
    "lists",
    [
        {"towns": {"atlantis": ["水都市"]}, "bare": {}},
        {"towns": {"tokyo": ["府中市"], "hiroshima": ["府中市"]}, "bare": {}},
    ],
    ids=["unknown prefecture", "of two prefectures"],
)
def test_wrong_places_are_refused(lists):
    with pytest.raises(ValueError):
        read_places(lists)


def test_strengths_are_ordered_and_leave_doubt():
    assert 1 > STRENGTHS["strong"] > STRENGTHS["plain"] > STRENGTHS["weak"] > 0
