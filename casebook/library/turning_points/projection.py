"""Turning points as documents of their own: their few words are sought apart from the rest of the story."""

from collections.abc import Iterable, Iterator

from wagtail.models import PageViewRestriction

from casebook.cases.audience import audience_of
from casebook.cases.models import CasePage
from casebook.cases.terms import CaseTerms, terms_of
from casebook.library.projection import FACETS, facets_of, newest_of, pk_of
from search.documents import Document, Part
from search.projection.registry import register_projection

KIND = "turning-point"
#: What a document is made of; the story's long texts are not read for it.
FIELDS = (
    "turning_point",
    "bureau",
    "prefecture",
    "size",
    "industry",
    "org_type",
    "result",
    "year",
    "disclosure",
    "organisation_id",
    "consent_ends_on",
    "live",
    "path",
    "first_published_at",
)


def key_of(pk: int) -> str:
    """The key of the document that a case's turning point has."""
    return f"{KIND}:{pk}"


class TurningPointProjection:
    """Every live case that tells its turning point has one; who may read the case finds it."""

    kind = KIND
    facets = FACETS

    def keys(self) -> Iterator[str]:
        """See Projection.keys."""
        told = CasePage.objects.exclude(turning_point="").order_by("pk")
        return (key_of(pk) for pk in told.values_list("pk", flat=True).iterator())

    def documents(self, keys: Iterable[str]) -> Iterator[Document]:
        """See Projection.documents."""
        told = CasePage.objects.exclude(turning_point="").filter(pk__in=[pk_of(key) for key in keys])
        cases = list(told.only(*FIELDS).order_by("pk"))
        terms = terms_of(case.pk for case in cases)
        restrictions = list(PageViewRestriction.objects.select_related("page").prefetch_related("groups"))
        for case in cases:
            audience = audience_of(case, restrictions)
            if audience:
                yield turning_point_document(case, terms[case.pk], audience)


def turning_point_document(case: CasePage, terms: CaseTerms, audience: frozenset[str]) -> Document:
    """What the search room keeps of a case's turning point."""
    return Document(
        key=key_of(case.pk),
        kind=KIND,
        parts=(Part("turning_point", case.turning_point, in_excerpt=False),),  # marked in the case's own text
        facets=facets_of(case, terms),
        audience=audience,
        newest=newest_of(case),
    )


register_projection(TurningPointProjection())
