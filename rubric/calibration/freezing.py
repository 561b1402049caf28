"""What is fixed: a vignette once somebody has begun to rate it, and ratings once they are handed in."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from platform_site.append_only import AppendOnlyError

ADVICE = _(
    "Somebody has begun to rate this vignette, so its texts, its elements and the reference stay as they are."
    " To change them, please copy it."
)
FROZEN = "ratings that have been handed in are never changed"


class VignetteLocked(TypeError):
    """Somebody tried to change a vignette that has been rated."""

    def __init__(self) -> None:
        super().__init__("a vignette that somebody has begun to rate never changes; copy it")


class LockedQuerySet(models.QuerySet):
    """Rows of vignettes: none of a rated one is written in bulk. Raises VignetteLocked."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_rated()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_rated()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("vignettes are written one by one")

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        raise TypeError("vignettes are written one by one")

    def _refuse_rated(self) -> None:
        if self.filter(**{f"{self.model.PATH}ratings__isnull": False}).exists():
            raise VignetteLocked


class RatingQuerySet(models.QuerySet):
    """Rows of ratings: what has been handed in is neither changed nor deleted in bulk. Raises AppendOnlyError."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_handed_in()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_handed_in()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyError("ratings are written one by one")

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        raise AppendOnlyError("ratings are written one by one")

    def _refuse_handed_in(self) -> None:
        if self.filter(**{f"{self.model.PATH}handed_in_at__isnull": False}).exists():
            raise AppendOnlyError(FROZEN)
