"""What is published stays as it is, whoever tries to change it and by what way."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from platform_site.accounts.models import AuditEntry
from rubric.framework.actions import copy_version, create_version, publish_version, replace_content, set_crosswalk
from rubric.framework.content import framework_of
from rubric.framework.crosswalks import crosswalk_between, way
from rubric.framework.domain.content import Framework, Text
from rubric.framework.domain.crosswalk import Link, Tangled
from rubric.framework.locking import VersionLocked
from rubric.framework.models import (
    CrosswalkLink,
    RubricDescriptor,
    RubricDomain,
    RubricElement,
    RubricVersion,
    VersionState,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(version):
    return copy_version(by=None, version=version)


def descriptor_of(version):
    return RubricDescriptor.objects.filter(element__domain__version=version).first()


WRITES = {
    "version.save": lambda version: setattr(version, "name_ja", "別の名") or version.save(),
    "version.update": lambda version: RubricVersion.objects.filter(pk=version.pk).update(name_ja="別の名"),
    "version.delete": lambda version: version.delete(),
    "versions.delete": lambda version: RubricVersion.objects.all().delete(),
    "domain.save": lambda version: version.domains.first().save(),
    "domain.delete": lambda version: version.domains.first().delete(),
    "domain.create": lambda version: RubricDomain.objects.create(version=version, slug="new", name_ja="新"),
    "domains.update": lambda version: version.domains.update(name_ja="別の名"),
    "element.save": lambda version: RubricElement.objects.filter(domain__version=version).first().save(),
    "elements.delete": lambda version: RubricElement.objects.filter(domain__version=version).delete(),
    "descriptor.save": lambda version: descriptor_of(version).save(),
    "descriptor.delete": lambda version: descriptor_of(version).delete(),
    "descriptors.update": lambda version: RubricDescriptor.objects.all().update(text_ja="別"),
    "descriptors.bulk_update": lambda version: RubricDescriptor.objects.bulk_update(
        [descriptor_of(version)], ["text_ja"]
    ),
    "descriptors.bulk_create": lambda version: RubricDescriptor.objects.bulk_create(
        [RubricDescriptor(element=descriptor_of(version).element, level=1, text_ja="二つ目")]
    ),
    "replace_content": lambda version: replace_content(by=None, version=version, framework=framework_of(version)),
}


@pytest.mark.parametrize("way_to_write", WRITES)
@pytest.mark.parametrize("state", [VersionState.PUBLISHED, VersionState.RETIRED])
def test_locked_version_refuses_every_way_of_writing(version, draft, state, way_to_write):
    if state is VersionState.RETIRED:
        publish_version(by=None, version=draft)
        version.refresh_from_db()
    assert version.state == state
    before = framework_of(version)
    with pytest.raises(VersionLocked), transaction.atomic():
        WRITES[way_to_write](version)
    assert framework_of(RubricVersion.objects.get(pk=version.pk)) == before


@pytest.mark.parametrize(
    "way_to_write", sorted(WRITES.keys() - {"versions.delete"} - {name for name in WRITES if "bulk" in name})
)
def test_draft_takes_them(draft, way_to_write):
    if way_to_write in {"descriptors.update"}:
        RubricDescriptor.objects.filter(element__domain__version=draft).update(text_ja="別")
    else:
        WRITES[way_to_write](draft)


def test_publishing_retires_the_version_before_and_a_retired_one_never_comes_back(version, draft):
    publish_version(by=None, version=draft)
    version.refresh_from_db()
    assert (version.state, draft.state) == (VersionState.RETIRED, VersionState.PUBLISHED)
    with pytest.raises(VersionLocked):
        version.get_latest_revision().publish()
    version.refresh_from_db()
    version.live = True
    with pytest.raises(VersionLocked):
        version.save()


def test_database_knows_one_published_version_only(version, draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        models.QuerySet(RubricVersion).filter(pk=draft.pk).update(live=True)


def test_incomplete_version_is_not_published(version):
    incomplete = create_version(by=None, framework=Framework(Text("空の版", "Empty")))
    with pytest.raises(ValidationError):
        publish_version(by=None, version=incomplete)
    version.refresh_from_db()
    assert version.state == VersionState.PUBLISHED


def test_unpublished_version_is_retired_for_good(version):
    version.unpublish()
    version.refresh_from_db()
    assert version.state == VersionState.RETIRED
    assert not RubricVersion.objects.published().exists()


def test_copy_says_the_same_and_corresponds_to_what_it_was_copied_from(version, draft):
    assert framework_of(draft) == framework_of(version) and draft.number == 2
    assert {passage.fate.value for passage in crosswalk_between(version, draft).passages} == {"same"}
    assert [entry.what for entry in AuditEntry.objects.about(draft)] == ["rubric.version-created"]


def test_crosswalk_is_kept_and_a_tangled_one_refused(version, draft):
    links = crosswalk_between(version, draft).links
    merged = (links - {Link("skill", "skill")}) | {Link("skill", "knowledge")}
    assert "merged" in {
        passage.fate.value for passage in set_crosswalk(by=None, old=version, new=draft, links=merged).passages
    }
    with pytest.raises(Tangled):
        set_crosswalk(by=None, old=version, new=draft, links=merged | {Link("skill", "skill")})
    assert crosswalk_between(version, draft).links == merged


def test_way_leads_over_the_versions_between(version, draft):
    set_crosswalk(
        by=None, old=version, new=draft, links=crosswalk_between(version, draft).links - {Link("skill", "skill")}
    )
    third = copy_version(by=None, version=draft)
    walk = way(version, third)
    assert walk.targets("skill") == () and walk.targets("knowledge") == ("knowledge",)
    assert way(third, version) is None


def test_replacing_content_keeps_the_links_of_elements_that_stay(version, draft):
    framework = framework_of(draft)
    fewer = Framework(Text("第2版", "Version 2"), domains=framework.domains[:2])
    replace_content(by=None, version=draft, framework=fewer)
    assert framework_of(draft) == fewer
    assert CrosswalkLink.objects.filter(new__domain__version=draft).count() == 8
