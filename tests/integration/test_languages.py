"""Each text says in which language it is, so that it is read out and set in it."""

import re
from html.parser import HTMLParser

import pytest

from casebook.pages.models import HomePage, KnowHowIndexPage, KnowHowPage, SectionPage
from casebook.pages.seeding import seed
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_root

pytestmark = pytest.mark.django_db(transaction=True)

JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
#: Elements without an end, and those whose text is not read out as part of the page.
VOID = {"meta", "link", "img", "input", "br", "hr", "use", "rect", "path", "circle", "col", "source", "base"}
UNREAD = {"title", "script", "style"}


class Spoken(HTMLParser):
    """Collects Japanese text whose nearest `lang` is not Japanese."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[tuple[str, str]] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            around = self.languages[-1][1] if self.languages else ""
            self.languages.append((tag, dict(attrs).get("lang") or around))

    def handle_startendtag(self, tag, attrs):
        """An element that is closed at once holds no text."""

    def handle_endtag(self, tag):
        while self.languages and self.languages.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, language = self.languages[-1] if self.languages else ("", "")
        if tag not in UNREAD and language != "ja" and JAPANESE.search(data):
            self.wrong.append(" ".join(data.split())[:60])


def unmarked(html: str) -> list[str]:
    """The Japanese texts of a page that are not marked as such."""
    spoken = Spoken()
    spoken.feed(html)
    return spoken.wrong


PATHS = [
    "/en/",
    "/en/cases/",
    "/en/cases/?q=承継の話&region=さいたな&tag=原価&都道府県=埼玉",
    "/en/cases/?q=ぬぬぬぬぬ&tag=原価&prefecture=okinawa",
    "/en/cases/?sort=near&place=東京都",
    "/en/cases/?page=九",
    "/en/cases/the-case/",
    "/en/about/",
    "/en/about/barriers/",
    "/en/knowhow/",
    "/en/knowhow/asking-questions/",
    "/en/rubric/",
    "/en/privacy/",
    "/en/contact/",
    "/en/only-japanese/",
    "/en/only-japanese/below/",
    "/en/knowhow/only-japanese/",
    "/en/accounts/login/",
    "/en/nothing-here/",
]


@pytest.fixture
def site():
    make_root()
    seed()
    rebuild()
    make_case(
        external_id="the-case",
        title="承継の話",
        prefecture="saitama",
        city="川越市",
        industry="E",
        industry_detail="金属の切削",
        employees=12,
        org_name="埼玉県商工会連合会",
        org_type=["chamber"],
        team="診断士と指導員",
        year=2022,
        result="partly",
        barriers=("cannot-act",),
        approaches=("gap-listening",),
        turning_point="あと何年続けますか",
        summary="困っていた。問われた。決めた。",
        outcome="売上が伸びた。",
        voice="よかった。",
        tags=("原価", "承継"),
        judged=["year", "barriers"],
        grid_stage=3,
        grid_spread=2,
    )
    make_case(title="よく似た承継の話", prefecture="saitama", industry="E", barriers=("cannot-act",), city="秩父市")
    home = HomePage.objects.get(locale__language_code="ja")
    blocks = [{"type": "heading", "value": f"見出し{number}"} for number in range(3)]
    source = {"type": "source", "value": {"title": "資料", "page": "3ページ", "url": ""}}
    section = home.add_child(instance=SectionPage(title="日本語だけ", slug="only-japanese", introduction="まえがき"))
    section.add_child(instance=SectionPage(title="その下", slug="below", body=[*blocks, source]))
    index = KnowHowIndexPage.objects.get(locale__language_code="ja")
    index.add_child(instance=KnowHowPage(title="日本語だけの記事", slug="only-japanese", body=[*blocks, source]))


@pytest.mark.parametrize("path", PATHS)
def test_japanese_on_an_english_page_is_marked(site, client, path):
    response = client.get(path)
    assert response.status_code == (404 if "nothing-here" in path else 200)
    assert unmarked(response.text) == []


def test_walk_finds_text_without_its_mark():
    html = '<html lang="en"><p>Place: 埼玉<br><b lang="ja">川越<i>市</i></b></p><title>題</title>人'
    assert unmarked(html) == ["Place: 埼玉", "人"]
