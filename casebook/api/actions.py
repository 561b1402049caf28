"""Every write to tokens. A person makes and revokes her own; each deed leaves an audit entry."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casebook.api.acts import ApiAct
from casebook.api.mail import send_warning
from casebook.api.models import ApiToken, digest_of
from casebook.api.policies import Refused, against_creating
from platform_site.accounts.audit import record
from platform_site.accounts.models import User

#: By this beginning a secret is recognised where it should not stand, such as in published code.
PREFIX = "banso_"


@transaction.atomic
def create_token(*, by: User, name: str) -> tuple[ApiToken, str]:
    """A new token and its secret, which is known only now. Raises `Refused`."""
    User.objects.select_for_update().get(pk=by.pk)  # two requests at once count the same tokens
    if refusal := against_creating(by, name):
        raise Refused(refusal)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(user=by, name=name, digest=digest_of(secret))
    record(by=by, what=ApiAct.CREATED, on=token, expires_on=token.expires_on.isoformat())
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: ApiToken) -> None:
    """End a token at once. Raises PermissionDenied for another person's."""
    if token.user_id != by.pk:
        raise PermissionDenied
    record(by=by, what=ApiAct.REVOKED, on=token)
    token.delete()


@transaction.atomic
def warn_of_end(*, token: ApiToken) -> None:
    """Tell the owner, once, that her token ends soon."""
    token.warned_on = timezone.localdate()
    token.save(update_fields=["warned_on"])
    send_warning.enqueue(token.pk)


def note_use(*, token: ApiToken) -> None:
    """Keep the day of the last use: one write a day, however often it is used."""
    today = timezone.localdate()
    if token.last_used_on != today:
        before = ~Q(last_used_on=today) | Q(last_used_on=None)
        ApiToken.objects.filter(before, pk=token.pk).update(last_used_on=today)
