"""A case that has been saved while it is live may be news to somebody."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from casebook.cases.models import CasePage
from casebook.saved.tasks import look_soon


@receiver(post_save, sender=CasePage)
def case_saved(sender, instance: CasePage, **kwargs) -> None:
    """Publishing, and every later change that lets a case match, or be seen by more people."""
    if instance.live:
        transaction.on_commit(look_soon, robust=True)
