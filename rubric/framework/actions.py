"""Every write of the rubric."""

from collections.abc import Iterable

from django.db import models, transaction
from django.db.models import Max
from wagtail.log_actions import log

from platform_site.accounts.audit import record
from platform_site.accounts.models import User
from rubric.framework.acts import FrameworkAct
from rubric.framework.content import framework_of, write_rows
from rubric.framework.crosswalks import crosswalk_between
from rubric.framework.domain.content import Framework
from rubric.framework.domain.crosswalk import Crosswalk, Link, propose
from rubric.framework.models import CrosswalkLink, RubricDomain, RubricElement, RubricVersion


@transaction.atomic
def create_version(*, by: User | None, framework: Framework, copied_from: RubricVersion | None = None) -> RubricVersion:
    """A new draft that says what `framework` says; its number is the next one. A first crosswalk is proposed."""
    version = RubricVersion(copied_from=copied_from, **_own_words(framework))
    version.save()
    write_rows(version, framework)
    version.save_revision(user=by, log_action=True)
    before = copied_from or RubricVersion.objects.filter(number__lt=version.number).order_by("-number").first()
    if before:
        _write_links(before, version, propose(framework_of(before), framework).links)
    record(by=by, what=FrameworkAct.CREATED, on=version, number=version.number)
    return version


@transaction.atomic
def copy_version(*, by: User | None, version: RubricVersion) -> RubricVersion:
    """A new draft that says the same."""
    return create_version(by=by, framework=framework_of(version), copied_from=version)


@transaction.atomic
def replace_content(*, by: User | None, version: RubricVersion, framework: Framework) -> RubricVersion:
    """Let a draft say what `framework` says, and nothing else. Raises VersionLocked for what is published.

    Crosswalk links of elements that stay, by their slug, are kept; for others they are proposed anew.
    """
    version.refuse_if_locked()
    kept = [(link.old, link.new.slug) for link in CrosswalkLink.objects.filter(new__domain__version=version)]
    version.domains.all().delete()
    write_rows(version, framework)
    elements = {element.slug: element for element in _elements(version)}
    links = [CrosswalkLink(old=old, new=elements[slug]) for old, slug in kept if slug in elements]
    CrosswalkLink.objects.bulk_create(links)
    latest = version.get_latest_revision_as_object()
    for name, text in _own_words(framework).items():
        setattr(latest, name, text)
    latest.save_revision(user=by, log_action=True)
    record(by=by, what=FrameworkAct.REPLACED, on=version, number=version.number)
    version.refresh_from_db()
    return version


@transaction.atomic
def publish_version(*, by: User | None, version: RubricVersion) -> RubricVersion:
    """Put a draft into use; the version before is retired. Raises ValidationError where something is missing."""
    revision = version.get_latest_revision() or version.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=by is None)
    version.refresh_from_db()
    record(by=by, what=FrameworkAct.PUBLISHED, on=version, number=version.number)
    return version


@transaction.atomic
def save_row(*, by: User | None, row: RubricDomain | RubricElement) -> RubricDomain | RubricElement:
    """Keep a domain or element as it was entered; where it is new, it stands last. Raises VersionLocked."""
    beside = _beside(row)
    if not beside.filter(pk=row.pk).exists():
        highest = beside.aggregate(highest=Max("order"))["highest"]
        row.order = 0 if highest is None else highest + 1
    row.save()
    _note_edit(by, row)
    return row


@transaction.atomic
def move_row(*, by: User | None, row: RubricDomain | RubricElement, step: int) -> bool:
    """Let a domain or element change places with the one `step` places on. False where there is none."""
    rows = list(_beside(row))
    here = rows.index(row)
    there = here + step
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    for place, one in enumerate(rows):
        one.order = place
        one.save(update_fields=["order"])
    _note_edit(by, row)
    return True


@transaction.atomic
def remove_row(*, by: User | None, row: RubricDomain | RubricElement) -> None:
    """Delete a domain with its elements, or an element with its levels. Raises VersionLocked."""
    _note_edit(by, row)
    row.delete()


@transaction.atomic
def set_crosswalk(*, by: User | None, old: RubricVersion, new: RubricVersion, links: Iterable[Link]) -> Crosswalk:
    """Say anew how two versions correspond. Raises Tangled, and ValueError for an element that is not there."""
    wanted = Crosswalk(
        tuple(element.slug for element in _elements(old)),
        tuple(element.slug for element in _elements(new)),
        frozenset(links),
    )
    before = crosswalk_between(old, new).links
    if wanted.links != before:
        CrosswalkLink.objects.filter(old__domain__version=old, new__domain__version=new).delete()
        _write_links(old, new, wanted.links)
        changed = sorted(f"{link.old} → {link.new}" for link in wanted.links ^ before)
        record(by=by, what=FrameworkAct.LINKED, on=new, old=old.number, new=new.number, changed=changed)
    return wanted


def _beside(row: RubricDomain | RubricElement) -> models.QuerySet:
    """The domains of the row's version, or the elements of its domain."""
    return row.version.domains.all() if isinstance(row, RubricDomain) else row.domain.elements.all()


def _note_edit(by: User | None, row: RubricDomain | RubricElement) -> None:
    """In the audit trail and in the version's own history, which editors see."""
    version = row.rubric_version
    record(by=by, what=FrameworkAct.EDITED, on=version, number=version.number, row=row.slug)
    log(instance=version, action="wagtail.edit", user=by, content_changed=True)


def _write_links(old: RubricVersion, new: RubricVersion, links: Iterable[Link]) -> None:
    olds, news = ({element.slug: element for element in _elements(version)} for version in (old, new))
    CrosswalkLink.objects.bulk_create(CrosswalkLink(old=olds[link.old], new=news[link.new]) for link in sorted(links))


def _elements(version: RubricVersion) -> list[RubricElement]:
    return list(RubricElement.objects.filter(domain__version=version))


def _own_words(framework: Framework) -> dict[str, str]:
    name, note = framework.name, framework.note
    return {"name_ja": name.ja, "name_en": name.en, "note_ja": note.ja, "note_en": note.en}
