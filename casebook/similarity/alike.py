"""Cases like a company: candidates from the engine, scored and explained by the pure module.

Three steps, from many to few: the engine brings cases that share a facet or a telling word, or are near where few do;
their facets are compared, and for the best of these their words as well.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from casebook.cases.audience import audience_for
from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.library.cards import CARD_FIELDS
from casebook.library.projection import KIND, key_of, pk_of
from casebook.profiles.domain.profile import CompanyProfile
from casebook.similarity.asked import situation_words
from casebook.similarity.domain.compare import Comparison, compare, points_possible
from casebook.similarity.domain.weights import Weights
from casebook.similarity.domain.wording import NO_TEXT, SharedWords, shared, telling
from casebook.similarity.models import current_weights
from platform_site.reference.company_size import possible_size_classes
from platform_site.reference.industries import possible_sectors, related
from platform_site.reference.prefectures import bureau_of, neighbours
from search.engines import engine
from search.plan import LIGHT
from search.projection.texts import recall_words
from search.query import Term, TextQuery
from search.text.segment import nouns, words

#: Cases that the engine brings, and those of them whose words are read: reading the words of one takes 0.1 ms.
CANDIDATES = 80
SHORTLIST = 30
#: A longer text is not read to its end.
LONGEST_TEXT = 20_000
#: The matters that a text names, as they are indexed and as they are written.
Said = list[tuple[str, str]]
PROFILE_COLUMNS = (
    "prefecture",
    "industry",
    "industry_detail",
    "employees",
    "capital_yen",
    "sales_yen",
    "situation",
    "owner_age",
    "owner_origin",
)


@dataclass(frozen=True)
class Alike:
    """A case, read as far as a list shows it, its profile, and how it is like the company in hand."""

    case: CasePage
    profile: CompanyProfile
    comparison: Comparison


@dataclass(frozen=True)
class _Candidate:
    pk: int
    profile: CompanyProfile
    comparison: Comparison


def similar_cases(
    profile: CompanyProfile,
    *,
    text: str = "",
    user,
    limit: int = 20,
    weights: Weights | None = None,
    leave_out: Collection[str] = (),
) -> list[Alike]:
    """The cases most like a company that `user` may read, best first; those that are like it only weakly are left out.

    `text` is what else is known of the company in words (default: `profile.text`); nothing of it is kept. `weights` are
    those that the editors chose unless given; `leave_out` are case ids. Ties are broken by page number. Raises
    EngineError where no engine answers.
    """
    weights = weights or current_weights()
    said = matters(text or profile.text)
    others = _profiles(candidates(profile, said, user), user, leave_out)
    best = _by_facets(profile, others, weights)[:SHORTLIST]
    best = sorted(_with_words(profile, best, said, weights), key=_rank)
    chosen = [found for found in best if _is_worth_showing(found.comparison, weights)][:limit]
    cases = CasePage.objects.only(*CARD_FIELDS).in_bulk([found.pk for found in chosen])
    return [Alike(cases[found.pk], found.profile, found.comparison) for found in chosen if found.pk in cases]


def profile_of(case: CasePage, terms: CaseTerms) -> CompanyProfile:
    """The pure profile of a case, its barriers and approaches included."""
    return replace(case.profile, barriers=terms.barriers, approaches=terms.approaches)


def matters(text: str) -> Said:
    """The matters that a text names, in its order, again where it says them again."""
    return nouns(text[:LONGEST_TEXT])


def candidates(profile: CompanyProfile, said: Said, user) -> list[int]:
    """Page numbers of cases that share a facet or a telling word, those that share most first.

    Where these are few, as in a prefecture that has hardly a case, those of the neighbourhood and of related industries
    come after them. The situation is no facet of the library, but every case names its own in its indexed words.
    """
    named = [word for value in profile.situation for word in words(situation_words()[value].ja) if word not in LIGHT]
    sought = (*(word for word, _written in said), *named)
    text = TextQuery(((Term(sought),),)) if sought else TextQuery()
    ask = partial(engine().candidates, audience=audience_for(user), kind=KIND, limit=CANDIDATES)
    hits = ask(text=text, facets=_facets(profile))
    if len(hits) < CANDIDATES and (around := _facets_around(profile)):
        hits += ask(text=TextQuery(), facets=around)
    return list(dict.fromkeys(pk_of(hit.key) for hit in hits))[:CANDIDATES]


def _is_worth_showing(comparison: Comparison, weights: Weights) -> bool:
    """Whether enough of what was asked for agrees, and anything at all does in the reader's eyes."""
    return bool(comparison.speaking) and comparison.share >= weights.least


