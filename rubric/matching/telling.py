"""What a page says of a deed: that it is done, or why it cannot be."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from rubric.engagement import policies as engaging
from rubric.matching.policies import Refused


def tell(request: HttpRequest, deed: Callable[[], object], done: str) -> bool:
    """Do it, and leave a message for the next page. Whether it could be done."""
    try:
        deed()
    except (Refused, engaging.Refused) as refused:
        messages.error(request, refused.refusal.label)
        return False
    messages.success(request, done)
    return True
