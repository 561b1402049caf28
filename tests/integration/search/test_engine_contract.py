"""Both engines against one contract: the same hits, totals and counts, in the same order where no score decides.

What is right is told by an oracle that reads every document (`tests/search_oracle.py`), so each engine is judged by
itself; how they order by relevance is compared.
"""

from collections import Counter
from dataclasses import replace

import pytest

from search.engines.base import DEEPEST_HIT, Matching, Order, SearchRequest, SearchResponse
from search.plan import telling_words
from search.query import TextQuery, parse
from search.text.segment import words
from search.thesaurus import NOTHING, thesaurus_of
from search.tree import All, Phrase, Word
from tests.search_library import ADVISER, FACETS, KEEPER, MEMBER, PUBLIC, library
from tests.search_oracle import Oracle, holds

ENGINES = ("embedded", "elasticsearch")
#: Engines keep the lengths of texts roughly, each in its own way: scores that differ by less than this are equal.
ROUGHLY = 1.02
NEAR_NAGANO = (
    ("prefecture", ("nagano",)),
    ("prefecture", ("aichi", "gifu", "gunma", "niigata", "saitama", "shizuoka", "toyama", "yamanashi")),
    ("region", ("kanto",)),
)


@pytest.fixture(scope="module")
def documents():
    return library()


@pytest.fixture(scope="module")
def filled(new_engine, documents):
    """Gives an engine that holds the library, written in several batches."""
    engines = {}

    def engine(name):
        if name not in engines:
            engines[name] = fill(new_engine(name), documents)
        return engines[name]

    engine("embedded")  # the words of the library are read from it for both
    return engine


def fill(engine, documents):
    engine.create("g1")
    with engine.filling("g1", version=1) as write:
        for start in range(0, len(documents), 60):
            write(documents[start : start + 60])
    engine.make_live("g1")
    return engine


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, filled):
    return filled(request.param)


@pytest.fixture(scope="module")
def oracle(filled, documents):
    return Oracle(documents, filled("embedded").lexicon())


def ask(q="", **options):
    options.setdefault("audience", MEMBER)
    return {"q": q, **options}


QUESTIONS = {
    "everything": ask(),
    "everything for an outsider": ask(audience=PUBLIC),
    "everything for an adviser": ask(audience=ADVISER),
    "everything for those who keep the platform": ask(audience=KEEPER),
    "nothing for an unknown token": ask(audience=frozenset({"organisation:4"})),
    "nothing for nobody": ask(audience=frozenset()),
    "another kind": ask("人材", kind="page"),
    "one word": ask("後継者"),
    "one word without synonyms": ask("後継者"),
    "one word for an outsider": ask("利益", audience=PUBLIC),
    "one word for an adviser": ask("利益", audience=ADVISER),
    "spelling variant": ask("取組み"),
    "full-width variant": ask("ＳＷＯＴ分析"),
    "two words": ask("社員 利益"),
    "three words": ask("社員 利益 計画"),
    "compound as a phrase": ask("事業承継"),
    "quoted phrase": ask('"商品開発"'),
    "quoted phrase across a particle": ask("「図面の読み合わせ」"),
    "phrase that does not cross parts": ask('"再出発 朝礼"'),
    "either": ask("海外展開 OR 商品開発"),
    "either of three and a word": ask("展示会 OR 見本 OR 特許 社長"),
    "without": ask("社長 -利益"),
    "without two": ask("社長 -利益 -特許"),
    "without a phrase": ask('社長 -"商品開発"'),
    "without alone": ask("-利益"),
    "synonym": ask("跡取り"),
    "synonym of several words": ask("次の社長"),
    "synonym one way": ask("原価管理"),
    "synonym not the other way": ask("粗利益率"),
    "kana": ask("はんろかいたく"),
    "half-width kana": ask("ﾘｴｷ"),
    "kana with a filter": ask("けいかく", filters={"result": ("partly",)}),
    "mistyped": ask("事業商継"),
    "unknown word": ask("ほげほげぴよ"),
    "signs alone": ask("！？ー"),
    "latin term": ask("M&A"),
    "filter": ask(filters={"barrier": ("cannot-see",)}),
    "two values of a facet": ask(filters={"prefecture": ("tokyo", "osaka")}),
    "three filters": ask(filters={"barrier": ("cannot-see",), "support": ("issue-setting",), "result": ("success",)}),
    "filter and words": ask("社員", filters={"barrier": ("nobody-follows",), "year": ("2024", "2023")}),
    "filter that nothing has": ask(filters={"prefecture": ("nowhere",)}),
    "filter without a value": ask(filters={"prefecture": ()}),
    "facet left out": ask(left_out={"prefecture": ("tokyo", "nagano")}),
    "facet left out beside a filter": ask(left_out={"barrier": ("cannot-act",)}, filters={"barrier": ("cannot-see",)}),
    "words": ask("事業計画 社員教育", matching=Matching.WORDS),
    "most words": ask("社員 利益 計画 特許 船", matching=Matching.MOST),
    "any word": ask("特許 船", matching=Matching.ANY),
    "any word with a bound phrase": ask('"商品開発" 特許 船', matching=Matching.ANY),
    "question": ask("後継者が会社の数字を見ていないときにどのように支援すればよいか"),
    "loosened question": ask("後継者が会社の数字を見ていないときにどう支援すればよいか", matching=Matching.MOST),
    "loosened with synonyms": ask("跡取りの教育", matching=Matching.WORDS),
    "newest": ask("社員", order=Order.NEWEST),
    "newest of all": ask(order=Order.NEWEST),
    "near": ask(order=Order.NEAR, near=NEAR_NAGANO),
    "near with words and a filter": ask("社員", order=Order.NEAR, near=NEAR_NAGANO, filters={"result": ("success",)}),
    "near nowhere": ask("社員", order=Order.NEAR),
    "ties": ask("双子の工場"),
}


