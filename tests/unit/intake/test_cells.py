import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.intake.domain.cells import LONGEST_CELL, MOST_NEAREST, empty_value, read_cell
from casebook.intake.domain.columns import COLUMNS, Kind
from casebook.intake.domain.figures import Figure
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.problems import Problem
from casebook.intake.domain.texts import clean_line, clean_text, split_tags
from casebook.intake.domain.words import WORDS
from casebook.intake.domain.writing import write_cell
from tests.unit.intake.grammars import make_grammar

GRAMMAR = make_grammar()

READ = [
    ("id", "Ｓａｉｔａｍａ-1", "saitama-1"),
    ("prefecture", "埼玉", "saitama"),
    ("prefecture", "埼玉県", "saitama"),
    ("prefecture", "Saitama", "saitama"),
    ("industry", "卸売業，小売業", "I"),
    ("industry", "卸売業、小売業", "I"),
    ("industry", "ｅ", "E"),
    ("employees", "117名", 117),
    ("employees", "１１７", 117),
    ("capital_yen", "1,100万円", 11_000_000),
    ("sales_yen", "13億円", 1_300_000_000),
    ("year", "令和4年", 2022),
    ("year", "2022-04-01", 2022),
    ("is_named", "はい", True),
    ("is_named", "No", False),
    ("situation", "黒字；後継者がいない、 profit", ["profit", "no-successor"]),
    ("support_types", "both", ["issue-setting", "problem-solving"]),
    ("support_types", "課題解決型\n両方", ["problem-solving", "issue-setting"]),
    ("delivery_model", "プロジェクト型＋クローズ型", ["project-closed"]),
    ("approaches", "傾聴型；ギャップ", ["gap-listening"]),
    ("barriers", "見えていない;Nobody follows", ["cannot-see", "nobody-follows"]),
    ("grid_stage", "3", 3),
    ("grid_stage", "本質的課題の解決", 4),
    ("tags", "DX、事業承継;ｄｘ", ["DX", "事業承継"]),
    ("judged", "学べること; barriers", ["lessons", "barriers"]),
    ("organisation", "test chamber", "試験商工会議所"),
    ("summary", " 一\r\n二 \x07", "一\n二"),
    ("title", "一\n二", "一 二"),
    ("status", "公開", "published"),
    ("disclosure", "会員限定", "members"),
]


@pytest.mark.parametrize(("name", "text", "value"), READ)
def test_a_cell_is_read(name, text, value):
    assert read_cell(COLUMNS[name], text, GRAMMAR) == (value, [])


@pytest.mark.parametrize(
    ("name", "text", "code", "nearest"),
    [
        ("prefecture", "さいたま市", "not-recognised", "埼玉県"),
        ("barriers", "見えなぃ", "not-recognised", "見えない"),
        ("barrier_notes", "付いてこなぃ：誰も", "note-of-no-barrier", "付いてこない"),
        ("situation", "黒字;字", "not-recognised", ""),
        ("id", "会社-1", "id-form", ""),
        ("id", "-a", "id-form", ""),
        ("employees", "10〜20名", "not-a-count", ""),
        ("employees", "-5", "out-of-range", ""),
        ("capital_yen", "ふつう", "not-a-sum", ""),
        ("year", "平成40年", "not-a-year", ""),
        ("year", "1900", "year-range", ""),
        ("source_url", "example.org", "not-a-url", ""),
        ("figures", "売上高 13億円", "figure-no-label", ""),
        ("summary", "あ" * LONGEST_CELL, "cut-off", ""),
        ("tags", "あ" * 101, "too-long", ""),
    ],
)
def test_what_is_not_understood_is_named(name, text, code, nearest):
    _value, problems = read_cell(COLUMNS[name], text, GRAMMAR)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].column == name
    if nearest:
        assert nearest in [ja for ja, _en in (*problems[0].nearest, *problems[0].allowed)]


@pytest.mark.parametrize(
    ("name", "text", "nearest", "allowed"),
    [
        ("result", "大成功", ["成功"], ["成功", "一部成功", "停滞・中断"]),
        ("is_named", "たぶん", [], ["はい", "いいえ"]),
        ("barriers", "壁", [], ["見えない", "付いてこない"]),
        ("barriers", "見えぬ", ["見えない"], ["見えない", "付いてこない"]),
        ("barrier_notes", "ついてこなかった：誰も", ["付いてこない"], ["見えない", "付いてこない"]),
    ],
)
def test_few_allowed_values_are_all_named_and_the_nearest_before(name, text, nearest, allowed):
    _value, problems = read_cell(COLUMNS[name], text, GRAMMAR)
    assert [ja for ja, _en in problems[0].nearest] == nearest
    assert [ja for ja, _en in problems[0].allowed] == allowed


@pytest.mark.parametrize(
    ("name", "text", "nearest"),
    [
        ("industry", "せいぞう", "製造業"),
        ("industry", "セイゾウギョー", "製造業"),
        ("org_type", "しょうこうかい", "商工団体"),
    ],
)
def test_value_is_named_that_sounds_like_what_was_written(name, text, nearest):
    _value, problems = read_cell(COLUMNS[name], text, GRAMMAR)
    assert problems[0].nearest[0][0] == nearest


