"""The taxonomy terms and tags of many cases at once: one query a table, however many cases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from casebook.cases.models import CaseApproach, CaseBarrier, CaseDeliveryModel, CaseSupportType, TaggedCase


@dataclass(frozen=True)
class CaseTerms:
    """Slugs in the editors' order; tags by name."""

    barriers: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    support_types: tuple[str, ...] = ()
    delivery_models: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


_SOURCES = {
    "barriers": (CaseBarrier, "barrier__slug"),
    "approaches": (CaseApproach, "approach__slug"),
    "support_types": (CaseSupportType, "support_type__slug"),
    "delivery_models": (CaseDeliveryModel, "delivery_model__slug"),
}


def terms_of(page_ids: Iterable[int], names: Iterable[str] = (*_SOURCES, "tags")) -> dict[int, CaseTerms]:
    """The terms of those cases; only the tables in `names` are read."""
    ids, wanted = list(page_ids), set(names)
    found: dict[int, dict[str, list[str]]] = {pk: defaultdict(list) for pk in ids}
    for name, (model, path) in _SOURCES.items():
        if name in wanted:
            for pk, slug in model.objects.filter(page_id__in=ids).order_by("sort_order").values_list("page_id", path):
                found[pk][name].append(slug)
    if "tags" in wanted:
        tagged = TaggedCase.objects.filter(content_object_id__in=ids).order_by("tag__name")
        for pk, name in tagged.values_list("content_object_id", "tag__name"):
            found[pk]["tags"].append(name)
    return {pk: CaseTerms(**{name: tuple(values) for name, values in terms.items()}) for pk, terms in found.items()}
