"""Editors write vignettes, moderators open them; both see numbers, no names."""

import pytest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel

from platform_site.accounts.models import AuditEntry
from platform_site.accounts.roles import Role
from rubric.calibration.cms.panels import WRITING
from rubric.calibration.freezing import ADVICE
from rubric.calibration.models import Vignette, VignetteElement
from rubric.framework.actions import copy_version, publish_version
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement, RubricVersion
from tests.factories import make_user
from tests.integration.casebook.test_cms_language import english_sentences

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(Vignette.snippet_viewset.get_url_name(name), args=args)


def sent(version, *slugs, **changed):
    """What the form sends, with the elements of these slugs."""
    rows = {"elements-TOTAL_FORMS": len(slugs), "elements-INITIAL_FORMS": 0, "elements-MIN_NUM_FORMS": 1}
    for place, slug in enumerate(slugs):
        element = RubricElement.objects.get(domain__version=version, slug=slug)
        rows |= {f"elements-{place}-element": element.pk, f"elements-{place}-level": "2"}
        rows[f"elements-{place}-reason_ja"] = "聴いたから。"
    texts = {"title_ja": "旅館の相談", "situation_ja": "旅館（架空）。", "deed_ja": "尋ねた。"}
    return {**rows, **texts, **changed}


def told(response):
    return " ".join(str(message) for message in response.wsgi_request._messages)


@pytest.fixture
def as_editor(client, version):
    client.force_login(make_user(role=Role.EDITOR))
    return client


@pytest.fixture
def as_moderator(client, version):
    client.force_login(make_user(role=Role.MODERATOR))
    return client


def test_editor_writes_but_does_not_open(as_editor, version):
    assert "is_open" not in as_editor.get(address("add")).context["form"].fields
    as_editor.post(address("add"), sent(version, "skill", "judgement", is_open="on"))
    vignette = Vignette.objects.get()
    assert (vignette.version, vignette.is_open, vignette.elements.count()) == (version, False, 2)


def test_moderator_opens_and_closes_and_the_audit_trail_tells(as_moderator, version):
    as_moderator.post(address("add"), sent(version, "skill", is_open="on"))
    vignette = Vignette.objects.get()
    row = {"elements-INITIAL_FORMS": 1, "elements-0-id": vignette.elements.get().pk}
    as_moderator.post(address("edit", vignette.pk), sent(version, "skill", **row))
    as_moderator.post(address("edit", vignette.pk), sent(version, "skill", **row))
    acts = list(AuditEntry.objects.about(vignette).order_by("pk").values_list("what", flat=True))
    assert acts == ["vignette.opened", "vignette.closed"]
    assert Vignette.objects.get().elements.count() == 1


@pytest.mark.parametrize("slugs", [(), ("skill", "skill")])
def test_vignette_has_elements_and_each_once(as_editor, version, slugs):
    response = as_editor.post(address("add"), sent(version, *slugs))
    assert response.status_code == 200
    assert not Vignette.objects.exists()
    assert not response.context["form"].is_valid()


def test_elements_are_those_of_the_version_in_use(as_editor, version):
    copy_version(by=None, version=version)
    form = as_editor.get(address("add")).context["form"].formsets["elements"].empty_form
    assert form.fields["element"].queryset.count() == RubricElement.objects.filter(domain__version=version).count()


def test_vignette_needs_a_version_in_use(as_editor):
    RubricVersion.objects.published().retire()
    assert as_editor.get(address("add")).url == address("list")


def test_rated_vignette_can_only_be_closed(as_moderator, vignette, rate, others):
    rate(others[0], vignette, Level.MASTER)
    page = as_moderator.get(address("edit", vignette.pk))
    assert list(page.context["form"].fields) == ["is_open"]
    assert str(ADVICE) in page.text
    as_moderator.post(address("edit", vignette.pk), {"title_ja": "別の題"})
    vignette.refresh_from_db()
    assert (vignette.title_ja, vignette.is_open) == ("豆腐店の相談", False)
    assert vignette.elements.count() == 2


def test_vignette_that_is_rated_while_it_is_edited_stays(as_moderator, vignette, rate, others, monkeypatch):
    rate(others[0], vignette, Level.MASTER)
    monkeypatch.setattr("rubric.calibration.cms.vignettes.why_fixed", lambda vignette: "")
    response = as_moderator.post(address("edit", vignette.pk), sent(vignette.version, "thinking", title_ja="別の題"))
    assert response.url == address("edit", vignette.pk)
    assert str(ADVICE) in told(response)
    vignette.refresh_from_db()
    assert (vignette.title_ja, vignette.elements.count()) == ("豆腐店の相談", 2)


