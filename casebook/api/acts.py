"""What the audit trail tells of tokens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApiAct(models.TextChoices):
    """The verbs of this room."""

    CREATED = "api-token.created", _("Created an API token")
    REVOKED = "api-token.revoked", _("Revoked an API token")
