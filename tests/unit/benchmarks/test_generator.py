from collections import Counter
from statistics import mean

from benchmarks.generator import APPROACHES, BARRIERS, case, cases, characters
from benchmarks.queries import heavy_queries, mixed_queries
from casebook.intake.domain.columns import COLUMNS
from casebook.library.projection import FACETS
from platform_site.reference.bodies import BODIES
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES


def test_same_number_gives_the_same_case_in_any_order():
    forwards = list(cases(20))
    assert [case(number) for number in reversed(range(20))] == forwards[::-1]
    assert list(cases(5, start=10)) == forwards[10:15]


def test_another_seed_gives_another_library():
    assert case(3, seed=1) != case(3, seed=2)


def test_columns_are_those_of_the_spreadsheet():
    assert set(case(0)) <= set(COLUMNS)


def test_story_is_about_as_long_as_a_real_one():
    assert 1_000 < mean(characters(row) for row in cases(300)) < 1_170


def test_values_are_of_the_closed_lists():
    for row in cases(200):
        assert row["prefecture"] in PREFECTURES
        assert row["industry"] in INDUSTRIES
        assert set(row["barriers"].split(";")) <= set(BARRIERS)
        assert set(row["approaches"].split(";")) <= set(APPROACHES)
        assert set(row["org_type"].split(";")) <= set(BODIES)


def test_facets_are_skewed():
    industries = Counter(row["industry"] for row in cases(500)).most_common()
    assert industries[0][1] > 4 * industries[-1][1]


def test_mixed_questions_are_200_of_every_kind_and_always_the_same():
    queries = mixed_queries()
    assert len(queries) == 200
    assert queries == mixed_queries()
    assert len({query.kind for query in queries}) == 9
    assert {len(query.filters) for query in queries} == {0, 1, 2, 3, 4}


def test_heavy_questions_have_two_words_and_three_known_filters():
    for query in heavy_queries():
        assert len(query.filters) == 3
        assert set(query.filters) <= set(FACETS)
        assert 1 <= len(query.q.split()) <= 2


def test_filters_of_a_question_do_not_contradict_each_other():
    assert not any({"region", "prefecture"} <= set(query.filters) for query in [*mixed_queries(), *heavy_queries()])
