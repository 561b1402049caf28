"""The audit trail: each action writes its entry in its own transaction."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from platform_site.accounts.models import AuditEntry, User

#: Who acts when nobody is logged in: a command on the server.
COMMAND_LINE = "(command line)"


class Act(models.TextChoices):
    """What can be done to accounts. Rooms above bring verbs of their own; a verb is a short stable slug."""

    INVITED = "invitation.sent", _("Invited")
    RESENT = "invitation.resent", _("Sent the invitation again")
    WITHDREW = "invitation.withdrawn", _("Withdrew the invitation")
    ACCEPTED = "invitation.accepted", _("Accepted the invitation")
    JOINED = "membership.added", _("Became a member")
    CHANGED_ROLE = "membership.role-changed", _("Changed the role")
    REMOVED = "membership.removed", _("Removed from the organisation")
    CHANGED_PROFILE = "profile.changed", _("Changed the profile")
    CHANGED_EMAIL = "email.changed", _("Changed the e-mail address")
    TURNED_OFF_TWO_FACTOR = "two-factor.turned-off", _("Turned two-factor authentication off")
    CREATED_ORGANISATION = "organisation.created", _("Created the organisation")


_verbs: dict[str, StrOrPromise] = {act.value: act.label for act in Act}


def register_acts(acts: type[models.TextChoices]) -> None:
    """Let a room above name its own verbs, so that the trail tells them in words. Called from `ready`."""
    _verbs.update(acts.choices)


def verbs() -> list[tuple[str, StrOrPromise]]:
    """Every verb with its words."""
    return list(_verbs.items())


def record(*, by: User | None, what: str, on: models.Model, **details: object) -> AuditEntry:
    """Write down that `by` did `what` on `on`. `details` must be JSON.

    Raises RuntimeError outside of a transaction: the deed and its entry stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit entry belongs into the transaction of what it tells")
    return AuditEntry.objects.create(
        by=by,
        by_name=f"{by.name} <{by.email}>" if by else COMMAND_LINE,
        what=what,
        on_kind=on._meta.label_lower,
        on_id=str(on.pk),
        on_name=str(on)[:400],
        details=details,
    )
