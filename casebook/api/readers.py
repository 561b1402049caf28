"""Who asks: everybody, or a member by a token of hers. Nobody is known by a session: no page can ask in her name."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.security import HttpBearer

from casebook.api.actions import note_use
from casebook.api.models import ApiToken, digest_of
from platform_site.accounts.models import User
from platform_site.operations.limits import Allowance, address_of, take


class UnknownToken(Exception):
    """What stands in the Authorization header opens nothing."""


class TooManyRequests(Exception):
    """This minute's requests are used up."""


@dataclass(frozen=True)
class Reader:
    """In whose name a program reads."""

    user: User | AnonymousUser


class ReadToken(HttpBearer):
    """Tells the reader of a request, and counts the request. Without a token she is an outsider."""

    openapi_description = "A personal read token, made on the page /me/api-tokens/. Without it, public cases are read."

    def __call__(self, request: HttpRequest) -> Reader:
        """Raises UnknownToken and TooManyRequests."""
        if "Authorization" not in request.headers:
            _spend(request, take("address", address_of(request)))
            return Reader(AnonymousUser())
        reader = super().__call__(request)
        if reader is None:
            _spend(request, take("address", address_of(request)))
            raise UnknownToken
        return reader

    def authenticate(self, request: HttpRequest, token: str) -> Reader | None:
        """The person behind a secret; None where it opens nothing."""
        found = ApiToken.objects.usable().select_related("user").filter(digest=digest_of(token)).first()
        if found is None:
            return None
        _spend(request, take("token", str(found.pk)))
        note_use(token=found)
        return Reader(found.user)


def _spend(request: HttpRequest, allowance: Allowance) -> None:
    request.allowance = allowance  # type: ignore[attr-defined] # the middleware tells it in headers
    if allowance.is_used_up:
        raise TooManyRequests
