"""Every reason has its sentence, and every difference its warning."""

import pytest
from django.utils import translation

from casebook.similarity.domain.compare import Kind, Reason
from casebook.similarity.likeness import VERY, WELL, likeness
from casebook.similarity.sentences import sentence
from casebook.similarity.versus import transfer_note
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.recognise import Term, Vocabulary

TERMS = Vocabulary((Term("nobody-follows", "付いてこない", "Nobody follows"),))
TAXONOMIES = Taxonomies(TERMS, TERMS, TERMS, TERMS, frozenset())

SAYS = [
    (Reason("barrier", Kind.SAME, ("nobody-follows",)), "Same barrier: Nobody follows"),
    (Reason("barrier", Kind.DIFFERS, ("nobody-follows",)), "Another barrier: Nobody follows"),
    (Reason("approach", Kind.SAME, ("nobody-follows",)), "Same approach: Nobody follows"),
    (Reason("situation", Kind.SAME, ("loss",)), "Same situation: At a loss"),
    (Reason("situation", Kind.DIFFERS, ("loss",)), "Opposite situation: At a loss"),
    (Reason("industry", Kind.SAME, ("E",)), "Same industry: Manufacturing"),
    (Reason("industry", Kind.NEAR, ("D",)), "Related industry: Construction"),
    (Reason("industry", Kind.DIFFERS, ("B",)), "Another industry: Fisheries"),
    (Reason("size", Kind.SAME, ()), "About the same size"),
    (Reason("size", Kind.NEAR, ("larger",)), "One size larger"),
    (Reason("size", Kind.NEAR, ("smaller",)), "One size smaller"),
    (Reason("size", Kind.DIFFERS, ("much-larger",)), "Much larger"),
    (Reason("size", Kind.DIFFERS, ("much-smaller",)), "Much smaller"),
    (Reason("place", Kind.SAME, ("saitama",)), "Same prefecture: Saitama"),
    (Reason("place", Kind.NEAR, ("tochigi",)), "Nearby: Tochigi"),
    (Reason("place", Kind.DIFFERS, ("okinawa",)), "Far away: Okinawa"),
    (Reason("text", Kind.TEXT, ("職人", "会長")), "Same words: 職人, 会長"),
]


@pytest.mark.parametrize(("reason", "said"), SAYS, ids=[said for _reason, said in SAYS])
def test_reason_in_words(reason, said):
    with translation.override("en"):
        assert sentence(reason, TAXONOMIES) == said


@pytest.mark.parametrize("reason", [reason for reason, _said in SAYS if reason.field not in ("text", "approach")])
def test_what_differs_is_flagged_and_what_agrees_is_not(reason):
    assert bool(transfer_note(reason)) == (reason.kind is not Kind.SAME)


def test_likeness_in_words_follows_the_score():
    with translation.override("en"):
        said = [likeness(score) for score in (0, WELL - 1, WELL, VERY - 1, VERY, 100)]
    assert said == ["Alike in parts"] * 2 + ["Much alike"] * 2 + ["Very much alike"] * 2
