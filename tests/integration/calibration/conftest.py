"""A vignette that is open, and reviewers."""

import pytest

from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.roles import Role
from rubric.calibration.actions import Given, hand_in, keep_ratings
from rubric.calibration.models import Vignette, VignetteElement
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from rubric.framework.seeding import seed_rubric
from tests.factories import make_library, make_user


@pytest.fixture
def version(db):
    """Version 1, published."""
    make_library()
    ensure_groups()
    seed_rubric()
    return RubricVersion.objects.get()


@pytest.fixture
def make_vignette(version):
    """A vignette with the reference for each element, such as `{"skill": Level.MASTER}`."""

    def make(title="豆腐店の相談", is_open=True, **references):
        texts = {"situation_ja": "従業員6人の店（架空）。", "deed_ja": "支援者は尋ねた。"}
        vignette = Vignette.objects.create(version=version, title_ja=title, is_open=is_open, **texts)
        for slug, level in (references or {"skill": Level.MASTER, "judgement": Level.CHALLENGER}).items():
            element = RubricElement.objects.get(domain__version=version, slug=slug.replace("_", "-"))
            VignetteElement.objects.create(vignette=vignette, element=element, level=level, reason_ja="聴いたから。")
        return vignette

    return make


@pytest.fixture
def vignette(make_vignette):
    return make_vignette()


@pytest.fixture
def reviewer(version):
    return make_user(role=Role.COORDINATOR, name="評価 花子")


@pytest.fixture
def as_reviewer(client, reviewer):
    """A browser in which a reviewer is logged in."""
    client.force_login(reviewer)
    return client


@pytest.fixture
def rate():
    """Hands in the ratings of a vignette: one level for all elements, or one for each."""

    def by(user, vignette, *levels, note=""):
        keys = [one.pk for one in vignette.elements.all()]
        levels = levels * len(keys) if len(levels) == 1 else levels
        given = {key: Given(level, note) for key, level in zip(keys, levels, strict=True)}
        keep_ratings(by=user, vignette=vignette, given=given, edit=0)
        return hand_in(by=user, vignette=vignette)

    return by


@pytest.fixture
def others(version):
    """Reviewers of other organisations."""
    return [make_user(role=Role.COORDINATOR, name=f"他者 {number}") for number in range(6)]
