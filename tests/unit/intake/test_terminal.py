import io

from casebook.intake.terminal import ProgressBar, drawn


def test_the_bar_shows_how_far_it_is():
    assert drawn(500, 1000) == "█" * 15 + "░" * 15 + " 500/1,000  50%"
    assert drawn(0, 0).endswith("100%")


def test_nothing_is_drawn_into_a_file():
    stream = io.StringIO()
    ProgressBar("取り込み中", stream)(1, 2)
    assert stream.getvalue() == ""


def test_a_terminal_sees_the_end():
    stream = io.StringIO()
    stream.isatty = lambda: True
    bar = ProgressBar("取り込み中", stream)
    bar(1, 2)
    bar(2, 2)
    assert stream.getvalue().endswith("2/2 100%       \n")
