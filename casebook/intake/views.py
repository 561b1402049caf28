"""The CMS's pages of the import. Every one asks first who is there."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casebook.intake import actions, tasks
from casebook.intake.export import ENCODINGS, FORMATS
from casebook.intake.files.sheet import LARGEST_FILE, MEGABYTE, WrongFile
from casebook.intake.files.writing import NotEncodable
from casebook.intake.forms import UploadForm
from casebook.intake.job_list import job_list
from casebook.intake.models import ImportJob
from casebook.intake.permissions import may_import, may_publish
from casebook.intake.presenters import job_screen, progress_of, progress_text
from casebook.intake.report import make_report
from casebook.intake.sentences import reader_language, tell_wrong_file
from casebook.intake.states import WrongState
from casebook.intake.template_workbook import make_template
from casebook.intake.vocabulary import current_grammar
from platform_site.accounts.decorators import require_access

importers_only = require_access(may_import, "may import cases (permissions.may_import)")


@importers_only
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Template, upload, past imports, export."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    refused_name = ""
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _received(request, file)
        except WrongFile as error:
            refused_name = file.name
            form.add_error("file", tell_wrong_file(error))
    context = {
        "form": form,
        "refused_name": refused_name,
        "past": job_list(request.user, request.GET.get("p")),
        "may_publish": may_publish(request.user),
        **_header(_("Import cases")),
    }
    return render(request, "intake/index.html", context, status=422 if form.errors else 200)


def _received(request: HttpRequest, file: Any) -> HttpResponse:
    """Only a file of an acceptable size is read into memory. Raises `WrongFile`."""
    if file.size > LARGEST_FILE:
        raise WrongFile("too-big", size=round(file.size / MEGABYTE), largest=LARGEST_FILE // MEGABYTE)
    job = actions.receive_file(data=file.read(), name=file.name, by=request.user, language=reader_language())
    tasks.start(job, by=request.user)
    return redirect("intake:job", job.pk)


@importers_only
@require_GET
@never_cache
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """One import: how far it is, what its rows would do, what became of them."""
    found = _job(request, job_id)
    screen = job_screen(found, reader=request.user, show=request.GET.get("show", ""), page=request.GET.get("p"))
    header = _header(found.file_name, (reverse("intake:index"), _("Import cases")))
    context = {"screen": screen, "job": found, "progress_text": progress_text(found), **header}
    return render(request, "intake/job.html", context)


@importers_only
@require_GET
@never_cache
def progress(request: HttpRequest, job_id: int) -> JsonResponse:
    """How far an import is, for the page that watches it."""
    return JsonResponse(progress_of(_job(request, job_id)))


@importers_only
@require_POST
def run(request: HttpRequest, job_id: int) -> HttpResponse:
    """Import the rows as checked."""
    return _begin(request, job_id, _with_her_word(request, actions.approve))


@importers_only
@require_POST
def publish(request: HttpRequest, job_id: int) -> HttpResponse:
    """Publish the drafts of a finished import, as far as they may be; the action asks who may."""
    return _begin(request, job_id, _with_her_word(request, actions.approve_publication))


@importers_only
@require_POST
def resume(request: HttpRequest, job_id: int) -> HttpResponse:
    """Go on with an import that was left behind."""
    return _step(
        request, job_id, lambda found: tasks.start(actions.take_up(job=found, by=request.user), by=request.user)
    )


@importers_only
@require_POST
def cancel(request: HttpRequest, job_id: int) -> HttpResponse:
    """Call an import off."""
    return _step(request, job_id, lambda found: actions.cancel(job=found, by=request.user))


@importers_only
@require_GET
def report(request: HttpRequest, job_id: int) -> HttpResponse:
    """The refused rows with their reasons, to be mended and uploaded again."""
    found = _job(request, job_id)
    return _download(make_report(found, reader_language()), f"import-{found.pk}-refused.xlsx")


@importers_only
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    return _download(make_template(current_grammar(), reader_language()), "cases-template.xlsx")


@importers_only
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The cases as a spreadsheet, in the columns in which they come in."""
    kind = request.GET.get("format", "xlsx")
    encoding = request.GET.get("encoding", "utf-8")
    if kind not in FORMATS or encoding not in ENCODINGS:
        return HttpResponse(status=400)
    person, language = request.user, reader_language()
    try:
        data = actions.export(by=person, seen_by=person, kind=kind, language=language, encoding=encoding)
    except NotEncodable as error:
        messages.error(request, _("Shift_JIS has no character “%(sign)s”. Use UTF-8.") % {"sign": error.sign})
        return redirect("intake:index")
    return _download(data, f"cases-{timezone.localdate():%Y%m%d}.{kind}")


def _job(request: HttpRequest, job_id: int) -> ImportJob:
    return get_object_or_404(ImportJob.objects.visible_to(request.user), pk=job_id)


def _begin(request: HttpRequest, job_id: int, action: Callable[..., ImportJob]) -> HttpResponse:
    """Take a step, and hand what follows from it to the worker."""
    return _step(request, job_id, lambda found: tasks.start(action(job=found, by=request.user), by=request.user))


def _with_her_word(request: HttpRequest, approve: Callable[..., ImportJob]) -> Callable[..., ImportJob]:
    """The step, with the person's word that no company can be recognised, if she gave it."""
    return partial(approve, anonymity_checked="anonymity_checked" in request.POST)


def _step(request: HttpRequest, job_id: int, action: Callable[[ImportJob], object]) -> HttpResponse:
    """Take a step and show the import again. Where somebody was quicker, say so."""
    found = _job(request, job_id)
    try:
        action(found)
    except WrongState:
        messages.warning(request, _("The import has moved on meanwhile."))
    return redirect("intake:job", found.pk)


def _download(data: bytes, name: str) -> HttpResponse:
    kind = FORMATS[name.rpartition(".")[2]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _header(title: str, *above: tuple[str, str]) -> dict[str, Any]:
    """What Wagtail's page header shows: the way down to this page, `above` as address and label."""
    way = [(reverse("wagtailadmin_home"), _("Home")), *above, ("", title)]
    crumbs = [{"url": url, "label": label} for url, label in way]
    return {"header_title": title, "page_title": title, "header_icon": "upload", "breadcrumbs_items": crumbs}
