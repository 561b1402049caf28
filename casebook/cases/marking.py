"""Marking in a case what its reader had searched for before she opened it."""

from collections.abc import Callable

from search.engines import engine
from search.query import LONGEST_QUERY, parse
from search.synonyms.thesaurus import current_thesaurus
from search.text.highlight import Marked, highlight

Mark = Callable[[str], str]


def marking(q: str, whole: str) -> Mark:
    """What marks the words of `q` in the texts of a case; where nothing is sought, it gives a text back as it is.

    Words are marked as they were typed; only where `whole`, all that the case tells, does not hold them so, each alone.
    """
    if not q.strip():
        return str
    thesaurus = current_thesaurus()
    question = parse(q[:LONGEST_QUERY], thesaurus=thesaurus).heard_in(engine().lexicon(), thesaurus)
    typed = question.sought()
    sought = typed if "<mark>" in highlight(Marked.of(whole), typed) else question.sought(as_typed=False)
    return lambda text: highlight(Marked.of(text), sought)