def test_vignette_of_an_older_version_is_copied_to_be_changed(as_editor, vignette, version):
    publish_version(by=None, version=copy_version(by=None, version=version))
    form = as_editor.get(address("edit", vignette.pk)).context["form"]
    assert "title_ja" not in form.fields
    response = as_editor.post(address("copy", vignette.pk))
    copy = Vignette.objects.latest("pk")
    assert response.url == address("edit", copy.pk)
    assert copy.version.live
    assert "title_ja" in as_editor.get(response.url).context["form"].fields


def test_copy_tells_which_elements_are_lost(as_editor, vignette, version):
    draft = copy_version(by=None, version=version)
    RubricElement.objects.get(domain__version=draft, slug="judgement").delete()
    publish_version(by=None, version=draft)
    assert as_editor.get(address("copy", vignette.pk)).status_code == 200
    assert "1" in told(as_editor.post(address("copy", vignette.pk)))
    RubricVersion.objects.published().retire()
    assert as_editor.post(address("copy", vignette.pk)).url == address("list")


def test_rated_vignette_is_not_deleted(as_moderator, vignette, rate, others):
    rate(others[0], vignette, Level.MASTER)
    as_moderator.post(address("delete", vignette.pk))
    bulk = reverse("wagtail_bulk_action", args=["calibration", "vignette", "delete"])
    as_moderator.post(f"{bulk}?id={vignette.pk}&next=/cms/")
    assert Vignette.objects.exists()


def test_unrated_vignette_is_deleted_by_a_moderator(as_moderator, vignette):
    as_moderator.post(address("delete", vignette.pk))
    assert not VignetteElement.objects.exists()


def test_list_shows_how_many_have_handed_in(as_editor, vignette, rate, others):
    for other in others[:3]:
        rate(other, vignette, Level.MASTER)
    page = as_editor.get(address("list"))
    assert page.context["object_list"][0].raters == 3
    assert "他者" not in page.text


def test_statistics_show_the_spread_of_five_and_no_names(as_editor, vignette, rate, others):
    for other in others[:4]:
        rate(other, vignette, Level.MASTER, note="他人の覚え書き")
    assert not as_editor.get(address("inspect", vignette.pk)).context["screen"].is_told
    rate(others[4], vignette, Level.MASTER)
    page = as_editor.get(address("inspect", vignette.pk))
    assert [row.people for row in page.context["screen"].elements[0].rows] == [0, 5, 0, 0]
    assert "他者" not in page.text
    assert "他人の覚え書き" not in page.text


def test_agreement_per_element_is_for_editors(client, as_editor, version, make_vignette, rate, others):
    url = reverse("calibration_agreement")
    assert as_editor.get(url).context["versions"] == []
    for title, level in (("甲", Level.STARTER), ("乙", Level.CHANGE_MAKER)):
        vignette = make_vignette(title=title, skill=Level.MASTER)
        for other in others[:5]:
            rate(other, vignette, level)
    page = as_editor.get(url)
    lines = {line.name: line for line in page.context["versions"][0][1]}
    assert (lines["技能"].vignettes, lines["技能"].alpha) == (2, "1.00")
    assert lines["判断力"].alpha == ""
    client.force_login(others[0])
    assert client.get(url).status_code in (302, 403)


def field_panels(panel):
    if isinstance(panel, FieldPanel):
        return [panel]
    children = panel.child_edit_handler.children if isinstance(panel, InlinePanel) else getattr(panel, "children", [])
    return [one for child in children for one in field_panels(child)]


def test_every_field_says_what_it_is_for(version):
    panels = field_panels(WRITING.bind_to_model(Vignette))
    assert len(panels) == 11
    assert [panel.field_name for panel in panels if not panel.help_text] == []


def test_screens_have_no_english_sentence(as_moderator, make_vignette, rate, others):
    rated, draft = make_vignette(), make_vignette(title="下書き", is_open=False)
    for other in others:
        rate(other, rated, Level.MASTER)
    names = ("edit", "copy", "inspect", "history", "delete", "usage")
    urls = [address("list"), address("add"), reverse("calibration_agreement")]
    urls += [address(name, one.pk) for one in (rated, draft) for name in names]
    pages = {url: as_moderator.get(url) for url in urls}
    found = {url: english_sentences(page.text) for url, page in pages.items() if page.status_code == 200}
    assert len(found) > 10
    assert {url: sentences for url, sentences in found.items() if sentences} == {}
