"""Tokens with which a member's own programs read what she may read."""

import hashlib
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from platform_site.accounts.models import User

LIFETIME = timedelta(days=365)
#: From so many days before its end on, a token says that it ends.
WARNED_AHEAD = timedelta(days=30)


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is random and long, so that a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def a_year_from_now() -> date:
    """The last day of a token that is made today."""
    return timezone.localdate() + LIFETIME


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens, in the domain's words."""

    def usable(self) -> "ApiTokenQuerySet":
        """Those that open the API: not past their last day, and of a person who may sign in."""
        return self.filter(expires_on__gte=timezone.localdate(), user__is_active=True)

    def visible_to(self, user) -> "ApiTokenQuerySet":
        """One's own: nobody looks after another person's tokens."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def ending_soon(self) -> "ApiTokenQuerySet":
        """Those that end soon and of which their owner has not been told."""
        return self.usable().filter(expires_on__lt=timezone.localdate() + WARNED_AHEAD, warned_on=None)


class ApiToken(models.Model):
    """A person's permission for a program to read in her name. The secret itself is shown once and not kept."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(
        _("Name of the token"), max_length=60, help_text=_("What you use it for, e.g. “monthly report”.")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_on = models.DateField(default=a_year_from_now, editable=False)
    last_used_on = models.DateField(null=True, editable=False)
    warned_on = models.DateField(null=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="api_token_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_expired(self) -> bool:
        """Whether its last day has passed."""
        return self.expires_on < timezone.localdate()

    @property
    def ends_soon(self) -> bool:
        """Whether it is time to make another one."""
        return not self.has_expired and self.expires_on < timezone.localdate() + WARNED_AHEAD
