"""The roles a person can have, and the Wagtail group that follows each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership allows.

    Supporters and coordinators belong to the organisation that supports companies; editors, moderators and
    administrators belong to the national body that keeps the platform.
    """

    SUPPORTER = "supporter", _("Supporter")
    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Editor")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


#: Roles of the national body: they see every case and enter the CMS.
NATIONAL_ROLES = frozenset({Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR})

#: The name of the Wagtail group behind each role of the national body.
GROUP_NAMES = {Role.EDITOR: "Editors", Role.MODERATOR: "Moderators", Role.ADMINISTRATOR: "Administrators"}

#: Whom each role may invite. Administrators may invite everyone.
INVITABLE = {
    Role.COORDINATOR: frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    Role.ADMINISTRATOR: frozenset(Role),
}
