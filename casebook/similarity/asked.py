"""What is asked of "cases like mine": one lenient form for the whole query string, as in the library.

Slug, Japanese and English name are accepted alike; what is not understood is ignored with a visible note.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import translation

from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms
from casebook.library.criteria import MOST_VALUES, TRACKING, Ignored
from casebook.profiles.choices import Situation
from casebook.profiles.domain.profile import CompanyProfile
from casebook.taxonomy.words import Taxonomies
from platform_site.reference.numbers import NotANumber, parse_integer
from platform_site.reference.recognise import INDUSTRY_WORDS, PREFECTURE_WORDS, Term, Vocabulary

SEVERAL_VALUES = ("barrier", "situation", "approach")
#: The order of what matters: the trouble, the company, the place.
FIELDS = ("barrier", "situation", "industry", "employees", "prefecture", "approach")
#: `case`: the id of the case in hand; `with`: of the one that stands beside it.
PARAMETERS = (*FIELDS, "case", "with")
#: What only the posted form has; if it stands in an address it is not repeated on the page.
POSTED = ("csrfmiddlewaretoken", "memo", "read")
MOST_EMPLOYEES = 1_000_000


@dataclass(frozen=True)
class Asked:
    """A company by its six fields, as slugs; `case` is the id of the case from which they come, if any."""

    prefecture: str = ""
    industry: str = ""
    employees: int | None = None
    barrier: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    case: str = ""
    ignored: tuple[Ignored, ...] = ()

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the fields that say something."""
        return tuple(name for name in FIELDS if getattr(self, name) not in ("", (), None))

    @property
    def profile(self) -> CompanyProfile:
        """The company as the pure module takes it."""
        return CompanyProfile(
            prefecture=self.prefecture,
            industry=self.industry,
            employees=self.employees,
            barriers=self.barrier,
            situation=self.situation,
            approaches=self.approach,
        )

    @property
    def initial(self) -> dict[str, Any]:
        """The fields as a form's initial data."""
        return {name: _listed(getattr(self, name)) for name in self.given}

    def without(self, name: str) -> "Asked":
        """The question without one field."""
        return replace(self, **{name: getattr(Asked(), name)})

    def query(self, **more: str) -> str:
        """The query string of this question, in a stable order. A case in hand needs its fields said as well."""
        pairs = [(name, value) for name in self.given for value in _several(getattr(self, name))]
        pairs += [("case", self.case)] if self.case else []
        return urlencode([*pairs, *more.items()])


def read_asked(data: QueryDict, taxonomies: Taxonomies) -> Asked:
    """Read a query string. Never raises: what is not understood comes back in `ignored`."""
    ignored = [Ignored(name, data.get(name, "")) for name in _unknown(data)]
    several = {name: _values(name, data.getlist(name), taxonomies, ignored) for name in SEVERAL_VALUES}
    one = {name: _values(name, data.getlist(name)[:1], taxonomies, ignored) for name in ("prefecture", "industry")}
    return Asked(
        prefecture="".join(one["prefecture"]),
        industry="".join(one["industry"]),
        employees=_employees(data.get("employees", ""), ignored),
        **several,
        case=data.get("case", "").strip()[:80],
        ignored=tuple(ignored),
    )


def says_fields(data: QueryDict) -> bool:
    """Whether an address names any of the six fields, be it empty: then it is not for the case to fill them."""
    return any(name in data for name in FIELDS)


def asked_of(case: CasePage, terms: CaseTerms) -> Asked:
    """A case as a question for others like it."""
    return Asked(
        prefecture=case.prefecture,
        industry=case.industry,
        employees=case.employees,
        barrier=terms.barriers,
        situation=tuple(case.situation),
        approach=terms.approaches,
        case=case.external_id,
    )


def field_words(name: str, taxonomies: Taxonomies) -> Vocabulary:
    """The closed list behind a field other than the headcount."""
    closed = {"prefecture": PREFECTURE_WORDS, "industry": INDUSTRY_WORDS, "situation": situation_words()}
    return closed[name] if name in closed else taxonomies[name]


@cache
def situation_words() -> Vocabulary:
    """The company's situations in both languages."""
    return Vocabulary(tuple(Term(one.value, _in("ja", one), _in("en", one)) for one in Situation))


def _in(language: str, situation: Situation) -> str:
    with translation.override(language):
        return str(situation.label)


def _unknown(data: QueryDict) -> Iterable[str]:
    return [name for name in data if name not in (*PARAMETERS, *POSTED) and not TRACKING.fullmatch(name)][:MOST_VALUES]


def _values(name: str, given: list[str], taxonomies: Taxonomies, ignored: list[Ignored]) -> tuple[str, ...]:
    words, known = field_words(name, taxonomies), dict[str, None]()
    for text in filter(None, (value.strip() for value in given[:MOST_VALUES])):
        slug = words.recognise(text[:100])
        if slug:
            known[slug] = None
        else:
            ignored.append(Ignored(name, text, next(iter(words.nearest(text[:100])), "")))
    return tuple(known)


def _employees(text: str, ignored: list[Ignored]) -> int | None:
    if not text.strip():
        return None
    try:
        number = parse_integer(text[:40])
    except NotANumber:
        number = -1
    if 0 <= number <= MOST_EMPLOYEES:
        return number
    ignored.append(Ignored("employees", text))
    return None


def _several(value: Any) -> Iterable[str]:
    return value if isinstance(value, tuple) else (str(value),)


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
