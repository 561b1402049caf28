import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebook.intake.domain.barrier_notes import UnknownBarrier, clean_note, read_notes, write_notes
from casebook.intake.domain.words import vocabulary
from platform_site.reference.recognise import Term

BARRIERS = vocabulary(
    Term("cannot-see", "見えない", "Cannot see"), Term("nobody-follows", "付いてこない", "Nobody follows")
)
NAMES = {"cannot-see": "見えない", "nobody-follows": "付いてこない"}
NOTES = st.dictionaries(st.sampled_from(list(NAMES)), st.text(max_size=40).map(clean_note).filter(bool))


@pytest.mark.parametrize(
    ("cell", "notes"),
    [
        ("付いてこない：社員が来ない、誰も", {"nobody-follows": "社員が来ない、誰も"}),
        ("nobody-follows: a; b\nCannot see：c", {"nobody-follows": "a; b", "cannot-see": "c"}),
        ("見えない：一行目\n　二行目\n\n付いてこない：", {"cannot-see": "一行目\n二行目"}),
        ("見えない：一\n見えない：二", {"cannot-see": "一\n二"}),
        ("", {}),
    ],
)
def test_notes_are_read(cell, notes):
    assert read_notes(cell, BARRIERS) == notes


@given(NOTES)
def test_what_is_written_is_read_again(notes):
    assert read_notes(write_notes(notes, NAMES), BARRIERS) == notes


@pytest.mark.parametrize(("cell", "named"), [("聞こえない：何か", "聞こえない"), ("見えないだけ", "見えないだけ")])
def test_a_line_without_a_known_barrier_is_named(cell, named):
    with pytest.raises(UnknownBarrier) as caught:
        read_notes(cell, BARRIERS)
    assert caught.value.text == named