def _rank(found: _Candidate) -> tuple[float, int]:
    return -found.comparison.score, found.pk


def _facets(profile: CompanyProfile) -> dict[str, tuple[str, ...]]:
    """What the engine looks for; a facet that is unknown is left out."""
    facets = {
        "barrier": profile.barriers,
        "approach": profile.approaches,
        "industry": (profile.industry,),
        "prefecture": (profile.prefecture,),
        "region": (bureau_of(profile.prefecture).slug,) if profile.prefecture else (),
        "size": _sizes(profile),
    }
    return {name: values for name, values in facets.items() if any(values)}


def _facets_around(profile: CompanyProfile) -> dict[str, tuple[str, ...]]:
    """What is near without being the same: related industries, and neighbouring prefectures under another bureau."""
    facets = {
        "industry": tuple(sorted(related(profile.industry))) if profile.industry else (),
        "prefecture": tuple(sorted(neighbours(profile.prefecture))) if profile.prefecture else (),
    }
    return {name: values for name, values in facets.items() if values}


def _sizes(profile: CompanyProfile) -> tuple[str, ...]:
    """Every size class that the company may have: the law leaves it open where the industry is unknown."""
    if profile.employees is None and profile.capital_yen is None:
        return ()
    sectors = possible_sectors(profile.industry, profile.industry_detail) if profile.industry else None
    return tuple(
        sorted(possible_size_classes(sector=sectors, employees=profile.employees, capital_yen=profile.capital_yen))
    )


def _profiles(ids: list[int], user, leave_out: Collection[str]) -> dict[int, CompanyProfile]:
    """The profiles of those cases that `user` may read, in the order of `ids`."""
    visible = CasePage.objects.visible_to(user).filter(pk__in=ids).exclude(external_id__in=leave_out).order_by()
    rows = {row.pop("pk"): row for row in visible.values("pk", *PROFILE_COLUMNS)}
    terms = terms_of(rows, ["barriers", "approaches"])
    return {pk: _profile(rows[pk], terms[pk]) for pk in ids if pk in rows}


def _profile(row: Mapping[str, Any], terms: CaseTerms) -> CompanyProfile:
    facts = {**row, "situation": tuple(row["situation"])}
    return CompanyProfile(**facts, barriers=terms.barriers, approaches=terms.approaches)


def _by_facets(profile: CompanyProfile, others: Mapping[int, CompanyProfile], weights: Weights) -> list[_Candidate]:
    """The candidates by how their facets agree; of equal ones, those that the engine put first."""
    possible = points_possible(profile, weights)
    found = [_Candidate(pk, other, compare(profile, other, weights, possible=possible)) for pk, other in others.items()]
    return sorted(found, key=lambda candidate: -candidate.comparison.points)


def _with_words(profile: CompanyProfile, best: list[_Candidate], said: Said, weights: Weights) -> Iterator[_Candidate]:
    """The candidates with their words compared as well."""
    words_shared = _shared_words([found.pk for found in best], said)
    if not words_shared:
        yield from best
        return
    possible = points_possible(profile, weights, has_text=True)
    for found in best:
        comparison = compare(
            profile, found.profile, weights, words=words_shared.get(found.pk, NO_TEXT), possible=possible
        )
        yield replace(found, comparison=comparison)


def _shared_words(ids: list[int], said: Said) -> Mapping[int, SharedWords]:
    """How much of what is said stands in each of those cases; empty where nothing is said that any case could share."""
    lexicon = engine().lexicon()
    told = telling((word for word, _written in said), lexicon.frequency, lexicon.documents) if said else {}
    if not told:
        return {}
    written = dict(reversed(said))  # as first written
    others = recall_words(key_of(pk) for pk in ids)
    return {pk: shared(told, others.get(key_of(pk), ()), written) for pk in ids}
