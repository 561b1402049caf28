"""Cases like a given one, for its page."""

from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms
from casebook.similarity.alike import Alike, profile_of, similar_cases
from search.engines.base import EngineError


def related_cases(case: CasePage, terms: CaseTerms, user, limit: int = 3) -> list[Alike]:
    """The cases most like `case` (which has `terms`) that `user` may read, best first; none where no engine answers."""
    profile = profile_of(case, terms)
    try:
        return similar_cases(profile, text=own_words(case), user=user, limit=limit, leave_out={case.external_id})
    except EngineError:
        return []


def own_words(case: CasePage) -> str:
    """What a case says of its company before anybody helped: the trade and the trouble."""
    return "\n".join((case.background, case.surface_issue, case.underlying_issue))
