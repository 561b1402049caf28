"""Suggestions while a person types: of what she may see, and nothing else."""

import pytest

from casebook.cases.models import CasePage
from platform_site.accounts.roles import Role
from search.projection.rebuild import rebuild
from tests.factories import make_barrier, make_case, make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def cases():
    make_library()
    rebuild()
    make_barrier(slug="nobody-follows")
    make_case(title="町工場の事業承継", industry="E", prefecture="saitama", tags=("後継者育成",))
    make_case(title="内緒の承継", disclosure="members", tags=("秘密の技",), prefecture="okinawa", industry="M")


def suggested(client, q):
    response = client.get("/cases/suggestions/", {"q": q})
    assert response.status_code == 200
    return [(one.kind, one.text) for one in response.context["suggestions"]]


def test_titles_are_suggested_from_their_first_letters_on(client):
    assert ("事例", "町工場の事業承継") in suggested(client, "事業承")
    assert ("事例", "町工場の事業承継") in suggested(client, "じぎょうしょ")


@pytest.mark.parametrize("q", ["製造", "せいぞう", "manufac"])
def test_conditions_are_suggested_in_both_languages(client, q):
    assert ("業種", "製造業") in suggested(client, q)


@pytest.mark.parametrize("q", ["後継者", "こうけい", "コウケイ", "者育"])
def test_tags_are_suggested_as_written_and_as_they_sound(client, q):
    assert ("タグ", "後継者育成") in suggested(client, q)


def test_codes_of_prefectures_are_no_suggestions(client):
    assert suggested(client, "11") == []


def test_nothing_of_a_hidden_case_is_suggested(client):
    assert suggested(client, "内緒") == []
    assert suggested(client, "秘密") == []
    assert suggested(client, "沖縄") == []
    assert suggested(client, "宿泊") == []
    assert all("内緒" not in text for _kind, text in suggested(client, "承"))


def test_member_gets_what_members_may_see(client):
    client.force_login(make_user(role=Role.SUPPORTER))
    assert ("事例", "内緒の承継") in suggested(client, "内緒")
    assert ("タグ", "秘密の技") in suggested(client, "秘密")


def test_other_organisations_own_cases_stay_hidden_from_members(client):
    make_case(title="社内の特訓", disclosure="organisation", organisation=make_organisation(), tags=("特訓",))
    client.force_login(make_user(role=Role.SUPPORTER))
    assert suggested(client, "特訓") == []


@pytest.mark.parametrize("q", ["", " ", '"', "\x00", "😀", "a" * 5_000, "%", "' OR 1=1 --", "地域:"])
def test_odd_texts_have_an_answer(client, q):
    suggested(client, q)


def test_what_is_hidden_meanwhile_is_suggested_no_more(client):
    assert ("タグ", "後継者育成") in suggested(client, "後継者")
    case = CasePage.objects.get(title="町工場の事業承継")
    case.unpublish()
    assert suggested(client, "後継者") == []
    assert suggested(client, "埼玉") == []


def test_tags_used_most_come_first(client):
    make_case(title="現場の改善", tags=("改善の輪", "改善の種"))
    make_case(title="現場の工夫", tags=("改善の種",))
    assert [text for kind, text in suggested(client, "改善の") if kind == "タグ"] == ["改善の種", "改善の輪"]


def test_names_are_escaped(client):
    make_case(title="<b>承継</b>の話")
    assert "<b>" not in client.get("/cases/suggestions/", {"q": "承継"}).content.decode()
