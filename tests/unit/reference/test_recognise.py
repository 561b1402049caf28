import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.bodies import BODIES
from platform_site.reference.company_size import SizeClass
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from platform_site.reference.recognise import (
    BODY_WORDS,
    BUREAU_WORDS,
    INDUSTRY_WORDS,
    PREFECTURE_WORDS,
    SIZE_WORDS,
    Term,
    Vocabulary,
    split_values,
)

VOCABULARIES = [PREFECTURE_WORDS, BUREAU_WORDS, INDUSTRY_WORDS, BODY_WORDS, SIZE_WORDS]
BARRIERS = Vocabulary((Term("cannot-see", "見えない", "Cannot see"), Term("cannot-act", "実行できない", "Cannot act")))


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        (PREFECTURE_WORDS, PREFECTURES),
        (BUREAU_WORDS, BUREAUS),
        (INDUSTRY_WORDS, INDUSTRIES),
        (BODY_WORDS, BODIES),
        (SIZE_WORDS, list(SizeClass)),
    ],
)
def test_vocabulary_has_a_term_for_each_thing_in_its_order(words: Vocabulary, slugs: list[str]) -> None:
    assert [term.slug for term in words] == list(slugs)


@pytest.mark.parametrize("words", VOCABULARIES)
def test_recognise_every_writing_of_every_term(words: Vocabulary) -> None:
    for term in words:
        for writing in term.writings:
            assert words.recognise(f" {writing.upper()}　") == term.slug


@pytest.mark.parametrize(
    "text", ["埼玉", "埼玉県", "saitama", "Saitama", "ＳＡＩＴＡＭＡ", "さいたま", "Saitama-ken", "11"]
)
def test_recognise_prefecture(text: str) -> None:
    assert PREFECTURE_WORDS.recognise(text) == "saitama"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("京都", "kyoto"),
        ("京都府", "kyoto"),
        ("Kyōto-fu", "kyoto"),
        ("東京", "tokyo"),
        ("Gifu", "gifu"),
        ("Kumamoto Prefecture", "kumamoto"),
        ("北海道", "hokkaido"),
        ("1", "hokkaido"),
    ],
)
def test_recognise_prefecture_whose_name_ends_like_a_suffix(text: str, slug: str) -> None:
    assert PREFECTURE_WORDS.recognise(text) == slug


@pytest.mark.parametrize("text", ["東北", "東北経済産業局", "東北地方", "Tōhoku", "東北局", "Tohoku region"])
def test_recognise_bureau(text: str) -> None:
    assert BUREAU_WORDS.recognise(text) == "tohoku"


@pytest.mark.parametrize(
    "text", ["E", "e", "Ｅ", "製造業", "製造", "Manufacturing", "E 製造業", "E：製造業", "大分類E"]
)
def test_recognise_industry(text: str) -> None:
    assert INDUSTRY_WORDS.recognise(text) == "E"


def test_recognise_industry_as_written_before_2023() -> None:
    assert INDUSTRY_WORDS.recognise("運輸業，郵便業") == "H"


def test_recognise_industry_official_name_survives_being_split() -> None:
    for industry in INDUSTRIES.values():
        for name in (industry.name_ja, f"{industry.letter} {industry.name_ja}"):
            assert {INDUSTRY_WORDS.recognise(part) for part in split_values(name)} == {industry.letter}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("商工会議所", "chamber"),
        ("信金", "bank"),
        ("税理士", "professional"),
        ("診断士等", "professional"),
        ("監査法人", "private"),
    ],
)
def test_recognise_body(text: str, slug: str) -> None:
    assert BODY_WORDS.recognise(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"), [("小規模", "small"), ("中規模", "sme"), ("mid size", "mid-size"), ("中堅", "mid-size")]
)
def test_recognise_size(text: str, slug: str) -> None:
    assert SIZE_WORDS.recognise(text) == slug


@pytest.mark.parametrize("text", ["", " ", "?", "埼玉府", "ken", "prefecture", "江戸"])
def test_recognise_nothing(text: str) -> None:
    assert PREFECTURE_WORDS.recognise(text) is None


@given(st.text(max_size=20))
def test_recognise_any_text_gives_a_slug_or_nothing(text: str) -> None:
    for words in VOCABULARIES:
        slug = words.recognise(text)
        assert slug is None or words[slug].slug == slug


@pytest.mark.parametrize(
    ("words", "text", "ja"),
    [
        (PREFECTURE_WORDS, "埼王県", "埼玉県"),
        (PREFECTURE_WORDS, "Saitma", "埼玉県"),
        (BUREAU_WORDS, "東比", "東北"),
        (INDUSTRY_WORDS, "製作業", "製造業"),
        (BODY_WORDS, "草津商工会議所", "商工団体"),
        (BARRIERS, "みえない", "見えない"),
    ],
)
def test_nearest_of_a_slip_of_the_pen(words: Vocabulary, text: str, ja: str) -> None:
    assert [term.label() for term in words.nearest(text)] == [ja]


def test_nearest_several_best_first() -> None:
    assert [term.slug for term in PREFECTURE_WORDS.nearest("Saitma", 3)] == ["saitama", "akita", "shimane"]
    assert [term.slug for term in BARRIERS.nearest("cannot", 2)] == ["cannot-see", "cannot-act"]  # equal: as they stand


def test_nearest_nothing_worth_asking_about() -> None:
    assert PREFECTURE_WORDS.nearest("xyzzy") == []
    assert len(PREFECTURE_WORDS.nearest("xyzzy", 3, at_least=0)) == 3


def test_vocabulary_term_by_slug() -> None:
    assert BARRIERS["cannot-see"].label("en") == "Cannot see"
    with pytest.raises(KeyError):
        BARRIERS["cannot-hear"]


def test_vocabulary_two_terms_with_one_writing_raises() -> None:
    with pytest.raises(ValueError, match="both 'a' and 'b'"):
        Vocabulary((Term("a", "甲", "One"), Term("b", "乙", "Two", variants=("one",))))


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("見えない;実行できない", ["見えない", "実行できない"]),
        ("見えない； 実行できない、足りない", ["見えない", "実行できない", "足りない"]),
        ("見えない\r\n足りない\n", ["見えない", "足りない"]),
        ("Education, Learning Support", ["Education, Learning Support"]),
        (" ;、", []),
        ("", []),
    ],
)
def test_split_values_at_each_separator(cell: str, values: list[str]) -> None:
    assert split_values(cell) == values


@given(st.lists(st.text(alphabet="ab漢 ", min_size=1).map(str.strip).filter(bool)), st.sampled_from(";；、\n"))
def test_split_values_undoes_joining(values: list[str], separator: str) -> None:
    assert split_values(separator.join(values)) == values


def test_beginning_and_holding_look_at_every_writing():
    words = Vocabulary((Term("saitama", "埼玉県", "Saitama"), Term("shizuoka", "静岡県", "Shizuoka", ("富士の国",))))

    assert [term.slug for term in words.beginning("Ｓ")] == ["saitama", "shizuoka"]
    assert [term.slug for term in words.beginning("富士")] == ["shizuoka"]
    assert words.beginning("玉") == []
    assert [term.slug for term in words.holding("玉")] == ["saitama"]
