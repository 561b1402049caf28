import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.reference.bodies import BODIES
from platform_site.reference.company_size import SizeClass, SizeSector
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.naming import Named, fold, in_language
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from platform_site.reference.recognise import SIZE_WORDS

NAMED: list[Named] = [
    *PREFECTURES.values(),
    *BUREAUS.values(),
    *INDUSTRIES.values(),
    *BODIES.values(),
    *SizeClass,
    *SizeSector,
    *SIZE_WORDS,
]


@pytest.mark.parametrize("language", ["en", "en-gb", "EN-us"])
def test_in_language_english_and_its_regions(language: str) -> None:
    assert in_language(language, ja="埼玉", en="Saitama") == "Saitama"


@pytest.mark.parametrize("language", ["ja", "ja-jp", "fr", ""])
def test_in_language_japanese_for_everything_else(language: str) -> None:
    assert in_language(language, ja="埼玉", en="Saitama") == "埼玉"


def test_label_everything_named_speaks_both_languages() -> None:
    for named in NAMED:
        assert named.label() == named.label("ja")
        assert named.label("ja") and not named.label("ja").isascii()
        assert named.label("en") and named.label("en").isascii()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＤＸ", "dx"),
        ("ｻｰﾊﾞ", "サーバ"),
        ("Tōhoku", "tohoku"),
        ("  埼玉　県 ", "埼玉 県"),
        ("がぎぐ", "がぎぐ"),
    ],
)
def test_fold_width_case_macrons_and_spaces(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="ａＡaŌō サｻﾞ埼玉１1 \n"))
def test_fold_twice_is_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
