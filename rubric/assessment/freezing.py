"""What has been submitted is only added to (decision 11): it is corrected by a new assessment."""

from typing import Any

from django.db import models, transaction

from platform_site.append_only import AppendOnlyError


class DraftQuerySet(models.QuerySet):
    """Rows of assessments. Those of a submitted one are neither changed nor deleted in bulk."""

    def update(self, **kwargs: Any) -> int:
        self._refuse_submitted()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_submitted()
        return super().delete()

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        raise AppendOnlyError("answers are written one by one")

    def _refuse_submitted(self) -> None:
        if self.filter(**{f"{self.model.PATH}submitted_at__isnull": False}).exists():
            raise AppendOnlyError("a submitted assessment is never changed; make a new one")


class DraftModel(models.Model):
    """A row of an assessment that is written only while that is a draft. Raises AppendOnlyError."""

    #: How a query reaches the assessment's fields.
    PATH = ""
    #: Nobody else learns of it, nor by the CMS's list of where a case is used.
    wagtail_reference_index_ignore = True

    objects = DraftQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        self.of_assessment.refuse_if_submitted()
        super().save(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.of_assessment.refuse_if_submitted()
        return super().delete(*args, **kwargs)

    @property
    def of_assessment(self) -> Any:
        """The assessment that the row belongs to."""
        raise NotImplementedError
