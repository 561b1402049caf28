"""What the CMS has to know of cases."""

from django.http import Http404
from wagtail import hooks

from casebook.cases.models import CasePage


@hooks.register("before_serve_page", order=-100)
def hide_what_may_not_be_seen(page, request, serve_args, serve_kwargs) -> None:
    """To an outsider a hidden case does not exist: 404, before Wagtail would offer him a login and so betray it."""
    if isinstance(page, CasePage) and not page.is_visible_to(request.user):
        raise Http404
