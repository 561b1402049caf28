"""What all pages of the desk share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from platform_site.accounts.roles import Role
from platform_site.templatetags.banso import site_path


def page(request: HttpRequest, template: str, *, here: str, **context: Any) -> HttpResponse:
    """A page of the desk; `here` is its name."""
    trail = [(_("Home"), site_path("/")), (_("My page"), reverse("my_page"))]
    if request.path != reverse("desk") and Role.COORDINATOR in request.user.roles:
        trail.append((_("My desk"), reverse("desk")))
    trail.append((here, ""))
    return render(request, f"desk/{template}.html", {"breadcrumb": trail, "here": here, **context})
