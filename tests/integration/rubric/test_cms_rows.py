"""Editors change domains and elements of a draft; of a version that is locked for them they change nothing."""

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel

from platform_site.accounts.models import AuditEntry
from rubric.framework.acts import FrameworkAct
from rubric.framework.cms.row_forms import DOMAIN_HANDLER, ELEMENT_HANDLER
from rubric.framework.content import framework_of
from rubric.framework.domain.content import Lack, gaps
from rubric.framework.models import LevelExample, RubricElement, RubricVersion
from tests.integration.rubric.cms import address, descriptors, draft_of, entered, names, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(version):
    return draft_of(version)


@pytest.fixture
def element(draft):
    return draft.domains.first().elements.first()


def place(name, version, *slugs):
    return reverse(f"rubric_{name}", args=[version.number, *slugs])


def save(client, element, **changed):
    levels = {name: changed.pop(name) for name in list(changed) if name[0].isdigit()}
    where = place("element", element.rubric_version, element.slug)
    return client.post(where, {**entered(element, **changed), **descriptors(element, **levels)})


def order(version):
    return [[one.slug for one in domain.elements.all()] for domain in version.domains.all()]


def test_form_shows_four_levels_by_name(as_editor, element):
    page = as_editor.get(place("element", element.rubric_version, element.slug))
    for name in ("スターター", "マスター", "チャレンジャー", "チェンジ・メイカー"):
        assert name in page.text


def fields(panel):
    """Every field below a panel."""
    children = getattr(panel, "children", None) or getattr(panel, "panels", None) or []
    return [panel] if isinstance(panel, FieldPanel) else [one for child in children for one in fields(child)]


def test_every_field_is_explained():
    viewsets = (RubricVersion.snippet_viewset, LevelExample.snippet_viewset)
    handlers = [ELEMENT_HANDLER, DOMAIN_HANDLER, *(viewset.get_edit_handler() for viewset in viewsets)]
    explained = {(one.model, one.field_name): bool(one.help_text) for each in handlers for one in fields(each)}
    assert len(explained) > 20
    assert all(explained.values())


def test_texts_of_an_element_and_a_level_are_saved(as_editor, editor, element):
    response = save(as_editor, element, meaning_ja="新しい意味", **{"2_text_ja": "新しい記述"})
    assert response.status_code == 302
    kept = framework_of(element.rubric_version).element(element.slug)
    assert kept.meaning.ja == "新しい意味"
    assert [one.text.ja == "新しい記述" for one in kept.descriptors] == [False, False, True, False]
    assert AuditEntry.objects.filter(what=FrameworkAct.EDITED, by=editor).count() == 1


def test_lines_that_do_not_match_are_refused_at_their_field(as_editor, element):
    page = save(as_editor, element, questions_ja="一\n二", questions_en="one", **{"0_examples_ja": "一\n二\n三"})
    assert page.status_code == 422
    form = page.context["form"]
    assert list(form.errors) == ["questions_en"]
    assert list(form.formsets["descriptors"].forms[0].errors) == ["examples_en"]
    assert framework_of(element.rubric_version).element(element.slug).questions != ()


def test_lines_without_english_wait_as_a_gap(as_editor, element):
    assert save(as_editor, element, questions_ja="一\n\n 二 ", questions_en="").status_code == 302
    framework = framework_of(element.rubric_version)
    assert [one.ja for one in framework.element(element.slug).questions] == ["一", "二"]
    assert {gap.lack for gap in gaps(framework)} == {Lack.QUESTION}


@pytest.mark.parametrize("slug", ["Owner Ship", "オーナー", "a_b", "people", "self-regulation", ""])
def test_id_that_no_file_could_hold_is_refused(as_editor, element, slug):
    page = save(as_editor, element, slug=slug)
    assert "slug" in page.context["form"].errors


def test_new_element_may_be_unfinished_and_stands_last(as_editor, draft):
    domain = draft.domains.first()
    levels = {"descriptors-TOTAL_FORMS": 4, "descriptors-INITIAL_FORMS": 0}
    levels |= {f"descriptors-{n}-basis": "draft" for n in range(4)} | {"descriptors-1-text_ja": "自分で行う"}
    sent = {"name_ja": "新要素", "slug": "brand-new", "domain": domain.pk, **levels}
    response = as_editor.post(place("new_element", draft, domain.slug), sent)
    assert response.status_code == 302
    assert order(draft)[0][-1] == "brand-new"
    kept = framework_of(draft).element("brand-new")
    assert [(int(one.level), one.text.ja) for one in kept.descriptors if one.text.ja] == [(2, "自分で行う")]
    row = RubricElement.objects.get(slug="brand-new")
    page = as_editor.get(place("element", draft, "brand-new"))
    assert [form.instance.level for form in page.context["form"].formsets["descriptors"].forms].count(2) == 1
    unsaid = {f"descriptors-{n}-basis": "draft" for n in range(4)}
    again = {**unsaid, **entered(row, name_en="Brand new"), **descriptors(row)}
    assert as_editor.post(place("element", draft, "brand-new"), again).status_code == 302
    assert framework_of(draft).element("brand-new").name.en == "Brand new"


