"""What needs a coordinator today, the most pressing first."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from platform_site.accounts.models import User
from rubric.desk import conditions
from rubric.desk.board import with_names
from rubric.desk.filters import Attention
from rubric.desk.members import ending_levels, late_changes, successors
from rubric.desk.planned import Plans, planned_teams
from rubric.desk.tasks import MOST, Desk, Section, Task, staffing_url
from rubric.engagement.choices import PHASES
from rubric.engagement.domain.phases import Phase, usual_end
from rubric.engagement.facts import day_words
from rubric.engagement.models import Engagement
from rubric.engagement.models.engagements import EngagementQuerySet
from rubric.matching.domain.proposals import Act, State
from rubric.matching.models import Proposal, ProposalEntry

#: So long before the wished start a team should be whole.
STARTS_SOON = timedelta(days=14)
LONGEST_QUESTION = 120


def sections_of(user: User, engagements: EngagementQuerySet) -> list[Section]:
    """Everything that needs somebody; a reason for which there is nothing to do is left out."""
    desk = Desk(user, engagements, timezone.localdate())
    return [section for made in SECTIONS if (section := made(desk)).count]


def _late_answers(desk: Desk) -> Section:
    late = _proposals(desk).overdue(desk.today).filter(state=State.ASKED).order_by("answer_by", "pk")
    return Section(
        "late-answers",
        _("Answers that are overdue"),
        _("Ring, or withdraw the proposal and ask somebody else."),
        late.count(),
        tuple(_asked(one, _("Answer was due on %(day)s.") % {"day": day_words(one.answer_by)}) for one in late[:MOST]),
        _board(Attention.WAITING),
    )


def _questions(desk: Desk) -> Section:
    entries = ProposalEntry.objects.filter(act=Act.QUESTION).order_by("-pk")
    asked = _proposals(desk).filter(state=State.QUESTION).order_by("pk")
    rows = asked.prefetch_related(Prefetch("entries", entries, to_attr="questions"))
    return Section(
        "questions",
        _("Questions to answer"),
        _("Somebody wants to know something before deciding."),
        asked.count(),
        tuple(_asked(one, _question(one), _("Answer the question")) for one in rows[:MOST]),
    )


def _declined(desk: Desk) -> Section:
    found = desk.engagements.filter(conditions.declined())
    return _with_teams(
        desk,
        found,
        slug="declined",
        heading=_("Declined, so the seat is open again"),
        meaning=_("Ask the next one. Whoever declined is not proposed for it again."),
    )


def _unstaffed(desk: Desk) -> Section:
    found = desk.engagements.filter(conditions.unstaffed()).exclude(conditions.declined()).exclude(_starts_soon(desk))
    return _with_teams(
        desk,
        found,
        slug="unstaffed",
        heading=_("Without a whole team"),
        meaning=_("Nobody holds these seats, and nobody is asked."),
        all_url=_board(Attention.UNSTAFFED),
    )


def _starting(desk: Desk) -> Section:
    found = desk.engagements.filter(conditions.not_whole(), _starts_soon(desk)).exclude(conditions.declined())
    return _with_teams(
        desk,
        found,
        slug="starting",
        heading=_("Starts within two weeks, team not whole"),
        meaning=_("Find who is missing, or agree on a later start."),
    )


def _overdue(desk: Desk) -> Section:
    return _of_engagements(
        with_names(desk.engagements.filter(conditions.overdue(desk.today))),
        _phase_words,
        slug="overdue",
        heading=_("Phases that take longer than usual"),
        meaning=_("Ask the team how it stands; move it on, or note why it takes longer."),
        all_url=_board(Attention.OVERDUE),
    )


def _no_consent(desk: Desk) -> Section:
    return _of_engagements(
        with_names(desk.engagements.filter(phase=Phase.PRE_VISIT, consent_on=None)),
        lambda one: _("Pre-visit since %(day)s") % {"day": day_words(timezone.localdate(one.phase_since))},
        slug="consent",
        heading=_("The company has not agreed yet"),
        meaning=_("The issue setting cannot begin without it."),
    )


def _starts_soon(desk: Desk) -> Q:
    return Q(wished_start__range=(desk.today, desk.today + STARTS_SOON))


#: In the order of the page.
SECTIONS: tuple[Callable[[Desk], Section], ...] = (
    _late_answers,
    late_changes,
    _questions,
    _declined,
    _starting,
    _unstaffed,
    _overdue,
    _no_consent,
    ending_levels,
    successors,
)


def _proposals(desk: Desk) -> Any:
    told = Proposal.objects.filter(engagement__in=desk.engagements)
    return told.select_related("engagement", "person", "seat")


def _asked(proposal: Proposal, text: str, action: str = "") -> Task:
    who = _("%(name)s as %(role)s.") % {"name": proposal.person, "role": proposal.seat.get_role_display()}
    return Task(
        name=proposal.engagement.company_name,
        alias=proposal.engagement.alias,
        text=f"{who} {text}",
        url=staffing_url(proposal.engagement_id),
        action=action or _("To the proposal"),
    )


def _question(proposal: Any) -> str:
    said = proposal.questions[0].text if proposal.questions else ""
    return _("“%(question)s”") % {"question": Truncator(said).chars(LONGEST_QUESTION)}


def _of_engagements(
    found: QuerySet[Engagement],
    text: Callable[[Engagement], str],
    *,
    slug: str,
    heading: str,
    meaning: str,
    all_url: str = "",
) -> Section:
    tasks = (
        Task(
            name=one.company_name,
            alias=one.alias,
            text=text(one),
            url=reverse("engagement", args=[one.pk]),
            action=_("To the engagement"),
        )
        for one in found[:MOST]
    )
    return Section(slug, heading, meaning, found.count(), tuple(tasks), all_url)


def _with_teams(desk: Desk, found: EngagementQuerySet, **told: Any) -> Section:
    rows = list(with_names(found)[:MOST])
    plans = planned_teams(rows, desk.user)
    return Section(
        count=found.count(),
        tasks=tuple(_unstaffed_tasks(rows, plans)),
        wants_plan=any(one.organisation_id not in plans.organisations for one in rows),
        **told,
    )


def _unstaffed_tasks(engagements: Iterable[Engagement], plans: Plans) -> Iterator[Task]:
    for one in engagements:
        team = plans.teams.get(one.pk, ())
        yield Task(
            name=one.company_name,
            alias=one.alias,
            text=_("Wished start: %(day)s") % {"day": day_words(one.wished_start)} if one.wished_start else "",
            url=staffing_url(one.pk),
            action=_("See reasons and propose") if team else _("To the team"),
            team=team,
        )


def _phase_words(engagement: Engagement) -> str:
    phase, since = Phase(engagement.phase), timezone.localdate(engagement.phase_since)
    end = usual_end(phase, since)
    said = {"phase": PHASES[phase], "since": day_words(since), "end": day_words(end)}
    return _("%(phase)s since %(since)s, usually over by %(end)s.") % said


def _board(attention: Attention) -> str:
    return f"{reverse('desk_board')}?attention={attention.value}&view=list"
