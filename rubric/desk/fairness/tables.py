"""What the page tells, as tables: on the page and in files the same ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from casebook.taxonomy.words import load_taxonomies
from platform_site.accounts.models import Organisation, User
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.assessment.cohort.bars import stacked_bar
from rubric.assessment.sentences import level_name
from rubric.desk.fairness.asking import Asked, asked_people, never_asked
from rubric.desk.fairness.bodies import Body, bodies
from rubric.desk.fairness.seats import OpenSeat, OpenSeats
from rubric.desk.fairness.shapes import Figures, Group, Line
from rubric.engagement.facts import day_words
from rubric.framework.domain.levels import Level
from rubric.matching.people import roster_of
from rubric.matching.wording import rule_label


def own_groups(organisation: Organisation, organisations: Iterable[Organisation], user: User) -> list[Group]:
    """Everything about an organisation that its coordinator may know; load and growth of all of his."""
    seats = OpenSeats(organisation, roster_of(organisation))
    return [
        Group(
            "asking",
            _("Who is asked how often"),
            (_asked(asked_people(organisation)), _never(organisation, seats)),
            _("Proposals of the last twelve months by this organisation."),
            (pgettext("proposal", "Accepted"), pgettext("proposal", "Declined"), _("Waiting")),
        ),
        Group("bodies", _("Load and growth"), (_bodies(bodies(organisations, user)),), key=(_("Booked"),)),
        Group(
            "gaps",
            _("Seats that cannot be filled"),
            tuple(_gaps(seats.seats)),
            _("Open seats that nobody whom you may ask can take. Conflicts of interest are not looked at here."),
            (_("Nobody fits"),),
        ),
    ]


def _asked(people: Sequence[Asked]) -> Figures:
    most = max((one.asked for one in people), default=0)
    lines = (
        Line(
            one.name,
            (one.asked, one.accepted, one.declined, one.waiting),
            (_day(one),),
            stacked_bar((one.accepted, one.declined, one.waiting), most),
        )
        for one in people
    )
    told = (pgettext("proposal", "Asked"), pgettext("proposal", "Accepted"), pgettext("proposal", "Declined"))
    headings = (_("Name"), *told, _("Waiting"), _("Last asked"))
    return Figures("people", _("People who were asked"), headings, tuple(lines), has_bars=True)


def _day(one: Asked) -> str:
    return day_words(timezone.localdate(one.last)) if one.last else ""


def _never(organisation: Organisation, seats: OpenSeats) -> Figures:
    lines = tuple(Line(one.name, (), (one.why,)) for one in never_asked(organisation, seats))
    note = _("People of the organisation who were never asked nor put into a team here.")
    return Figures("never", _("Never matched"), (_("Name"), _("Why")), lines, note)


def _bodies(found: Iterable[Body]) -> Figures:
    lines = (
        Line(
            one.label,
            (one.people, one.offered, one.booked, one.share, one.assignments, one.higher, one.first),
            bar=stacked_bar((one.booked,), one.offered),
        )
        for one in found
    )
    headings = (
        _("Organisation"),
        _("People"),
        _("Offered hours"),
        _("Booked hours"),
        _("Booked share"),
        _("Seats held"),
        _("Higher level than before"),
        _("Signed for the first time"),
    )
    note = _("Hours of the next twelve months; levels that were signed in the last twelve.")
    return Figures("organisations", _("By organisation"), headings, tuple(lines), note, has_bars=True)


def _gaps(seats: Sequence[OpenSeat]) -> Iterator[Figures]:
    language = get_language() or "ja"
    barriers = {term.slug: term.label(language) for term in load_taxonomies()["barrier"]}
    levels = {str(level.value): level_name(level) for level in Level}
    yield _gap("levels", _("By level"), _("Level"), seats, lambda one: [str(one.seat.level.value)], levels)
    trades = {slug: one.label(language) for slug, one in INDUSTRIES.items()}
    yield _gap("industries", _("By industry"), _("Industry"), seats, lambda one: [one.engagement.industry], trades)
    yield _gap("barriers", _("By barrier"), _("Barrier"), seats, lambda one: one.engagement.barriers, barriers)
    places = {slug: one.label(language) for slug, one in PREFECTURES.items()}
    yield _gap("places", _("By prefecture"), _("Prefecture"), seats, lambda one: [one.engagement.prefecture], places)


def _gap(
    slug: str,
    title: str,
    heading: str,
    seats: Sequence[OpenSeat],
    values: Callable[[OpenSeat], Sequence[str]],
    names: Mapping[str, str],
) -> Figures:
    """The greatest gap first; what has no open seat is left out."""
    found: dict[str, list[OpenSeat]] = {}
    for seat in seats:
        for value in values(seat):
            found.setdefault(value, []).append(seat)
    rows = [(name, found[value]) for value, name in names.items() if value in found]
    rows.sort(key=lambda row: -sum(one.is_gap for one in row[1]))
    headings = (heading, _("Open seats"), _("Nobody fits"), _("Mostly because of"))
    return Figures(slug, title, headings, tuple(_gap_line(*row) for row in rows), has_bars=True)


def _gap_line(name: str, seats: Sequence[OpenSeat]) -> Line:
    rules = [one.binding for one in seats if one.is_gap]
    main = rule_label(max(rules, key=rules.count)) if rules else ""
    return Line(name, (len(seats), len(rules)), (main,), stacked_bar((len(rules),), len(seats)))
