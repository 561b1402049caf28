"""A version of the rubric goes through the same check as the pages do before it is published."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, WorkflowContentType, WorkflowPage, WorkflowState

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.framework.acts import FrameworkAct
from rubric.framework.models import RubricVersion


def ensure_workflow(**of_signal: Any) -> None:
    """Let versions go through the workflow of the page tree. Doing it again is harmless; an editor's choice stays."""
    kind = ContentType.objects.get_for_model(RubricVersion)
    of_the_tree = WorkflowPage.objects.filter(page=Page.get_first_root_node(), workflow__active=True).first()
    if of_the_tree and not WorkflowContentType.objects.filter(content_type=kind).exists():
        WorkflowContentType.objects.create(content_type=kind, workflow=of_the_tree.workflow)


def record_approval(instance: WorkflowState, user: User | None, **of_signal: Any) -> None:
    """A version that its last reviewer approved has just been published, in this transaction."""
    version = instance.content_object
    if isinstance(version, RubricVersion):
        record(by=user, what=FrameworkAct.PUBLISHED, on=version, number=version.number)
