"""A real browser against a running server. Chromium comes from the system; nothing is downloaded."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from search.projection.rebuild import rebuild
from tests.factories import make_root

CHROMIUM = shutil.which("chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
#: For how many milliseconds an action or an `expect` waits: a busy machine is slow, not wrong.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
#: Rules of WCAG 2.2 A and AA.
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser tests are left out, said in one line; in CI that is a failure."""
    here = Path(__file__).parent
    browser_tests = [item for item in items if here in item.path.parents]
    if CHROMIUM or not browser_tests:
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("Chromium is missing in CI")
    print(f"Chromium is not installed: {len(browser_tests)} browser tests are left out.")
    items[:] = [item for item in items if item not in browser_tests]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser):
    """Makes browser contexts that are closed after the test and that fail it on an error in the console."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(**options) -> BrowserContext:
        options.setdefault("viewport", DESKTOP)
        options.setdefault("locale", "ja-JP")
        options.setdefault("reduced_motion", "reduce")  # what is measured after a scroll stands still
        context = browser.new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(open_context, site) -> Page:
    """A desktop page."""
    return open_context().new_page()


@pytest.fixture
def phone(open_context, site) -> Page:
    """A phone page."""
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def site(live_server, settings) -> str:
    """A running site with its first tree and an index; returns its address."""
    from casebook.pages.seeding import seed

    settings.BASE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    make_root()
    seed("localhost", 80)
    rebuild()
    return live_server.url


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA in the page, once it has loaded: rule and where."""
    page.wait_for_load_state()
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    """Whether the page, once it has loaded with its styles, is wider than the window."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]


def sign_in(page: Page, site: str, user, password: str = "correct horse battery") -> None:
    """Through the login form, as a person does, up to the page that it leads to."""
    page.goto(f"{site}/accounts/login/")
    page.fill("input[name=login]", user.email)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login" not in url)
