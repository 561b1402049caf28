"""Long lists of choices in groups, as the case's form shows them."""

from collections.abc import Iterable

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casebook.profiles.choices import Judged, Situation

Groups = tuple[tuple[str | Promise, tuple[TextChoices, ...]], ...]

#: What the editors may have judged, by the part of the form in which it stands.
JUDGED_GROUPS: Groups = (
    (
        _("Story"),
        (
            Judged.SUMMARY,
            Judged.SURFACE_ISSUE,
            Judged.UNDERLYING_ISSUE,
            Judged.BARRIERS,
            Judged.BARRIER_NOTES,
            Judged.APPROACHES,
            Judged.TURNING_POINT,
            Judged.ACTIONS,
        ),
    ),
    (
        _("The company and its owner"),
        (
            Judged.PREFECTURE,
            Judged.INDUSTRY,
            Judged.INDUSTRY_DETAIL,
            Judged.SITUATION,
            Judged.OWNER_AGE,
            Judged.OWNER_YEARS,
            Judged.OWNER_ORIGIN,
        ),
    ),
    (
        _("Who supported, and how"),
        (
            Judged.RELATION,
            Judged.YEAR,
            Judged.ORG_TYPE,
            Judged.ORG_NAME,
            Judged.SUPPORT_TYPES,
            Judged.DELIVERY_MODEL,
        ),
    ),
    (
        _("Outcome"),
        (
            Judged.FIGURES,
            Judged.RESULT,
            Judged.GRID_STAGE,
            Judged.GRID_SPREAD,
            Judged.NOT_WORKED,
            Judged.BURDEN,
            Judged.LESSONS,
            Judged.TAGS,
        ),
    ),
)

#: The company's situation by what is asked (S1 選択の軸③).
SITUATION_GROUPS: Groups = (
    (_("Strategy"), (Situation.HAS_STRATEGY, Situation.NO_STRATEGY)),
    (_("Profit or loss"), (Situation.PROFIT, Situation.LOSS)),
    (_("Successor"), (Situation.HAS_SUCCESSOR, Situation.NO_SUCCESSOR)),
    (
        _("Shock from outside"),
        (Situation.SHOCK_COVID, Situation.SHOCK_DISASTER, Situation.SHOCK_PRICES, Situation.SHOCK_OTHER),
    ),
    (_("Designation"), (Situation.REGIONAL_DRIVER,)),
)


def as_field_choices(groups: Groups) -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """`groups` as a form field takes them."""
    return [(heading, _pairs(members)) for heading, members in groups]


def _pairs(members: Iterable[TextChoices]) -> list[tuple[str, str]]:
    return [(member.value, member.label) for member in members]
