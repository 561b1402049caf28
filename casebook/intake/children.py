"""The rows that belong to a case, from the values of its columns."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models

from casebook.cases.models import (
    CaseApproach,
    CaseBarrier,
    CaseDeliveryModel,
    CaseSupportType,
    CaseTag,
    OutcomeFigure,
    TaggedCase,
)
from casebook.taxonomy.models import Term

#: Each relation with the columns that fill it.
CHILDREN: tuple[tuple[str, frozenset[str]], ...] = (
    ("case_barriers", frozenset({"barriers", "barrier_notes"})),
    ("case_approaches", frozenset({"approaches"})),
    ("case_support_types", frozenset({"support_types"})),
    ("case_delivery_models", frozenset({"delivery_model"})),
    ("figures", frozenset({"figures"})),
    ("tagged_items", frozenset({"tags"})),
)
Rows = list[models.Model]


class Words(Protocol):
    """Where terms are found by column and slug, and tags by name."""

    terms: dict[str, dict[str, Term]]

    def tag(self, name: str) -> CaseTag:
        """The tag of this name."""


def build_children(values: dict[str, Any], names: Iterable[str], words: Words) -> dict[str, Rows]:
    """The unsaved rows of the relations that the columns `names` fill. Raises KeyError for a term that is gone."""
    wanted = set(names)
    return {relation: _BUILDERS[relation](values, words) for relation, columns in CHILDREN if columns & wanted}


def _barriers(values: dict[str, Any], words: Words) -> Rows:
    notes = values["barrier_notes"]
    return [
        CaseBarrier(barrier=words.terms["barriers"][slug], note=notes.get(slug, ""), sort_order=order)
        for order, slug in enumerate(values["barriers"])
    ]


def _terms(model: type[models.Model], field: str, column: str) -> Any:
    def build(values: dict[str, Any], words: Words) -> Rows:
        found = words.terms[column]
        return [model(**{field: found[slug], "sort_order": order}) for order, slug in enumerate(values[column])]

    return build


def _figures(values: dict[str, Any], words: Words) -> Rows:
    return [OutcomeFigure(**kept, sort_order=order) for order, kept in enumerate(values["figures"])]


def _tags(values: dict[str, Any], words: Words) -> Rows:
    return [TaggedCase(tag=words.tag(name)) for name in values["tags"]]


_BUILDERS = {
    "case_barriers": _barriers,
    "case_approaches": _terms(CaseApproach, "approach", "approaches"),
    "case_support_types": _terms(CaseSupportType, "support_type", "support_types"),
    "case_delivery_models": _terms(CaseDeliveryModel, "delivery_model", "delivery_model"),
    "figures": _figures,
    "tagged_items": _tags,
}
