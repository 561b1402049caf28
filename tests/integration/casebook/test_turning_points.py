"""Turning points: sought in their own words, browsed by barrier, seen by whoever may read the case."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casebook.library.turning_points.projection import key_of
from casebook.profiles.choices import Disclosure
from platform_site.accounts.roles import Role
from search.engines import embedded_engine
from search.engines.base import EngineError
from search.projection.models import DirtyDocument, MarkedText
from search.projection.outbox import paused
from search.projection.rebuild import differences, rebuild
from tests.factories import make_case, make_organisation, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cases(library):
    return {
        "foundry": make_case(
            title="町工場の社長が任せるまで",
            prefecture="saitama",
            city="川口市",
            industry="E",
            employees=12,
            barriers=("cannot-act", "nobody-follows"),
            approaches=("gap-listening",),
            turning_point="先代の写真の前で、あと何年続けますかと聞かれた",
        ),
        "inn": make_case(
            title="先代の旅館",
            prefecture="aomori",
            industry="M",
            barriers=("cannot-see",),
            approaches=("strength-discovery",),
            turning_point="娘が帳簿を開いた",
        ),
        "untold": make_case(title="先代の店", prefecture="tokyo", barriers=("cannot-see",)),
    }


def screen(client, query="", path="/cases/turning-points/"):
    return client.get(f"{path}?{query}").context["screen"]


def titles(client, query=""):
    said = [str(turn.card.title) for turn in screen(client, query).turning_points]
    return [title.replace("<mark>", "").replace("</mark>", "") for title in said]


def log_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")


def test_newest_turning_points_stand_first_and_cases_without_one_are_left_out(cases, client):
    assert titles(client) == ["先代の旅館", "町工場の社長が任せるまで"]
    assert screen(client).total == 2


def test_words_are_sought_in_the_turning_point_alone(cases, client):
    assert titles(client, "q=先代") == ["町工場の社長が任せるまで"]
    assert titles(client, "q=旅館") == []


def test_words_are_sought_by_the_japanese_pipeline_and_marked(cases, client):
    (turn,) = screen(client, "q=ｾﾝﾀﾞｲ").turning_points
    assert "<mark>先代</mark>" in turn.card.turning_point


def test_word_that_only_the_rest_of_the_story_says_is_no_slip_of_the_pen(cases, client):
    make_case(title="写真館の話", turning_point="社員が手を挙げた")
    assert titles(client, "q=社員") == ["写真館の話"]
    assert titles(client, "q=社印") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("barrier=cannot-see", ["先代の旅館"]),
        ("approach=gap-listening", ["町工場の社長が任せるまで"]),
        ("barrier=cannot-see&barrier=cannot-act", ["先代の旅館", "町工場の社長が任せるまで"]),
        ("barrier=cannot-see&approach=gap-listening", []),
        ("prefecture=埼玉", ["町工場の社長が任せるまで"]),
        ("industry=製造業&q=先代", ["町工場の社長が任せるまで"]),
        ("region=tohoku", ["先代の旅館"]),
    ],
)
def test_turning_point_is_found_by_every_condition_of_the_library(cases, client, query, expected):
    assert titles(client, query) == expected


def test_counts_are_of_turning_points_and_each_choice_can_be_undone(cases, client):
    options = {
        option.value: option for panel in screen(client, "barrier=cannot-see").panels for option in panel.options
    }
    assert {value: option.count for value, option in options.items()} == {
        "cannot-see": 1,
        "cannot-act": 1,
        "nobody-follows": 1,
        "strength-discovery": 1,
    }
    assert options["cannot-see"].checked
    assert options["cannot-see"].url == "/cases/turning-points/"
    assert options["cannot-act"].url.endswith("?barrier=cannot-see&barrier=cannot-act")


def test_turning_point_tells_its_barriers_and_whose_story_it_is(cases, client):
    turn = screen(client, "q=先代").turning_points[0]
    assert [barrier.url for barrier in turn.barriers] == [
        "/cases/turning-points/?barrier=cannot-act",
        "/cases/turning-points/?barrier=nobody-follows",
    ]
    assert (turn.card.industry, turn.card.place) == ("製造業", "埼玉県川口市")
    page = client.get("/cases/turning-points/?q=先代").content.decode()
    assert f'href="/cases/{cases["foundry"].slug}/#turning-point"' in page
    assert f'id="turning-point-{cases["foundry"].pk}"' in page


def test_address_of_a_quote_leads_to_the_turning_point_on_the_case_page(cases, client):
    assert 'id="turning-point"' in client.get(f"/cases/{cases['foundry'].slug}/").content.decode()


def test_htmx_gets_the_changing_part_alone(cases, client):
    part = client.get("/cases/turning-points/?q=先代", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "turning-points-status" in part
    assert client.get("/cases/turning-points/").headers["Vary"].count("HX-Request") == 1


def test_nothing_found_names_the_ways_out(cases, client):
    shown = screen(client, "barrier=cannot-see&approach=gap-listening")
    assert shown.total == 0
    assert {way.url: way.count for way in shown.ways} == {
        "/cases/turning-points/?approach=gap-listening": 1,
        "/cases/turning-points/?barrier=cannot-see": 1,
    }
    assert shown.library_url == "/cases/?barrier=cannot-see&approach=gap-listening"


def test_page_beyond_the_last_shows_the_last_and_says_so(cases, client):
    shown = screen(client, "page=7")
    assert len(shown.turning_points) == 2
    assert "7" in shown.notes[0]


def test_second_page_has_its_address(library, client):
    for number in range(21):
        make_case(turning_point=f"{number}番目の問い")
    assert len(screen(client).turning_points) == 20
    assert [str(turn.card.turning_point) for turn in screen(client, "page=2").turning_points] == ["0番目の問い"]
    assert screen(client, "q=問い").pagination.next_url == "/cases/turning-points/?q=%E5%95%8F%E3%81%84&page=2"


@pytest.mark.parametrize(
    "query", ["page=0", "page=400", "barrier=x", "q=%00", "q=%22", "q=😀", "sort=near", "sort=x", "q=" + "あ" * 5_000]
)
def test_no_address_is_an_error(cases, client, query):
    assert client.get(f"/cases/turning-points/?{query}").status_code == 200


def test_condition_that_cannot_be_used_is_named(cases, client):
    (note,) = screen(client, "barrier=mars").notes
    assert "barrier=mars" in note


def test_what_people_wrote_is_escaped(library, client):
    make_case(title="<i>題</i>", turning_point="<script>alert(1)</script>と聞かれた")
    page = client.get("/cases/turning-points/?q=聞かれた").content.decode()
    assert "<script>alert" not in page and "<i>題" not in page
    assert "<script>alert(1)</script>" in unescape(page)


def test_no_turning_point_or_count_tells_an_outsider_of_a_hidden_case(cases, client):
    before = client.get("/cases/turning-points/").content
    own = make_organisation()
    told = {"turning_point": "秘密の問い", "barriers": ("lacks-knowhow",)}
    make_case(disclosure=Disclosure.MEMBERS, **told)
    make_case(disclosure=Disclosure.ORGANISATION, organisation=own, **told)
    make_case(live=False, **told)
    assert client.get("/cases/turning-points/").content == before
    assert screen(client, "q=秘密").total == 0


def test_member_reads_the_turning_points_of_members_and_of_the_own_organisation(cases, client):
    own = make_organisation()
    make_case(title="会員の話", disclosure=Disclosure.MEMBERS, turning_point="会員の問い")
    make_case(title="自機関の話", disclosure=Disclosure.ORGANISATION, organisation=own, turning_point="自機関の問い")
    make_case(
        title="他機関の話",
        disclosure=Disclosure.ORGANISATION,
        organisation=make_organisation(),
        turning_point="他機関の問い",
    )
    log_in(client, make_user(role=Role.SUPPORTER, organisation=own))
    assert sorted(titles(client, "q=問い")) == ["会員の話", "自機関の話"]


def test_turning_point_follows_its_case(library, client):
    case = make_case(title="町工場", turning_point="最初の問い", barriers=("cannot-see",))
    assert titles(client, "q=問い") == ["町工場"]
    case.turning_point = "別の言葉"
    case.save()
    assert titles(client, "q=問い") == []
    assert titles(client, "q=言葉") == ["町工場"]
    case.turning_point = ""
    case.save()
    assert screen(client).total == 0
    assert differences(embedded_engine()).keys == ()


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_turning_point_of_a_case_that_is_gone_is_gone(library, client, end):
    case = make_case(turning_point="最初の問い")
    getattr(case, end)()
    assert screen(client).total == 0
    assert differences(embedded_engine()).keys == ()


def test_case_and_turning_point_become_dirty_in_one_transaction(library):
    with paused():
        case = make_case(turning_point="最初の問い")
    assert DirtyDocument.objects.filter(key=key_of(case.pk)).exists()


def test_rebuild_holds_the_turning_points(cases, client):
    rebuild()
    assert screen(client).total == 2
    assert differences(embedded_engine()).keys == ()


def test_silent_engine_is_said(cases, client, monkeypatch):
    def silent(*args, **kwargs):
        raise EngineError("none answers")

    monkeypatch.setattr("casebook.library.turning_points.screen.find_page", silent)
    answer = client.get("/cases/turning-points/")
    assert answer.status_code == 200
    assert answer.context["screen"].is_silent


def test_page_costs_few_queries(cases, client):
    client.get("/cases/turning-points/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/cases/turning-points/?q=先代")
    assert len(captured) <= 10


def test_texts_are_kept_for_marking_once_with_the_case(cases):
    kept = set(MarkedText.objects.values_list("key", flat=True))
    assert kept == {f"case:{case.pk}" for case in cases.values()}
