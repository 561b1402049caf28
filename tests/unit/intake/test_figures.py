from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.intake.domain.figures import Figure, NotAFigure, plain_decimal, read_figures, write_figures
from casebook.intake.domain.texts import clean_line

EXAMPLES = [
    ("売上高: 13億円(2019) → 15億円(2021)", Figure("売上高", "億円", "13", 2019, "15", 2021)),
    ("海外売上比率：40%(令和元年)→50%（令和3年）", Figure("海外売上比率", "%", "40", 2019, "50", 2021)),
    ("売上高の伸び: → 30%", Figure("売上高の伸び", "%", after="30")),
    ("従業員: 5名 →", Figure("従業員", "名", before="5")),
    ("監督: 5 → 48名", Figure("監督", "名", "5", None, "48")),
    ("累計販売台数: (2018) → 300台 | 約300台", Figure("累計販売台数", "台", None, 2018, "300", None, "約300台")),
    ("営業損益: ▲2.09億円(2010) -> １，２００億円", Figure("営業損益", "億円", "-2.09", 2010, "1200")),
    (r"A\:B: 1\(単位\)→", Figure("A:B", "(単位)", "1")),
    (r"階: 3\2階 →", Figure("階", "2階", "3")),
]
LINES = st.text(max_size=20).map(clean_line)
NUMBERS = st.none() | st.decimals(-(10**12), 10**12, places=3).map(plain_decimal)
YEARS = st.none() | st.integers(1868, 2100)


@st.composite
def figures(draw):
    before, after = draw(NUMBERS), draw(NUMBERS)
    if before is None and after is None:
        after = "1"
    label = draw(LINES.filter(bool))
    return Figure(label, draw(LINES), before, draw(YEARS), after, draw(YEARS), draw(LINES))


@pytest.mark.parametrize(("cell", "figure"), EXAMPLES)
def test_a_figure_is_read(cell, figure):
    assert list(read_figures(cell)) == [figure]


@given(st.lists(figures(), max_size=4))
def test_what_is_written_is_read_again(told):
    assert list(read_figures(write_figures(told))) == told


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("売上高 13億円 → 15億円", "no-label"),
        (": 1 → 2", "no-label"),
        ("売上高: 13億円", "no-arrow"),
        ("売上高: 1 → 2 → 3", "no-arrow"),
        ("売上高: 多い → 2", "not-a-number"),
        ("売上高: 1,2億円 → 2億円", "not-a-number"),
        ("売上高: 1.2345 → 2", "not-a-number"),
        ("売上高: 1(去年) → 2", "not-a-year"),
        ("売上高: 1億円 → 2万円", "two-units"),
        ("売上高: (2019) → (2021)", "empty"),
    ],
)
def test_what_is_no_figure_is_named(cell, reason):
    with pytest.raises(NotAFigure) as caught:
        list(read_figures(f"人数: 1人 → 2人\n{cell}"))
    assert caught.value.reason == reason


@pytest.mark.parametrize(("number", "written"), [("13.040", "13.04"), ("-0.000", "0"), ("5E+2", "500"), ("7", "7")])
def test_decimals_are_written_plainly(number, written):
    assert plain_decimal(Decimal(number)) == written
