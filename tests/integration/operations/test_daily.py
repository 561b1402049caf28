"""The daily jobs, each on its own."""

from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

done: list[str] = []


def run(settings, **jobs) -> str:
    """What the command says with `jobs` registered as this module's."""
    out = StringIO()
    settings.DAILY_JOBS = [f"jobs_of_a_room.{name}" for name in jobs]
    with mock.patch.dict("sys.modules", {"jobs_of_a_room": mock.Mock(**jobs)}):
        try:
            call_command("daily", stdout=out)
        finally:
            done.append(out.getvalue())
    return out.getvalue()


def test_jobs_run_and_say_what_they_did(settings):
    said = run(settings, remind=lambda: "3 reminders")
    assert "done   jobs_of_a_room.remind (0.0 s) 3 reminders" in said
    assert "clear_sessions" in said


def test_job_that_fails_stops_no_other_and_ends_with_an_error(settings):
    after = mock.Mock(return_value="still done")
    with pytest.raises(CommandError, match="1 of 4 daily jobs failed: jobs_of_a_room.broken"):
        run(settings, broken=mock.Mock(side_effect=RuntimeError("no")), after=after)
    after.assert_called_once_with()
    assert "FAILED jobs_of_a_room.broken" in done[-1]
