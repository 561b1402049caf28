"""A supporter looks for the company in front of him."""

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.factories import make_case
from tests.functional.conftest import scrolls_sideways

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cases(site):
    wanted = make_case(
        title="創業者が手放せなかった町工場",
        prefecture="saitama",
        industry="E",
        employees=12,
        barriers=("cannot-act",),
        turning_point="「あなたがいない日、だれが決めますか」と聞かれた",
        background="金属を削る町工場で、創業者がすべてを決めていた。",
        outcome="二代目が受注を決めるようになった。",
        result="success",
    )
    make_case(title="町工場の宣伝", prefecture="saitama", industry="E", employees=15, barriers=("cannot-see",))
    make_case(title="町工場の創業者と旅館", prefecture="tokyo", industry="M", employees=5, barriers=("cannot-act",))
    return wanted


def choose(page, facet, label):
    """Tick a value in the filter column, opening its panel where it is closed."""
    box = page.locator(f"input[name={facet}]").and_(page.get_by_label(label))
    if not box.is_visible():
        page.locator("details").filter(has=box).last.locator("summary").first.click()
    box.check()


def address_with(part):
    """An address that says `part` somewhere."""
    return re.compile(re.escape(part))


def test_three_filters_and_two_words_lead_to_the_turning_point(page, site, cases):
    page.goto(f"{site}/")
    page.get_by_role("searchbox").first.fill("町工場 創業者")
    page.keyboard.press("Enter")
    expect(page.locator(".library__count")).to_contain_text("3")
    expect(page.locator(".library__reading")).to_contain_text("2件")
    choose(page, "region", "関東")
    expect(page).to_have_url(address_with("region=kanto"))
    choose(page, "industry", "製造業")
    expect(page.locator(".library__count")).to_contain_text("2")
    choose(page, "barrier", "実行できない")
    expect(page).to_have_url(address_with("barrier=cannot-act"))
    expect(page.locator(".library__count")).to_contain_text("1")
    page.get_by_role("link", name="創業者が手放せなかった町工場").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("創業者が手放せなかった町工場")
    expect(page.locator("main")).to_contain_text("だれが決めますか")


def test_the_same_on_a_phone(phone, site, cases):
    phone.goto(f"{site}/cases/?q=町工場 創業者")
    phone.locator(".library__facets summary").first.tap()
    choose(phone, "region", "関東")
    expect(phone).to_have_url(address_with("region=kanto"))
    choose(phone, "industry", "製造業")
    expect(phone.locator(".library__count")).to_contain_text("2")
    choose(phone, "barrier", "実行できない")
    expect(phone.locator(".library__count")).to_contain_text("1")
    assert not scrolls_sideways(phone)
    phone.get_by_role("link", name="創業者が手放せなかった町工場").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("創業者が手放せなかった町工場")
    expect(phone.locator("main")).to_contain_text("だれが決めますか")
    assert not scrolls_sideways(phone)


def in_view(page, selector):
    """Whether an element comes to stand wholly inside the window, once htmx has renewed the part around it."""
    stands = """selector => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box?.height && box.top >= 0 && box.bottom <= innerHeight;
    }"""
    return page.wait_for_function(stands, arg=selector).json_value()


def test_filters_on_a_phone_always_show_the_way_to_the_results(phone, site, cases):
    phone.goto(f"{site}/cases/")
    expect(phone.locator("#facets-show")).to_be_hidden()
    phone.locator(".facets__summary").tap()
    assert in_view(phone, "#facets-show")
    choose(phone, "region", "関東")
    assert in_view(phone, "#facets-clear")
    expect(phone.locator("#facets-show")).to_contain_text("3")
    assert in_view(phone, "#facets-show")
    phone.locator("#facets-show").tap()
    expect(phone.locator("#library-facets")).not_to_have_attribute("open", "")
    expect(phone.locator("#library-results")).to_be_focused()
    expect(phone.locator(".case-card").first).to_be_in_viewport()


def test_live_filter_leaves_the_reader_where_she_was_and_tells_the_count(page, site, cases):
    page.goto(f"{site}/cases/")
    box = page.locator("#f-barrier-cannot-act")
    box.focus()
    before = box.bounding_box()["y"]
    page.keyboard.press("Space")
    expect(page.locator("#library-status")).to_contain_text("2")
    expect(box).to_be_focused()
    assert abs(box.bounding_box()["y"] - before) <= 1


def test_ticked_filter_stays_under_the_finger_on_a_phone(phone, site, cases):
    phone.goto(f"{site}/cases/")
    phone.locator(".facets__summary").tap()
    box = phone.locator("#f-industry-E")
    box.evaluate("box => box.scrollIntoView({block: 'center', behavior: 'instant'})")
    before = box.bounding_box()["y"]
    box.tap()
    expect(phone.locator(".filter-chip")).to_have_count(1)
    assert abs(box.bounding_box()["y"] - before) <= 1


