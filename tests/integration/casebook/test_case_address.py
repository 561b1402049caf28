"""The address of a case in its life: it follows the alias until readers may know it, then it stays."""

import pytest
from wagtail.models import Locale

from casebook.cases.models import CasePage
from casebook.pages.models import HomePage
from tests.factories import make_case, make_library

pytestmark = pytest.mark.django_db


def reloaded(case):
    return CasePage.objects.get(pk=case.pk)


def test_case_without_an_id_takes_its_address_from_the_alias():
    case = make_case(alias="Ｙ運輸")
    assert case.slug == "y-unyu"
    assert case.external_id.startswith("case-")


def test_case_with_an_id_takes_its_address_from_it():
    assert make_case(external_id="miyagi-transport", alias="Ｙ運輸").slug == "miyagi-transport"


def test_second_case_of_the_same_alias_is_numbered():
    assert [make_case(alias="A社").slug for _ in range(3)] == ["a-sha", "a-sha-2", "a-sha-3"]


def test_address_of_a_page_of_the_library_is_not_taken():
    assert make_case(alias="Map").slug == "map-2"


def test_companys_name_never_becomes_the_address():
    case = make_case(alias="青葉製作所", company_name="株式会社青葉製作所", is_named=True)
    assert case.slug == case.external_id


def test_address_of_a_draft_follows_the_alias():
    draft = make_case(alias="", live=False)
    assert draft.slug == draft.external_id
    draft.alias = "Ｙ運輸"
    draft.save_revision().publish()
    assert reloaded(draft).slug == "y-unyu"


def test_published_address_stays_when_the_alias_changes():
    case = make_case(alias="Ｙ運輸")
    case.alias = "Ｚ運輸"
    case.save_revision().publish()
    assert reloaded(case).slug == "y-unyu"


def test_address_stays_after_the_case_was_taken_down():
    case = make_case(alias="Ｙ運輸", live=False)
    case.save_revision().publish()
    case = reloaded(case)
    case.unpublish()
    case = reloaded(case)
    case.alias = "Ｚ運輸"
    case.save()
    assert reloaded(case).slug == "y-unyu"


def test_two_drafts_of_one_alias_can_both_be_published():
    drafts = [make_case(alias="", live=False) for _ in range(2)]
    for draft in drafts:
        draft.alias = "A社"
        draft.save_revision()
    for draft in drafts:
        reloaded(draft).latest_revision.publish()
    assert {reloaded(draft).slug for draft in drafts} == {"a-sha", "a-sha-2"}


def test_emptied_id_is_kept():
    case = make_case(external_id="miyagi-transport")
    case.external_id = ""
    case.save()
    assert reloaded(case).external_id == "miyagi-transport"


def test_translation_stands_at_the_address_of_its_original():
    case = make_case(alias="Ｙ運輸")
    english = Locale.objects.get_or_create(language_code="en")[0]
    HomePage.objects.get().copy_for_translation(english)
    make_library().copy_for_translation(english)
    translated = case.copy_for_translation(english)
    assert (translated.slug, translated.external_id) == (case.slug, case.external_id)
