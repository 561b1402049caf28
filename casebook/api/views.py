"""Pages about the API: what it offers, and one's own tokens."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casebook.api import actions
from casebook.api.forms import TokenForm
from casebook.api.models import ApiToken
from casebook.api.policies import MOST_TOKENS, Refused
from casebook.api.reference import api_reference
from platform_site.accounts.decorators import login_required_here, public


@public
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """How to ask: every address with its parameters and an example."""
    return render(request, "api/reference.html", {"reference": api_reference()})


@login_required_here
@never_cache
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a form for another one. A new one's secret is shown in the answer, and never again."""
    form, secret = TokenForm(request.POST or None), ""
    if form.is_valid():
        try:
            _token, secret = actions.create_token(by=request.user, name=form.cleaned_data["name"])
            form = TokenForm()
        except Refused as refused:
            form.add_error("name", refused.refusal.label)
    held = ApiToken.objects.visible_to(request.user)
    context = {"form": form, "secret": secret, "tokens": held, "is_full": len(held) >= MOST_TOKENS}
    return render(request, "api/tokens.html", context)


@login_required_here
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then end the token."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "api/revoke.html", {"token": token})
    actions.revoke_token(by=request.user, token=token)
    messages.success(request, _("The token “%(name)s” no longer opens anything.") % {"name": token.name})
    return redirect("api_tokens")
