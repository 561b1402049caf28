import gzip

import pytest

from benchmarks.measure import percentile, stopwatch, summary, timed, transferred


@pytest.mark.parametrize(("share", "expected"), [(0.0, 1), (0.5, 50), (0.95, 95), (1.0, 100)])
def test_percentile_is_by_nearest_rank(share, expected):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_percentile_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_summary_of_nothing_claims_nothing():
    assert summary("engine", []) == {}


def test_each_thing_is_timed_after_a_round_that_warms_up():
    asked = []
    assert len(timed(asked.append, ["a", "b"], rounds=3)) == 2
    assert asked == ["a", "b"] * 4


def test_stopwatch_runs_although_the_block_fails():
    with pytest.raises(RuntimeError), stopwatch() as watch:
        raise RuntimeError
    assert watch.milliseconds > 0


def test_bytes_on_the_line_are_compressed_ones():
    body = b"case " * 1_000
    packed = gzip.compress(body)
    assert transferred(body, is_compressed=False) < 100
    assert transferred(packed, is_compressed=True) == len(packed)
