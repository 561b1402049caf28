"""Tables of the desk as files: what the page shows, on all of its pages."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.intake.files.writing import Cells
from platform_site.accounts.audit import record
from platform_site.accounts.models import Organisation, User
from platform_site.reference.industries import INDUSTRIES
from platform_site.reference.prefectures import PREFECTURES
from rubric.assessment.cohort.files import Table, file_response
from rubric.desk.acts import DeskAct
from rubric.desk.board import Card
from rubric.desk.load import Load, months_shown
from rubric.engagement.models import Engagement
from rubric.matching.wording import month_words


def told_file(table: Table, kind: str, *, by: User, about: Iterable[Organisation], slug: str) -> HttpResponse:
    """The table as a file. That it left the platform stands in the trail; what is in it does not.

    Belongs into a transaction.
    """
    for organisation in about:
        record(by=by, what=DeskAct.EXPORTED, on=organisation, table=slug, rows=len(table.rows), format=kind)
    return file_response(table, kind)


def board_table(cards: Iterable[Card]) -> Table:
    """The engagements with their companies' names: only who keeps them gets here."""
    headings = [
        _("Company's name"),
        _("Alias"),
        _("Phase"),
        _("Since"),
        _("Longer than usual"),
        _("Urgency"),
        _("Prefecture"),
        _("Industry"),
        _("Coordinator"),
        _("Responsible body"),
        _("Open seats"),
        _("Waiting for an answer"),
        _("Wished start"),
        _("Agreed to be supported on"),
    ]
    return Table(_("Engagements"), headings, [_engagement(card) for card in cards])


def load_table(rows: Iterable[Load]) -> Table:
    """Of each person and month what is offered, booked, and asked."""
    headings = [_("Name"), _("Organisation"), _("Engagements now"), _("Last asked by you"), *_month_headings()]
    return Table(_("Load of the supporters"), headings, [_load(row) for row in rows])


def _engagement(card: Card) -> Cells:
    row, one = card.row, card.engagement
    return [
        row.company_name,
        row.alias,
        row.phase,
        _day(timezone.localdate(row.since)),
        _("Yes") if row.is_overdue else "",
        str(one.get_urgency_display()),
        *_place_and_trade(one),
        row.coordinator,
        row.organisation,
        row.open_seats,
        card.asked,
        _day(one.wished_start),
        _day(one.consent_on),
    ]


def _place_and_trade(engagement: Engagement) -> tuple[str, str]:
    language = get_language() or "ja"
    place = PREFECTURES[engagement.prefecture].label(language) if engagement.prefecture else ""
    return place, INDUSTRIES[engagement.industry].label(language) if engagement.industry else ""


def _month_headings() -> Iterator[str]:
    for month in months_shown():
        for what in (_("offered"), _("booked"), _("asked for")):
            yield _("%(month)s: %(what)s") % {"month": month_words(month), "what": what}


def _load(row: Load) -> Cells:
    hours = [number for one in row.months for number in (one.offered, one.booked, one.asked)]
    last = timezone.localdate(row.last_asked) if row.last_asked else None
    return [row.name, row.organisation, row.engagements, _day(last), *hours]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
