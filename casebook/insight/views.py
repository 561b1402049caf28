"""The report on what readers look for, and the two buttons of a commission."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from casebook.insight import actions
from casebook.insight.models import Commission
from casebook.insight.permissions import CAN_CHANGE_COMMISSION, CAN_COMMISSION, may_read_insight
from casebook.insight.report import PERIODS, export, tables
from casebook.intake.files.writing import write_csv
from platform_site.accounts.decorators import require_access

insight_readers_only = require_access(may_read_insight, "may read search insight (permissions.may_read_insight)")
commissioners_only = require_access(lambda user: user.has_perm(CAN_CHANGE_COMMISSION), "may change commissions")


@insight_readers_only
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Four tables on the last days, also as a spreadsheet."""
    days = _days(request.GET.get("days", ""))
    shown = tables(days)
    if request.GET.get("export") == "csv":
        return _csv(write_csv(export(shown)), days)
    context = {
        "tables": shown,
        "days": days,
        "periods": PERIODS,
        "may_commission": request.user.has_perm(CAN_COMMISSION),
        "header_icon": "search",
        "page_title": _("Search insight"),
        "header_title": _("Search insight"),
    }
    return render(request, "insight/report.html", context)


@commissioners_only
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever presses writes the case."""
    commission = get_object_or_404(Commission, pk=pk)
    if actions.take(by=request.user, commission=commission):
        messages.success(request, _("You have taken “%(sought)s”.") % {"sought": commission.sought})
    else:
        messages.warning(request, _("Somebody else has taken this commission in the meantime."))
    return redirect(reverse("commissions:inspect", args=[pk]))


@commissioners_only
@require_POST
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The commission waits for somebody else."""
    commission = get_object_or_404(Commission, pk=pk)
    if actions.give_back(by=request.user, commission=commission):
        messages.success(request, _("“%(sought)s” waits for somebody else.") % {"sought": commission.sought})
    return redirect(reverse("commissions:inspect", args=[pk]))


def _days(given: str) -> int:
    return int(given) if given in map(str, PERIODS) else PERIODS[0]


def _csv(data: bytes, days: int) -> HttpResponse:
    name = f"search-insight-{timezone.localdate():%Y%m%d}-{days}.csv"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
