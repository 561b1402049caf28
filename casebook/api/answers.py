"""Cases, facets and reasons in the shape in which programs receive them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from django.conf import settings

from casebook.api import schemas
from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.library.cards import case_url
from casebook.library.criteria import BOTH, Criteria, vocabulary
from casebook.library.find import Found
from casebook.library.labels import facet_label, value_label
from casebook.library.projection import FACETS, facets_of, pk_of
from casebook.library.readings import readings
from casebook.similarity.alike import Alike
from casebook.similarity.sentences import sentence
from casebook.taxonomy.words import Taxonomies

Counts = Mapping[str, Mapping[str, int]]
MOST_TAGS = 30
#: What a list tells of a case; its long texts are not read from the database.
LISTED = (
    "pk",
    "title",
    "slug",
    "external_id",
    "text_language",
    "bureau",
    "prefecture",
    "size",
    "industry",
    "org_type",
    "result",
    "year",
    "turning_point",
    "summary",
)
#: What a story tells under the name that the model has as well.
TOLD = tuple(
    name
    for name in schemas.CaseStory.model_fields
    if name not in {*schemas.Case.model_fields, "labels", "alias", "barrier_notes", "figures", "updated_at"}
)


def case_list(found: Found, criteria: Criteria, user: Any, taxonomies: Taxonomies) -> schemas.CaseList:
    """The answer to a question. A case that was hidden since it was indexed is left out."""
    by_relevance = criteria.order == "relevance"
    scores = {pk_of(hit.key): round(hit.score, 4) if by_relevance else None for hit in found.response.hits}
    cases = CasePage.objects.visible_to(user).filter(pk__in=scores).only(*LISTED)
    told = {case.pk: facts for case, facts in _listed(cases)}
    return schemas.CaseList(
        count=found.response.total,
        results=[schemas.FoundCase(**told[pk], score=score) for pk, score in scores.items() if pk in told],
        facets={name: list(_counted(name, found.response.facets, criteria, taxonomies)) for name in FACETS},
        notes=list(readings(found)),
    )


def facet_list(found: Found, taxonomies: Taxonomies) -> schemas.FacetList:
    """Every facet with every value that may be asked for."""
    return schemas.FacetList(
        count=found.response.total,
        labels={name: facet_label(name) for name in FACETS},
        facets={name: list(_all_values(name, found.response.facets, taxonomies)) for name in FACETS},
    )


def similar_list(alike: Sequence[Alike], taxonomies: Taxonomies) -> schemas.SimilarList:
    """Similar cases with their reasons."""
    comparisons = {one.case.pk: one.comparison for one in alike}
    return schemas.SimilarList(
        results=[
            schemas.SimilarCase(
                **facts,
                score=round(comparisons[case.pk].score, 1),
                reasons=[
                    schemas.Reason(
                        field=reason.field,
                        kind=reason.kind.value,
                        sentence=sentence(reason, taxonomies),
                        points=round(reason.points, 1),
                    )
                    for reason in comparisons[case.pk].reasons
                ],
            )
            for case, facts in _listed([one.case for one in alike])
        ]
    )


def case_story(case: CasePage, taxonomies: Taxonomies) -> schemas.CaseStory:
    """All that the page of a case tells."""
    terms = terms_of([case.pk])[case.pk]
    facts = _facts(case, terms)
    notes = case.case_barriers.exclude(note="").values_list("barrier__slug", "note")
    return schemas.CaseStory(
        **facts,
        **{name: getattr(case, name) for name in TOLD},
        alias=case.called,
        labels={name: {value: value_label(name, value, taxonomies) for value in facts[name]} for name in FACETS},
        barrier_notes=dict(notes),
        figures=list(case.figures.values(*schemas.Figure.model_fields)),
        updated_at=case.last_published_at,
    )


def _listed(cases: Iterable[CasePage]) -> Iterator[tuple[CasePage, dict[str, Any]]]:
    """Each case with what a list tells of it, in the same order."""
    cases = list(cases)
    terms = terms_of(case.pk for case in cases) if cases else {}
    return ((case, _facts(case, terms[case.pk])) for case in cases)


def _facts(case: CasePage, terms: CaseTerms) -> dict[str, Any]:
    return {
        "id": case.external_id,
        "slug": case.slug,
        "url": urljoin(settings.BASE_URL, case_url(case)),
        "title": case.title,
        "language": case.text_language,
        "turning_point": case.turning_point,
        "summary": case.summary,
        **facets_of(case, terms),
    }


def _counted(name: str, counts: Counts, criteria: Criteria, taxonomies: Taxonomies) -> Iterator[schemas.FacetValue]:
    """The values that bring a case, and those that are chosen; of the tags the most used."""
    counted, chosen = counts.get(name, {}), criteria.filters.get(name, ())
    wanted = [value for value in _in_order(name, counted, chosen, taxonomies) if counted.get(value) or value in chosen]
    for value in wanted[:MOST_TAGS] if name == "tag" else wanted:
        yield _facet_value(name, value, counted, taxonomies)


def _all_values(name: str, counts: Counts, taxonomies: Taxonomies) -> Iterator[schemas.FacetValue]:
    """Every value; a term that the editors no longer use only where a case still has it."""
    counted = counts.get(name, {})
    for value in _in_order(name, counted, (), taxonomies):
        if counted.get(value) or (name, value) not in taxonomies.retired:
            yield _facet_value(name, value, counted, taxonomies)


def _in_order(name: str, counted: Mapping[str, int], chosen: Sequence[str], taxonomies: Taxonomies) -> list[str]:
    """The editors' order; years from the latest, tags from the most used, chosen ones first."""
    if name == "year":
        return sorted({*counted, *chosen}, reverse=True)
    if name == "tag":
        return list(dict.fromkeys([*chosen, *sorted(counted, key=lambda tag: (-counted[tag], tag))]))
    slugs = [term.slug for term in vocabulary(name, taxonomies) or ()]
    return [*slugs, BOTH.slug] if name == "support" else slugs


def _facet_value(name: str, value: str, counted: Mapping[str, int], taxonomies: Taxonomies) -> schemas.FacetValue:
    return schemas.FacetValue(value=value, label=value_label(name, value, taxonomies), count=counted.get(value, 0))
