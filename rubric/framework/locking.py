"""What is published is never written again: not in a form, not in bulk, not from a command (decision 8)."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.locks import BaseLock

from platform_site.accounts.models import User

ADVICE = _("A version that has been published never changes. Copy it to a new draft, and change that.")


class VersionLocked(TypeError):
    """Somebody tried to change a version that is, or was, published."""

    def __init__(self) -> None:
        super().__init__("a published version of the rubric never changes; copy it to a new draft")


class PublishedLock(BaseLock):
    """How the CMS shows the lock: for everybody, and for good."""

    def for_user(self, user: User) -> bool:
        return True

    def get_message(self, user: User) -> Promise:
        return ADVICE

    def get_description(self, user: User) -> Promise:
        return ADVICE


class ContentQuerySet(models.QuerySet):
    """Rows of versions; none of a locked version is written in bulk. Raises VersionLocked."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_locked()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_locked()
        return super().delete()

    def bulk_create(self, objs: Iterable[models.Model], *args: Any, **kwargs: Any) -> list[models.Model]:
        rows = list(objs)
        for version in {row.rubric_version for row in rows}:
            version.refuse_if_locked()
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[models.Model], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        for version in {row.rubric_version for row in rows}:
            version.refuse_if_locked()
        return super().bulk_update(rows, *args, **kwargs)

    def _refuse_locked(self) -> None:
        path = self.model.VERSION_PATH
        if self.filter(models.Q(**{f"{path}live": True}) | models.Q(**{f"{path}retired_at__isnull": False})).exists():
            raise VersionLocked


class ContentModel(models.Model):
    """A row of a version, such as an element. Raises VersionLocked where that version has been published."""

    #: How a query reaches the version's fields.
    VERSION_PATH = ""

    objects = ContentQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.rubric_version.refuse_if_locked()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.rubric_version.refuse_if_locked()
        return super().delete(*args, **kwargs)

    @property
    def rubric_version(self) -> Any:
        """The version that the row belongs to."""
        raise NotImplementedError
