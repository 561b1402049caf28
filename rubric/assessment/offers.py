"""To whom, beyond his own organisation, a supporter shows his signed levels."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from platform_site.accounts.audit import record
from platform_site.accounts.models import Membership, Organisation, User
from platform_site.accounts.roles import Role
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.models import Offer, Standing
from rubric.assessment.views import own_assessments, page


class Audience(models.TextChoices):
    """Who sees the levels beside the coordinators of one's own organisation."""

    NOBODY = "nobody", gettext_lazy("Nobody else")
    SOME = "some", gettext_lazy("Coordinators of the organisations that I choose")
    ALL = "all", gettext_lazy("Coordinators of all organisations")


class OfferForm(forms.Form):
    """To nobody, to some organisations, or to all."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who else sees my signed levels?"), choices=Audience.choices, widget=forms.RadioSelect
    )
    organisations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Organisations"),
        help_text=gettext_lazy("They count where you chose the second answer above."),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].queryset = others(user)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("audience") == Audience.SOME and not entered.get("organisations"):
            self.add_error("organisations", _("Please choose at least one organisation, or “Nobody else”."))
        return entered


def others(user: User) -> models.QuerySet[Organisation]:
    """Organisations that have a coordinator, but one's own: their coordinators see the levels anyway."""
    staffed = Membership.objects.filter(role=Role.COORDINATOR).values("organisation")
    return Organisation.objects.visible_to(user).filter(pk__in=staffed).exclude(pk__in=user.organisation_ids)


@transaction.atomic
def offer(*, by: User, to_all: bool = False, organisations: Iterable[Organisation] = ()) -> None:
    """Offer oneself to these organisations, to all, or to nobody any more. It takes the place of what was before."""
    Offer.objects.filter(person=by).delete()
    wanted = [None] if to_all else list(organisations)
    Offer.objects.bulk_create([Offer(person=by, organisation=one) for one in wanted])
    record(by=by, what=AssessmentAct.OFFERED, on=by, organisations=len(wanted), to_all=to_all)


@own_assessments
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_offer(request: HttpRequest) -> HttpResponse:
    """Choose to whom my signed levels are shown; taken back at any time."""
    form = OfferForm(request.POST if request.method == "POST" else None, user=request.user, initial=_now(request.user))
    if form.is_valid():
        audience = form.cleaned_data["audience"]
        chosen = form.cleaned_data["organisations"] if audience == Audience.SOME else ()
        offer(by=request.user, to_all=audience == Audience.ALL, organisations=chosen)
        messages.success(request, _("Saved."))
        return redirect("my_offer")
    standing = Standing.objects.newest().filter(person=request.user).first()
    return page(request, "offer", here=_("Who sees my levels"), form=form, standing=standing)


def _now(user: User) -> dict[str, Any]:
    chosen = list(Offer.objects.filter(person=user).values_list("organisation", flat=True))
    audience = Audience.NOBODY if not chosen else Audience.ALL if None in chosen else Audience.SOME
    return {"audience": audience, "organisations": [one for one in chosen if one]}
