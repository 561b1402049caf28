"""Errors as programs read them: problem details (RFC 9457), in the language that is asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a request: where, what was given, what may have been meant, what could stand there.

    `allowed` is empty where there is no closed list.
    """

    parameter: str
    value: str
    detail: str
    nearest: str = ""
    allowed: tuple[str, ...] = ()


class BadRequest(Exception):
    """The question cannot be answered as it was put; `faults` name each reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__([fault.parameter for fault in self.faults])


def problem(status: int, *, faults: Iterable[Fault] = (), headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The answer for an error."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _detail(status),
    }
    if errors := [asdict(fault) for fault in faults]:
        body["errors"] = errors
    return HttpResponse(as_json(body), status=status, content_type=MEDIA_TYPE, headers=headers)


def as_json(data: Any, **options: Any) -> bytes:
    """JSON that people can read in a terminal; half a character, which UTF-8 has not, stays escaped."""
    return json.dumps(data, ensure_ascii=False, **options).encode(errors="backslashreplace")


def _detail(status: int) -> str:
    """What a status means here, in a sentence."""
    return {
        400: _("The request is not understood."),
        401: _("The token is unknown, revoked or expired. Send a valid one, or none for public cases."),
        404: _("There is nothing at this address."),
        405: _("This method is not offered here."),
        429: _("Too many requests. Please wait until the time in Retry-After has passed."),
        503: _("The search is not answering at the moment. Please try again in a minute."),
    }.get(status, _("Something went wrong on our side.") if status >= 500 else HTTPStatus(status).phrase)
