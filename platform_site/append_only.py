"""Rows that are only ever added: a correction is a new row (decision 11). And rows that are fixed from some time on."""

from typing import Any

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row that is only ever added."""


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses to change or delete rows in bulk."""

    def update(self, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__} rows are never changed; add a new one")

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted")


class AppendOnlyModel(models.Model):
    """Refuses to be saved twice or deleted. Raises AppendOnlyError."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never changed; add a new one")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted")


class FreezingQuerySet(models.QuerySet):
    """Rows that are written until something fixes them; those that are fixed are not written in bulk.

    `fixed_by` is the field, below the model's `PATH`, that has a value once they are. Raises `refusal()`.
    """

    fixed_by = ""

    def update(self, **kwargs: Any) -> int:
        self.refuse_fixed()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self.refuse_fixed()
        return super().delete()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        raise AppendOnlyError(f"{self.model.__name__} rows are written one by one")

    def refuse_fixed(self) -> None:
        """Raise `refusal()` where one of these rows is fixed."""
        if self.filter(**{f"{self.model.PATH}{self.fixed_by}__isnull": False}).exists():
            raise self.refusal()

    def refusal(self) -> Exception:
        """What is raised."""
        return AppendOnlyError(f"{self.model.__name__} rows that stand are never changed; add a new one")
