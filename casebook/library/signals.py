"""Every write that changes what a case's document says, or who may find it, marks it dirty (decision 4).

Wagtail's publish and move signals come after its transaction; saves of pages are inside it, and each of publish,
unpublish, move and copy saves a page. Where a library's model is saved outside any transaction (a page restriction), it
is marked before and after, so that a process killed in between leaves a mark behind.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from casebook.cases.models import (
    CaseApproach,
    CaseBarrier,
    CaseDeliveryModel,
    CasePage,
    CaseSupportType,
    CaseTag,
    TaggedCase,
)
from casebook.library.projection import key_of
from casebook.library.turning_points.projection import key_of as turning_point_key_of
from casebook.taxonomy.models import Approach, Barrier, DeliveryModel, SupportType
from search.projection.outbox import mark_dirty

THROUGH = {
    Barrier: (CaseBarrier, "barrier"),
    Approach: (CaseApproach, "approach"),
    SupportType: (CaseSupportType, "support_type"),
    DeliveryModel: (CaseDeliveryModel, "delivery_model"),
}


def mark_cases(pks: Iterable[int]) -> None:
    """Mark every document that is made of these cases."""
    mark_dirty(key for pk in pks for key in (key_of(pk), turning_point_key_of(pk)))


def mark_below(page: Page) -> None:
    """Mark every case at or below `page`."""
    mark_cases(CasePage.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


@receiver(post_save)
def page_saved(sender, instance, **kwargs) -> None:
    """A case itself, or a page above cases."""
    if isinstance(instance, CasePage):
        mark_cases([instance.pk])
    elif isinstance(instance, Page) and not kwargs.get("created"):
        mark_below(instance)


@receiver(post_delete)
def page_deleted(sender, instance, **kwargs) -> None:
    """A deleted case leaves a tombstone."""
    if isinstance(instance, Page):
        mark_cases([instance.pk])


@receiver([pre_save, post_save, pre_delete, post_delete], sender=PageViewRestriction)
def restriction_changed(sender, instance, **kwargs) -> None:
    """Everything below a page whose restriction comes, goes or changes."""
    mark_below(instance.page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def restriction_groups_changed(sender, instance, **kwargs) -> None:
    """The groups of a restriction are saved after it."""
    mark_below(instance.page)


@receiver([post_save, post_delete])
def term_changed(sender, instance, **kwargs) -> None:
    """All cases with a term whose name changed."""
    if sender in THROUGH:
        through, field = THROUGH[sender]
        mark_cases(through.objects.filter(Q((field, instance))).values_list("page_id", flat=True))


@receiver([post_save, pre_delete], sender=CaseTag)
def tag_changed(sender, instance, **kwargs) -> None:
    """All cases with a tag whose name changed."""
    mark_cases(TaggedCase.objects.filter(tag=instance).values_list("content_object_id", flat=True))


@receiver([post_save, post_delete], sender=TaggedCase)
def tagging_changed(sender, instance, **kwargs) -> None:
    """A tag put on or taken off a case, also from the tag's side."""
    mark_cases([instance.content_object_id])
