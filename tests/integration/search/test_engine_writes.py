"""What is written to an engine, in one contract for both: generations, replacing, hiding, and odd documents."""

from dataclasses import replace

import pytest

from search.documents import Document, Part, tombstone
from search.engines.base import DEEPEST_HIT, EngineError, SearchRequest
from search.query import parse
from tests.search_library import KEEPER, PUBLIC


@pytest.fixture(params=["embedded", "elasticsearch"])
def empty(request, new_engine):
    return new_engine(request.param)


@pytest.fixture
def engine(empty):
    empty.create("g1")
    empty.make_live("g1")
    return empty


def case(number, story="町工場の事業承継", **options):
    options = {"audience": PUBLIC, "newest": number, **options}
    return Document(f"case:{number}", "case", parts=(Part("title", "町工場", 2), Part("story", story)), **options)


def found(engine, q="", audience=PUBLIC, limit=20):
    response = engine.search(SearchRequest(audience=audience, kind="case", text=parse(q), limit=limit))
    assert response.total == len(response.hits) or response.total > limit
    return sorted(hit.key for hit in response.hits)


def test_nothing_built_yet_is_said(empty):
    assert empty.live_generation == ""
    with pytest.raises(EngineError):
        found(empty)


def test_written_document_is_found_at_once(engine):
    engine.write([case(1), case(2, "販路開拓")], version=1)
    assert found(engine, "承継") == ["case:1"]
    assert found(engine) == ["case:1", "case:2"]


def test_document_is_replaced_whole(engine):
    engine.write([case(1, facets={"tag": ("古い",)})], version=1)
    engine.write([case(1, "販路開拓")], version=2)
    assert (found(engine, "承継"), found(engine, "販路")) == ([], ["case:1"])
    request = SearchRequest(audience=PUBLIC, kind="case", facets=("tag",))
    assert engine.search(request).facets == {"tag": {}}


def test_hidden_document_is_found_by_nobody_and_known(engine):
    engine.write([case(1)], version=1)
    engine.write([tombstone("case:1", "case")], version=2)
    assert found(engine) == found(engine, audience=KEEPER) == []
    assert engine.versions() == {"case:1": tombstone("case:1", "case").fingerprint}


def test_version_of_every_document_is_known(engine):
    documents = [case(number) for number in range(2_345)]
    engine.create("g2")
    with engine.filling("g2", version=1) as fill:
        fill(documents[:1_000])
        fill(documents[1_000:])
    assert engine.versions("g2") == {document.key: document.fingerprint for document in documents}
    assert engine.versions() == {}


def test_generation_answers_from_the_moment_it_is_live(engine):
    engine.write([case(1)], version=1)
    engine.create("g2")
    with engine.filling("g2", version=2) as fill:
        fill([case(2), case(3)])
    assert (engine.live_generation, found(engine)) == ("g1", ["case:1"])
    engine.make_live("g2")
    assert (engine.live_generation, found(engine)) == ("g2", ["case:2", "case:3"])
    engine.retire_all_but("g2")
    assert found(engine) == ["case:2", "case:3"]


def test_generation_that_is_not_live_can_be_written(engine):
    engine.create("g2")
    engine.write([case(2)], "g2", version=1)
    assert found(engine) == []
    engine.make_live("g2")
    assert found(engine) == ["case:2"]


def test_creating_again_keeps_what_is_there(engine):
    engine.write([case(1)], version=1)
    engine.create("g1")
    assert found(engine) == ["case:1"]


def test_earlier_state_does_not_overwrite_a_later_one(new_engine):
    engine = new_engine("elasticsearch")  # the embedded one's lock puts writers in order
    engine.create("g1")
    engine.make_live("g1")
    engine.write([tombstone("case:1", "case")], version=5)
    engine.write([case(1), case(2)], version=4)
    assert found(engine) == ["case:2"]
    engine.write([case(1)], version=5)
    assert found(engine) == ["case:1", "case:2"]


def test_retired_generation_does_not_come_back_by_being_written(new_engine):
    engine = new_engine("elasticsearch")
    for generation in ("g1", "g2"):
        engine.create(generation)
    engine.retire_all_but("g2")
    with pytest.raises(EngineError, match="no index .*-g1"):
        engine.write([case(1)], "g1", version=1)
    assert list(engine.client.indices.get(index=f"{engine.prefix}-*").body) == [f"{engine.prefix}-g2"]


def test_indices_of_another_site_are_left_alone(new_engine):
    engine, other = new_engine("elasticsearch"), new_engine("elasticsearch")
    other.prefix = f"{engine.prefix}-staging"
    for one in (engine, other):
        one.create("g1")
        one.make_live("g1")
    engine.create("g2")
    engine.make_live("g2")
    engine.retire_all_but("g2")
    assert (engine.live_generation, other.live_generation) == ("g2", "g1")


def test_health_counts_documents(engine):
    engine.write([case(1), tombstone("case:2", "case")], version=1)
    health = engine.health()
    assert (health["answers"], health["documents"]) == (True, 2)


def test_more_than_the_deepest_hit_is_counted(engine):
    one = case(0)
    engine.create("g2")
    with engine.filling("g2", version=1) as fill:
        fill(replace(one, key=f"case:{number}", newest=number) for number in range(DEEPEST_HIT + 5))
    engine.make_live("g2")
    request = SearchRequest(audience=PUBLIC, kind="case", text=parse("承継"), offset=DEEPEST_HIT - 3, limit=10)
    for asked in (request, replace(request, text=parse(""))):
        response = engine.search(asked)
        assert (response.total, len(response.hits)) == (DEEPEST_HIT + 5, 3)


ODD = {
    "no text": "",
    "signs": "！？♪…",
    "a long word": "a" * 40_000,
    "a long text": "長い話が続く。" * 20_000,
    "control characters": "町\x00工\x1b場\u2028の\u0085話",
    "blanks": "\u3000 \t\n\u00a0",
    "emoji": "工場👩‍🏭の話🏭",
    "beyond the basic plane": "𠮷野家の𩸽",
}


@pytest.mark.parametrize("story", ODD.values(), ids=ODD)
def test_odd_document_is_written(engine, story):
    engine.write([case(1, story), case(2)], version=1)
    assert found(engine, "町工場") == ["case:1", "case:2"]


@pytest.mark.parametrize("word", ["𠮷野家", "工場", "AI-OCR", "M&A", "5S", "ＩＳＯ９００１"])
def test_special_word_is_found_again(engine, word):
    parts = (Part("story", f"これは{word}の話。"),)
    engine.write([replace(case(1), parts=parts)], version=1)
    assert found(engine, word) == ["case:1"]
    assert found(engine, f'"{word}の話"') == ["case:1"]
