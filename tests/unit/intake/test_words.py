"""The spreadsheet's words are those of the models."""

import pytest
from django.utils.translation import override

from casebook.intake.domain.rules import CONTRADICTIONS
from casebook.intake.domain.words import WORDS, vocabulary
from casebook.profiles import choices
from platform_site.reference.recognise import Term

ENUMS = {
    "subject": choices.Subject,
    "situation": choices.Situation,
    "owner_age": choices.OwnerAge,
    "owner_origin": choices.OwnerOrigin,
    "relation": choices.Relation,
    "team_levels": choices.Level,
    "grid_stage": choices.GridStage,
    "grid_spread": choices.GridSpread,
    "result": choices.Result,
    "disclosure": choices.Disclosure,
}


@pytest.mark.parametrize("column", ENUMS)
def test_every_choice_has_its_words(column):
    with override("en"):
        labels = {str(member.value): str(member.label) for member in ENUMS[column]}
    assert {term.slug: term.en for term in WORDS[column]} == labels


def test_what_excludes_each_other_is_what_the_model_says():
    assert set(choices.CONTRADICTIONS) == set(CONTRADICTIONS)


def test_a_writing_that_two_terms_claim_is_left_to_the_first():
    words = vocabulary(Term("a", "壁", "Wall", ("赤", "青")), Term("b", "青", "Blue", ("赤", "○")))
    assert [words.recognise(text) for text in ("壁", "赤", "青", "Blue", "○")] == ["a", "a", "b", "b", None]
