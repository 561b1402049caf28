"""How far reviewers agree in each element of a version: what the editors of the rubric have to make clearer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from platform_site.accounts.decorators import require_access
from rubric.assessment.domain.suppression import LEAST
from rubric.calibration.cms.addresses import header
from rubric.calibration.cms.presenters import agreement_lines
from rubric.calibration.permissions import may_read_statistics
from rubric.framework.models import RubricVersion


@require_access(may_read_statistics, "may see vignettes (permissions.may_read_statistics)")
@require_safe
def agreement(request: HttpRequest) -> HttpResponse:
    """Of the version in use, and of older ones that vignettes belong to."""
    versions = RubricVersion.objects.filter(vignettes__isnull=False).distinct()
    context = {
        **header(_("Agreement per element")),
        "versions": [(version, agreement_lines(version)) for version in versions],
        "least": LEAST,
    }
    return render(request, "calibration/cms/agreement.html", context)
