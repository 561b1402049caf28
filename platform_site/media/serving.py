"""How a file goes over the wire: type, caching, and nothing that a browser could run."""

import mimetypes
from datetime import datetime

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

#: A file that everybody may see: for ten minutes a cache may answer for us.
SHARED = "public, max-age=600"
#: A file for some: the browser keeps it, and asks each time whether it still may.
RESTRICTED = "private, no-cache"


def file_response(request: HttpRequest, file: FieldFile, *, caching: str, disposition: str = "inline") -> HttpResponse:
    """The file, or 304 where the reader has it already. Raises Http404 where the storage has lost it."""
    try:
        changed_at, size = file.storage.get_modified_time(file.name), file.size
    except FileNotFoundError as lost:
        raise Http404 from lost
    etag = quote_etag(f"{int(changed_at.timestamp()):x}-{size:x}")
    response = _unchanged(request, etag, changed_at) or FileResponse(file.open("rb"), content_type=_type(file.name))
    response["Cache-Control"] = caching
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed_at.timestamp())
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _unchanged(request: HttpRequest, etag: str, changed_at: datetime) -> HttpResponse | None:
    return get_conditional_response(request, etag=etag, last_modified=int(changed_at.timestamp()))


def _type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
