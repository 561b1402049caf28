"""What has been submitted is only added to (decision 11): it is corrected by a new assessment."""

from typing import Any

from django.db import models, transaction

from platform_site.append_only import FreezingQuerySet


class DraftQuerySet(FreezingQuerySet):
    """Rows of assessments. Those of a submitted one are neither changed nor deleted in bulk."""

    fixed_by = "submitted_at"


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
