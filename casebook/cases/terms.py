"""The taxonomy terms and tags of cases: of many in one query, however many; of one with all that its page tells."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import CharField, F, IntegerField, Value

from casebook.cases.models import (
    CaseApproach,
    CaseBarrier,
    CaseDeliveryModel,
    CasePage,
    CaseSupportType,
    TaggedCase,
)
from casebook.taxonomy.models import Approach, DeliveryModel, SupportType


@dataclass(frozen=True)
class CaseTerms:
    """Slugs in the editors' order; tags by name."""

    barriers: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    support_types: tuple[str, ...] = ()
    delivery_models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class TermRows:
    """The terms of one case as its page tells them, each table read once; drafts in a preview have theirs too."""

    barriers: tuple[CaseBarrier, ...]
    approaches: tuple[Approach, ...]
    support_types: tuple[SupportType, ...]
    delivery_models: tuple[DeliveryModel, ...]

    @classmethod
    def of(cls, case: CasePage) -> "TermRows":
        """Read the rows of `case`."""
        return cls(
            tuple(case.case_barriers.select_related("barrier")),
            tuple(row.approach for row in case.case_approaches.select_related("approach")),
            tuple(row.support_type for row in case.case_support_types.select_related("support_type")),
            tuple(row.delivery_model for row in case.case_delivery_models.select_related("delivery_model")),
        )

    @property
    def slugs(self) -> CaseTerms:
        """The same terms by slug, without the tags."""
        return CaseTerms(
            tuple(row.barrier.slug for row in self.barriers),
            tuple(term.slug for term in self.approaches),
            tuple(term.slug for term in self.support_types),
            tuple(term.slug for term in self.delivery_models),
        )


_SOURCES = {
    "barriers": (CaseBarrier, "page_id", "sort_order", "barrier__slug"),
    "approaches": (CaseApproach, "page_id", "sort_order", "approach__slug"),
    "support_types": (CaseSupportType, "page_id", "sort_order", "support_type__slug"),
    "delivery_models": (CaseDeliveryModel, "page_id", "sort_order", "delivery_model__slug"),
    "tags": (TaggedCase, "content_object_id", None, "tag__name"),
}


def terms_of(page_ids: Iterable[int], names: Iterable[str] = tuple(_SOURCES)) -> dict[int, CaseTerms]:
    """The terms of those cases in one query; only the tables in `names` are read."""
    ids = list(page_ids)
    found: dict[int, dict[str, list[str]]] = {pk: defaultdict(list) for pk in ids}
    first, *others = (_rows(name, ids) for name in names)
    for pk, name, _place, term in sorted(first.union(*others, all=True)):
        found[pk][name].append(term)
    return {pk: CaseTerms(**{name: tuple(values) for name, values in terms.items()}) for pk, terms in found.items()}


def _rows(name: str, ids: list[int]):
    """(page, table, place in the editors' order, slug); tags have no order but their names'."""
    model, page, place, term = _SOURCES[name]
    rows = model.objects.filter(**{f"{page}__in": ids}).order_by()
    in_order = F(place) if place else Value(0, IntegerField())
    return rows.values_list(F(page), Value(name, CharField()), in_order, F(term))
