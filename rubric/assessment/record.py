"""A person's own record as a workbook: everything that he entered and what it came to, a sheet for each kind of it."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from casebook.intake.files.writing import Cells, Sheet, WrappedText, write_book
from platform_site.accounts.models import User
from rubric.assessment.models import STATES, Assessment, LevelPolicy, Offer
from rubric.assessment.offers import Audience
from rubric.assessment.record_sheets import record_sheets
from rubric.assessment.results import Result, result_of
from rubric.assessment.sentences import level_name

WIDTHS = {"A": 12, "B": 30, "C": 12, "D": 16, "E": 30, "F": 24, "G": 16, "H": 16, "I": 14, "J": 12, "K": 50, "L": 50}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def record_file(user: User) -> bytes:
    """What one person entered, for himself: his assessments and offers, then what rooms above keep of him."""
    submitted = Assessment.objects.of(user).submitted().select_related("version", "standing")
    return write_book([_assessments(submitted), _offers(user), *record_sheets(user)])


def _assessments(submitted: Iterable[Assessment]) -> Sheet:
    """A row for each element of each assessment, the newest first."""
    rows: list[Cells] = [_headings()]
    timeline = LevelPolicy.objects.timeline()
    for assessment in submitted:
        rows += _rows(result_of(assessment, timeline))
    return Sheet(_("Self-assessment"), rows, widths=WIDTHS)


def _offers(user: User) -> Sheet:
    """Who sees his signed levels beside the coordinators of his own organisations."""
    rows: list[Cells] = [[_("Organisation"), _("Since")]]
    for one in Offer.objects.filter(person=user).select_related("organisation").order_by("made_at", "pk"):
        whom = one.organisation.label if one.organisation else str(Audience.ALL.label)
        rows.append([whom, timezone.localdate(one.made_at).isoformat()])
    return Sheet(_("Who sees my levels"), rows, widths={"A": 60, "B": 14})


def _headings() -> Cells:
    return [
        _("Submitted"),
        _("Version"),
        _("State"),
        _("Overall level"),
        _("Domain"),
        _("Element"),
        _("Own level"),
        _("Level that counts"),
        _("What stands behind it"),
        _("Valid until"),
        _("My note"),
        _("Evidence"),
    ]


def _rows(result: Result) -> Iterator[Cells]:
    language, level = get_language() or "ja", result.verdict.level
    for domain in result.framework.domains:
        for element in domain.elements:
            answer = result.answers[element.slug]
            pieces = [piece.text or piece.case_title or piece.file_name for piece in answer.evidence.all()]
            yield [
                timezone.localdate(result.assessment.submitted_at).isoformat(),
                result.framework.name.label(language),
                str(STATES[result.assessment.state]),
                level_name(level) if level else "",
                domain.name.label(language),
                element.name.label(language),
                level_name(result.own[element.slug]),
                level_name(result.claims[element.slug].level),
                result.strengths[element.slug].label(language),
                result.standing.valid_until.isoformat() if result.standing else "",
                WrappedText(answer.note),
                WrappedText("\n".join(pieces)),
            ]
