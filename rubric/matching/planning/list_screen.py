"""The page above all plans: what is open, the plan that is being made, and those that were."""

from dataclasses import dataclass, fields

from django.db.models.fields.json import KeyTransform
from django.urls import reverse

from platform_site.accounts.models import Organisation, User
from rubric.engagement.permissions import own_organisations
from rubric.matching.choices import PlanState
from rubric.matching.models import PlanRun
from rubric.matching.planning.outlook import Outlook, outlook_of
from rubric.matching.planning.presenters import is_lost
from rubric.matching.planning.result import Figures
from rubric.matching.planning.wording import proof_words

#: So many plans are listed; the night keeps no more.
LISTED = 30
#: Of each its figures alone: the whole result may be long.
TOLD = {f"told_{one.name}": KeyTransform(one.name, "result") for one in fields(Figures)}


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list; `figures` and `proof` only of a finished one."""

    plan: PlanRun
    figures: Figures | None = None
    proof: str = ""


@dataclass(frozen=True)
class PlansScreen:
    """The whole page. Without `organisation` its reader coordinates none."""

    organisations: tuple[tuple[Organisation, str], ...] = ()
    organisation: Organisation | None = None
    outlook: Outlook | None = None
    running: PlanRun | None = None
    is_lost: bool = False
    rows: tuple[PlanRow, ...] = ()

    @property
    def finished(self) -> tuple[PlanRow, ...]:
        """Those that can be compared."""
        return tuple(row for row in self.rows if row.figures)

    @property
    def may_start(self) -> bool:
        """Whether a plan can be asked for now, and has something to say."""
        return bool(self.outlook and self.outlook.seats) and (self.running is None or self.is_lost)


def chosen_organisation(user: User, number: str) -> Organisation | None:
    """The organisation that is asked for, the first where none is, or another's."""
    own = own_organisations(user)
    return next((one for one in own if str(one.pk) == number), own[0] if own else None)


def plans_screen(user: User, organisation: Organisation | None) -> PlansScreen:
    """The plans of an organisation."""
    if organisation is None:
        return PlansScreen()
    plans = PlanRun.objects.visible_to(user).filter(organisation=organisation).select_related("asked_by")
    rows = tuple(_row(plan) for plan in plans.defer("result").annotate(**TOLD)[:LISTED])
    running = next((row.plan for row in rows if row.plan.is_under_way), None)
    return PlansScreen(
        organisations=tuple((one, f"{reverse('plans')}?organisation={one.pk}") for one in own_organisations(user)),
        organisation=organisation,
        outlook=outlook_of(organisation),
        running=running,
        is_lost=bool(running and is_lost(running)),
        rows=rows,
    )


def _row(plan: PlanRun) -> PlanRow:
    if plan.state != PlanState.DONE:
        return PlanRow(plan)
    figures = Figures(**{one.name: getattr(plan, f"told_{one.name}") for one in fields(Figures)})
    return PlanRow(plan, figures, proof_words(figures))
