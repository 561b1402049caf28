"""What Wagtail keeps beside a case: what the case points at, and what the boxes of the CMS find it by.

Wagtail brings both up to date in two background tasks after each save. Whoever saves many cases in a row leaves that
out (`left_to_caller`) and has it done for all of them at once (`bring_up_to_date`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django_tasks import task
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.index import insert_or_update_object
from wagtail.signal_handlers import disable_reference_index_auto_update

from casebook.cases.models import CasePage

_left: ContextVar[bool] = ContextVar("cases_beside_left", default=False)


def connect() -> None:
    """Start listening, in Wagtail's place: `CasePage.search_auto_update` keeps it from listening itself."""
    post_save.connect(_saved, sender=CasePage, dispatch_uid="cases.beside")
    post_delete.connect(post_delete_signal_handler, sender=CasePage, dispatch_uid="cases.beside")


@contextmanager
def left_to_caller() -> Iterator[None]:
    """Save cases without bringing up to date what stands beside them."""
    token = _left.set(True)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        _left.reset(token)


@task()
def bring_up_to_date(ids: list[int]) -> None:
    """Do for all these cases what was left to the caller. May be done again; cases that are gone are passed over."""
    for case in CasePage.objects.filter(pk__in=ids):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(case)
        insert_or_update_object(case)


def _saved(instance: CasePage, **kwargs) -> None:
    if not _left.get():
        post_save_signal_handler(instance, **kwargs)
