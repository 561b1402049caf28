from scripts.untranslated import hidden


def test_string_inside_an_f_string_is_named():
    assert hidden("x = 1\ny = f\"{a} {_('Hello')}\"\n") == [2]
    assert hidden('y = _("Hello")\nz = f"{y}"') == []
