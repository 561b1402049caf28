"""How much one person may keep: each refusal has a name and a sentence for people."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_SEARCHES = 50
MOST_BOOKMARKS = 500
MOST_COLLECTIONS = 50
MOST_CASES = 100


class Refusal(models.TextChoices):
    """Why something is not kept."""

    SEARCHES = "searches", _("You have saved 50 searches. Please delete one that you no longer need.")
    BOOKMARKS = "bookmarks", _("You have 500 bookmarks. Please remove some that you no longer need.")
    COLLECTIONS = "collections", _("You have 50 collections. Please delete one that you no longer need.")
    CASES = "cases", _("A collection holds up to 100 cases. Please remove one, or begin another collection.")


class Refused(Exception):
    """Something was not kept; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.label)
        self.refusal = refusal


def require_room(kept: models.QuerySet[Any], most: int, refusal: Refusal) -> None:
    """Raise Refused where `kept` holds `most` already."""
    if kept.count() >= most:
        raise Refused(refusal)
