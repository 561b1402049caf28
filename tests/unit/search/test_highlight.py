import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from search.text.highlight import Marked, excerpt, highlight, pack, unpack, words_of
from search.text.segment import Segmented, words

TEXT = "社員は残業が続いた。先代が会長として残り、社長は決められない。引き継ぎの計画はなかった。"


def test_sought_words_are_marked_in_whatever_spelling():
    assert "<mark>引き継ぎ</mark>" in highlight(Marked.of(TEXT), frozenset({tuple(words("引き継ぎ"))}))


def test_neighbouring_words_are_one_mark():
    assert "<mark>事業承継</mark>" in highlight(Marked.of("町工場の事業承継"), frozenset({("事業",), ("承継",)}))


def test_markup_in_a_text_is_escaped():
    html = highlight(Marked.of("<script>社長</script>"), frozenset({("社長",)}))
    assert html == "&lt;script&gt;<mark>社長</mark>&lt;/script&gt;"


def test_excerpt_begins_at_the_sentence_of_the_sought_word():
    html = excerpt(Marked.of("前置き。" * 60 + TEXT), frozenset({("会長",)}), length=30)
    assert html.startswith("…先代が<mark>会長</mark>")
    assert html.endswith("…")


def test_excerpt_without_a_sought_word_is_the_beginning():
    assert excerpt(Marked.of(TEXT), frozenset({("海外",)}), length=10) == "社員は残業が続いた。…"


@given(st.text(max_size=200), st.sets(st.sampled_from([("社長",), ("社長", "会長"), ("a",)])))
def test_highlight_changes_nothing_but_marks(text, sought):
    html = highlight(Marked.of(text), frozenset(sought))
    assert unescape(re.sub("</?mark>", "", html)) == text


def test_word_of_a_term_is_not_marked_alone():
    html = highlight(Marked.of("後継者は第三者に学んだ"), frozenset({tuple(words("後継者"))}))
    assert html == "<mark>後継者</mark>は第三者に学んだ"


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=200), max_size=3))
def test_packed_texts_come_back_as_they_were(texts):
    packed = pack({name: (text, Segmented.of(text)) for name, text in texts.items()})
    kept = unpack(packed)
    assert list(kept) == list(texts)
    for name, text in texts.items():
        fresh = Marked.of(text)
        assert (kept[name].text, kept[name].words) == (text, fresh.words)
        assert (list(kept[name].starts), list(kept[name].ends)) == (list(fresh.starts), list(fresh.ends))
    assert words_of(packed) == {word for marked in kept.values() for word in marked.words}
