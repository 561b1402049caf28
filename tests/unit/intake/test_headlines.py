"""What is written large over an import, and in the list of past ones."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from casebook.intake.headlines import headline, standing
from casebook.intake.models import SILENCE, ImportJob
from casebook.intake.states import JobState


def counts(create: int = 0, change: int = 0, same: int = 0, refuse: int = 0) -> dict[str, int]:
    return {"create": create, "change": change, "same": same, "refuse": refuse}


def job(state: str, **fields) -> ImportJob:
    return ImportJob(state=state, heartbeat_at=timezone.now(), **fields)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (counts(create=3), "Every row can be imported"),
        (counts(create=2, change=1, refuse=2), "3 of 5 rows can be imported"),
        (counts(create=2, change=1, same=1, refuse=2), "3 of 6 rows can be imported"),
        (counts(change=1, same=4), "1 of 5 rows are new or changed"),
        (counts(same=4), "Nothing would change: the library says all of this already"),
        (counts(refuse=2), "No row can be imported"),
        (counts(same=4, refuse=2), "Nothing to import: 4 rows change nothing, 2 are refused"),
    ],
)
def test_a_check_says_what_would_happen(found, told):
    assert headline(job("checked"), found) == told


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (counts(create=1, refuse=3), "1 case was imported"),
        (counts(create=1, change=1), "2 cases were imported"),
        (counts(same=1), "Nothing was changed"),
    ],
)
def test_an_end_says_what_happened(found, told):
    assert headline(job("finished"), found) == told


@pytest.mark.parametrize(
    ("state", "found", "label", "tone"),
    [
        ("checked", counts(same=4), "No change", "plain"),
        ("checked", counts(refuse=4), "No row can be imported", "look"),
        ("checked", counts(create=1), "Checked, waiting for your go-ahead", "look"),
        ("finished", counts(create=1), "Imported", "good"),
        ("finished", counts(same=1), "Nothing was changed", "plain"),
        ("failed", counts(), "Broke off: can go on", "look"),
        ("cancelled", counts(), "Cancelled", "plain"),
    ],
)
def test_the_list_says_where_an_import_stands(state, found, label, tone):
    told = standing(job(state), found)
    assert (told.label, told.tone) == (label, tone)


def test_an_import_without_a_sign_of_life_can_go_on():
    left = ImportJob(state=JobState.RUNNING, runner="x", heartbeat_at=timezone.now() - 2 * SILENCE)
    assert standing(left, counts(create=1)).label == "Left behind: can go on"
