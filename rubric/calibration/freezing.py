"""What is fixed: a vignette once somebody has begun to rate it, and ratings once they are handed in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from platform_site.append_only import AppendOnlyError, FreezingQuerySet

ADVICE = _(
    "Somebody has begun to rate this vignette, so its texts, its elements and the reference stay as they are."
    " To change them, please copy it."
)
FROZEN = "ratings that have been handed in are never changed"


class VignetteLocked(TypeError):
    """Somebody tried to change a vignette that has been rated."""

    def __init__(self) -> None:
        super().__init__("a vignette that somebody has begun to rate never changes; copy it")


class LockedQuerySet(FreezingQuerySet):
    """Rows of vignettes: none of a rated one is written in bulk. Raises VignetteLocked."""

    fixed_by = "ratings"

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("vignettes are written one by one")

    def refusal(self) -> Exception:
        return VignetteLocked()


class RatingQuerySet(FreezingQuerySet):
    """Rows of ratings: what has been handed in is neither changed nor deleted in bulk. Raises AppendOnlyError."""

    fixed_by = "handed_in_at"

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("ratings are written one by one")
