"""What can be done to the rubric, for the audit trail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FrameworkAct(models.TextChoices):
    """Verbs of the audit trail."""

    CREATED = "rubric.version-created", _("Created a version of the rubric")
    REPLACED = "rubric.content-replaced", _("Replaced the content of a version of the rubric")
    EDITED = "rubric.content-edited", _("Changed the content of a version of the rubric")
    PUBLISHED = "rubric.version-published", _("Published a version of the rubric")
    LINKED = "rubric.crosswalk-changed", _("Changed a crosswalk of the rubric")
