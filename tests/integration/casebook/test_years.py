"""Years to come are refused in the form of a case, for the case and for its figures."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.timezone import localdate
from wagtail.test.utils.form_data import querydict_from_html

from casebook.cases.models import OutcomeFigure
from platform_site.accounts.roles import Role
from tests.factories import make_case, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def next_year():
    return localdate().year + 1


@pytest.fixture
def saved(client):
    """The form of a case with a figure after it was sent with the given fields."""
    client.force_login(make_user(role=Role.EDITOR))
    case = make_case(live=False)
    case.figures = [OutcomeFigure(label="売上", after=3)]
    case.save()
    address = reverse("wagtailadmin_pages:edit", args=[case.pk])

    def send(**fields):
        data = querydict_from_html(client.get(address).text, form_id="page-edit-form")
        response = client.post(address, {**data.dict(), "supplement-count": 0, **fields}, follow=True)
        case.refresh_from_db()
        return case.get_latest_revision_as_object(), response.context["form"]

    return send


def sentence(year, last):
    return f"「{year}」は先の年です。{last}年までの年を入力してください。"


def test_next_year_is_kept(saved, next_year):
    case, form = saved(**{"year": next_year, "figures-0-after_year": next_year})
    assert (case.year, case.figures.get().after_year, form.errors) == (next_year, next_year, {})


@pytest.mark.parametrize("years", [1, 100, 40_000])
def test_case_of_a_later_year_is_refused_with_one_sentence(saved, next_year, years):
    case, form = saved(year=next_year + years)
    assert (case.year, form.errors["year"]) == (None, [sentence(next_year + years, next_year)])


@pytest.mark.parametrize("field", ["before_year", "after_year"])
def test_figure_of_a_later_year_is_refused(saved, next_year, field):
    case, form = saved(**{f"figures-0-{field}": 2099})
    (figure,) = form.formsets["figures"].forms
    assert figure.errors == {field: [sentence(2099, next_year)]}
    assert getattr(case.figures.get(), field) is None


def test_both_years_of_a_figure_are_named_at_once():
    with pytest.raises(ValidationError) as refused:
        OutcomeFigure(label="売上", after=3, before_year=2098, after_year=2099).clean_fields(exclude=["page"])
    assert set(refused.value.message_dict) == {"before_year", "after_year"}
