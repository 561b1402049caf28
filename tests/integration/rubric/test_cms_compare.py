"""Versions side by side, and the crosswalk between them."""

import pytest
from django.urls import reverse

from platform_site.accounts.models import AuditEntry
from rubric.framework.acts import FrameworkAct
from rubric.framework.crosswalks import crosswalk_between
from rubric.framework.domain.crosswalk import Fate, Link
from rubric.framework.models import CrosswalkLink, RubricElement
from tests.integration.rubric.cms import draft_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(version):
    return draft_of(version)


def change(draft, element_slug, **fields):
    element = RubricElement.objects.get(domain__version=draft, slug=element_slug)
    for name, value in fields.items():
        setattr(element, name, value)
    element.save()
    return element


def compare(client, **asked):
    return client.get(reverse("rubric_compare"), asked)


def links(draft):
    kept = CrosswalkLink.objects.filter(new__domain__version=draft)
    return {f"from-{link.new.slug}": [link.old.slug] for link in kept.select_related("old", "new")}


def test_latest_is_compared_with_what_it_came_from(as_editor, draft):
    change(draft, "ownership", meaning_ja="自分と地域に責任を持ち、それらを大切にする姿勢。")
    page = compare(as_editor)
    [row] = page.context["comparison"].rows
    assert row.old == row.new == "オーナーシップ"
    assert [one.label for one in row.changes] == [row.changes[0].label]
    assert "<del>社会</del>" in page.text
    assert "<ins>地域</ins>" in page.text
    assert page.context["comparison"].unchanged == 10


def test_all_rows_are_shown_when_asked_for(as_editor, draft):
    page = compare(as_editor, old="1", new="2", language="ja", all="on")
    assert len(page.context["comparison"].rows) == 11


def test_same_versions_say_the_same_in_either_order(as_editor, draft):
    for old, new in (("1", "2"), ("2", "1"), ("1", "1")):
        assert compare(as_editor, old=old, new=new).context["comparison"].rows == ()


def test_english_is_compared_when_asked_for(as_editor, draft):
    change(draft, "ownership", name_en="Owning it")
    [row] = compare(as_editor, language="en").context["comparison"].rows
    assert row.new == "Owning it"
    assert compare(as_editor, language="ja").context["comparison"].rows == ()


def test_new_and_dropped_elements_are_named(as_editor, draft):
    change(draft, "ownership", slug="something-else", name_ja="まったく別の力", meaning_ja="別")
    CrosswalkLink.objects.filter(new__domain__version=draft, old__slug="ownership").delete()
    fates = [row.fate for row in compare(as_editor).context["comparison"].rows]
    assert fates == [Fate.NEW, Fate.DROPPED]


@pytest.mark.parametrize("asked", [{"old": "9"}, {"new": "x"}, {"language": "fr"}])
def test_strange_question_is_told_at_its_field(as_editor, draft, asked):
    page = compare(as_editor, **asked)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == list(asked)
    assert page.context["comparison"] is None


def test_one_version_cannot_be_compared(as_editor, version):
    assert compare(as_editor).context["comparison"] is None


def test_crosswalk_page_shows_what_became_of_each(as_editor, draft):
    page = as_editor.get(reverse("rubric_crosswalk", args=[2]))
    assert [row.fate for row in page.context["passages"]] == [Fate.SAME] * 11


def test_links_are_mended_also_after_publication(as_editor, editor, version, draft):
    draft.get_latest_revision().publish()
    sent = links(draft) | {"from-ownership": ["ownership", "self-regulation"], "from-self-regulation": []}
    assert as_editor.post(reverse("rubric_crosswalk", args=[2]), sent).status_code == 302
    kept = crosswalk_between(version, draft)
    assert kept.sources("ownership") == ("ownership", "self-regulation")
    page = as_editor.get(reverse("rubric_crosswalk", args=[2]))
    assert [row.fate for row in page.context["passages"]][:2] == [Fate.MERGED, Fate.NEW]
    assert AuditEntry.objects.filter(what=FrameworkAct.LINKED, by=editor).count() == 1


def test_tangled_links_are_refused_in_words(as_editor, version, draft):
    both = ["ownership", "self-regulation"]
    sent = links(draft) | {"from-ownership": both, "from-self-regulation": both}
    page = as_editor.post(reverse("rubric_crosswalk", args=[2]), sent)
    assert page.status_code == 422
    errors = page.context["form"].non_field_errors()
    assert len(errors) == 4
    assert "オーナーシップ" in errors[0]
    assert Link("ownership", "self-regulation") not in crosswalk_between(version, draft).links


def test_proposal_is_shown_and_not_saved(as_editor, version, draft):
    CrosswalkLink.objects.all().delete()
    page = as_editor.get(reverse("rubric_crosswalk", args=[2]), {"propose": "1"})
    assert page.context["form"]["ownership"].value() == ["ownership"]
    assert not CrosswalkLink.objects.exists()


def test_first_version_has_nothing_to_correspond_to(as_editor, version):
    assert as_editor.get(reverse("rubric_crosswalk", args=[1])).status_code == 302
