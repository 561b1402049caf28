"""The signed part of an address by which mails can be stopped without a login."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

SALT = "saved.stop-alerts"
#: Mails are kept long; after this a link says that it is too old.
LIFETIME = timedelta(days=365)


@dataclass(frozen=True)
class Stop:
    """What a link stops: the mails about one search of a person, or (None) about any."""

    owner_id: int
    search_id: int | None


def stop_token(stop: Stop) -> str:
    """The signed text."""
    return signing.dumps([stop.owner_id, stop.search_id], salt=SALT)


def read_stop_token(token: str) -> Stop:
    """Raises signing.SignatureExpired for an old text, signing.BadSignature for one that is not ours."""
    return Stop(*signing.loads(token, salt=SALT, max_age=LIFETIME))
