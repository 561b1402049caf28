"""How the elements of a version correspond to those of the version before it, for editors to mend."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_stubs_ext import StrOrPromise
from wagtail.admin import messages

from rubric.framework.actions import set_crosswalk
from rubric.framework.cms.access import writers_only
from rubric.framework.cms.addresses import edit_address, header, short_name
from rubric.framework.cms.words import fate_words
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import crosswalk_between, predecessor
from rubric.framework.domain.content import Framework
from rubric.framework.domain.crosswalk import Crosswalk, Link, Tangled, propose
from rubric.framework.models import RubricVersion


class CrosswalkForm(forms.Form):
    """For each newer element, the older ones that it came from. Fields are named by the newer element."""

    def __init__(self, data: Any, *, old: Framework, new: Framework, shown: Crosswalk) -> None:
        super().__init__(data, prefix="from")
        self.old, self.new = old, new
        choices = [(element.slug, _name(old, element.slug)) for element in old.elements]
        for element in new.elements:
            self.fields[element.slug] = forms.MultipleChoiceField(
                label=_name(new, element.slug),
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=list(shown.sources(element.slug)),
            )

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError where elements are split and merged at once."""
        entered = super().clean() or self.cleaned_data
        try:
            Crosswalk(tuple(one.slug for one in self.old.elements), tuple(self.fields), self.links)
        except Tangled as error:
            raise forms.ValidationError([self._told(link) for link in error.links]) from None
        return entered

    @property
    def links(self) -> frozenset[Link]:
        """What was ticked."""
        return frozenset(Link(old, new) for new, olds in self.cleaned_data.items() for old in olds)

    def _told(self, link: Link) -> str:
        told = _(
            "“%(old)s” → “%(new)s”: an element cannot be split and merged at once. Please untick one of the links."
        )
        return told % {"old": _name(self.old, link.old), "new": _name(self.new, link.new)}


@dataclass(frozen=True)
class PassageRow:
    """What became of older elements, in words."""

    fate: str
    label: StrOrPromise
    old: str
    new: str


@writers_only
@require_http_methods(["GET", "POST"])
def crosswalk(request: HttpRequest, number: int) -> HttpResponse:
    """The links to the version before; with `propose`, those that the machine would draw. Also after publication."""
    version = get_object_or_404(RubricVersion, number=number)
    before = predecessor(version, list(RubricVersion.objects.all()))
    if before is None:
        messages.info(request, _("This is the first version: there is none that it could correspond to."))
        return redirect(edit_address(version))
    old, new = framework_of(before), framework_of(version)
    is_proposal = "propose" in request.GET
    shown = propose(old, new) if is_proposal else crosswalk_between(before, version)
    form = CrosswalkForm(request.POST or None, old=old, new=new, shown=shown)
    if request.method == "POST" and form.is_valid():
        set_crosswalk(by=request.user, old=before, new=version, links=form.links)
        messages.success(request, _("The crosswalk was saved."))
        return redirect(request.path)
    context = {
        **{"form": form, "old": short_name(before), "new": short_name(version), "is_proposal": is_proposal},
        "passages": _passages(shown, old, new),
        **header(_("Crosswalk"), version),
    }
    return render(request, "framework/cms/crosswalk.html", context, status=422 if form.errors else 200)


def _passages(shown: Crosswalk, old: Framework, new: Framework) -> list[PassageRow]:
    return [
        PassageRow(one.fate.value, fate_words(one.fate), _names(old, one.old), _names(new, one.new))
        for one in shown.passages
    ]


def _names(framework: Framework, slugs: Iterable[str]) -> str:
    return _(", ").join(_name(framework, slug) for slug in slugs)


def _name(framework: Framework, slug: str) -> str:
    element = framework.element(slug)
    return (element.name.label(get_language() or "ja") if element else "") or slug
