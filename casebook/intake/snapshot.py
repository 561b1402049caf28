"""What a case says now, as the values that a row of the spreadsheet would give."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from casebook.cases.models import (
    CaseApproach,
    CaseBarrier,
    CaseDeliveryModel,
    CasePage,
    CaseSupportType,
    OutcomeFigure,
    TaggedCase,
)
from casebook.intake.domain.barrier_notes import clean_note
from casebook.intake.domain.columns import COLUMNS, Kind
from casebook.intake.domain.figures import Figure, plain_decimal
from casebook.intake.domain.texts import clean_line, clean_text, fold_case
from casebook.profiles.choices import Disclosure

PUBLISHED, DRAFT = "published", "draft"


@dataclass
class Children:
    """The rows that belong to a case: terms by slug in their order, figures, tags."""

    barriers: list[tuple[str, str]] = field(default_factory=list)
    approaches: list[str] = field(default_factory=list)
    support_types: list[str] = field(default_factory=list)
    delivery_model: list[str] = field(default_factory=list)
    figures: list[OutcomeFigure] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def children_of(page: CasePage) -> Children:
    """The children as they stand on this object, saved or not."""
    return Children(
        barriers=[(child.barrier.slug, child.note) for child in page.case_barriers.all()],
        approaches=[child.approach.slug for child in page.case_approaches.all()],
        support_types=[child.support_type.slug for child in page.case_support_types.all()],
        delivery_model=[child.delivery_model.slug for child in page.case_delivery_models.all()],
        figures=list(page.figures.all()),
        tags=[child.tag.name for child in page.tagged_items.all()],
    )


def children_in_bulk(pages: Iterable[CasePage]) -> dict[int, Children]:
    """The saved children of many cases, by the cases' keys, in six queries."""
    found = {page.pk: Children() for page in pages}
    for row in _rows_of(CaseBarrier, found, "barrier"):
        found[row.page_id].barriers.append((row.barrier.slug, row.note))
    for row in _rows_of(CaseApproach, found, "approach"):
        found[row.page_id].approaches.append(row.approach.slug)
    for row in _rows_of(CaseSupportType, found, "support_type"):
        found[row.page_id].support_types.append(row.support_type.slug)
    for row in _rows_of(CaseDeliveryModel, found, "delivery_model"):
        found[row.page_id].delivery_model.append(row.delivery_model.slug)
    for row in OutcomeFigure.objects.filter(page__in=found).order_by("sort_order", "pk"):
        found[row.page_id].figures.append(row)
    for row in TaggedCase.objects.filter(content_object__in=found).select_related("tag"):
        found[row.content_object_id].tags.append(row.tag.name)
    return found


def _rows_of(model: Any, pages: Iterable[int], term: str) -> Any:
    return model.objects.filter(page__in=pages).select_related(term).order_by("sort_order", "pk")


def values_of(page: CasePage, children: Children, organisation: str) -> dict[str, Any]:
    """The values of a case by column; cleaned like those of a cell, so that both compare."""
    values = {column.name: _value(page, column.name, column.kind) for column in COLUMNS.values()}
    return {
        **values,
        "id": page.external_id,
        "organisation": organisation,
        "status": PUBLISHED if page.live else DRAFT,
        "barriers": [slug for slug, _note in children.barriers],
        "barrier_notes": {slug: cleaned for slug, note in children.barriers if (cleaned := clean_note(note))},
        "approaches": children.approaches,
        "support_types": children.support_types,
        "delivery_model": children.delivery_model,
        "figures": [figure_of(row).as_json() for row in children.figures],
        "tags": sorted(map(clean_line, children.tags), key=fold_case),
    }


def values_on(page: CasePage) -> dict[str, Any]:
    """The values of a case as it stands on this object, saved or not."""
    return values_of(page, children_of(page), organisation_name(page))


def figure_of(row: OutcomeFigure) -> Figure:
    """The figure that a row of the database holds."""
    return Figure(
        label=clean_line(row.label),
        unit=clean_line(row.unit),
        before=None if row.before is None else plain_decimal(row.before),
        before_year=row.before_year,
        after=None if row.after is None else plain_decimal(row.after),
        after_year=row.after_year,
        note=clean_line(row.note),
    )


def organisation_name(page: CasePage) -> str:
    """The name of the organisation whose people may read the case, empty where there is none."""
    needed = page.organisation_id is not None or page.disclosure == Disclosure.ORGANISATION
    return page.organisation.name if needed and page.organisation else ""


def _value(page: CasePage, name: str, kind: Kind) -> Any:
    value = getattr(page, name, None)
    if kind is Kind.TEXT:
        return clean_text(value or "")
    if kind in (Kind.LINE, Kind.URL):
        return clean_line(value or "")
    return value
