"""The headings of a long page."""

from dataclasses import dataclass

from casebook.pages.contents import Heading, contents


@dataclass
class Block:
    block_type: str
    value: str


def test_headings_are_named_by_their_place_among_the_blocks():
    body = [
        Block("paragraph", "あ"),
        *(Block("heading", text) for text in "甲乙"),
        Block("list", ""),
        Block("heading", "丙"),
    ]
    assert contents(body) == (Heading("section-2", "甲"), Heading("section-3", "乙"), Heading("section-5", "丙"))


def test_short_page_has_no_contents():
    assert contents([Block("heading", "甲"), Block("heading", "乙")]) == ()
