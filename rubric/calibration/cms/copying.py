"""A copy of a vignette: the only way to change one that has been rated."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from platform_site.accounts.decorators import require_access
from rubric.calibration.actions import copy_vignette
from rubric.calibration.cms.addresses import header, vignette_address
from rubric.calibration.models import Vignette
from rubric.calibration.permissions import may_add
from rubric.calibration.policies import Refused


@require_access(may_add, "may write vignettes (permissions.may_add)")
@require_http_methods(["GET", "HEAD", "POST"])
def copy_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a copy is, and make it."""
    vignette = get_object_or_404(Vignette.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        context = {**header(_("Copy a vignette"), vignette), "vignette": vignette, "back": vignette_address("edit", pk)}
        return render(request, "calibration/cms/copy.html", context)
    try:
        copy = copy_vignette(by=request.user, vignette=vignette)
    except Refused as refused:
        messages.warning(request, refused.refusal.label)
        return redirect(reverse(Vignette.snippet_viewset.get_url_name("list")))
    messages.success(request, _("The vignette was copied. Nobody sees the copy before it is opened."))
    lost = vignette.elements.count() - copy.elements.count()
    if lost:
        said = ngettext(
            "%(n)s element is not in the version in use.", "%(n)s elements are not in the version in use.", lost
        )
        messages.warning(request, said % {"n": lost})
    return redirect(vignette_address("edit", copy.pk))
