"""What the audit trail tells of imports and exports."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IntakeAct(models.TextChoices):
    """The verbs of this room."""

    RECEIVED = "import.received", _("Uploaded a spreadsheet")
    STARTED = "import.started", _("Started an import")
    FINISHED = "import.finished", _("Finished an import")
    CANCELLED = "import.cancelled", _("Called an import off")
    PUBLISHING = "import.publishing", _("Let an import's drafts be published")
    PUBLISHED = "import.published", _("Published an import's drafts")
    EXPORTED = "cases.exported", _("Exported cases")
