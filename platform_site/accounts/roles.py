"""The roles a person can have, and the Wagtail group that follows each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


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


#: What each role is for, in a sentence for whoever has it or gives it.
MEANINGS: dict[Role, StrOrPromise] = {
    Role.SUPPORTER: _("Reads all cases and know-how, also those that are for members only."),
    Role.COORDINATOR: _("Like a supporter; also invites the people of the organisation and decides their roles."),
    Role.EDITOR: _("Writes and imports cases and pages. What is written waits for a moderator."),
    Role.MODERATOR: _("Like an editor; also checks and publishes, and records the consent of companies."),
    Role.ADMINISTRATOR: _("Looks after everything: organisations, people, content and settings."),
}

#: Roles of the national body: they see every case and enter the CMS.
NATIONAL_ROLES = frozenset({Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR})

#: The name of the Wagtail group behind each role of the national body.
GROUP_NAMES = {Role.EDITOR: "Editors", Role.MODERATOR: "Moderators", Role.ADMINISTRATOR: "Administrators"}

#: Whom each role may invite. Administrators may invite everyone.
INVITABLE = {
    Role.COORDINATOR: frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    Role.ADMINISTRATOR: frozenset(Role),
}
