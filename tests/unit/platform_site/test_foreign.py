"""The filter that marks a text's language where the page is in the other one."""

import pytest
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from platform_site.templatetags.banso import foreign, foreign_in


@pytest.mark.parametrize(
    ("page", "text", "language", "expected"),
    [
        ("ja", "川越市", "ja", "川越市"),
        ("en", "Saitama", "ja", "Saitama"),
        ("en", "川越市", "ja", '<span lang="ja">川越市</span>'),
        ("en", "Saitama 川越市", "ja", 'Saitama <span lang="ja">川越市</span>'),
        ("en", "Without “金属・切削、2代目”", "ja", 'Without “<span lang="ja">金属・切削、2代目</span>”'),
        ("en", "5Sの話", "ja", '5S<span lang="ja">の話</span>'),
        ("en", "<b>壁</b>", "ja", '&lt;b&gt;<span lang="ja">壁</span>&lt;/b&gt;'),
        ("ja", "Kawagoe", "en", '<span lang="en">Kawagoe</span>'),
        ("ja", "製造業", "en", "製造業"),
        ("ja", "2022", "en", "2022"),
        ("en", "Kawagoe", "en", "Kawagoe"),
    ],
)
def test_text_in_the_other_language_is_marked(page, text, language, expected):
    with translation.override(page):
        assert foreign(text, language) == expected


def test_terms_in_the_html_of_an_english_page_are_marked_and_its_tags_left_alone():
    html = mark_safe('<p title="壁">The wall (<b>壁</b>)</p>')
    assert foreign_in(html, "en") == '<p title="壁">The wall (<b><span lang="ja">壁</span></b>)</p>'
    assert foreign_in(html, "ja") == html


def test_html_is_left_as_it_is():
    with translation.override("en"):
        assert foreign(mark_safe("<b>壁</b>")) == "<b>壁</b>"


def test_marked_text_is_safe_and_unmarked_text_is_not():
    with translation.override("en"):
        assert isinstance(foreign("壁 & 峠"), SafeString)
    with translation.override("ja"):
        assert not isinstance(foreign("壁 & 峠"), SafeString)
