import itertools

import pytest

from casebook.intake.states import TRANSITIONS, JobState, states_before

FINAL = {JobState.CANCELLED}
IMPORTED = {JobState.FINISHED, JobState.PUBLISHING}


def test_every_state_has_its_transitions():
    assert set(TRANSITIONS) == set(JobState)
    assert {state for state, targets in TRANSITIONS.items() if not targets} == FINAL


def test_drafts_are_published_from_a_finished_import_and_lead_back_to_it():
    assert TRANSITIONS[JobState.FINISHED] == {JobState.PUBLISHING}
    assert TRANSITIONS[JobState.PUBLISHING] == IMPORTED


@pytest.mark.parametrize(("origin", "target"), list(itertools.product(JobState, JobState)))
def test_states_before_is_the_inverse(origin, target):
    assert (origin in states_before(target)) == (target in TRANSITIONS[origin])


def test_nothing_runs_that_was_not_checked():
    assert set(states_before(JobState.RUNNING)) == {JobState.CHECKED, JobState.RUNNING, JobState.FAILED}


def test_whatever_is_not_over_can_be_called_off():
    assert set(states_before(JobState.CANCELLED)) == set(JobState) - FINAL - IMPORTED
