"""Editors say which published case shows which level."""

import pytest
from django.urls import reverse

from rubric.framework.models import LevelExample
from tests.factories import make_case

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(LevelExample.snippet_viewset.get_url_name(name), args=args)


def sent(case, **changed):
    return {
        "element": "ownership",
        "level": "3",
        "case": case.pk,
        "why_ja": "最後まで通い続けた",
        "why_en": "",
        **changed,
    }


def test_example_is_made_and_listed(as_editor, editor, version):
    case = make_case()
    assert as_editor.post(address("add"), sent(case)).status_code == 302
    example = LevelExample.objects.get()
    assert (example.element, example.level, example.created_by) == ("ownership", 3, editor)
    page = as_editor.get(address("list"))
    assert case.title in page.text
    assert "オーナーシップ" in page.text


def test_elements_are_those_of_the_version_in_use_by_domain(as_editor, version):
    choices = as_editor.get(address("add")).context["form"].fields["element"].choices
    assert [len(group) for label, group in choices[1:]] == [domain.elements.count() for domain in version.domains.all()]


def test_element_of_no_version_is_refused(as_editor, version):
    page = as_editor.post(address("add"), sent(make_case(), element="nothing"))
    assert "element" in page.context["form"].errors


def test_draft_case_is_refused_and_not_offered(as_editor, version):
    case = make_case(live=False, title="まだ書いている事例")
    assert "case" in as_editor.post(address("add"), sent(case)).context["form"].errors
    assert case.title not in as_editor.get(reverse("published_case_chooser:choose")).content.decode()


def test_same_example_twice_is_refused(as_editor, version):
    case = make_case()
    as_editor.post(address("add"), sent(case))
    assert as_editor.post(address("add"), sent(case)).context["form"].non_field_errors()


def test_example_of_an_element_that_is_gone_is_kept(as_editor, version):
    example = LevelExample.objects.create(element="gone", level=1, case=make_case(), why_ja="昔")
    response = as_editor.post(address("edit", example.pk), sent(example.case, element="gone", level="2"))
    assert response.status_code == 302
    assert LevelExample.objects.get().level == 2


def test_example_is_deleted(as_editor, version):
    example = LevelExample.objects.create(element="ownership", level=1, case=make_case(), why_ja="昔")
    as_editor.post(address("delete", example.pk))
    assert not LevelExample.objects.exists()
