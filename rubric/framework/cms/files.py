"""Versions and files: a new version by copy or upload, the content of a draft replaced, a version as YAML."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rubric.framework.actions import copy_version, create_version, replace_content
from rubric.framework.cms.access import adders_only, changes_draft, readers_only
from rubric.framework.cms.addresses import content_address, edit_address, header, short_name
from rubric.framework.cms.forms import NewVersionForm, ReplacementForm
from rubric.framework.content import framework_of
from rubric.framework.domain.writing import write_framework
from rubric.framework.models import RubricElement, RubricVersion


@adders_only
@require_http_methods(["GET", "POST"])
def new_version(request: HttpRequest) -> HttpResponse:
    """A new draft: a copy of a version, or what an uploaded file says."""
    form = NewVersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        version = _made(request, form)
        messages.success(request, _("%(name)s is a new draft.") % {"name": short_name(version)})
        return redirect(edit_address(version))
    context = {"form": form, **header(_("New version"))}
    return render(request, "framework/cms/new_version.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, form: NewVersionForm) -> RubricVersion:
    if form.copies:
        return copy_version(by=request.user, version=form.cleaned_data["version"])
    return create_version(by=request.user, framework=form.cleaned_data["file"])


@adders_only
@require_POST
def copy(request: HttpRequest, number: int) -> HttpResponse:
    """A new draft that says the same as a version."""
    version = copy_version(by=request.user, version=get_object_or_404(RubricVersion, number=number))
    told = _("%(name)s is a new draft, a copy of version %(number)s.")
    messages.success(request, told % {"name": short_name(version), "number": number})
    return redirect(edit_address(version))


@readers_only
@require_GET
def download(request: HttpRequest, number: int) -> HttpResponse:
    """A version as a YAML file, which can be changed and uploaded again."""
    version = get_object_or_404(RubricVersion, number=number)
    response = HttpResponse(write_framework(framework_of(version)), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rubric-v{number}.yaml"'
    return response


@changes_draft
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, version: RubricVersion) -> HttpResponse:
    """Let a draft say what a file says, once it is confirmed that everything else goes."""
    form = ReplacementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        replace_content(by=request.user, version=version, framework=form.cleaned_data["file"])
        messages.success(request, _("%(name)s now says what the file says.") % {"name": short_name(version)})
        return redirect(content_address(version))
    context = {
        "form": form,
        "version": version,
        "domains": version.domains.count(),
        "elements": RubricElement.objects.filter(domain__version=version).count(),
        **header(_("Replace the content"), version),
    }
    return render(request, "framework/cms/replace.html", context, status=422 if form.errors else 200)
