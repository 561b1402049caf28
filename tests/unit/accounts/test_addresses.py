"""Reading e-mail addresses as people type and paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from platform_site.accounts.addresses import read_addresses

NAMES = st.text("abcdefgh", min_size=1, max_size=8)
ADDRESSES = st.lists(st.builds("{}@{}.example".format, NAMES, NAMES), unique=True, max_size=6)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("a@x.example", ["a@x.example"]),
        ("a@x.example\nb@x.example", ["a@x.example", "b@x.example"]),
        ("a@x.example, b@x.example; c@x.example", ["a@x.example", "b@x.example", "c@x.example"]),
        ("a@x.example、b@x.example，c@x.example", ["a@x.example", "b@x.example", "c@x.example"]),
        ("ａ＠ｘ．ｅｘａｍｐｌｅ", ["a@x.example"]),
        ("A@X.example a@x.example", ["a@x.example"]),
        ("山田 太郎 <taro@x.example>\r\n鈴木 <jiro@x.example>, 佐藤 <saburo@x.example>", ["taro", "jiro", "saburo"]),
        ("  \n ", []),
    ],
)
def test_addresses_are_found(text, good):
    found = read_addresses(text)
    assert [*found.good] == [address if "@" in address else f"{address}@x.example" for address in good]
    assert found.wrong == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("山田", ["山田"]), ("a@b, c@x.example", ["a@b"]), ("太郎 <taro>", ["taro"]), ("a@@x.example", ["a@@x.example"])],
)
def test_words_that_are_no_address_are_named(text, wrong):
    assert [*read_addresses(text).wrong] == wrong


@given(ADDRESSES, st.sampled_from(["\n", ", ", "；", "、", "  "]))
def test_whatever_stands_between_the_addresses_are_the_same(addresses, between):
    assert [*read_addresses(between.join(addresses)).good] == addresses