def test_element_moves_to_another_domain(as_editor, draft, element):
    other = draft.domains.last()
    save(as_editor, element, domain=other.pk)
    assert order(draft)[-1][-1] == element.slug


def test_element_does_not_move_into_another_version(as_editor, version, element):
    page = save(as_editor, element, domain=version.domains.first().pk)
    assert "domain" in page.context["form"].errors


def test_element_moves_down_and_up(as_editor, draft, element):
    before = order(draft)[0]
    as_editor.post(place("move_element", draft, element.slug), {"step": "down"})
    assert order(draft)[0] == [before[1], before[0], *before[2:]]
    as_editor.post(place("move_element", draft, element.slug), {"step": "up"})
    as_editor.post(place("move_element", draft, element.slug), {"step": "up"})
    assert order(draft)[0] == before


def test_domain_moves(as_editor, draft):
    slugs = [one.slug for one in draft.domains.all()]
    as_editor.post(place("move_domain", draft, slugs[2]), {"step": "up"})
    assert [one.slug for one in draft.domains.all()] == [slugs[0], slugs[2], slugs[1]]


def test_domain_is_added_changed_and_deleted(as_editor, draft):
    as_editor.post(place("new_domain", draft), {"name_ja": "第四の領域", "name_en": "Fourth", "slug": "fourth"})
    assert draft.domains.last().slug == "fourth"
    as_editor.post(place("domain", draft, "fourth"), {"name_ja": "別の名", "name_en": "Fourth", "slug": "fourth"})
    assert draft.domains.last().name_ja == "別の名"
    assert as_editor.get(place("delete_domain", draft, "fourth")).status_code == 200
    as_editor.post(place("delete_domain", draft, "fourth"))
    assert draft.domains.count() == 3


def test_element_is_deleted_once_it_is_confirmed(as_editor, draft, element):
    assert as_editor.get(place("delete_element", draft, element.slug)).status_code == 200
    assert RubricElement.objects.filter(pk=element.pk).exists()
    as_editor.post(place("delete_element", draft, element.slug))
    assert not RubricElement.objects.filter(pk=element.pk).exists()


#: Every page that changes something, of the first domain and element, and what it is sent.
PAGES = {
    "new_domain": ((), {"name_ja": "別", "slug": "another"}),
    "domain": (("people",), {"name_ja": "別", "slug": "people"}),
    "move_domain": (("people",), {"step": "down"}),
    "delete_domain": (("people",), {}),
    "new_element": (("people",), {"name_ja": "別", "slug": "another"}),
    "element": (("ownership",), {"name_ja": "別", "slug": "ownership"}),
    "move_element": (("ownership",), {"step": "down"}),
    "delete_element": (("ownership",), {}),
}


@pytest.mark.parametrize("name", PAGES)
def test_published_version_is_not_changed(admin_client, version, name):
    before = framework_of(version)
    slugs, sent = PAGES[name]
    response = admin_client.post(place(name, version, *slugs), sent)
    assert response.url == address("edit", version.pk)
    assert told(response)
    assert framework_of(version) == before


@pytest.mark.parametrize("name", PAGES)
def test_version_in_review_is_not_changed_by_its_editor(as_editor, draft, name):
    as_editor.post(address("edit", draft.pk), {**names(draft), "action-submit": "1"})
    before = framework_of(draft)
    slugs, sent = PAGES[name]
    response = as_editor.post(place(name, draft, *slugs), sent)
    assert response.url == address("edit", draft.pk)
    assert framework_of(RubricVersion.objects.get(pk=draft.pk)) == before


def test_version_in_review_is_changed_by_its_reviewer(client, editor, moderator, draft, element):
    client.force_login(editor)
    client.post(address("edit", draft.pk), {**names(draft), "action-submit": "1"})
    client.force_login(moderator)
    assert save(client, element, meaning_ja="査読者の言葉").status_code == 302
    assert framework_of(draft).element(element.slug).meaning.ja == "査読者の言葉"


def test_version_published_meanwhile_is_not_changed(as_editor, version, draft, element, monkeypatch):
    monkeypatch.setattr("rubric.framework.cms.access.why_not", lambda user, version: "")
    draft.get_latest_revision().publish()
    before = framework_of(draft)
    response = save(as_editor, element, meaning_ja="遅すぎた")
    assert response.url == address("edit", draft.pk)
    assert framework_of(draft) == before
