import csv
import os

import pytest

from scripts.dictionary import compile_dictionary
from search.engines.embedded import EmbeddedEngine
from search.text import dictionary as loading
from search.text.dictionary import SOURCE, DictionaryMissing
from search.text.normalise import to_hiragana
from search.text.segment import segment, words

SURFACE, CONNECTION, READING = 0, 1, 11
SURROUNDINGS = [
    "{}",
    "会社の{}。",
    "{}を行った",
    "当社では{}が大切だ",
    "その後の{}に",
    "「{}」と",
    "・{}、",
    "社員は{}できる",
]


def entries():
    """The rows that text may be cut into; those without a connection are only parts of others."""
    with SOURCE.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.reader(lines) if row[CONNECTION] != "-1"]


ENTRIES = entries()


@pytest.mark.parametrize("surface", [row[SURFACE] for row in ENTRIES])
def test_word_is_cut_alike_wherever_it_stands(surface):
    found = set()
    for surroundings in SURROUNDINGS:
        start = surroundings.index("{}")
        end = start + len(surface)
        tokens = segment(surroundings.format(surface))
        found.add(tuple(token.word for token in tokens if start <= token.start and token.end <= end))
    assert found == {tuple(words(surface))}


@pytest.mark.parametrize("row", ENTRIES, ids=lambda row: row[SURFACE])
def test_word_is_read_as_the_list_says(row):
    reading = "".join(token.reading for token in segment(row[SURFACE]))
    assert reading == to_hiragana(row[READING])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("気づきがあった", "気付きがあった"),
        ("自分ごと", "自分事"),
        ("人ごと", "他人事"),
        ("腹おち", "腹落ち"),
        ("深堀り", "深掘り"),
        ("人財", "人材"),
        ("位置づけ", "位置付け"),
        ("仕掛り品", "仕掛品"),
        ("ちらし", "チラシ"),
    ],
)
def test_spellings_of_the_field_are_one(one, other):
    assert words(one) == words(other)


def test_notice_and_to_notice_are_one_word():
    assert set(words("気づき")) <= set(words("社長が気づいた"))


def test_parts_of_a_listed_word_are_found():
    assert "資金" in words("資金繰り")
    assert "民家" in words("古民家")


def test_unknown_katakana_takes_no_neighbour_in():
    assert words("クラファンサービス") == ["クラファン", "サービス"]


def test_strength_is_no_strong_taste():
    assert words("自社の強み") == ["自社", "強み"]


def test_no_word_is_listed_twice():
    surfaces = [row[SURFACE] for row in ENTRIES]
    assert len(surfaces) == len(set(surfaces))


def test_missing_dictionary_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(loading, "COMPILED", tmp_path / "none.dic")
    with pytest.raises(DictionaryMissing, match="make environment"):
        loading.dictionary.__wrapped__()


def test_dictionary_is_compiled_only_when_its_list_is_newer(tmp_path):
    source, target = tmp_path / "words.csv", tmp_path / "words.dic"
    source.write_bytes(SOURCE.read_bytes())
    assert compile_dictionary(source, target)
    assert not compile_dictionary(source, target)
    later = target.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_dictionary(source, target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["words.csv", "words.dic"]


def test_index_of_another_dictionary_has_another_mark(monkeypatch, tmp_path):
    changed = tmp_path / "words.csv"
    changed.write_bytes(SOURCE.read_bytes() + b"\n")
    before = EmbeddedEngine(tmp_path, ("prefecture",)).schema_mark
    monkeypatch.setattr(loading, "SOURCE", changed)
    loading.dictionary_mark.cache_clear()
    try:
        assert EmbeddedEngine(tmp_path, ("prefecture",)).schema_mark != before
    finally:
        loading.dictionary_mark.cache_clear()
