"""National figures: who sees them, when they are taken, and that they never tell of a few."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from platform_site.accounts.models import Membership
from platform_site.accounts.roles import NATIONAL_ROLES, Role
from platform_site.append_only import AppendOnlyError
from rubric.assessment.cohort import daily
from rubric.assessment.cohort.figure_tables import HIDDEN, figure_tables
from rubric.assessment.cohort.figures import take_figures
from rubric.assessment.models import FiguresSnapshot
from rubric.framework.actions import copy_version, publish_version, set_crosswalk
from rubric.framework.domain.crosswalk import Link
from rubric.framework.domain.levels import Level
from rubric.framework.models import RubricElement
from tests.factories import make_library, make_organisation, make_user

pytestmark = pytest.mark.django_db

FIGURES = reverse("figures")


@pytest.fixture
def editor(client, version):
    user = make_user(role=Role.EDITOR)
    client.force_login(user)
    return user


@pytest.fixture
def people(sign):
    """Makes so many people with signed levels in one new organisation."""

    def made(count, *, prefecture="saitama", kind="chamber", **fields):
        place = make_organisation(prefecture=prefecture, kind=kind)
        return [sign(organisation=place, **fields) for _each in range(count)]

    return made


def kept():
    """Figures taken now, as they stand in the database."""
    return FiguresSnapshot.objects.get(pk=take_figures().pk).content


def counts(content):
    """Every number of people in a snapshot."""
    if isinstance(content, dict):
        return [count for key, value in content.items() if key != "version" for count in counts(value)]
    if isinstance(content, list):
        return [count for value in content for count in counts(value)]
    return [content] if isinstance(content, int) else []


def levels_of(content, kind, name):
    return next(row["levels"] for row in content[kind]["rows"] if row["name"] == name)


# -- what is counted ----------------------------------------------------------------------------------


def test_levels_are_counted_by_region_and_kind_of_body(people):
    people(8)
    people(9, level=Level.CHALLENGER)
    people(7, prefecture="osaka", kind="bank")
    people(6, prefecture="", kind="bank")

    content = kept()

    assert levels_of(content, "regions", "kanto") == (0, 8, 9, 0) or levels_of(content, "regions", "kanto") == [
        0,
        8,
        9,
        0,
    ]
    assert list(levels_of(content, "regions", "kinki")) == [0, 7, 0, 0]
    assert list(levels_of(content, "regions", "elsewhere")) == [0, 6, 0, 0]
    assert list(levels_of(content, "bodies", "bank")) == [0, 13, 0, 0]
    assert content["people"] == content["regions"]["total"] == content["bodies"]["total"] == 30


def test_each_person_counts_once_with_the_newest_level_that_counts(people, sign):
    for one in people(6, level=Level.STARTER):
        sign(person=one.person, organisation=one.organisation)
    people(5, days=-1)
    closed = people(1)[0].person
    closed.is_active = False
    closed.save()

    content = kept()

    assert content["people"] == 6 and content["growth"] == {"higher": 6, "same": 0, "lower": 0, "first": 0}
    assert content["levels"]["skill"] == {"starter": 0, "master": 6, "challenger": 0, "change-maker": 0}


def test_self_and_reviewer_are_compared_and_the_least_agreement_stands_first(people):
    people(6, own={"skill": 3}, rated={"skill": 2})
    people(6, own={"skill": 1}, rated={"skill": 2})
    people(8, own={"creativity": 4})

    content = kept()

    assert content["agreement"]["skill"] == {"same": 8, "above": 6, "below": 6}
    table = next(one for one in figure_tables(content) if one.slug == "agreement")
    assert [line.cells[:2] for line in table.lines[:3]] == [("40%", 8), ("60%", 12), ("100%", 20)]


def test_signatures_are_counted_by_fiscal_year(people, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 21))
    people(5, days=730)
    people(6, days=365)
    assert take_figures().content["years"] == {"2025": 6, "2026": 5}


def test_element_of_which_an_older_version_says_nothing_is_left_out(client, editor, people, version):
    people(6)
    newer = copy_version(by=None, version=version)
    slugs = RubricElement.objects.filter(domain__version=newer).exclude(slug="skill").values_list("slug", flat=True)
    set_crosswalk(by=None, old=version, new=newer, links=[Link(one, one) for one in slugs])
    publish_version(by=None, version=newer)

    content = kept()

    assert set(content["levels"]) == set(content["agreement"]) == set(slugs)
    assert len(client.get(FIGURES).context["incomparable"]) == 1


# -- what is never told -------------------------------------------------------------------------------


def test_no_snapshot_holds_a_count_of_less_than_five(people):
    for place, number in (("saitama", 3), ("osaka", 6), ("miyagi", 12), ("fukuoka", 1), ("", 9)):
        people(number, prefecture=place, own={"skill": 1 + number % 4}, days=100 + 40 * number)
        people(number + 1, prefecture=place, kind="bank", level=Level(1 + number % 4))

    content = kept()

    assert content["people"] == 67 and not {1, 2, 3, 4} & set(counts(content))
    assert None in levels_of(content, "regions", "kanto")


def test_of_fewer_than_five_people_nothing_is_told(people):
    people(4)
    content = kept()
    assert set(counts(content)) <= {0} and content["people"] is None


def test_figures_without_people_and_without_a_version_are_taken_too(client, db):
    make_library()
    client.force_login(make_user(role=Role.EDITOR))
    assert kept()["people"] == 0 and kept_tables(client) == ["regions", "bodies", "growth"]


def kept_tables(client):
    """The tables that have rows of their own on the page."""
    return [one.slug for one in client.get(FIGURES).context["tables"] if len(one.lines) > 1]


def test_figures_are_never_changed(db):
    snapshot = take_figures()
    with pytest.raises(AppendOnlyError):
        snapshot.save()
    with pytest.raises(AppendOnlyError):
        FiguresSnapshot.objects.all().delete()


# -- when they are taken ------------------------------------------------------------------------------


def test_figures_are_taken_once_a_quarter(db, monkeypatch):
    for day in (date(2026, 11, 21), date(2026, 12, 31), date(2027, 1, 2), date(2027, 1, 3), date(2027, 4, 1)):
        monkeypatch.setattr(timezone, "localdate", lambda *args, day=day: day)
        daily.take_figures()
    taken = FiguresSnapshot.objects.order_by("taken_on").values_list("taken_on", flat=True)
    assert list(taken) == [date(2026, 11, 21), date(2027, 1, 2), date(2027, 4, 1)]


# -- the page -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["", Role.SUPPORTER, Role.COORDINATOR])
def test_only_the_national_body_sees_figures(client, version, role):
    take_figures()
    client.force_login(make_user(role=role))
    assert client.get(FIGURES).status_code == 403
    assert client.get(reverse("figures_file", kwargs={"table": "regions", "kind": "csv"})).status_code == 403


@pytest.mark.parametrize("role", sorted(NATIONAL_ROLES))
def test_every_national_role_sees_figures_without_a_name(client, people, role):
    person = people(6)[0].person
    take_figures()
    client.force_login(make_user(role=role))
    page = client.get(FIGURES)
    assert page.status_code == 200 and person.name not in page.content.decode()
    assert Membership.objects.get(user=person).organisation.name not in page.content.decode()


def test_page_before_the_first_figures_says_so(client, editor):
    assert "No figures have been taken yet." in client.get(f"/en{FIGURES}").content.decode()
    assert client.get(reverse("figures_file", kwargs={"table": "regions", "kind": "csv"})).status_code == 404


def test_earlier_figures_can_be_chosen(client, editor, people):
    take_figures(date(2026, 4, 1))
    people(6)
    take_figures(date(2026, 7, 1))
    assert client.get(FIGURES).context["snapshot"].content["people"] == 6
    assert client.get(f"{FIGURES}?taken=2026-04-01").context["snapshot"].content["people"] == 0
    for taken in ("2026-05-01", "2026-99-99", "never"):
        assert client.get(f"{FIGURES}?taken={taken}").status_code == 404


def test_files_say_what_the_page_says_with_what_is_hidden(client, editor, people):
    people(6)
    people(3, prefecture="osaka")
    take_figures()
    for table in client.get(FIGURES).context["tables"]:
        answer = client.get(reverse("figures_file", kwargs={"table": table.slug, "kind": "csv"}))
        _headings, *told = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert told == [[line.name, *map(str, line.cells)] for line in table.lines]
    regions = client.get(reverse("figures_file", kwargs={"table": "regions", "kind": "csv"})).content.decode()
    assert HIDDEN in regions
    assert client.get(reverse("figures_file", kwargs={"table": "people", "kind": "xlsx"})).status_code == 404
