"""What the generated OpenAPI document leaves out: lists of values, examples, limits, and that tokens are optional."""

from typing import Any

from casebook.api import examples
from casebook.api.problems import MEDIA_TYPE
from casebook.intake.domain.words import WORDS
from casebook.library.criteria import BOTH, SORTS, vocabulary
from casebook.taxonomy.words import Taxonomies, load_taxonomies

#: Names of a company profile that stand for several values, with the parameter whose list they share.
SHARED_LISTS = {"barriers": "barrier", "approaches": "approach"}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """The document with all that a reader and a tester of the API need."""
    taxonomies = load_taxonomies()
    for path in document["paths"].values():
        path.pop("head", None)  # answered like GET, as everywhere
        for operation in path.values():
            operation["security"] = [{}, *operation["security"]]
            for parameter in operation["parameters"]:
                _list_values(parameter["schema"], parameter["name"], taxonomies)
                parameter["description"] = parameter["schema"].pop("description", "")
            _name_media_type(operation["responses"])
            _tell_limits(operation["responses"])
            if answer := examples.ANSWERS.get(operation["operationId"]):
                operation["responses"][200]["content"]["application/json"]["example"] = answer
    question = document["components"]["schemas"]["SimilarQuestion"]
    for name, schema in question["properties"].items():
        _list_values(schema, SHARED_LISTS.get(name, name), taxonomies)
    question["examples"] = [examples.PROFILE]
    return document


def values_of(name: str, taxonomies: Taxonomies) -> tuple[str, ...]:
    """The values that may stand in a parameter or field; empty where any may."""
    if name == "sort":
        return SORTS
    words = WORDS["situation"] if name == "situation" else vocabulary(name, taxonomies)
    slugs = tuple(term.slug for term in words or () if (name, term.slug) not in taxonomies.retired)
    return (*slugs, BOTH.slug) if name == "support" else slugs


def _list_values(schema: dict[str, Any], name: str, taxonomies: Taxonomies) -> None:
    """Strings, not enums: a name in Japanese or English is accepted as well, and lists grow."""
    values = values_of(name, taxonomies)
    if not values:
        return
    names = "" if name == "sort" else " Japanese and English names are accepted too."
    schema["description"] = f"{schema.get('description', '')} One of: {', '.join(values)}.{names}"
    (schema["items"] if schema.get("type") == "array" else schema)["examples"] = list(values)


def _name_media_type(responses: dict[int, Any]) -> None:
    for status, response in responses.items():
        if status >= 400:
            response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}


def _tell_limits(responses: dict[int, Any]) -> None:
    responses[429]["headers"] = {
        "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds until the next request."}
    }
    for name in ("RateLimit", "RateLimit-Policy"):
        responses[200].setdefault("headers", {})[name] = {"schema": {"type": "string"}}
