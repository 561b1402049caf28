"""What the CMS has to know of the rubric."""

from collections.abc import Iterable

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rubric.framework.cms.addresses import ICON, versions_address
from rubric.framework.cms.examples import ExampleViewSet, published_case_chooser
from rubric.framework.cms.versions import VersionViewSet
from rubric.framework.locking import ADVICE
from rubric.framework.models import RubricVersion


class RubricGroup(SnippetViewSetGroup):
    """Both under one menu entry."""

    menu_label = _("Rubric")
    menu_icon = ICON
    menu_order = 255
    items = (VersionViewSet, ExampleViewSet)


register_snippet(RubricGroup)


@hooks.register("register_admin_viewset")
def case_chooser() -> object:
    """By which the case that shows a level is chosen."""
    return published_case_chooser


@hooks.register("register_admin_urls")
def rubric_urls() -> list:
    """The pages of ours."""
    return [path("rubric/", include("rubric.framework.cms.urls"))]


@hooks.register("before_delete_snippet")
def refuse_locked(request: HttpRequest, snippets: Iterable[Model]) -> HttpResponse | None:
    """Wagtail's deletion of several at once asks no policy about each."""
    if any(isinstance(one, RubricVersion) and one.is_locked for one in snippets):
        messages.warning(request, ADVICE)
        return redirect(versions_address())
    return None
