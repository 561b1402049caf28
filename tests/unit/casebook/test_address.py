"""The address of a case."""

import re

import pytest

from casebook.cases.address import address_of, first_free, latin

MADE_UP = "case-0a1b2c3d"


@pytest.mark.parametrize(
    ("alias", "address"),
    [
        ("A社", "a-sha"),
        ("Ｙ運輸", "y-unyu"),
        ("画材店（愛知県）", "gazai-ten-aichi-ken"),
        ("Company A", "company-a"),
        ("", ""),
        ("龗神社", ""),
    ],
)
def test_alias_is_written_in_latin_letters(alias, address):
    assert latin(alias) == address


def test_long_alias_is_cut_between_words():
    address = latin("青葉市の山あいにある創業百年を超える老舗の製材会社と家具工場を営む一族の会社")
    assert 0 < len(address) <= 60
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", address)


def test_alias_speaks_where_the_id_was_made_up():
    assert address_of(external_id=MADE_UP, alias="A社") == "a-sha"


def test_id_that_was_chosen_is_the_address():
    assert address_of(external_id="saitama-parts", alias="A社") == "saitama-parts"


@pytest.mark.parametrize("alias", ["", "龗神社"])
def test_id_is_the_address_where_the_alias_cannot_be(alias):
    assert address_of(external_id=MADE_UP, alias=alias) == MADE_UP


def test_alias_with_the_companys_name_is_not_used():
    assert address_of(external_id=MADE_UP, alias="青葉製作所（埼玉県）", company_name="株式会社青葉製作所") == MADE_UP


@pytest.mark.parametrize(("taken", "free"), [((), "a-sha"), (("a-sha",), "a-sha-2"), (("a-sha", "a-sha-2"), "a-sha-3")])
def test_taken_address_gets_the_next_number(taken, free):
    assert first_free("a-sha", lambda slug: slug in taken) == free
