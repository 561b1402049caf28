"""A library of synthetic cases in the database, without going through forms, revisions or the importer.

Pages are inserted with the tree columns that Wagtail would have given them. The library can be made to grow: rows that
are there already stay, so that one database serves several sizes.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import Max
from wagtail.models import Locale, Page

from benchmarks.generator import Row, cases
from casebook.cases.audience import audience_of
from casebook.cases.models import (
    CaseApproach,
    CaseBarrier,
    CaseDeliveryModel,
    CasePage,
    CaseSupportType,
    CaseTag,
    OutcomeFigure,
    TaggedCase,
)
from casebook.cases.terms import CaseTerms
from casebook.library.projection import case_document
from casebook.library.turning_points.projection import turning_point_document
from casebook.pages.models import LibraryPage
from casebook.pages.seeding import seed
from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType, Term
from casebook.taxonomy.words import taxonomy_names
from search.documents import Document

BATCH = 2_000
FIRST_PUBLISHED = datetime(2020, 4, 1, tzinfo=UTC)
FIGURE = re.compile(r"(?P<label>.+)：(?P<before>\d+)(?P<unit>\D+)（(?P<y1>\d{4})）→(?P<after>\d+)\D+（(?P<y2>\d{4})）")
#: Columns of the sheet that are lists or child rows; all others are fields of the case.
LISTS = frozenset({"situation", "org_type"})
CHILDREN = ("barriers", "barrier_notes", "approaches", "support_types", "delivery_model", "figures", "tags")
TERMS: dict[str, tuple[type[models.Model], str, type[Term]]] = {
    "barriers": (CaseBarrier, "barrier", Barrier),
    "approaches": (CaseApproach, "approach", Approach),
    "support_types": (CaseSupportType, "support_type", SupportType),
    "delivery_model": (CaseDeliveryModel, "delivery_model", DeliveryModel),
}


def prepare() -> None:
    """An empty platform: tables, taxonomies, the first page tree."""
    call_command("migrate", verbosity=0)
    seed()


def grow(size: int) -> int:
    """Let the library have `size` synthetic cases. Returns how many were added."""
    held = CasePage.objects.filter(external_id__startswith="bench-").count()
    rows = cases(max(0, size - held), start=held)
    added = 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            _insert(batch, first=held + added)
        added += len(batch)
    return added


def documents(count: int) -> Iterator[Document]:
    """The documents of `count` synthetic cases, as the library would make them, without a row in the database."""
    library, names = LibraryPage.objects.get(locale=Locale.get_default()), taxonomy_names()
    for number, row in enumerate(cases(count)):
        case = _page(row, library, number + 1, number)
        terms, audience = _terms(row), audience_of(case, ())
        yield case_document(case, terms, names, audience)
        if case.turning_point:
            yield turning_point_document(case, terms, audience)


def _terms(row: Row) -> CaseTerms:
    return CaseTerms(
        barriers=tuple(_several(row["barriers"])),
        approaches=tuple(_several(row["approaches"])),
        support_types=tuple(_several(row["support_types"])),
        delivery_models=tuple(_several(row["delivery_model"])),
        tags=tuple(sorted(_several(row["tags"]))),
    )


def _insert(rows: list[Row], first: int) -> None:
    library = LibraryPage.objects.get(locale=Locale.get_default())
    start = (Page.objects.aggregate(Max("pk"))["pk__max"] or 0) + 1
    pages = [_page(row, library, start + i, first + i) for i, row in enumerate(rows)]
    Page.objects.bulk_create([_tree_row(page) for page in pages], batch_size=BATCH)
    _insert_cases(pages)
    for model, found in _child_rows(rows, start).items():
        model.objects.bulk_create(found, batch_size=BATCH)
    Page.objects.filter(pk=library.pk).update(numchild=models.F("numchild") + len(rows))


def _page(row: Row, library: LibraryPage, pk: int, number: int) -> CasePage:
    """A live case with the place in the tree that treebeard and Wagtail would give it."""
    published = FIRST_PUBLISHED + timedelta(minutes=number)
    case = CasePage(
        pk=pk,
        page_ptr_id=pk,
        path=CasePage._get_path(library.path, library.depth + 1, number + 1),
        depth=library.depth + 1,
        url_path=f"{library.url_path}{row['id']}/",
        slug=row["id"],
        external_id=row["id"],
        draft_title=row["title"],
        content_type=ContentType.objects.get_for_model(CasePage),
        locale=library.locale,
        translation_key=uuid.uuid5(library.translation_key, str(row["id"])),
        live=True,
        first_published_at=published,
        last_published_at=published,
        latest_revision_created_at=published,
        **_fields(row),
    )
    case.compute_facets()
    return case


def _fields(row: Row) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in {"id", "status", *CHILDREN, *LISTS}}
    return {**plain, **{name: _several(row[name]) for name in LISTS}}


def _several(cell: str | int) -> list[str]:
    return list(filter(None, str(cell).split(";")))


def _tree_row(case: CasePage) -> Page:
    return Page(**{field.attname: getattr(case, field.attname) for field in Page._meta.concrete_fields})


def _insert_cases(pages: list[CasePage]) -> None:
    """The case columns of pages whose tree rows exist. Django's bulk_create refuses models with a parent table."""
    fields = CasePage._meta.local_concrete_fields
    size = connection.ops.bulk_batch_size(fields, pages)
    for start in range(0, len(pages), size):
        CasePage._base_manager._insert(pages[start : start + size], fields=fields, using="default")


def _child_rows(rows: Iterable[Row], start: int) -> dict[type[models.Model], list[models.Model]]:
    found: dict[type[models.Model], list[models.Model]] = {}
    for pk, row in enumerate(rows, start):
        for child in (*_term_rows(row, pk), *_figure_rows(row, pk), *_tag_rows(row, pk)):
            found.setdefault(type(child), []).append(child)
    return found


def _term_rows(row: Row, pk: int) -> Iterator[models.Model]:
    notes = [line.partition("：")[2] for line in str(row["barrier_notes"]).splitlines()]
    for column, (through, field, term) in TERMS.items():
        ids = _ids(term)
        for order, slug in enumerate(_several(row[column])):
            note = {"note": notes[order]} if column == "barriers" else {}
            yield through(page_id=pk, sort_order=order, **{f"{field}_id": ids[slug]}, **note)


def _figure_rows(row: Row, pk: int) -> Iterator[models.Model]:
    found = FIGURE.fullmatch(str(row["figures"]))
    if found:
        yield OutcomeFigure(
            page_id=pk,
            sort_order=0,
            label=found["label"],
            unit=found["unit"],
            before=found["before"],
            before_year=found["y1"],
            after=found["after"],
            after_year=found["y2"],
        )


def _tag_rows(row: Row, pk: int) -> Iterator[models.Model]:
    for name in _several(row["tags"]):
        yield TaggedCase(content_object_id=pk, tag_id=_tag_id(name))


_known: dict[object, Any] = {}


def _ids(term: type[Term]) -> dict[str, int]:
    if term not in _known:
        _known[term] = dict(term.objects.values_list("slug", "pk"))
    return _known[term]


def _tag_id(name: str) -> int:
    if name not in _known:
        _known[name] = CaseTag.objects.get_or_create(name=name)[0].pk
    return _known[name]
