"""Putting a planned row into the library: one save of the page, one revision, its log, in the caller's transaction.

Saving a page, making a revision and publishing it apart costs Wagtail three saves of the page. Here it is saved once,
in the state in which it will be; its children go in by the table, and its revision's key by one update.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision
from wagtail.signals import page_published, page_unpublished

from casebook.cases.beside import left_to_caller
from casebook.cases.models import CasePage, CaseTag
from casebook.disclosure.policies import consents_covering
from casebook.intake.children import CHILDREN, build_children
from casebook.intake.domain.columns import COLUMNS
from casebook.intake.domain.texts import fold_case
from casebook.intake.plan import Plan
from casebook.intake.snapshot import DRAFT
from casebook.intake.vocabulary import TAXONOMIES
from casebook.pages.models import LibraryPage
from platform_site.accounts.models import Organisation, User
from platform_site.media.signals import index_references

#: Columns that are no plain fields: kept in tables of their own, given at the beginning, or made of Wagtail's state.
_APART = frozenset(column for _relation, columns in CHILDREN for column in columns)
_PLAIN = frozenset(COLUMNS) - _APART - {"id", "status", "organisation"}


class Library:
    """The library that cases go into, with everything they point at: read once for many rows."""

    def __init__(self) -> None:
        home = LibraryPage.objects.select_related("locale").filter(locale=Locale.get_default())
        self.page = home.get()
        self.terms = {name: model.objects.in_bulk(field_name="slug") for name, model in TAXONOMIES.items()}
        self.organisations = Organisation.objects.in_bulk(field_name="name")
        self._tags: dict[str, CaseTag] = {}

    def tag(self, name: str) -> CaseTag:
        """The tag of this name, whatever its letter case; made where there is none."""
        key = fold_case(name)
        if key not in self._tags:
            found = CaseTag.objects.filter(name__iexact=name).first()
            self._tags[key] = found or CaseTag.objects.create(name=name)
        return self._tags[key]


def save_case(plan: Plan, library: Library, *, by: User | None) -> CasePage:
    """Write the planned case. Raises ValidationError and IntegrityError; the caller rolls back.

    What Wagtail keeps beside it is left to the caller (`casebook.cases.beside`), but for the pictures of a case that
    goes live: by what it points at it is decided who may see them. A new case has none.
    """
    with left_to_caller():
        page = _created(plan, library, by) if plan.existing is None else _changed(plan, library, by)
    if plan.existing is not None and plan.goes_live:
        index_references(page)
    return page


def _created(plan: Plan, library: Library, by: User | None) -> CasePage:
    page = CasePage(external_id=plan.external_id, owner=by, locale=library.page.locale)
    _fill(page, plan.after, COLUMNS, library)
    page.consent_ends_on = end_of_consent(page)
    _set_live(page, is_live=plan.goes_live)
    library.page.add_child(instance=page)
    if not plan.goes_live:
        page.full_clean()  # Wagtail leaves it out where a draft is saved
    _write_children(page, plan, COLUMNS, library)
    _add_revision(page, plan, by=by)
    return page


def _changed(plan: Plan, library: Library, by: User | None) -> CasePage:
    """A live case that may not be published by this importer keeps its public state: only the revision is new."""
    assert plan.existing is not None  # noqa: S101 - told to mypy
    page = plan.existing.page
    was_live = page.live
    _fill(page, plan.after, plan.changed, library)
    if plan.goes_live or not was_live or _is_withdrawn(plan):
        page.consent_ends_on = end_of_consent(page)
        _set_live(page, is_live=plan.goes_live)
        page.full_clean()
        page.save(clean=False)
        _write_children(page, plan, plan.changed, library)
    else:
        page.full_clean()
        for relation, rows in build_children(plan.after, plan.changed, library).items():
            setattr(page, relation, rows)
    _add_revision(page, plan, by=by)
    if was_live and _is_withdrawn(plan):
        page_unpublished.send(sender=CasePage, instance=page)
    return page


def end_of_consent(page: CasePage) -> date | None:
    """Until when readers may see a case that rests on consents; None where it rests on a source, or without an end."""
    ends = [] if page.source_title else [consent.ends_on for consent in consents_covering(page)]
    return max((end for end in ends if end is not None), default=None) if None not in ends else None


def _is_withdrawn(plan: Plan) -> bool:
    return "status" in plan.changed and plan.after["status"] == DRAFT


def _fill(page: CasePage, values: dict[str, Any], names: Iterable[str], library: Library) -> None:
    """Put the values of the columns `names` on the page."""
    wanted = set(names)
    for name in wanted & _PLAIN:
        setattr(page, name, values[name])
    if "organisation" in wanted:
        page.organisation = library.organisations.get(values["organisation"])


def _set_live(page: CasePage, *, is_live: bool) -> None:
    """The state in which Wagtail's own publication, or saving of a draft, would leave the page."""
    page.live = is_live
    page.has_unpublished_changes = not is_live
    page.draft_title = page.title
    page.expired = False
    if is_live:
        page.last_published_at = timezone.now()
        page.first_published_at = page.first_published_at or page.last_published_at
    else:
        page.live_revision = None


def _write_children(page: CasePage, plan: Plan, names: Iterable[str], library: Library) -> None:
    """Replace the children of the columns `names`, and show them on the page as well."""
    for relation, rows in build_children(plan.after, names, library).items():
        owner = CasePage._meta.get_field(relation).remote_field
        if plan.existing is not None:
            owner.model.objects.filter(**{owner.name: page}).delete()
        for row in rows:
            setattr(row, owner.name, page)
        setattr(page, relation, owner.model.objects.bulk_create(rows))


def _add_revision(page: CasePage, plan: Plan, *, by: User | None) -> None:
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=by,
        content=page.serializable_data(),
        object_str=str(page),
    )
    pointers: dict[str, Any] = {
        "latest_revision": revision,
        "latest_revision_created_at": revision.created_at,
        "draft_title": page.title,
        "has_unpublished_changes": not plan.goes_live,
    }
    if plan.goes_live:
        pointers["live_revision"] = revision
    for name, value in pointers.items():
        setattr(page, name, value)
    Page.objects.filter(pk=page.pk).update(**pointers)
    _log(page, plan, revision)
    if plan.goes_live:
        page_published.send(sender=CasePage, instance=page, revision=revision)


def _log(page: CasePage, plan: Plan, revision: Revision) -> None:
    """What Wagtail's history of the page would say; that a page was made it notes itself."""
    actions = [] if plan.existing is None else ["wagtail.edit"]
    if plan.goes_live:
        actions.append("wagtail.publish")
    elif _is_withdrawn(plan) and plan.existing is not None:
        actions.append("wagtail.unpublish")
    PageLogEntry.objects.bulk_create(
        PageLogEntry(
            page=page,
            content_type=ContentType.objects.get_for_model(CasePage),
            label=page.get_admin_display_title(),
            action=action,
            timestamp=timezone.now(),
            user=revision.user,
            revision=revision,
            content_changed=action != "wagtail.unpublish",
        )
        for action in actions
    )