def test_keyboard_skips_the_filters(page, site, cases):
    page.goto(f"{site}/cases/")
    page.locator(".skip-link[href='#library-results']").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#library-results")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".case-card a").first).to_be_focused()


def test_back_from_a_case_returns_to_the_filters(page, site, cases):
    page.goto(f"{site}/cases/")
    choose(page, "industry", "製造業")
    expect(page.locator(".library__count")).to_contain_text("2")
    page.locator(".case-card a").first.click()
    expect(page.locator(".case__tools")).to_be_visible()
    page.go_back()
    expect(page.locator("#f-industry-E")).to_be_checked()
    expect(page.locator(".library__count")).to_contain_text("2")


def test_the_same_without_javascript(open_context, site, cases):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/cases/")
    page.get_by_role("searchbox").first.fill("町工場 創業者")
    choose(page, "region", "関東")
    choose(page, "industry", "製造業")
    choose(page, "barrier", "実行できない")
    page.get_by_role("button", name="絞り込む").click()
    expect(page.locator(".library__count")).to_contain_text("1")
    page.get_by_role("link", name="創業者が手放せなかった町工場").click()
    expect(page.locator("main")).to_contain_text("だれが決めますか")


def test_back_button_returns_to_the_filtered_list(page, site, cases):
    page.goto(f"{site}/cases/")
    choose(page, "region", "関東")
    expect(page).to_have_url(address_with("region=kanto"))
    expect(page.locator(".library__count")).to_contain_text("3")
    choose(page, "industry", "製造業")
    expect(page.locator(".library__count")).to_contain_text("2")
    page.go_back()
    expect(page.locator(".library__count")).to_contain_text("3")


def test_chip_takes_a_filter_away(page, site, cases):
    page.goto(f"{site}/cases/?industry=E&region=kanto")
    expect(page.locator(".library__count")).to_contain_text("2")
    page.locator(".filter-chips a, .chips a").filter(has_text="製造業").first.click()
    expect(page.locator(".library__count")).to_contain_text("3")


def test_empty_result_leads_on(page, site, cases):
    page.goto(f"{site}/cases/?prefecture=okinawa&industry=E")
    page.get_by_role("link", name="「沖縄県」を外す").click()
    expect(page.locator(".library__count")).to_contain_text("2")


def test_language_switch_stays_on_the_page(page, site, cases):
    page.goto(f"{site}/cases/{cases.slug}/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(f"{site}/en/cases/{cases.slug}/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("創業者が手放せなかった町工場")


def test_case_prints_on_two_pages(page, site, cases):
    for name in ("surface_issue", "underlying_issue", "actions", "lessons", "not_worked", "voice"):
        setattr(cases, name, "社長は自分で決めてきた。社員は指示を待っていた。会議では誰も話さなかった。" * 3)
    cases.save()
    page.goto(f"{site}/cases/{cases.slug}/")
    paper = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(paper) <= 2
    assert f"/cases/{cases.slug}/" in paper[-1].extract_text()


def test_table_is_a_stop_for_the_keyboard_only_where_it_scrolls(page, site, cases):
    cases.grid_stage, cases.grid_spread = 3, 2
    cases.save()
    page.goto(f"{site}/cases/{cases.slug}/")
    table = page.locator(".table-scroll")
    expect(table).not_to_have_attribute("tabindex", "0")
    table.locator("table").evaluate("table => { table.style.width = '2000px' }")
    page.set_viewport_size({"width": 900, "height": 900})
    expect(table).to_have_attribute("tabindex", "0")


def test_suggestions_are_chosen_with_the_keyboard(page, site, cases):
    page.goto(f"{site}/cases/")
    box = page.locator("#library-q")
    box.fill("製造")
    option = page.get_by_role("option").first
    expect(option).to_contain_text("製造業")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(option).to_be_hidden()
    box.press_sequentially("業")
    expect(page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/cases/?industry=E")


def test_suggestions_leave_the_box_as_it_was_without_scripts(open_context, site, cases):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/cases/")
    page.locator("#library-q").fill("製造")
    page.get_by_role("button", name="検索").first.click()
    expect(page.locator(".library__count")).to_be_visible()


def test_whole_memo_in_the_search_box_is_read_as_a_memo(page, site, cases):
    """It stays in the browser until it is posted: neither in an address nor in a title."""
    page.goto(f"{site}/cases/")
    memo = "社長は六十八歳、後継者が決まらない。" * 40
    page.locator("#library-q").fill(memo)
    page.locator("#library-q").press("Enter")
    page.wait_for_url("**/cases/similar/")
    expect(page.locator("#id_memo")).to_have_value(memo)
    expect(page.get_by_text("ヒアリングメモとして読み取ります")).to_be_visible()
    page.reload()
    expect(page.locator("#id_memo")).to_have_value("")
