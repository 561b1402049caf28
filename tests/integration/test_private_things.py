"""What belongs to one person stands in no list that the CMS makes by itself."""

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import ReferenceIndex

from casebook.saved.actions import keep_bookmark
from platform_site.accounts.groups import ensure_groups
from platform_site.accounts.roles import Role
from rubric.assessment import actions
from rubric.framework.models import RubricElement
from rubric.framework.seeding import seed_rubric
from tests.factories import make_case, make_library, make_user

PERSONAL = {"saved", "assessment", "api", "engagement", "supporters"}
#: Kept by editors for everybody.
COMMON = {"assessment.Course", "assessment.CourseDate", "assessment.LevelPolicy"}


def test_no_personal_model_is_in_wagtails_index_of_references():
    models = [model for model in apps.get_models() if model._meta.app_label in PERSONAL]
    assert len(models) > 8
    indexed = {model._meta.label for model in models if ReferenceIndex.model_is_indexable(model)}
    assert indexed - COMMON == set()


@pytest.mark.django_db
def test_case_in_the_cms_does_not_tell_who_keeps_it_or_rests_on_it(client):
    make_library()
    ensure_groups()
    seed_rubric()
    case = make_case(external_id="kept", title="町工場の事例")
    person = make_user(role=Role.SUPPORTER, name="相沢みどり")
    keep_bookmark(by=person, case=case)
    draft = actions.start(by=person)
    element = RubricElement.objects.first()
    actions.add_evidence(assessment=draft, element=element, text="私だけの根拠")
    actions.add_evidence(assessment=draft, element=element, case=case)
    client.force_login(make_user(role=Role.ADMINISTRATOR))
    page = client.get(reverse("wagtailadmin_pages:usage", args=[case.pk]))
    assert page.status_code == 200
    assert "相沢みどり" not in page.text and "私だけの根拠" not in page.text
    assert not ReferenceIndex.get_references_to(case).exists()
