"""What a vignette says stays, once somebody has begun to rate it."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from platform_site.accounts.models import AuditEntry
from rubric.calibration.actions import Given, copy_vignette, keep_ratings
from rubric.calibration.freezing import VignetteLocked
from rubric.calibration.models import Vignette, VignetteElement, VignetteState
from rubric.calibration.policies import Refusal, Refused
from rubric.calibration.seeding import seed_vignettes
from rubric.framework.actions import copy_version, publish_version, remove_row
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(vignette, reviewer):
    """Somebody has begun to rate it."""
    keep_ratings(by=reviewer, vignette=vignette, given={vignette.elements.first().pk: Given(Level.MASTER)}, edit=0)
    return vignette


@pytest.fixture
def next_version(version):
    """Version 2, published, in which there is no judgement."""
    draft = copy_version(by=None, version=version)
    remove_row(by=None, row=RubricElement.objects.get(domain__version=draft, slug="judgement"))
    return publish_version(by=None, version=draft)


def test_unrated_vignette_changes(vignette):
    vignette.title_ja = "新しい題"
    vignette.save()
    row = vignette.elements.first()
    row.level = Level.STARTER
    row.save()
    Vignette.objects.update(title_en="New")
    VignetteElement.objects.update(reason_en="Because.")
    vignette.elements.first().delete()
    assert Vignette.objects.get().title_ja == "新しい題"
    vignette.delete()
    assert not Vignette.objects.exists()


@pytest.mark.parametrize("name", Vignette.LOCKED_FIELDS)
def test_rated_vignette_keeps_its_texts(rated, name):
    setattr(rated, name, 0 if name == "version_id" else "別の文")
    with pytest.raises(VignetteLocked):
        rated.save()


@pytest.mark.parametrize("name", ["level", "reason_ja", "reason_en"])
def test_rated_vignette_keeps_its_reference(rated, name):
    row = rated.elements.first()
    setattr(row, name, Level.STARTER if name == "level" else "別の理由")
    with pytest.raises(VignetteLocked):
        row.save()


def test_rated_vignette_gets_and_loses_no_element(rated, version):
    element = RubricElement.objects.get(domain__version=version, slug="thinking")
    with pytest.raises(VignetteLocked):
        VignetteElement.objects.create(vignette=rated, element=element, level=1, reason_ja="理由")
    with pytest.raises(VignetteLocked):
        rated.elements.first().delete()
    with pytest.raises(VignetteLocked):
        rated.delete()


@pytest.mark.parametrize("rows", [Vignette.objects, VignetteElement.objects])
def test_rated_vignette_is_not_written_in_bulk(rated, rows):
    for write in (rows.all().delete, lambda: rows.update(pk=1)):
        with pytest.raises(VignetteLocked):
            write()
    for write in (lambda: rows.bulk_create([]), lambda: rows.bulk_update([], ["pk"])):
        with pytest.raises(TypeError, match="one by one"):
            write()


def test_rated_vignette_is_closed_and_opened_again(rated):
    rated.is_open = False
    rated.save()
    assert Vignette.objects.get().state is VignetteState.CLOSED
    rated.is_open = True
    rated.save()
    assert Vignette.objects.get().state is VignetteState.OPEN


def test_unrated_and_closed_is_a_draft(make_vignette):
    assert make_vignette(is_open=False).state is VignetteState.DRAFT


def test_element_stands_once_and_is_of_the_same_version(vignette, next_version):
    row = vignette.elements.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        VignetteElement.objects.create(vignette=vignette, element=row.element, level=1, reason_ja="理由")
    other = RubricElement.objects.get(domain__version=next_version, slug="skill")
    with pytest.raises(ValueError, match="another version"):
        VignetteElement.objects.create(vignette=vignette, element=other, level=1, reason_ja="理由")


@pytest.mark.parametrize("level", [0, 5])
def test_level_that_is_none_is_refused_by_the_database(vignette, level):
    row = vignette.elements.first()
    row.level = level
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_version_with_vignettes_is_not_deleted(vignette, version):
    with pytest.raises((ProtectedError, TypeError)):
        version.delete()


def test_copy_says_the_same_and_is_free(rated, reviewer):
    copy = copy_vignette(by=reviewer, vignette=rated)
    assert (copy.title_ja, copy.title_en, copy.is_open) == ("豆腐店の相談（写し）", "", False)
    assert (copy.situation_ja, copy.deed_ja) == (rated.situation_ja, rated.deed_ja)
    references = [[(one.element, one.level, one.reason_ja) for one in each.elements.all()] for each in (copy, rated)]
    assert references[0] == references[1]
    assert not copy.is_rated
    assert AuditEntry.objects.about(copy).get().what == "vignette.copied"


def test_copy_belongs_to_the_version_in_use_and_leaves_out_what_is_gone(rated, next_version):
    rated.refresh_from_db()
    copy = copy_vignette(by=None, vignette=rated)
    assert copy.version == next_version != rated.version
    assert [one.element.slug for one in copy.elements.all()] == ["skill"]


def test_title_of_a_copy_fits(make_vignette):
    copy = copy_vignette(by=None, vignette=make_vignette(title="長" * 120))
    assert (len(copy.title_ja), copy.title_ja[-4:]) == (120, "（写し）")


def test_copy_without_a_version_in_use_is_refused(vignette):
    RubricVersion.objects.published().retire()
    with pytest.raises(Refused) as refused:
        copy_vignette(by=None, vignette=vignette)
    assert refused.value.refusal is Refusal.NO_VERSION


def test_demo_has_open_vignettes_in_both_languages(version):
    assert seed_vignettes() == "vignettes: 3"
    assert seed_vignettes() == "vignettes: kept as they are"
    assert Vignette.objects.open().count() == 3
    for one in Vignette.objects.all():
        assert all(getattr(one, name) for name in Vignette.LOCKED_FIELDS)
        assert one.elements.count() > 2
        assert all(row.reason_ja and row.reason_en for row in one.elements.all())
