"""A case in a reader's order: what kind of company, what hurt, what was underneath, what turned it, what came of it."""

import re
from collections.abc import Iterable
from decimal import Decimal
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.cases.facts import case_facts
from casebook.cases.marking import Mark, marking
from casebook.cases.models import CasePage, OutcomeFigure
from casebook.cases.presenters import BarrierNote, CaseScreen, FigureBar, Passage, SourceNote
from casebook.cases.sections import case_sections
from casebook.cases.terms import TermRows
from casebook.disclosure.policies import publication_refusals
from casebook.profiles.choices import Disclosure
from platform_site.templatetags.banso import site_path


def case_context(case: CasePage, request: HttpRequest) -> dict:
    """What the case template needs."""
    home, library = _("Home"), _("Find cases")
    return {
        "screen": case_screen(case, request),
        "breadcrumb": [(home, site_path("/")), (library, reverse("library"))],
    }


def case_screen(case: CasePage, request: HttpRequest) -> CaseScreen:
    """Shape one case; sections of other rooms come through `register_case_section`."""
    terms = TermRows.of(case)
    mark = marking(request.GET.get("q", ""), _told(case))
    return CaseScreen(
        title=case.title,
        called=case.called,
        outcome_line=_first_sentence(case.outcome),
        summary=tuple(map(mark, sentences(case.summary))),
        facts=tuple(case_facts(case, terms)),
        before=_passages(case, BEFORE, mark),
        barriers=tuple(_barrier_note(row) for row in terms.barriers),
        turning_point=mark(case.turning_point),
        after=_passages(case, AFTER, mark),
        figures=tuple(figure_bars(case.figures.all())),
        grid=(case.grid_stage, case.grid_spread) if case.grid_stage and case.grid_spread else None,
        closing=_passages(case, CLOSING, mark),
        source=_source(case),
        tags=tuple((tag, _library_url("tag", tag)) for tag in case.tags.names()),
        disclosure="" if case.disclosure == Disclosure.PUBLIC else str(Disclosure(case.disclosure).label),
        language=case.text_language,
        has_judgement=bool(case.judged),
        similar_url=f"{reverse('similar')}?{urlencode({'case': case.external_id})}",
        address=request.build_absolute_uri(request.path),
        **case_sections(case, terms.slugs, request),
    )


BEFORE = (("background", "company"), ("surface_issue", "surface"), ("underlying_issue", "underlying"))
AFTER = (("actions", "actions"), ("outcome", "outcome"))
CLOSING = (("not_worked", "not-worked"), ("burden", "burden"), ("lessons", "lessons"), ("voice", "voice"))


def heading(field: str) -> str:
    """The heading of a passage, as a reader asks it."""
    return {
        "background": _("What kind of company"),
        "surface_issue": _("What hurt (surface issue)"),
        "underlying_issue": _("What was underneath (underlying issue)"),
        "actions": _("What was done"),
        "outcome": _("What came of it"),
        "not_worked": _("What did not work"),
        "burden": _("Burden on the company"),
        "lessons": _("Lessons"),
        "voice": _("The owner's voice"),
    }[field]


def paragraphs(text: str) -> tuple[str, ...]:
    """A text's paragraphs, one a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def sentences(text: str) -> tuple[str, ...]:
    """A text's sentences, one line each: a summary is read as three lines."""
    return tuple(line.strip() for line in re.split(r"(?<=[。！？])(?![」』）])|\n", text) if line.strip())


def _told(case: CasePage) -> str:
    """All passages in one text."""
    fields = ("summary", "turning_point", *(field for field, _anchor in (*BEFORE, *AFTER, *CLOSING)))
    return "\n".join(getattr(case, field) for field in fields)


def _passages(case: CasePage, wanted: Iterable[tuple[str, str]], mark: Mark) -> tuple[Passage, ...]:
    """The passages that the case tells; what is unknown has no heading either."""
    return tuple(
        Passage(anchor, heading(field), tuple(map(mark, paragraphs(getattr(case, field)))), field in case.judged)
        for field, anchor in wanted
        if getattr(case, field)
    )


def _first_sentence(text: str) -> str:
    head, mark, _rest = text.strip().partition("。")
    return f"{head}{mark}" if len(head) <= 80 else ""


def _barrier_note(row) -> BarrierNote:
    url = _library_url("barrier", row.barrier.slug)
    return BarrierNote(row.barrier.name, row.barrier.meaning, row.note, url)


def _library_url(facet: str, *values: str) -> str:
    return f"{reverse('library')}?{urlencode({facet: values}, doseq=True)}"


def figure_bars(figures: Iterable[OutcomeFigure]) -> Iterable[FigureBar]:
    """Figures with bars whose lengths are shares of the longer side."""
    for figure in figures:
        longest = max((abs(value) for value in (figure.before, figure.after) if value is not None), default=None)
        yield FigureBar(
            label=figure.label,
            unit=figure.unit,
            before=_number(figure.before),
            after=_number(figure.after),
            before_year=_year(figure.before_year),
            after_year=_year(figure.after_year),
            before_width=_width(figure.before, longest),
            after_width=_width(figure.after, longest),
            change=_change(figure),
            note=figure.note,
        )


def _number(value: Decimal | None) -> str:
    if value is None:
        return ""
    plain = value.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    return number_format(plain, decimal_pos=places, force_grouping=True)


def _year(year: int | None) -> str:
    if not year:
        return ""
    return f"{year}年" if get_language() != "en" else str(year)


def _width(value: Decimal | None, longest: Decimal | None) -> int:
    return round(abs(value) / longest * 100) if value is not None and longest else 0


def _change(figure: OutcomeFigure) -> str:
    """The change in per cent; percentages themselves change by points."""
    if figure.before is None or figure.after is None:
        return ""
    difference = figure.after - figure.before
    if figure.unit in {"%", "％"}:
        return _("%+.4g points") % difference
    return f"{difference / figure.before * 100:+.3g} %" if figure.before > 0 else ""


def _source(case: CasePage) -> SourceNote:
    rests_on_consent = not case.source_title and not publication_refusals(case)
    consent = _("Published with the company's consent.") if rests_on_consent else ""
    return SourceNote(case.source_title, case.source_page, case.source_url, consent)
