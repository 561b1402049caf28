"""Cases as documents of the search room."""

from collections.abc import Iterable, Iterator

from django.utils import translation
from wagtail.models import PageViewRestriction

from casebook.cases.audience import audience_of
from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.library.ranking import WEIGHTS, worth_of
from casebook.taxonomy.words import taxonomy_names
from platform_site.reference.bodies import BODIES
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import BUREAUS, PREFECTURES
from search.documents import Document, Part
from search.projection.registry import register_projection

KIND = "case"
FACETS = (
    "region",
    "prefecture",
    "size",
    "industry",
    "barrier",
    "approach",
    "support",
    "model",
    "org",
    "result",
    "year",
    "tag",
)
#: The story in a reader's order: what an excerpt may be taken from.
STORY = (
    "summary",
    "background",
    "surface_issue",
    "underlying_issue",
    "actions",
    "outcome",
    "not_worked",
    "burden",
    "lessons",
    "voice",
)


def key_of(pk: int) -> str:
    """The document key of a case page."""
    return f"{KIND}:{pk}"


def pk_of(key: str) -> int:
    """The case page behind a document key."""
    return int(key.partition(":")[2])


class CaseProjection:
    """Every live case is a document; its audience says who finds it."""

    kind = KIND
    facets = FACETS

    def keys(self) -> Iterator[str]:
        """See Projection.keys."""
        return (key_of(pk) for pk in CasePage.objects.order_by("pk").values_list("pk", flat=True).iterator())

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """See Projection.documents."""
        cases = CasePage.objects.filter(pk__in=[pk_of(key) for key in keys]).order_by("pk")
        terms = terms_of(case.pk for case in cases)
        names = taxonomy_names()
        restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
        for case in cases:
            audience = audience_of(case, restrictions)
            if audience:
                yield case_document(case, terms[case.pk], names, audience)


def case_document(case: CasePage, terms: CaseTerms, names: dict[str, str], audience: frozenset[str]) -> Document:
    """What the search room keeps of a case. A real name that may not be shown is not in it."""
    story = "\n".join(text for text in (getattr(case, name) for name in STORY) if text)
    return Document(
        key=key_of(case.pk),
        kind=KIND,
        title=case.title,
        parts=(
            Part("title", case.title, WEIGHTS["title"]),
            Part("turning_point", case.turning_point, WEIGHTS["turning_point"]),
            Part("story", story, WEIGHTS["story"]),
            Part("facets", _facet_words(case, terms, names), WEIGHTS["facets"], in_excerpt=False, is_list=True),
        ),
        facets=facets_of(case, terms),
        audience=audience,
        newest=newest_of(case),
        worth=worth_of(case),
    )


def facets_of(case: CasePage, terms: CaseTerms) -> dict[str, tuple[str, ...]]:
    """A case's value of each facet. A case of both support types has "both" as well."""
    support = terms.support_types
    both = ("both",) if {"issue-setting", "problem-solving"} <= set(support) else ()
    values = {
        "region": (case.bureau,),
        "prefecture": (case.prefecture,),
        "size": (case.size,),
        "industry": (case.industry,),
        "barrier": terms.barriers,
        "approach": terms.approaches,
        "support": (*support, *both),
        "model": terms.delivery_models,
        "org": tuple(case.org_type),
        "result": (case.result,),
        "year": (str(case.year or ""),),
        "tag": terms.tags,
    }
    return {name: tuple(filter(None, of_facet)) for name, of_facet in values.items()}


def _facet_words(case: CasePage, terms: CaseTerms, names: dict[str, str]) -> str:
    """The words, in both languages, by which a reader may look for a facet: 埼玉, Manufacturing, 付いてこない …"""
    prefecture = PREFECTURES.get(case.prefecture)
    words = [case.called, case.city, case.industry_detail, case.org_name, case.team, *terms.tags]
    named = [prefecture, BUREAUS[prefecture.bureau]] if prefecture else []
    named += [INDUSTRIES[case.industry]] if case.industry else []
    named += [BODIES[kind] for kind in case.org_type if kind in BODIES]
    words += [one.label(language) for one in named for language in ("ja", "en")]
    words += [names.get(slug, "") for slug in (*terms.barriers, *terms.approaches, *terms.support_types)]
    for language in ("ja", "en"):
        with translation.override(language):
            words += case._meta.get_field("situation").labels(case.situation)
    return "\n".join(filter(None, words))


def newest_of(case: CasePage) -> int:
    """Seconds of the first publication, then the page's number: a total order."""
    published = int(case.first_published_at.timestamp()) if case.first_published_at else 0
    return (published << 24) | (case.pk & 0xFFFFFF)


register_projection(CaseProjection())
