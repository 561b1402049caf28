"""Health says what works, and 503 as soon as something does not."""

import logging
import sys
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.django_db


def broken() -> dict:
    raise RuntimeError("secret detail")


def fine() -> dict:
    return {"waiting": 3}


@pytest.fixture
def health(client, settings, monkeypatch):
    """Asks for the health with further checks, as if a room had brought them."""

    def ask(**checks):
        monkeypatch.setitem(sys.modules, "checks_of_a_room", SimpleNamespace(**checks))
        settings.HEALTH_CHECKS = [f"checks_of_a_room.{name}" for name in checks]
        return client.get("/health/")

    return ask


def test_everything_works(health):
    response = health(fine=fine)
    assert response.status_code == 200
    assert response.json()["status"] == "ok"
    assert response.json()["checks"]["fine"]["facts"] == {"waiting": 3}
    assert {"database", "tasks"} <= set(response.json()["checks"])


def test_failing_check_is_503_and_keeps_its_details_to_the_log(health, caplog):
    with caplog.at_level(logging.ERROR):
        response = health(broken=broken, fine=fine)
    checks = response.json()["checks"]
    assert response.status_code == 503
    assert (checks["broken"]["ok"], checks["fine"]["ok"]) == (False, True)
    assert "secret detail" not in response.text
    assert "secret detail" in caplog.text


def test_health_is_not_kept_by_caches(health):
    assert "no-store" in health()["Cache-Control"]
