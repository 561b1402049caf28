"""Small things that a framework is asked."""

from rubric.framework.domain.content import Framework, Text


def test_text_that_is_written_in_either_language_says_something():
    assert Text("やる") and Text(en="do") and not Text()


def test_element_that_is_not_there_is_none():
    assert Framework(Text("空")).element("skill") is None
