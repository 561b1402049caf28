"""The searchable texts of an object, as its model's `search_fields` name them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Manager, Model
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk

from search.backend.models import IndexedText


def texts_of(item: Model) -> list[IndexedText]:
    """One row for each field of `item` that holds any text."""
    content_type = get_content_type_pk(type(item))
    return [
        _row(fields, "\n".join(texts), content_type_id=content_type, object_id=str(item.pk), field=name)
        for name, (fields, texts) in _by_name(item).items()
        if any(texts)
    ]


def _row(fields: list[SearchField | AutocompleteField], text: str, **identity: Any) -> IndexedText:
    sought = [field for field in fields if isinstance(field, SearchField)]
    return IndexedText(
        **identity,
        is_sought=bool(sought),
        is_begun=any(isinstance(field, AutocompleteField) for field in fields),
        boost=max((field.boost or 1 for field in sought), default=1),
    ).read(text)


def _by_name(item: Model) -> dict[str, tuple[list, list[str]]]:
    """The fields of one name (one to seek in, one to begin with) together, and their text once."""
    found: dict[str, tuple[list, list[str]]] = {}
    for name, field, text in _fields(item, item.get_search_fields()):
        fields, texts = found.setdefault(name, ([], []))
        fields.append(field)
        if text not in texts:
            texts.append(text)
    return found


def _fields(item: Any, search_fields: Iterable[Any], path: str = "") -> Iterator[tuple[str, Any, str]]:
    for field in search_fields:
        name = f"{path}{field.field_name}"
        if isinstance(field, RelatedFields):
            for related in _related(field.get_value(item)):
                yield from _fields(related, field.fields, f"{name}__")
        elif isinstance(field, SearchField | AutocompleteField):
            yield name, field, _plain(field.get_value(item))


def _related(value: Any) -> Iterable[Any]:
    if value is None:
        return ()
    return value.all() if isinstance(value, Manager) else (value,)


def _plain(value: Any) -> str:
    """The text of a value, which Wagtail gives as text, as a list of texts, or by name."""
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    return "\n".join(map(_plain, value)) if isinstance(value, list | tuple) else str(value)
