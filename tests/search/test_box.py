"""Material's search box with our worker behind it, in a browser."""

from __future__ import annotations

import re

import pytest

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

BOX, META, RESULT = "[data-md-component=search-query]", ".md-search-result__meta", ".md-search-result__link"


@pytest.fixture
def page(watch, served_below_a_path):
    watched = watch(served_below_a_path)
    yield watched.page
    assert watched.wrong == []


def type_in(page, text: str) -> None:
    """Types as a keyboard does. An input method's characters come without keys: the last key is what sends them."""
    page.locator(BOX).fill(text)
    page.locator(BOX).press("End")


def open_home(page, home: str, edition: str = "en") -> list[str]:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(home)))
    page.goto(f"{home}{edition}/")
    page.wait_for_load_state("networkidle")
    return asked


def test_a_page_that_is_only_read_does_not_load_the_index(page, served_below_a_path) -> None:
    asked = open_home(page, served_below_a_path)
    assert "en/search/search_index.json" in asked
    assert [a for a in asked if re.search(r"search-worker|/search/index-", a)] == []
    expect(page.locator(META)).not_to_contain_text("Initializing")
    with page.expect_request(re.compile(r"/en/search/index-[0-9a-f]+\.js$")):
        page.locator(BOX).focus()


@pytest.mark.parametrize(
    ("edition", "query", "name"),
    [("en", "奎尔", "Mara Quill"), ("zh-Hans", "mara", "马拉·奎尔"), ("zh-Hant", "奎尔", "馬拉·奎爾")],
)
def test_a_name_is_found_in_every_edition(page, served_below_a_path, edition, query, name) -> None:
    open_home(page, served_below_a_path, edition)
    type_in(page, query)
    expect(page.locator(RESULT).first).to_contain_text(name)


def test_keys_open_the_box_walk_the_results_and_close_it(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    type_in(page, "Mara Quill")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(RESULT).first).not_to_be_visible()


def test_enter_opens_the_best_result_and_the_name_is_highlighted_there(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    page.keyboard.press("/")
    type_in(page, "quill")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/mara-quill/**")
    expect(page.locator("article mark").first).to_contain_text("Quill")


def test_a_link_with_a_query_searches(page, served_below_a_path) -> None:
    page.goto(f"{served_below_a_path}zh-Hant/?q=奎爾")
    expect(page.locator(RESULT).first).to_contain_text("馬拉·奎爾")


def test_what_is_searched_can_be_shared(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    type_in(page, "quill")
    expect(page.locator("[data-md-component=search-share]")).to_have_attribute("href", re.compile(r"/en/\?q=quill$"))


def test_the_rest_of_a_name_is_suggested_and_taken_with_the_arrow(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    page.locator(BOX).press_sequentially("mara qui")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("mara quill")
    page.keyboard.press("ArrowRight")
    expect(page.locator(BOX)).to_have_value("mara quill")


def test_nonsense_leads_to_words_that_help(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    type_in(page, "qqqqzz")
    note = page.locator("[data-kb-search=nothing]")
    expect(note).to_be_visible()
    assert note.get_attribute("role") == "status"
    note.get_by_role("link").first.click()
    page.wait_for_url("**/en/people/")


def test_the_number_of_results_is_announced(page, served_below_a_path) -> None:
    open_home(page, served_below_a_path)
    type_in(page, "quill")
    expect(page.get_by_role("status").filter(has_text=re.compile(r"\d+ matching document"))).to_be_visible()


@pytest.mark.parametrize("lost", ["search-worker.js", "search/index-*.js"])
def test_a_worker_that_cannot_load_says_so(watch, served_below_a_path, lost) -> None:
    page = watch(served_below_a_path).page
    page.context.route(f"**/{lost}", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{served_below_a_path}en/")
    page.locator(BOX).focus()
    expect(page.locator("[data-kb-search=failed]")).to_be_visible()


def test_without_scripts_the_box_gives_way(watch, served_below_a_path) -> None:
    page = watch(served_below_a_path, java_script_enabled=False).page
    page.goto(f"{served_below_a_path}en/")
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.get_by_role("link", name="People").first).to_be_visible()


def test_it_works_from_a_disk(golden_site, watch) -> None:
    watched = watch("file:///")
    watched.page.goto((golden_site / "en" / "index.html").as_uri())
    watched.page.locator(BOX).focus()
    expect(watched.page.locator(META)).not_to_contain_text("Initializing")
    type_in(watched.page, "quill")
    expect(watched.page.locator(RESULT).first).to_contain_text("Mara Quill")
    assert re.search(r"people/mara-quill/index\.html", watched.page.locator(RESULT).first.get_attribute("href") or "")
