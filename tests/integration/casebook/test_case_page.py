"""The page of one case: in a reader's order, and not dearer than it has to be."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils.translation import gettext

from casebook.cases.models import CaseDeliveryModel, CaseSupportType, OutcomeFigure
from casebook.cases.screen import case_screen, figure_bars
from casebook.taxonomy.models import DeliveryModel, SupportType
from search.projection.rebuild import rebuild
from tests.factories import make_case, make_library

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def case():
    """A case with everything that its page reads from the database, and others like it."""
    make_library()
    rebuild()
    case = make_case(
        external_id="the-case",
        prefecture="saitama",
        city="川越市",
        industry="E",
        industry_detail="切削",
        employees=12,
        year=2022,
        visits=6,
        team="診断士と経営指導員",
        barriers=("cannot-act", "cannot-see", "nobody-follows"),
        approaches=("gap-listening", "strengths"),
        tags=("承継", "原価"),
        turning_point="あと何年続けますか",
    )
    case.case_support_types = [CaseSupportType(support_type=_term(SupportType, n)) for n in (1, 2)]
    case.case_delivery_models = [CaseDeliveryModel(delivery_model=_term(DeliveryModel, n)) for n in (1, 2)]
    case.figures = [OutcomeFigure(label="売上", before=10, after=12), OutcomeFigure(label="人数", after=3)]
    case.save()
    for _ in range(3):
        make_case(prefecture="saitama", industry="E", barriers=("cannot-act",), approaches=("gap-listening",))
    return case


def _term(model, number):
    texts = {f"{field}_{language}": f"{field}{number}" for field in ("name", "meaning") for language in ("ja", "en")}
    return model.objects.create(slug=f"term-{number}", **texts)


def screen(client, slug="the-case"):
    return client.get(f"/cases/{slug}/").context["screen"]


def test_page_asks_the_database_twenty_three_times(case, client, django_assert_num_queries):
    client.get("/cases/the-case/")
    with django_assert_num_queries(23):
        response = client.get("/cases/the-case/")
    assert len(response.context["screen"].related) == 3


def test_number_of_queries_does_not_grow_with_the_terms(case, client, django_assert_num_queries):
    make_case(external_id="bare", prefecture="saitama", industry="E", barriers=("cannot-act",))
    client.get("/cases/bare/")
    with django_assert_num_queries(23):
        client.get("/cases/bare/")


def test_place_time_and_team_stand_before_what_was_done(case, client):
    labels = [fact.label for fact in screen(client).facts]
    names = ("Place", "Industry", "Year", "Visits and length", "Team", "Support type", "Approach")
    order = [gettext(name) for name in names]
    assert [label for label in labels if label in order] == order


def test_turning_point_is_told_before_the_story_and_in_its_place(case, client):
    html = client.get("/cases/the-case/").text
    lead, story = html.split('class="case__story"')
    assert "あと何年続けますか" in lead
    assert "あと何年続けますか" in story


def test_way_to_similar_cases_stands_after_the_story(case, client):
    assert screen(client).similar_url == "/cases/similar/?case=the-case"
    html = client.get("/cases/the-case/").text
    assert (
        html.index('id="turning-point"')
        < html.index('href="/cases/similar/?case=the-case"')
        < html.index('id="related"')
    )


def test_paper_says_where_and_when_the_case_was_read(case, client):
    assert screen(client).address == "http://testserver/cases/the-case/"
    assert "http://testserver/cases/the-case/" in client.get("/cases/the-case/").text.split("source__printed")[1]


def test_figure_of_one_side_is_not_drawn_as_a_comparison():
    both, single = figure_bars(
        [
            OutcomeFigure(label="売上", before=Decimal(10), after=Decimal(12)),
            OutcomeFigure(label="人数", after=Decimal(3)),
        ]
    )
    assert (both.is_comparison, single.is_comparison) == (True, False)


def test_preview_tells_the_terms_of_the_draft(case):
    draft = case.get_latest_revision_as_object() if case.latest_revision else case
    draft.case_approaches = []
    draft.case_barriers = list(case.case_barriers.all())[:1]
    request = RequestFactory().get("/cases/the-case/")
    request.user = AnonymousUser()
    shown = case_screen(draft, request)
    assert len(shown.barriers) == 1
    assert gettext("Approach") not in [fact.label for fact in shown.facts]
