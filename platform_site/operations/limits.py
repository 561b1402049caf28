"""How often somebody may ask for what is costly: so many requests in each minute of the clock.

Counted in the cache named `limits`. Kept in memory, as by default, every web process counts for itself.
"""

import hashlib
import time
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Allowance:
    """What `kind` of asker may do in a minute, how much of it is used, and the seconds until it begins anew."""

    kind: str
    limit: int
    used: int
    resets_in: int

    @property
    def is_used_up(self) -> bool:
        """Whether this request is one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """The same for programs (draft-ietf-httpapi-ratelimit-headers)."""
        left = max(0, self.limit - self.used)
        return {
            "RateLimit-Policy": f'"{self.kind}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.kind}";r={left};t={self.resets_in}',
        }


def take(kind: str, who: str) -> Allowance:
    """Count one request of `who` against the limit of its kind (`settings.REQUESTS_A_MINUTE`)."""
    now = int(time.time())
    name = hashlib.sha256(f"{kind} {who}".encode()).hexdigest()
    used = _count(f"{name}-{now // WINDOW}")
    return Allowance(kind, settings.REQUESTS_A_MINUTE[kind], used, WINDOW - now % WINDOW)


def address_of(request: HttpRequest) -> str:
    """The address that asks: the one by which the login counts its failures, proxies considered.

    Empty where the server listens on a socket and no proxy tells it: then all are counted as one.
    """
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""


def _count(key: str) -> int:
    cache = caches["limits"]
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:  # a full cache has just thrown it out
        return 1
