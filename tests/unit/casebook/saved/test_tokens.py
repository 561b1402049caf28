"""The signed part of the address that stops mails."""

import pytest
from django.core import signing

from casebook.saved.tokens import LIFETIME, Stop, read_stop_token, stop_token


@pytest.mark.parametrize("stop", [Stop(7, 12), Stop(7, None)])
def test_token_is_read_as_it_was_made(stop):
    assert read_stop_token(stop_token(stop)) == stop


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: t.upper(), lambda t: ""])
def test_token_that_was_changed_is_refused(change):
    with pytest.raises(signing.BadSignature):
        read_stop_token(change(stop_token(Stop(7, 12))))


def test_token_of_another_purpose_is_refused():
    with pytest.raises(signing.BadSignature):
        read_stop_token(signing.dumps([7, 12], salt="something else"))


def test_old_token_is_said_to_be_old(monkeypatch):
    token = stop_token(Stop(7, 12))
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + LIFETIME.total_seconds() + 1)
    with pytest.raises(signing.SignatureExpired):
        read_stop_token(token)
