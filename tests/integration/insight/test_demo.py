"""The demo's questions of the last weeks."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils.timezone import localdate

from casebook.insight.daily import forget
from casebook.insight.demo import invented_counts, seed_questions
from casebook.insight.models import Asked
from casebook.insight.recording import STEPS
from casebook.insight.report import tables

pytestmark = pytest.mark.django_db


def test_report_of_the_demo_has_something_in_every_table():
    seed_questions()
    shown = {table.name: [row.label for row in table.rows] for table in tables(30)}
    assert shown["sought"][0] == "事業承継"
    assert {"最低賃金", "カスハラ"} <= set(shown["not-found"])
    assert shown["not-opened"] == ["補助金", "m&a"]
    assert "都道府県：佐賀県" in shown["nowhere"]


def test_second_run_adds_nothing_and_changes_nothing():
    seed_questions()
    before = list(Asked.objects.order_by("pk").values())
    assert seed_questions() == "search insight: kept as it is"
    assert list(Asked.objects.order_by("pk").values()) == before


def test_what_was_counted_in_the_demo_is_left_alone():
    Asked.objects.create(on=localdate(), kind="words", what="製材", asked=1)
    seed_questions()
    assert Asked.objects.count() == 1


def test_invented_counts_are_such_as_could_have_been_counted():
    counts = invented_counts()
    assert all(question for _day, question in counts)
    for times in counts.values():
        assert times["found"] in STEPS
        assert times["in_vain"] == (0 if times["found"] else times["asked"])
    assert min(day for day, _question in counts) == localdate() - timedelta(weeks=3)


def test_no_invented_question_is_forgotten_at_once():
    seed_questions()
    before = Asked.objects.count()
    forget()
    assert Asked.objects.count() == before


def test_only_the_demo_is_given_them():
    assert "casebook.insight.demo.seed_questions" in settings.DEMO_SEEDS
    assert not any("insight" in seed for seed in settings.SEEDS)
