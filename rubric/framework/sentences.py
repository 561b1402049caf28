"""What is wrong with a file, and what a version lacks, in the reader's words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rubric.framework.domain.content import Framework, Gap, Lack
from rubric.framework.domain.reading import Fault, Problem


def problem_sentence(problem: Problem) -> str:
    """Where it is, what is wrong, and how to mend it."""
    place = _("Line %(line)s, column %(column)s:") % {"line": problem.line, "column": problem.column}
    return f"{place} {fault_sentence(problem)}"


def fault_sentence(problem: Problem) -> str:
    """What is wrong, without the place."""
    values = {"value": problem.value, "allowed": _(", ").join(problem.allowed)}
    return _FAULTS[problem.fault]() % values


_FAULTS = {
    Fault.NOT_YAML: lambda: _("This is not YAML. Often a colon, a quotation mark or an indent is missing just before."),
    Fault.TOO_LONG_FILE: lambda: _("The file has %(value)s characters; at most %(allowed)s are read."),
    Fault.ALIAS: lambda: _("References such as “*%(value)s” are not read. Please write the text out."),
    Fault.SEVERAL: lambda: _("The file holds several documents. Please remove the line “---” and what follows."),
    Fault.EMPTY: lambda: _("The file is empty."),
    Fault.NOT_A_MAPPING: lambda: _("Names with values are expected here, such as “ja: …”."),
    Fault.NOT_A_LIST: lambda: _("A list is expected here: lines that begin with “- ”."),
    Fault.NOT_A_TEXT: lambda: _("A text is expected here, not a list or names with values."),
    Fault.NOT_A_NUMBER: lambda: _("“%(value)s” is not the number of a version."),
    Fault.UNKNOWN_KEY: lambda: _("“%(value)s” is not known here. Possible are: %(allowed)s."),
    Fault.MISSING_KEY: lambda: _("“%(value)s” is missing in the part that begins here."),
    Fault.TWICE: lambda: _("“%(value)s” stands here a second time. Please remove one, or rename it."),
    Fault.BLANK: lambda: _("The text is empty."),
    Fault.TOO_LONG: lambda: _("The text “%(value)s…” is too long; at most %(allowed)s characters are kept."),
    Fault.BAD_SLUG: lambda: _(
        "“%(value)s” cannot be an id. Please use small letters, digits and hyphens, at most 40 of them."
    ),
    Fault.UNKNOWN_LEVEL: lambda: _("“%(value)s” is no level. The levels are: %(allowed)s."),
    Fault.UNKNOWN_BASIS: lambda: _("“%(value)s” is not known here. Possible are: %(allowed)s."),
}


def gap_sentence(gap: Gap, framework: Framework) -> str:
    """What a version lacks before it can be published, and where."""
    language = {"ja": _("in Japanese"), "en": _("in English")}.get(gap.language, "")
    values = {"where": _name_of(gap.where, framework), "language": language, "level": _level(gap)}
    return _LACKS[gap.lack]() % values


_LACKS = {
    Lack.DOMAINS: lambda: _("There is no domain yet."),
    Lack.ELEMENTS: lambda: _("“%(where)s” has no element yet."),
    Lack.NAME: lambda: _("“%(where)s” has no name %(language)s."),
    Lack.MEANING: lambda: _("“%(where)s” has no meaning %(language)s."),
    Lack.DESCRIPTOR: lambda: _("“%(where)s” says nothing of %(level)s %(language)s."),
    Lack.EXAMPLE: lambda: _("An example of %(level)s in “%(where)s” is missing %(language)s."),
    Lack.QUESTION: lambda: _("A question of “%(where)s” is missing %(language)s."),
}


def _level(gap: Gap) -> str:
    return gap.level.label(get_language() or "ja") if gap.level else ""


def _name_of(slug: str, framework: Framework) -> str:
    named = {one.slug: one.name for one in (*framework.domains, *framework.elements)}
    name = named.get(slug, framework.name)
    return name.label(get_language() or "ja") or slug
