"""When a token may be made."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from casebook.api.models import ApiToken
from platform_site.accounts.models import User

MOST_TOKENS = 10


class Refusal(models.TextChoices):
    """Why no token is made."""

    TOO_MANY = "too-many", _("You have ten tokens already. Revoke one that you no longer need.")
    SAME_NAME = "same-name", _("You have a token of this name already. Choose another name, or revoke the old token.")


class Refused(Exception):
    """No token was made; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.label)
        self.refusal = refusal


def against_creating(user: User, name: str) -> Refusal | None:
    """Why `user` gets no token of this name."""
    held = ApiToken.objects.visible_to(user)
    if held.filter(name=name).exists():
        return Refusal.SAME_NAME
    return Refusal.TOO_MANY if held.count() >= MOST_TOKENS else None
