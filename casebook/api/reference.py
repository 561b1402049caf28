"""The page that explains the API, made from its OpenAPI document and its schemas."""

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic.fields import FieldInfo

from casebook.api import examples, schemas
from casebook.api.description import SHARED_LISTS, values_of
from casebook.api.service import api
from casebook.intake.domain.words import WORDS
from casebook.library.labels import value_label
from casebook.taxonomy.words import Taxonomies, load_taxonomies

#: A list of plain values, spread over lines.
_SHORT_LIST = re.compile(r"\[\s+([^\[\]{}]+?)\s+\]")
#: What each operation takes, besides `lang`, which is told once for the whole page.
TAKES: dict[str, type[Schema]] = {"findCases": schemas.AskCases, "findSimilarCases": schemas.SimilarQuestion}


@dataclass(frozen=True)
class Input:
    """A parameter or a field of a body. `values` are those of a closed list, with their names."""

    name: str
    text: str
    values: tuple[tuple[str, str], ...]
    is_repeatable: bool


@dataclass(frozen=True)
class Operation:
    """One address: what it does, what it takes, and how it is asked."""

    anchor: str
    method: str
    path: str
    title: str
    text: str
    inputs: tuple[Input, ...]
    example: str
    answer: str


@dataclass(frozen=True)
class Reference:
    """The whole page."""

    operations: tuple[Operation, ...]
    limits: dict[str, int]
    with_token: str


def api_reference() -> Reference:
    """What the API offers now, in the reader's language."""
    paths, taxonomies = api.get_openapi_schema()["paths"], load_taxonomies()
    operations = (
        _operation(path, method, operation, taxonomies)
        for path, methods in paths.items()
        for method, operation in methods.items()
    )
    with_token = _curl(urljoin(settings.BASE_URL, "/api/v1/cases"), "-H", "Authorization: Bearer banso_…")
    return Reference(tuple(operations), settings.REQUESTS_A_MINUTE, with_token)


def _operation(path: str, method: str, operation: dict[str, Any], taxonomies: Taxonomies) -> Operation:
    name = operation["operationId"]
    return Operation(
        anchor=name,
        method=method.upper(),
        path=path,
        title=_(operation["summary"]),
        text=_(operation["description"]),
        inputs=tuple(_inputs(TAKES[name], taxonomies)) if name in TAKES else (),
        example=_example(name, path, method),
        answer=_answer(name),
    )


def _inputs(takes: type[Schema], taxonomies: Taxonomies) -> Iterator[Input]:
    for name, field in takes.model_fields.items():
        if name != "lang":
            yield Input(name, _(field.description or ""), tuple(_values(name, taxonomies)), _is_list(field))


def _is_list(field: FieldInfo) -> bool:
    return field.annotation == schemas.Values or schemas.Values in get_args(field.annotation)


def _values(name: str, taxonomies: Taxonomies) -> Iterator[tuple[str, str]]:
    """The values of a closed list with their names; an order's values are explained where it is described."""
    facet = SHARED_LISTS.get(name, name)
    for value in values_of(facet, taxonomies) if facet not in {"sort", "place"} else ():
        if facet == "situation":
            yield value, WORDS["situation"][value].label(get_language() or "ja")
        else:
            yield value, value_label(facet, value, taxonomies)


def _answer(name: str) -> str:
    """An answer as JSON, its short lists in one line each."""
    if name not in examples.ANSWERS:
        return ""
    answer = json.dumps(examples.ANSWERS[name], ensure_ascii=False, indent=2)
    return _SHORT_LIST.sub(lambda found: f"[{' '.join(found[1].split())}]", answer)


def _example(name: str, path: str, method: str) -> str:
    query = examples.QUERIES.get(name, {})
    url = urljoin(settings.BASE_URL, path.replace("{case_id}", examples.CASE["id"]))
    if method == "post":
        body = json.dumps(examples.PROFILE, ensure_ascii=False, indent=2)
        return _curl(url, "-H", "Content-Type: application/json", "-d", body)
    if not query:
        return _curl(url)
    return _curl(f"-G {url}", *(part for pair in query.items() for part in ("--data-urlencode", "=".join(pair))))


def _curl(what: str, *options: str) -> str:
    """A command line, one option with its value a line."""
    pairs = zip(options[::2], options[1::2], strict=True)
    return " \\\n".join([f"curl {what}", *(f"  {option} {shlex.quote(value)}" for option, value in pairs)])