@pytest.fixture(scope="module")
def thesaurus():
    successors = [tuple(words(said)) for said in ("後継者", "跡取り", "次の社長")]
    return thesaurus_of([(successors, []), ([tuple(words("原価管理"))], [tuple(words("粗利益率"))])])


@pytest.fixture(scope="module")
def request_of(oracle, thesaurus):
    """Makes the request of a question, its kana heard as the library's words."""

    def make(name, **options):
        question = {"kind": "case", "facets": FACETS, "limit": 1_000, **QUESTIONS[name], **options}
        known = NOTHING if name.endswith("without synonyms") else thesaurus
        text = parse(question.pop("q"), thesaurus=known).heard_in(oracle.lexicon)
        return SearchRequest(text=text, **question)

    return make


def is_scored(request):
    return request.order is Order.RELEVANCE and bool(request.text.required)


def keys(response):
    return [hit.key for hit in response.hits]


@pytest.mark.parametrize("name", QUESTIONS)
def test_hits_totals_and_counts_are_right(engine, oracle, request_of, name):
    request = request_of(name)
    response = engine.search(request)
    right = oracle.ordered(request)
    assert response.total == len(right)
    assert sorted(keys(response)) == sorted(right)
    assert response.facets == oracle.facets(request)
    if is_scored(request):
        assert list(response.hits) == sorted(response.hits, key=by_score)
    else:
        assert keys(response) == right


@pytest.mark.parametrize("name", QUESTIONS)
def test_pages_join_to_the_whole(engine, request_of, name):
    request = request_of(name, facets=())
    whole = keys(engine.search(request))
    pages = [keys(engine.search(replace(request, offset=at, limit=23))) for at in range(0, len(whole) + 23, 23)]
    assert [key for page in pages for key in page] == whole


def test_most_questions_find_something(oracle, request_of):
    found = [name for name in QUESTIONS if oracle.found(request_of(name))]
    assert len(found) >= 45


def test_engines_order_by_relevance_alike(filled, request_of):
    for name in QUESTIONS:
        request = request_of(name, facets=())
        if is_scored(request):
            first, second = (filled(engine).search(request).hits for engine in ENGINES)
            assert_same_ranks(first, second)
            assert_same_ranks(second, first)


def test_documents_that_differ_in_nothing_tie(engine, request_of):
    hits = engine.search(request_of("ties")).hits
    assert len(hits) == 60 and len({hit.score for hit in hits}) == 1


@pytest.mark.parametrize(("offset", "limit", "length"), [(0, 0, 0), (20, 0, 0), (199, 50, 1), (DEEPEST_HIT - 1, 50, 0)])
@pytest.mark.parametrize("order", Order)
def test_odd_pages_have_a_total(engine, request_of, order, offset, limit, length):
    whole = request_of("everything", order=order, near=NEAR_NAGANO)
    left = len(engine.search(whole).hits) - 200
    response = engine.search(replace(whole, offset=offset + left if length else offset, limit=limit))
    assert (response.total, len(response.hits)) == (left + 200, length)


@pytest.mark.parametrize("offset", [DEEPEST_HIT, 2 * DEEPEST_HIT])
@pytest.mark.parametrize("name", ["everything", "one word", "near"])
def test_page_beyond_the_deepest_is_empty(engine, request_of, name, offset):
    request = request_of(name)
    response = engine.search(replace(request, offset=offset, limit=20))
    assert response.hits == () and response.total == engine.search(request).total > 0


def test_nothing_found_need_not_be_counted(engine, request_of):
    request = request_of("filter that nothing has", counts_when_empty=False)
    assert engine.search(request).facets == {}


