"""What became of an import, or would, in one line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casebook.intake.models import ImportJob
from casebook.intake.states import JobState, Outcome

Counts = dict[str, int]


@dataclass(frozen=True)
class Standing:
    """Where an import stands, for a list. `tone` says how loudly: "plain", "good" or "look"."""

    label: str
    tone: str = "plain"


def writing(counts: Counts) -> int:
    """How many rows write something."""
    return counts[Outcome.CREATE] + counts[Outcome.CHANGE]


def changes_nothing(job: ImportJob, counts: Counts) -> bool:
    """Whether the import, once checked, has nothing to do."""
    return job.state == JobState.CHECKED and not writing(counts)


def headline(job: ImportJob, counts: Counts) -> str:
    """What is written large on the import's page."""
    if job.state == JobState.CHECKED:
        return _would(counts)
    if job.state != JobState.FINISHED:
        return job.get_state_display()
    cases = writing(counts)
    if not cases:
        return _("Nothing was changed")
    return ngettext("%(n)s case was imported", "%(n)s cases were imported", cases) % {"n": cases}


def standing(job: ImportJob, counts: Counts) -> Standing:
    """Where `job` stands, in the words of the list."""
    if job.is_silent:
        return Standing(_("Left behind: can go on"), "look")
    if job.state == JobState.FAILED:
        return Standing(_("Broke off: can go on"), "look")
    if changes_nothing(job, counts):
        return Standing(_("No row can be imported"), "look") if counts[Outcome.REFUSE] else Standing(_("No change"))
    if job.state == JobState.CHECKED:
        return Standing(_("Checked, waiting for your go-ahead"), "look")
    if job.state == JobState.FINISHED:
        return Standing(_("Imported"), "good") if writing(counts) else Standing(_("Nothing was changed"))
    return Standing(job.get_state_display())


def _would(counts: Counts) -> str:
    """What a checked import would do."""
    told = {"writing": writing(counts), "total": sum(counts.values())}
    if not told["writing"]:
        return _would_not(counts)
    if counts[Outcome.REFUSE]:
        return _("%(writing)s of %(total)s rows can be imported") % told
    if counts[Outcome.SAME]:
        return _("%(writing)s of %(total)s rows are new or changed") % told
    return _("Every row can be imported")


def _would_not(counts: Counts) -> str:
    if not counts[Outcome.REFUSE]:
        return _("Nothing would change: the library says all of this already")
    if not counts[Outcome.SAME]:
        return _("No row can be imported")
    told = {"same": counts[Outcome.SAME], "refused": counts[Outcome.REFUSE]}
    return _("Nothing to import: %(same)s rows change nothing, %(refused)s are refused") % told
