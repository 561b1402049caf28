"""What is wrong with a request, one sentence each: where, what was sent, and how it is mended."""

import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casebook.api.problems import Fault
from casebook.api.schemas import SimilarQuestion

#: How much of what was sent is sent back, and how much of it stands in a sentence.
LONGEST_NAMED = 200
LONGEST_SAID = 60
#: Where in a request a mistake is; the sender knows the names below them only.
PLACES = {"query", "body", "path", "question", "asked"}
WHOLE_NUMBER = gettext_lazy("“%(name)s” has to be a whole number in digits, such as 12. “%(value)s” is not one.")
NO_OBJECT = gettext_lazy("The body has to be a JSON object with the fields as names. “%(value)s” is not one.")
#: By the kind of pydantic's error. Its context stands beside name and value.
SENTENCES = {
    "int_parsing": WHOLE_NUMBER,
    "int_type": WHOLE_NUMBER,
    "int_from_float": WHOLE_NUMBER,
    "finite_number": WHOLE_NUMBER,
    "int_parsing_size": gettext_lazy("“%(name)s” has too many digits (“%(value)s”). Please send a smaller number."),
    "greater_than_equal": gettext_lazy("“%(name)s” has to be at least %(ge)s. “%(value)s” is too small."),
    "less_than_equal": gettext_lazy("“%(name)s” can be at most %(le)s. “%(value)s” is too large."),
    "string_type": gettext_lazy("“%(name)s” has to be a text between quotation marks. “%(value)s” is not one."),
    "string_too_long": gettext_lazy("“%(name)s” can have at most %(max_length)s characters. Please shorten it."),
    "string_unicode": gettext_lazy("“%(name)s” holds characters that cannot be read. Please send it as UTF-8."),
    "list_type": gettext_lazy("“%(name)s” has to be a list between square brackets. “%(value)s” is not one."),
    "too_long": gettext_lazy("“%(name)s” can have at most %(max_length)s values, not %(actual_length)s."),
    "missing": gettext_lazy("The body is missing. Please send a JSON object, {} at least."),
    "model_type": NO_OBJECT,
    "model_attributes_type": NO_OBJECT,
}
UNREADABLE = gettext_lazy("“%(value)s” cannot be read as “%(name)s”. The API's description tells what can stand there.")


def faults_of(errors: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    """What the schema found wrong, by the names that the sender knows. Each error carries its `input`."""
    for error in errors:
        name = ".".join(str(part) for part in error["loc"] if part not in PLACES) or "body"
        value = "" if error["type"] == "missing" else _as_sent(error["input"])
        if error["type"] == "extra_forbidden":
            yield unknown_name(name, value, tuple(SimilarQuestion.model_fields))
        elif error["type"] == "literal_error":
            yield unknown_value(name, value, allowed=tuple(dict(settings.LANGUAGES)))
        else:
            yield Fault(name, value, _sentence(error, name, value))


def unknown_value(name: str, value: str, nearest: str = "", allowed: tuple[str, ...] = ()) -> Fault:
    """A value that no list has."""
    detail = _("“%(value)s” is not a value of “%(name)s”.") % {"name": name, "value": value[:LONGEST_SAID]}
    way_on = _(" Write it like 2022 or 令和4年.") if name == "year" else _way_on(nearest, allowed)
    return Fault(name, value[:LONGEST_NAMED], detail + way_on, nearest, allowed)


def unknown_name(name: str, value: str, allowed: tuple[str, ...], nearest: str = "") -> Fault:
    """A name that nothing here has."""
    nearest = nearest or next(iter(get_close_matches(name[:LONGEST_SAID], allowed, n=1)), "")
    detail = _("There is no “%(name)s” here.") % {"name": name[:LONGEST_SAID]}
    return Fault(name[:LONGEST_NAMED], value[:LONGEST_NAMED], detail + _way_on(nearest, allowed), nearest, allowed)


def given_twice(name: str, values: list[str]) -> Fault:
    """Values of which only one can count; which one was meant is not ours to guess."""
    detail = _("“%(name)s” can be given once only. Please send one of these values.") % {"name": name}
    return Fault(name, ", ".join(values)[:LONGEST_NAMED], detail)


def no_json(body: bytes) -> Fault:
    """A body that is something else."""
    sent = body[:LONGEST_NAMED].decode(errors="replace")
    told = _("The body is not JSON. Please send an object such as %(example)s.")
    return Fault("body", sent, told % {"example": '{"prefecture": "saitama"}'})


def _way_on(nearest: str, allowed: tuple[str, ...]) -> str:
    """How the mistake is mended, as it goes on in a line."""
    if nearest:
        return _(" Did you mean “%(names)s”?") % {"names": nearest}
    return _(" What can stand here is listed in “allowed”.") if allowed else ""


def _sentence(error: Mapping[str, Any], name: str, value: str) -> str:
    limits = {key: f"{limit:,}" for key, limit in error.get("ctx", {}).items() if isinstance(limit, int)}
    return str(SENTENCES.get(error["type"], UNREADABLE)) % {**limits, "name": name, "value": value[:LONGEST_SAID]}


def _as_sent(given: Any) -> str:
    """What was sent as the sender wrote it, cut to a readable length."""
    text = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False, default=str)
    return text[:LONGEST_NAMED]
