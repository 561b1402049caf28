"""What a row would do with the library as it is now. Nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.translation import override
from wagtail.models import Locale

from casebook.cases.models import CasePage
from casebook.disclosure.policies import publication_refusals
from casebook.intake.domain.grammar import Grammar
from casebook.intake.domain.problems import Problem, warning
from casebook.intake.domain.rows import ParsedRow
from casebook.intake.domain.rules import changed_fields, new_case, refusals, unweighed
from casebook.intake.permissions import Rights
from casebook.intake.snapshot import DRAFT, PUBLISHED, children_in_bulk, organisation_name, values_of, values_on
from casebook.intake.states import Outcome

NOT_PUBLISHABLE = "may-not-be-published"


@dataclass
class Existing:
    """A case that is in the library already.

    `page` is what an import goes on from: the public state of a live case, the newest draft of one that is not.
    `draft` are the values of changes in the CMS that are not public yet.
    """

    page: CasePage
    values: dict[str, Any]
    draft: dict[str, Any] | None = None


@dataclass(frozen=True)
class Plan:
    """What becomes of a row: `after` are the values of the case then, `changed` the columns that differ.

    `goes_live` says whether readers see the result at once; a live case that may not be published by this importer
    keeps its public state and gets a new draft.
    """

    number: int
    external_id: str
    outcome: Outcome
    after: dict[str, Any] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    goes_live: bool = False
    problems: tuple[Problem, ...] = ()
    existing: Existing | None = None

    @property
    def has_warnings(self) -> bool:
        """Whether an editor should look at the row although it may go in."""
        return any(not problem.is_refusal for problem in self.problems)


def existing_cases(external_ids: Iterable[str]) -> dict[str, Existing]:
    """The cases of these ids in the language in which cases are imported, with what they say."""
    language = Locale.get_default().language_code
    cases = CasePage.objects.filter(external_id__in=set(external_ids), text_language=language)
    pages = list(cases.select_related("organisation", "locale"))
    children = children_in_bulk(pages)
    return {page.external_id: _existing(page, children[page.pk]) for page in pages}


def _existing(page: CasePage, children: Any) -> Existing:
    values = values_of(page, children, organisation_name(page))
    if not page.has_unpublished_changes or page.latest_revision_id is None:
        return Existing(page, values)
    newest = page.get_latest_revision_as_object()
    drafted = values_on(newest)
    return Existing(page, values, drafted) if page.live else Existing(newest, drafted)


def plan_row(
    row: ParsedRow, existing: Existing | None, *, rights: Rights, grammar: Grammar, anonymity_checked: bool = False
) -> Plan:
    """Decide what becomes of `row`, with every reason."""
    if row.is_refused:
        return _refused(row, row.problems)
    before = existing.values if existing else new_case()
    after = {**before, **row.values}
    if existing and not changed_fields(before, after):
        return _same(row, existing, row.problems)
    clues = unweighed(before if before["status"] == PUBLISHED else None, after)
    obstacles = publication_obstacles(after, clues, anonymity_checked=anonymity_checked, may_publish=rights.publish)
    is_withheld = after["status"] == PUBLISHED and bool(obstacles)
    if is_withheld and before["status"] == DRAFT:
        after["status"] = DRAFT
    told = obstacles if is_withheld else _lacking(obstacles)
    warnings = (*told, *row.problems, *clues)
    changed = tuple(changed_fields(before, after)) if existing else tuple(row.values)
    if existing and (not changed or (is_withheld and _is_drafted(existing, row))):
        return _same(row, existing, warnings)
    reasons = [*refusals(after), *_retired(before, after, grammar), *_not_allowed(existing, changed, after, rights)]
    if reasons:
        return _refused(row, (*reasons, *warnings), existing)
    if existing and "status" in changed and after["status"] == DRAFT:
        warnings = (warning("unpublished", "status"), *warnings)
    return Plan(
        number=row.number,
        external_id=row.external_id,
        outcome=Outcome.CHANGE if existing else Outcome.CREATE,
        after=after,
        changed=changed,
        goes_live=after["status"] == PUBLISHED and not is_withheld,
        problems=warnings,
        existing=existing,
    )


def publication_obstacles(
    values: Mapping[str, Any], clues: Sequence[Problem], *, anonymity_checked: bool, may_publish: bool = True
) -> list[Problem]:
    """Why a case with these values stays a draft: warnings, none of which keeps it out of the library.

    `clues` are those that nobody has weighed yet; like the form of the CMS, an import asks somebody to say that he has.
    """
    case = SimpleNamespace(**values, external_id=values["id"])
    found = [] if may_publish else [warning("saved-as-draft", "status")]
    found += [_publication_problem(refusal) for refusal in publication_refusals(case)]
    if clues and may_publish and not anonymity_checked:
        found.append(warning("unchecked-clues", "status"))
    return found


def _lacking(obstacles: Iterable[Problem]) -> tuple[Problem, ...]:
    """What a draft that is meant to be one should still be told: that it has neither source nor consent."""
    return tuple(problem for problem in obstacles if problem.code == NOT_PUBLISHABLE)


def _same(row: ParsedRow, existing: Existing, problems: Iterable[Problem]) -> Plan:
    return Plan(row.number, row.external_id, Outcome.SAME, problems=tuple(problems), existing=existing)


def _refused(row: ParsedRow, problems: Iterable[Problem], existing: Existing | None = None) -> Plan:
    return Plan(row.number, row.external_id, Outcome.REFUSE, problems=tuple(problems), existing=existing)


def _is_drafted(existing: Existing, row: ParsedRow) -> bool:
    """Whether the draft in the CMS says it already: the same file came before, from somebody who may not publish."""
    if existing.draft is None:
        return False
    said = {name: value for name, value in row.values.items() if name != "status"}
    return not changed_fields(existing.draft, {**existing.draft, **said})


def _retired(before: dict[str, Any], after: dict[str, Any], grammar: Grammar) -> list[Problem]:
    """Retired terms that the case does not carry yet."""
    return [
        Problem("retired", name, params={"values": [slug]})
        for name, retired in grammar.retired.items()
        for slug in after[name]
        if slug in retired and slug not in before[name]
    ]


def _not_allowed(
    existing: Existing | None, changed: tuple[str, ...], after: dict[str, Any], rights: Rights
) -> list[Problem]:
    """What this importer may not do, and what would tread on somebody's work in the CMS."""
    if existing is None:
        return [] if rights.add else [Problem("may-not-add")]
    if not rights.change:
        return [Problem("may-not-change")]
    if existing.draft is not None:
        return [Problem("changed-in-cms", "id")]
    if existing.page.locked or existing.page.workflow_in_progress:
        return [Problem("held-in-cms", "id")]
    if "status" in changed and after["status"] == DRAFT and not rights.publish:
        return [Problem("may-not-unpublish", "status")]
    return []


def _publication_problem(refusal: Any) -> Problem:
    """The policy tells its reason itself; both languages are kept, as it will be read later."""
    told = {}
    for language in ("ja", "en"):
        with override(language):
            told[language] = str(refusal.sentence)
    return warning(NOT_PUBLISHABLE, refusal.field, reason=refusal.code, **told)