@pytest.mark.parametrize(
    "q", ['"', "'; DROP TABLE x; --", "😀", "a" * 600, "(", "AND", "*", "\x00", "地域:", "-", "あ" * 500]
)
def test_odd_questions_have_an_answer(engine, q):
    assert engine.search(SearchRequest(audience=MEMBER, kind="case", text=parse(q))).total >= 0


@pytest.mark.parametrize("prefix", ["社", "利", "m&", "1", "し", "(", '"', ".", "\\", "", "無い言葉"])
@pytest.mark.parametrize("audience", [PUBLIC, ADVISER], ids=["outsider", "adviser"])
def test_vocabulary_counts_what_the_audience_may_find(engine, documents, audience, prefix):
    held = Counter(
        word
        for document in documents
        if document.kind == "case" and document.audience & audience
        for word in {word for part in document.parts for word in part.segmented.words}
        if word.startswith(prefix)
    )
    right = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[:15]
    assert engine.vocabulary(audience=audience, kind="case", prefix=prefix, limit=15) == right


@pytest.mark.parametrize("audience", [PUBLIC, ADVISER, frozenset()], ids=["outsider", "adviser", "nobody"])
def test_values_are_counted_for_the_audience(engine, documents, audience):
    facets = ("barrier", "prefecture")
    may = [document for document in documents if document.kind == "case" and document.audience & audience]
    right = {name: Counter(v for document in may for v in set(document.facets.get(name, ()))) for name in facets}
    request = SearchRequest(audience, "case", facets=facets, limit=0)
    assert engine.search(request) == SearchResponse(len(may), (), right)
    assert engine.search(request) == SearchResponse(len(may), (), right)  # again, as it may be kept


TITLES = {
    "word": Word("titles", "再出発"),
    "two words": All((Word("titles", "再出発"), Word("titles", "人材"))),
    "phrase": Phrase("titles", ("再", "出発")),
    "unknown": Word("titles", "無い言葉"),
}


@pytest.mark.parametrize("wanted", TITLES.values(), ids=TITLES)
def test_titles_come_newest_first(engine, documents, wanted):
    may = [document for document in documents if document.kind == "case" and document.audience & PUBLIC]
    right = sorted((one for one in may if holds(one, wanted)), key=lambda document: -document.newest)
    found = engine.titled(audience=PUBLIC, kind="case", wanted=wanted, limit=7)
    assert [hit.key for hit in found] == [document.key for document in right[:7]]


LONG = "社長は後継者に任せたいが、社員は利益を見ていない。展示会で商品開発の見本を出し、原価管理を始めた。" * 3
LIKE = {
    "words": (LONG, {}),
    "facets": ("", {"barrier": ("cannot-see", "cannot-act"), "industry": ("E",)}),
    "both": (LONG, {"barrier": ("nobody-follows",), "prefecture": ("tokyo",)}),
    "neither": ("", {}),
}


@pytest.fixture(params=LIKE)
def likeness(request):
    text, facets = LIKE[request.param]
    return {"kind": "case", "text": parse(text) if text else TextQuery(), "facets": facets}


@pytest.mark.parametrize("audience", [PUBLIC, ADVISER], ids=["outsider", "adviser"])
def test_candidates_share_a_word_or_a_value(engine, oracle, documents, audience, likeness):
    told = set(telling_words(likeness["text"], oracle.lexicon))
    right = {
        document.key
        for document in documents
        if document.kind == "case" and document.audience & audience
        if any(told & set(part.segmented.words) for part in document.parts)
        or any(set(values) & set(document.facets.get(name, ())) for name, values in likeness["facets"].items())
    }
    found = engine.candidates(audience=audience, limit=1_000, **likeness)
    assert {hit.key for hit in found} == right
    assert found == sorted(found, key=by_score)
    assert engine.candidates(audience=audience, limit=9, **likeness) == found[:9]


@pytest.mark.parametrize("audience", [PUBLIC, ADVISER], ids=["outsider", "adviser"])
def test_engines_rank_candidates_alike(filled, audience, likeness):
    first, second = (filled(name).candidates(audience=audience, limit=1_000, **likeness) for name in ENGINES)
    assert_same_ranks(first, second)
    assert_same_ranks(second, first)


def by_score(hit):
    return (-hit.score, hit.key)


def assert_same_ranks(hits, others):
    """Of two of `hits`, the later one has no clearly better score among `others`."""
    scores = {hit.key: hit.score for hit in others}
    worst_yet = float("inf")
    for hit in hits:
        assert scores[hit.key] <= worst_yet * ROUGHLY, hit
        worst_yet = min(worst_yet, scores[hit.key])
