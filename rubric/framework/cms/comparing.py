"""Two versions side by side, and how the elements of the one became those of the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from rubric.framework.cms.access import readers_only
from rubric.framework.cms.addresses import header, short_name
from rubric.framework.cms.forms import ComparisonForm
from rubric.framework.cms.words import fate_words, field_words
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import predecessor, way
from rubric.framework.domain.content import Element
from rubric.framework.domain.crosswalk import Fate, propose
from rubric.framework.domain.differences import Change, Row, Run, compare
from rubric.framework.models import RubricVersion


@dataclass(frozen=True)
class ShownChange:
    """A text before and after, under what it is."""

    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    is_change: bool


@dataclass(frozen=True)
class ShownRow:
    """Elements that belong together: what became of them, and which texts changed."""

    fate: str
    label: StrOrPromise
    old: str
    new: str
    changes: tuple[ShownChange, ...]
    is_changed: bool


@dataclass(frozen=True)
class Comparison:
    """Two versions; `is_guessed` where no crosswalk leads from one to the other."""

    old: str
    new: str
    rows: tuple[ShownRow, ...]
    unchanged: int
    is_guessed: bool


@readers_only
@require_safe
def comparison(request: HttpRequest) -> HttpResponse:
    """What the newer of two versions says otherwise; the latest and the one it came from, if nothing is asked."""
    versions = list(RubricVersion.objects.all())
    form = ComparisonForm(_asked(request, versions))
    shown = None
    if len(versions) > 1 and form.is_valid():
        old, new = sorted([form.cleaned_data["old"], form.cleaned_data["new"]], key=lambda one: one.number)
        shown = compared(old, new, form.cleaned_data["language"], show_all=form.cleaned_data["all"])
    context = {"form": form, "comparison": shown, "has_several": len(versions) > 1, **header(_("Compare versions"))}
    return render(request, "framework/cms/compare.html", context)


def _asked(request: HttpRequest, versions: list[RubricVersion]) -> dict[str, str]:
    latest = versions[0] if versions else None
    before = predecessor(latest, versions) if latest else None
    return {
        "old": str(before.number) if before else "",
        "new": str(latest.number) if latest else "",
        "language": get_language() or "ja",
        **request.GET.dict(),
    }


def compared(old: RubricVersion, new: RubricVersion, language: str, *, show_all: bool) -> Comparison:
    """Two versions in `language`; only what changed, unless `show_all`."""
    before, after = framework_of(old), framework_of(new)
    crosswalk = way(old, new)
    rows = compare(before, after, crosswalk or propose(before, after), language)
    return Comparison(
        old=short_name(old),
        new=short_name(new),
        rows=tuple(_row(row, language, show_all) for row in rows if show_all or row.is_changed),
        unchanged=sum(not row.is_changed for row in rows),
        is_guessed=crosswalk is None,
    )


def _row(row: Row, language: str, show_all: bool) -> ShownRow:
    changes = tuple(_change(one, language) for one in row.changes if show_all or one.is_change)
    return ShownRow(
        fate=row.fate.value,
        label=_("Reworded") if row.fate is Fate.SAME and row.is_changed else fate_words(row.fate),
        old=_names(row.old, language),
        new=_names(row.new, language),
        changes=tuple(one for one in changes if one.before or one.after),
        is_changed=row.is_changed,
    )


def _change(change: Change, language: str) -> ShownChange:
    return ShownChange(field_words(change.field, change.level), change.before, change.after, change.is_change)


def _names(elements: Iterable[Element], language: str) -> str:
    return _(", ").join(element.name.label(language) or element.slug for element in elements)
