"""Every write of a supporter's own assessment. Views take it from what is visible to him."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from casebook.cases.models import CasePage
from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.assessment.acts import AssessmentAct
from rubric.assessment.domain.states import State
from rubric.assessment.models import LONGEST_NOTE, Answer, Assessment, Evidence
from rubric.assessment.policies import Refusal, Refused, require_draft, require_room
from rubric.framework.crosswalks import way
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion


class Overtaken(Exception):
    """The answer was written elsewhere since this page was opened; `answer` is what stands there now."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("written elsewhere in the meantime")
        self.answer = answer


@dataclass(frozen=True)
class Written:
    """What a person entered for an element. `edit`: how often it had been written when the page was opened."""

    level: Level | None
    note: str
    edit: int


@transaction.atomic
def start(*, by: User, names_later: bool = False, corrects: Assessment | None = None) -> Assessment:
    """The person's draft: the one there is, or a new one on the version in use. Raises Refused without a version."""
    _wait_for_other_windows(by)
    draft = Assessment.objects.of(by).drafts().first()
    if draft:
        return draft
    version = RubricVersion.objects.published().first()
    if version is None:
        raise Refused(Refusal.NO_VERSION)
    assessment = Assessment.objects.create(
        author=by, version=version, state=State.DRAFT, names_later=names_later, corrects=corrects
    )
    record(by=by, what=AssessmentAct.STARTED, on=assessment, version=version.number)
    return assessment


@transaction.atomic
def write_answer(*, assessment: Assessment, element: RubricElement, written: Written) -> Answer:
    """Keep a level and a note. Raises Overtaken where another window wrote something else meanwhile, and Refused."""
    assessment = _held(assessment)
    answer, _made = Answer.objects.get_or_create(assessment=assessment, element=element)
    if (answer.level, answer.note) == (written.level, written.note):
        return answer
    if answer.edit != written.edit:
        raise Overtaken(answer)
    answer.level, answer.note = written.level, written.note
    answer.edit += 1
    answer.changed_at = timezone.now()
    answer.save()
    _touch(assessment)
    return answer


@transaction.atomic
def add_evidence(
    *,
    assessment: Assessment,
    element: RubricElement,
    text: str = "",
    case: CasePage | None = None,
    file: UploadedFile | None = None,
) -> Evidence:
    """Put something beside an answer: words, a case that its author may read, or a document. Raises Refused."""
    assessment = _held(assessment)
    answer, _made = Answer.objects.get_or_create(assessment=assessment, element=element)
    require_room(answer)
    evidence = Evidence(answer=answer, text=text, case=case, case_title=case.title if case else "")
    if file is not None:
        evidence.file, evidence.file_name = file, (file.name or "")[-255:]
    evidence.save()
    _touch(assessment)
    return evidence


@transaction.atomic
def drop_evidence(*, assessment: Assessment, evidence: Evidence) -> None:
    """Take a piece of evidence away; its file goes with it once that is certain."""
    assessment = _held(assessment)
    file = evidence.file
    evidence.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name), robust=True)
    _touch(assessment)


@transaction.atomic
def choose_names_later(*, assessment: Assessment, names_later: bool) -> None:
    """Whether the names of the levels are shown only after the choice."""
    assessment = _held(assessment)
    assessment.names_later = names_later
    assessment.save()


@transaction.atomic
def submit(*, by: User, assessment: Assessment) -> Assessment:
    """From now on it stands. Raises Refused where an element has no level."""
    assessment = _held(assessment)
    answered = assessment.answers.filter(level__isnull=False).count()
    if answered < RubricElement.objects.filter(domain__version=assessment.version_id).count():
        raise Refused(Refusal.INCOMPLETE)
    assessment.state, assessment.submitted_at = State.SUBMITTED, timezone.now()
    assessment.save()
    record(by=by, what=AssessmentAct.SUBMITTED, on=assessment, version=assessment.version.number)
    return assessment


@transaction.atomic
def discard(*, by: User, assessment: Assessment) -> None:
    """Throw a draft away, with all that it holds."""
    assessment = _held(assessment)
    files = [one.file for one in Evidence.objects.filter(answer__assessment=assessment) if one.file]
    record(by=by, what=AssessmentAct.DISCARDED, on=assessment, version=assessment.version.number)
    assessment.delete()
    for file in files:
        transaction.on_commit(lambda gone=file: gone.storage.delete(gone.name), robust=True)


@transaction.atomic
def move_to_version_in_use(*, by: User, assessment: Assessment) -> Assessment:
    """Carry a draft over to the version in use: what was entered for an element goes to what it became there.

    A level goes with it only where the element is the same. What was dropped is lost: the page says so beforehand.
    """
    assessment = _held(assessment)
    version = RubricVersion.objects.published().first()
    crosswalk = way(assessment.version, version) if version else None
    if version is None or crosswalk is None or version == assessment.version:
        return assessment
    elements = {one.slug: one for one in RubricElement.objects.filter(domain__version=version)}
    kept: dict[str, Answer] = {}
    for answer in assessment.answers.select_related("element"):
        targets = crosswalk.targets(answer.element.slug)
        if not targets:
            answer.delete()
        elif targets[0] in kept:
            _join(kept[targets[0]], answer)
        else:
            is_same = len(targets) == len(crosswalk.sources(targets[0])) == 1
            kept[targets[0]] = _renamed(answer, elements[targets[0]], answer.level if is_same else None)
    assessment.version = version
    _touch(assessment)
    record(by=by, what=AssessmentAct.MOVED, on=assessment, version=version.number)
    return assessment


def _renamed(answer: Answer, element: RubricElement, level: int | None) -> Answer:
    answer.element, answer.level, answer.edit = element, level, answer.edit + 1
    answer.save()
    return answer


def _join(kept: Answer, other: Answer) -> None:
    """Of elements that were merged, notes stand one below the other, and all evidence is kept."""
    kept.note = "\n".join(filter(None, [kept.note, other.note]))[:LONGEST_NOTE]
    kept.save()
    Evidence.objects.filter(answer=other).update(answer=kept)
    other.delete()


def _held(assessment: Assessment) -> Assessment:
    """The draft as it is now, held until the transaction ends. Raises Refused where it has been submitted."""
    found = Assessment.objects.select_for_update().get(pk=assessment.pk)
    require_draft(found)
    return found


def _touch(assessment: Assessment) -> None:
    assessment.changed_at = timezone.now()
    assessment.save()


def _wait_for_other_windows(by: User) -> None:
    """One after the other: two clicks make one draft."""
    User.objects.select_for_update().get(pk=by.pk)
