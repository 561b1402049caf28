"""What a page uses is known as soon as it is published: Wagtail leaves it to a background task."""

from django.db import transaction
from wagtail.models import Page, ReferenceIndex
from wagtail.signal_handlers import reference_index_auto_update_disabled
from wagtail.signals import page_published


def connect() -> None:
    """Start listening."""
    page_published.connect(index_references, dispatch_uid="media.index_references")


def index_references(instance: Page, **kwargs) -> None:
    """Without this, a new picture stays hidden, and one taken out stays open, until the worker has come by.

    Whoever has switched Wagtail's own keeping of references off (`disable_reference_index_auto_update`) sees to it.
    """
    if getattr(reference_index_auto_update_disabled, "value", False):
        return
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance)
