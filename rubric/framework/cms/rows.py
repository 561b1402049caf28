"""Domains and elements of a draft: made, changed, moved and deleted."""

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList

from rubric.framework.actions import move_row, remove_row, save_row
from rubric.framework.cms.access import changes_draft
from rubric.framework.cms.addresses import content_address, header
from rubric.framework.cms.row_forms import DOMAIN_HANDLER, ELEMENT_HANDLER
from rubric.framework.models import RubricDomain, RubricElement, RubricVersion

Row = RubricDomain | RubricElement
#: Up and down, as buttons send it.
STEPS = {"up": -1, "down": 1}


@changes_draft
@require_http_methods(["GET", "POST"])
def new_domain(request: HttpRequest, version: RubricVersion) -> HttpResponse:
    """A domain at the end."""
    return _form(request, DOMAIN_HANDLER, RubricDomain(version=version), _("New domain"))


@changes_draft
@require_http_methods(["GET", "POST"])
def domain(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """One domain."""
    row = get_object_or_404(version.domains, slug=slug)
    return _form(request, DOMAIN_HANDLER, row, str(row), reverse("rubric_delete_domain", args=[version.number, slug]))


@changes_draft
@require_http_methods(["GET", "POST"])
def new_element(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """An element at the end of a domain."""
    place = get_object_or_404(version.domains, slug=slug)
    return _form(request, ELEMENT_HANDLER, RubricElement(domain=place), _("New element"))


@changes_draft
@require_http_methods(["GET", "POST"])
def element(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """One element with its four levels."""
    row = _element(version, slug)
    return _form(request, ELEMENT_HANDLER, row, str(row), reverse("rubric_delete_element", args=[version.number, slug]))


@changes_draft
@require_POST
def move_domain(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """A place up or down."""
    return _move(request, get_object_or_404(version.domains, slug=slug))


@changes_draft
@require_POST
def move_element(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """A place up or down within its domain."""
    return _move(request, _element(version, slug))


@changes_draft
@require_http_methods(["GET", "POST"])
def delete_domain(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """Asks once more, then deletes a domain with its elements."""
    row = get_object_or_404(version.domains, slug=slug)
    return _delete(request, row, [str(one) for one in row.elements.all()])


@changes_draft
@require_http_methods(["GET", "POST"])
def delete_element(request: HttpRequest, version: RubricVersion, slug: str) -> HttpResponse:
    """Asks once more, then deletes an element with its levels."""
    return _delete(request, _element(version, slug), [])


def _element(version: RubricVersion, slug: str) -> RubricElement:
    return get_object_or_404(RubricElement.objects.filter(domain__version=version), slug=slug)


def _form(request: HttpRequest, handler: ObjectList, row: Row, title: str, delete_url: str = "") -> HttpResponse:
    version = row.rubric_version
    form = handler.get_form_class()(request.POST or None, instance=row, for_user=request.user)
    if request.method == "POST" and form.is_valid():
        saved = save_row(by=request.user, row=form.save(commit=False))
        messages.success(request, _("“%(name)s” was saved.") % {"name": saved})
        return redirect(content_address(version, saved.slug))
    if form.is_bound:
        messages.validation_error(request, _("Nothing was saved. Please look at what is marked."), form)
    return _page(request, handler, form, {"delete_url": delete_url, **header(title, version)})


def _page(request: HttpRequest, handler: ObjectList, form: ModelForm, more: dict) -> HttpResponse:
    panel = handler.get_bound_panel(instance=form.instance, request=request, form=form)
    context = {
        "form": form,
        "panel": panel,
        "media": panel.media + form.media,
        "action_url": request.path,
        "submit_button_label": _("Save"),
        "submit_button_active_label": _("Saving…"),
        "has_unsaved_changes": form.is_bound,
        "back": content_address(form.instance.rubric_version, form.initial.get("slug", "")),
        **more,
    }
    return render(request, "framework/cms/row.html", context, status=422 if form.is_bound else 200)


def _move(request: HttpRequest, row: Row) -> HttpResponse:
    step = STEPS.get(request.POST.get("step", ""), 0)
    if step and move_row(by=request.user, row=row, step=step):
        messages.success(request, _("“%(name)s” was moved.") % {"name": row})
    return redirect(content_address(row.rubric_version, row.slug))


def _delete(request: HttpRequest, row: Row, with_it: list[str]) -> HttpResponse:
    version = row.rubric_version
    if request.method == "POST":
        remove_row(by=request.user, row=row)
        messages.success(request, _("“%(name)s” was deleted.") % {"name": row})
        return redirect(content_address(version))
    title = _("Delete “%(name)s”") % {"name": row}
    context = {"row": row, "with_it": with_it, "back": content_address(version, row.slug), **header(title, version)}
    return render(request, "framework/cms/delete_row.html", context)
