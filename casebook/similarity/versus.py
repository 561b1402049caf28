"""A company and a case side by side, field by field, with what may not transfer."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from casebook.cases.models import CasePage
from casebook.cases.terms import terms_of
from casebook.library.cards import case_url
from casebook.profiles.choices import Result
from casebook.similarity.alike import profile_of
from casebook.similarity.asked import FIELDS, SEVERAL_VALUES, Asked, asked_of
from casebook.similarity.domain.compare import Kind, Reason, compare
from casebook.similarity.likeness import likeness
from casebook.similarity.models import current_weights
from casebook.similarity.presenters import VersusRow, VersusScreen
from casebook.similarity.screen import address, field_heading, values_of
from casebook.taxonomy.words import Taxonomies

#: By the field's name in the address, its name in a reason.
REASON_FIELDS = {"prefecture": "place", "employees": "size"}
#: The tone of a row of which some values agree.
PARTLY = "partly"
OLD_YEARS = 5


def versus_screen(asked: Asked, case: CasePage, taxonomies: Taxonomies) -> VersusScreen:
    """Compare what is asked with `case`, which its reader may see."""
    terms = terms_of([case.pk], ["barriers", "approaches"])[case.pk]
    comparison = compare(asked.profile, profile_of(case, terms), current_weights())
    reasons = {reason.field: reason for reason in comparison.reasons}
    theirs = asked_of(case, terms)
    rows = [_row(name, asked, theirs, reasons, taxonomies) for name in FIELDS]
    return VersusScreen(
        rows=(*(row for row in rows if row.mine or row.theirs), *_beyond_the_fields(case)),
        title=case.title,
        url=case_url(case),
        language=case.text_language,
        turning_point=case.turning_point,
        likeness=likeness(comparison.score),
        width=round(comparison.score),
        back_url=address(asked),
    )


def _row(name: str, asked: Asked, theirs: Asked, reasons: Mapping[str, Reason], taxonomies: Taxonomies) -> VersusRow:
    row = VersusRow(field_heading(name), values_of(name, asked, taxonomies), values_of(name, theirs, taxonomies))
    reason = reasons.get(REASON_FIELDS.get(name, name))
    if reason is None:
        return replace(row, note=_open_note(name, row))
    if reason.kind is Kind.SAME and _is_partial(name, asked, theirs):
        shared = values_of(name, replace(theirs, **{name: reason.values}), taxonomies)
        return replace(row, tone=PARTLY, note=_("Agrees in part: %s") % shared)
    return replace(row, tone=reason.kind.value, note=transfer_note(reason))


def _is_partial(name: str, asked: Asked, theirs: Asked) -> bool:
    """Whether either says more in a field of several values than both do."""
    return name in SEVERAL_VALUES and set(getattr(asked, name)) != set(getattr(theirs, name))


def _open_note(name: str, row: VersusRow) -> str:
    """Of what neither agrees nor excludes the other: why nothing can be said of it, or what to mind."""
    if not row.theirs:
        return _("The case does not tell this.")
    if not row.mine:
        return _("You have not told this of your company.")
    return {
        "situation": _("Another situation: ask whether the same step would fit yours."),
        "approach": _("Another approach: this case was moved in another way."),
    }.get(name, "")


def transfer_note(reason: Reason) -> str:
    """What a reader should mind before he does as this company did; empty where the field agrees."""
    if reason.field == "size":
        return _size_note(reason)
    return {
        ("place", Kind.NEAR): _("Nearby: ask whether the same supporting bodies serve both."),
        ("place", Kind.DIFFERS): _("Another region: supporting bodies and subsidies may differ."),
        ("industry", Kind.NEAR): _("A related industry: mind different customs of trade."),
        ("industry", Kind.DIFFERS): _(
            "Another industry: what rests on equipment, trade channels or permits may not transfer."
        ),
        ("situation", Kind.DIFFERS): _("The opposite situation: what was done rests on another starting point."),
        ("barrier", Kind.DIFFERS): _("Other barriers: the question that turned this company may not move yours."),
    }.get((reason.field, reason.kind), "")


def _size_note(reason: Reason) -> str:
    if reason.kind is Kind.SAME:
        return ""
    return {
        "larger": _("One size larger: check whether you have people to spare for it."),
        "smaller": _("One size smaller: with more people, agreement may take longer."),
        "much-larger": _("Much larger: people and money differ. Take the idea, at your own scale."),
        "much-smaller": _("Much smaller: what the owner did alone needs managers in a company of your size."),
    }[reason.values[0]]


def _beyond_the_fields(case: CasePage) -> Iterable[VersusRow]:
    """What else may keep a case from being followed: its age, and how it ended."""
    if case.year and timezone.localdate().year - case.year >= OLD_YEARS:
        note = _("Some years ago: markets, laws and subsidies may have changed.")
        yield VersusRow(_("Year"), "", str(case.year), Kind.DIFFERS.value, note)
    if case.result == Result.STALLED:
        note = _("This support stalled: read it for what to avoid.")
        yield VersusRow(_("Result"), "", str(Result.STALLED.label), Kind.DIFFERS.value, note)
