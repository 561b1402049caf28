"""What a change would do: a policy tried on today's open engagements, weights on a few of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from platform_site.accounts.models import Organisation
from rubric.engagement.models import Engagement
from rubric.matching.domain.asked import Need
from rubric.matching.domain.planning.instance import Open
from rubric.matching.domain.policy import Policy
from rubric.matching.domain.ranking import Team, best_teams, line_ups
from rubric.matching.domain.roster import Roster
from rubric.matching.needs import kind_of, staffing_of
from rubric.matching.people import person_of, roster_of
from rubric.matching.staffing.presenters import names_of
from rubric.matching.wording import policy_rule_label, seat_words

#: Seconds for a plan under each policy; small organisations take a fraction of one.
SECONDS = 8
#: Engagements on which weights are tried.
MOST_SAMPLES = 3


@dataclass(frozen=True)
class Changed:
    """An engagement to which other seats would fall."""

    alias: str
    url: str
    before: str
    after: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class WhatIf:
    """How many of today's open engagements could be staffed wholly: before and after, of how many."""

    before: int
    after: int
    count: int
    changed: tuple[Changed, ...]


@dataclass(frozen=True)
class Sample:
    """The best team of an engagement under the weights in force and under those that are tried."""

    alias: str
    url: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Whether other people come first."""
        return self.before != self.after


def what_if(organisation: Organisation, before: Policy, after: Policy) -> WhatIf:
    """Both policies on all open engagements at once: nobody is counted twice where he has no more hours."""
    engagements = open_engagements(organisation)
    needs = [staffing_of(one, (None, before)).need for one in engagements]
    roster = roster_of(organisation)
    return WhatIf(
        before=_staffed(roster, engagements, needs, before),
        after=_staffed(roster, engagements, needs, after),
        count=len(engagements),
        changed=tuple(_changed(engagements, before, after)),
    )


def samples(organisation: Organisation, before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Sample, ...]:
    """The newest open engagements, each with its best team under both."""
    roster, found = roster_of(organisation), []
    names = names_of(roster).names
    for engagement in open_engagements(organisation):
        need = staffing_of(engagement).need
        if need.seats and len(found) < MOST_SAMPLES:
            url = reverse("engagement_staffing", args=[engagement.pk])
            teams = [_team(best_teams(line_ups(roster, need, weights), 1), names) for weights in (before, after)]
            found.append(Sample(engagement.alias, url, *teams))
    return tuple(found)


def open_engagements(organisation: Organisation) -> list[Engagement]:
    """Those on which somebody works now."""
    return list(
        Engagement.objects.filter(organisation=organisation).under_way().select_related("organisation", "coordinator")
    )


def _staffed(roster: Roster, engagements: Sequence[Engagement], needs: Sequence[Need], policy: Policy) -> int:
    """How many would have somebody in every seat, as if nobody were in a team yet."""
    opened = [
        Open(replace(need, seats=policy.rule_for(kind_of(one)).seats, team=frozenset(), beside=()))
        for one, need in zip(engagements, needs, strict=True)
    ]
    if not opened or not len(roster):
        return 0
    from rubric.matching.domain.planning.plan import make_plan  # OR-Tools takes 60 MB: not before somebody tries one

    chosen = make_plan(roster, opened, seconds=SECONDS).chosen
    held = [key for key, _seat in chosen]
    return sum(held.count(one.need.key) == len(one.need.seats) for one in opened)


def _changed(engagements: Sequence[Engagement], before: Policy, after: Policy) -> list[Changed]:
    told = []
    for one in engagements:
        old, new = before.rule_for(kind_of(one)), after.rule_for(kind_of(one))
        if old.seats != new.seats:
            url = reverse("engagement_staffing", args=[one.pk])
            words = tuple(seat_words(seat) for seat in new.seats)
            told.append(Changed(one.alias, url, policy_rule_label(old.name), policy_rule_label(new.name), words))
    return told


def _team(teams: Sequence[Team], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(names[person_of(key)] if key else "" for key in teams[0].keys) if teams else ()
