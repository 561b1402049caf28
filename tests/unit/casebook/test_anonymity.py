import pytest

from casebook.disclosure.domain.anonymity import Leak, bare_name, clues, name_leaks


@pytest.mark.parametrize(
    "name",
    [
        "株式会社青葉製作所",
        "青葉製作所（株）",
        "(株) 青葉製作所",
        "青葉製作所株式会社",
        "㈱青葉製作所",
        "青葉 製作所 有限会社",
    ],
)
def test_name_without_its_legal_form(name):
    assert bare_name(name) == "青葉製作所"


def test_name_is_found_in_any_width_and_spacing():
    leaks = list(name_leaks("株式会社ABC工業", {"title": "ＡＢＣ 工業の挑戦", "summary": "ある会社"}))
    assert leaks == [Leak("title", "株式会社ABC工業")]


def test_name_of_one_character_is_not_looked_for():
    assert list(name_leaks("株式会社光", {"title": "光が見えた"})) == []


def test_small_place_with_trade_and_headcount_is_a_clue():
    found = clues(is_named=False, city="青葉村", industry_detail="製材", employees=12, texts={})
    assert [(clue.kind, clue.found) for clue in found] == [("small-place", "青葉村")]


@pytest.mark.parametrize("text", ["連絡先 048-123-4567", "taro@example.co.jp まで", "〒330-0001"])
def test_contact_is_a_clue(text):
    found = clues(is_named=False, city="", industry_detail="", employees=None, texts={"summary": text})
    assert [clue.kind for clue in found] == ["contact"]


def test_named_company_has_nothing_to_hide():
    assert (
        clues(is_named=True, city="青葉村", industry_detail="製材", employees=12, texts={"summary": "〒330-0001"}) == []
    )
