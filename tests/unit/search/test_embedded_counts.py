"""Facets counted inside another one's pass: whatever the values are, and as if each had a pass of its own."""

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.documents import Document, Part
from search.engines.base import SearchRequest
from search.engines.embedded import EmbeddedEngine

EVERYBODY = frozenset({"public"})
FACETS = ("place", "trade", "tag")
#: Each would mean something in the words in which Tantivy is asked.
ODD = (
    *('a"b', '"', '\\"', "a\\b", "\\", "a\\", 'a\\\\"', "'", "a b", " a", "a\nb", "a\tb", "a\u3000b", "事業承継", "😀"),
    *(
        "a:b",
        "facet_tag:b",
        "(a",
        "a) OR (b",
        "*",
        "a*",
        "+a",
        "-a",
        "[a TO b]",
        "{a",
        "AND",
        "~2",
        "^3",
        "/re/",
        "M&A",
    ),
    "x" * 300,
)


def documents(told):
    for number, facets in enumerate(told):
        yield Document(
            key=f"case:{number:03}",
            kind="case",
            title="事例",
            parts=(Part("title", "事例", 1),),
            facets=facets,
            audience=EVERYBODY,
            newest=number,
        )


def engine_of(folder, told):
    engine = EmbeddedEngine(folder, FACETS)
    engine.write(list(documents(told)), "g1")
    engine.make_live("g1")
    return engine


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    return engine_of(
        tmp_path_factory.mktemp("odd"), [{"tag": (tag,), "place": (f"p{n}",)} for n, tag in enumerate(ODD)]
    )


@pytest.mark.parametrize("number", range(len(ODD)), ids=[repr(tag)[:20] for tag in ODD])
def test_value_means_itself_whatever_stands_in_it(odd, number):
    found = odd.search(SearchRequest(EVERYBODY, "case", filters={"tag": (ODD[number],)}, facets=FACETS))
    assert found.total == 1
    assert found.facets == {"place": {f"p{number}": 1}, "trade": {}, "tag": dict.fromkeys(ODD, 1)}


@pytest.mark.parametrize("pair", list(combinations(range(0, len(ODD), 5), 2)))
def test_several_values_are_alternatives(odd, pair):
    found = odd.search(
        SearchRequest(EVERYBODY, "case", filters={"tag": tuple(ODD[one] for one in pair)}, facets=FACETS)
    )
    assert found.total == 2 and set(found.facets["place"]) == {f"p{one}" for one in pair}


VALUES = {"place": ("tokyo", "nagano", "aichi"), "trade": ("E", "I"), "tag": ("承継", "販路")}
CHOICE = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(values), unique=True) for name, values in VALUES.items()}
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(CHOICE, min_size=1, max_size=12), asked=CHOICE, facets=st.sets(st.sampled_from(FACETS)))
def test_each_facet_is_counted_under_every_filter_but_its_own(tmp_path_factory, told, asked, facets):
    engine = engine_of(tmp_path_factory.mktemp("some"), [{k: tuple(v) for k, v in one.items()} for one in told])
    filters = {name: tuple(values) for name, values in asked.items() if values}
    request = SearchRequest(EVERYBODY, "case", filters=filters, facets=tuple(sorted(facets)))
    found = engine.search(request)
    assert found.total == len(matching(told, filters))
    for name in facets:
        others = {other: values for other, values in filters.items() if other != name}
        assert found.facets[name] == counted(matching(told, others), name)


def matching(told, filters):
    return [one for one in told if all(set(values) & set(one[name]) for name, values in filters.items())]


def counted(told, name):
    found = {}
    for one in told:
        for value in one[name]:
            found[value] = found.get(value, 0) + 1
    return found
