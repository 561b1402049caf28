"""What can be done to the weights of likeness, for the audit trail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SimilarityAct(models.TextChoices):
    """Verbs of this room."""

    CHANGED_WEIGHTS = "similarity.weights-changed", _("Changed the weights of likeness")