@pytest.mark.parametrize("text", ["xyzzy", "🙂", "？"])
def test_one_of_many_values_is_named_however_far_it_is(text):
    _value, problems = read_cell(COLUMNS["industry"], text, GRAMMAR)
    assert len(problems[0].nearest) == 1


def test_year_after_the_last_one_is_refused():
    grammar = Grammar(WORDS, last_year=2027)
    assert read_cell(COLUMNS["year"], "2027", grammar) == (2027, [])
    value, problems = read_cell(COLUMNS["year"], "令和81年", grammar)
    assert value is None and problems[0].params == {"last": 2027}


@pytest.mark.parametrize("cell", ["売上高: 1 (2019) → 2 (2028)", "売上高: (令和81年) → 2"])
def test_figure_of_a_year_after_the_last_one_is_refused(cell):
    grammar = Grammar(WORDS, last_year=2027)
    _value, (problem,) = read_cell(COLUMNS["figures"], cell, grammar)
    assert (problem.code, problem.column, problem.params) == ("year-to-come", "figures", {"last": 2027})
    assert problem.text in {"2028", "2099"}
    assert read_cell(COLUMNS["figures"], "売上高: 1 (2019) → 2 (2027)", grammar)[1] == []


def test_of_many_allowed_values_the_nearest_are_named():
    _value, problems = read_cell(COLUMNS["prefecture"], "さいたま市", GRAMMAR)
    assert problems[0].allowed == () and 1 <= len(problems[0].nearest) <= MOST_NEAREST
    assert problems[0].nearest[0][0] == "埼玉県"


def test_a_retired_value_is_not_offered():
    grammar = Grammar(GRAMMAR.words, retired={"barriers": frozenset({"cannot-see"})})
    _value, problems = read_cell(COLUMNS["barriers"], "壁", grammar)
    assert [ja for ja, _en in problems[0].allowed] == ["付いてこない"]


def test_a_problem_comes_back_from_json():
    for problem in read_cell(COLUMNS["result"], "大成功", GRAMMAR)[1]:
        assert Problem.from_json(problem.as_json()) == problem
        kept = {part: value for part, value in problem.as_json().items() if part != "allowed"}
        assert Problem.from_json(kept).allowed == ()  # as rows were kept before there was such a part


def test_limits_are_those_of_the_grammar():
    grammar = Grammar(
        WORDS, longest={"title": 3, "figures.label": 2}, largest={"visits": 10}, reserved_ids=frozenset({"map"})
    )
    found = {
        name: [problem.code for problem in read_cell(COLUMNS[name], text, grammar)[1]]
        for name, text in {"title": "四文字だ", "visits": "11", "id": "map", "figures": "売上高: 1 → 2"}.items()
    }
    assert found == {
        "title": ["too-long"],
        "visits": ["out-of-range"],
        "id": ["id-reserved"],
        "figures": ["too-long"],
    }


@pytest.mark.parametrize("column", COLUMNS.values(), ids=lambda column: column.name)
def test_an_empty_cell_means_nothing(column):
    assert read_cell(column, " 　\n", GRAMMAR) == (empty_value(column.kind), [])


@given(st.sampled_from(sorted(COLUMNS)), st.text(max_size=60))
def test_no_text_breaks_a_reader(name, text):
    value, problems = read_cell(COLUMNS[name], text, GRAMMAR)
    assert problems or write_cell(COLUMNS[name], value, GRAMMAR) is None or value is not None


def values_of(column):
    words = GRAMMAR.words.get(column.name)
    slugs = [term.slug for term in words if term.slug != "both"] if words else []
    figures = st.builds(Figure, st.text(min_size=1, max_size=5).map(clean_line).filter(bool), after=st.just("5"))
    return {
        Kind.ID: st.from_regex(r"\A[a-z0-9][a-z0-9-]{0,20}\Z"),
        Kind.LINE: st.text(max_size=30).map(clean_line),
        Kind.TEXT: st.text(max_size=60).map(clean_text),
        Kind.URL: st.just("https://example.org/?a=1"),
        Kind.COUNT: st.none() | st.integers(0, 30_000),
        Kind.YEN: st.none() | st.integers(0, 10**15),
        Kind.YEAR: st.none() | st.integers(1945, 2100),
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(["", *slugs]),
        Kind.NUMBERED: st.none() | st.integers(1, 3),
        Kind.CHOICES: st.lists(st.sampled_from(slugs or [""]), unique=True).map(
            lambda found: list(filter(None, found))
        ),
        Kind.TAGS: st.lists(st.text(max_size=8)).map(lambda words: split_tags("\n".join(f'"{w}"' for w in words))),
        Kind.ORGANISATION: st.sampled_from(["", *slugs]),
        Kind.NOTES: st.just({}) | st.just({"cannot-see": "一\n二、三；四"}),
        Kind.FIGURES: st.lists(figures.map(Figure.as_json), max_size=2),
    }[column.kind]


@given(st.data(), st.sampled_from(["ja", "en"]))
def test_what_is_written_is_read_again(data, language):
    column = data.draw(st.sampled_from(list(COLUMNS.values())))
    value = data.draw(values_of(column))
    cell = write_cell(column, value, GRAMMAR, language)
    text = "" if cell is None else str(cell)
    assert read_cell(column, text, GRAMMAR) == (value, [])
