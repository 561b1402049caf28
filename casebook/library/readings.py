"""How a question was read and answered, in sentences: reworded, loosened, or by the other engine."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casebook.library.find import Found
from search.engines.base import Matching


def readings(found: Found) -> tuple[str, ...]:
    """What the reader should know before she trusts the list; empty for an ordinary answer."""
    return tuple(_readings(found))


def _readings(found: Found) -> Iterator[str]:
    if found.response.is_fallback:
        yield _("The search server is not answering. The reserve answers, with the same cases.")
    if not found.response.total:
        return
    if found.meant:
        yield _("Nothing holds the words as typed. Cases on “%(meant)s” are shown.") % {"meant": found.meant}
    if found.matching is not Matching.PHRASES:
        yield _loosened(found)


def _loosened(found: Found) -> str:
    if found.as_typed:
        return _but_first(found.as_typed, found.matching)
    if len(found.text.required) == 1 and found.matching is not Matching.WORDS:
        return _("Nothing holds this word. Cases that hold a part of it are shown.")
    return {
        Matching.WORDS: _("Nothing holds these words side by side. Cases that hold all of them are shown."),
        Matching.MOST: _("Nothing holds all of these words. Cases that hold most of them are shown."),
        Matching.ANY: _("Nothing holds all of these words. Cases that hold any of them are shown."),
    }[found.matching]


def _but_first(as_typed: int, matching: Matching) -> str:
    """A few cases hold the words as typed; they stand first, because whatever else holds them counts less."""
    sentence = {
        Matching.WORDS: ngettext(
            "%(n)s case holds the words as typed. Cases that hold all of them follow.",
            "%(n)s cases hold the words as typed. Cases that hold all of them follow.",
            as_typed,
        ),
        Matching.MOST: ngettext(
            "%(n)s case holds the words as typed. Cases that hold most of them follow.",
            "%(n)s cases hold the words as typed. Cases that hold most of them follow.",
            as_typed,
        ),
        Matching.ANY: ngettext(
            "%(n)s case holds the words as typed. Cases that hold any of them follow.",
            "%(n)s cases hold the words as typed. Cases that hold any of them follow.",
            as_typed,
        ),
    }[matching]
    return sentence % {"n": as_typed}
