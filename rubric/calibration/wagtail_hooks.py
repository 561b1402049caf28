"""What the CMS has to know of vignettes."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from rubric.calibration.cms.addresses import vignette_address
from rubric.calibration.cms.agreement import agreement
from rubric.calibration.cms.vignettes import VignetteViewSet
from rubric.calibration.freezing import ADVICE
from rubric.calibration.models import Vignette

register_snippet(VignetteViewSet)


@hooks.register("register_admin_urls")
def calibration_urls() -> list:
    """The page of ours."""
    return [path("rubric/agreement/", agreement, name="calibration_agreement")]


@hooks.register("register_permissions")
def opening_permission() -> QuerySet[Permission]:
    """For the page of groups."""
    return Permission.objects.filter(content_type__app_label="calibration", codename="open_vignette")


@hooks.register("before_delete_snippet")
def refuse_rated(request: HttpRequest, snippets: Iterable[Model]) -> HttpResponse | None:
    """Wagtail's deletion of several at once asks no policy about each."""
    if any(isinstance(one, Vignette) and one.is_rated for one in snippets):
        messages.warning(request, ADVICE)
        return redirect(vignette_address("list"))
    return None
