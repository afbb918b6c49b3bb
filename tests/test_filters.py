"""Lists are whole without a script; with one they can be filtered and sorted, and the address keeps the state."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def people(watch, golden_site, serve):
    with serve(golden_site) as home:
        yield watch(home), f"{home}en/people/"


def shown(page) -> list[str]:
    return [row.locator("a").first.inner_text() for row in page.locator(".kb-people tbody tr:visible").all()]


def test_choosing_a_standing_hides_the_others_and_says_how_many(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    everyone = shown(page)
    page.get_by_label("Standing").select_option("left")
    left = shown(page)
    assert set(left) < set(everyone)
    expect(page.locator(".kb-filters output")).to_have_text(f"{len(left)} of {len(everyone)} shown")
    assert watched.wrong == []


def test_the_address_keeps_the_choice_for_whoever_it_is_sent_to(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    page.get_by_label("Standing").select_option("left")
    left = shown(page)
    assert "standing=left" in page.url
    page.goto(page.url)
    assert shown(page) == left
    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(address)
    assert set(left) < set(shown(page))


def test_choices_without_a_result_are_hidden(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    page.get_by_label("Standing").select_option("left")
    hidden = page.locator(".kb-filters option[hidden]").all()
    for option in hidden:
        assert option.get_attribute("data-label") and option.evaluate("option => option.text.endsWith('(0)')")


def test_a_value_that_nobody_knows_is_no_filter(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    everyone = shown(page)
    page.goto(f'{address}?standing="]<script>')
    assert shown(page) == everyone
    assert watched.wrong == []


def test_a_heading_sorts_up_and_down(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    button = page.get_by_role("button", name="Person")
    button.click()
    upward = shown(page)
    button.click()
    assert shown(page) == upward[::-1]
    expect(page.locator("th").filter(has=button)).to_have_attribute("aria-sort", "descending")


def test_without_a_script_the_table_is_whole_and_there_is_no_form(browser, golden_site, serve):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serve(golden_site) as home:
        page.goto(f"{home}en/people/")
        expect(page.locator(".kb-filters")).to_be_hidden()
        assert page.locator(".kb-people tbody tr:visible").count() == page.locator(".kb-people tbody tr").count() > 1
    context.close()


def test_the_timeline_filters_its_list_and_dims_its_picture(watch, golden_site, serve):
    with serve(golden_site) as home:
        watched = watch(home)
        page = watched.page
        page.goto(f"{home}en/timeline/")
        page.get_by_label("Kind").select_option("leaving")
        kinds = {
            item.get_attribute("data-kind")
            for item in page.locator("li:visible > .kb-item, li:visible > p > .kb-item").all()
        }
        assert kinds == {"leaving"}
        for mark in page.locator(".kb-picture [data-of]:not(.kb-dim)").all():
            assert page.locator(f"id={mark.get_attribute('data-of')}").get_attribute("data-kind") == "leaving"
        assert watched.wrong == []


def test_back_undoes_a_choice_and_an_order(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    everyone = shown(page)
    page.get_by_label("Standing").select_option("left")
    left = shown(page)
    page.get_by_role("button", name="Person").click()
    assert "sort=" in page.url
    page.go_back()
    assert shown(page) == left
    page.go_back()
    expect(page).to_have_url(address)
    assert shown(page) == everyone
    expect(page.get_by_label("Standing")).to_have_value("")


def test_the_address_keeps_the_order(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    button = page.get_by_role("button", name="Person")
    button.click()
    button.click()
    downward = shown(page)
    page.goto(page.url)
    assert shown(page) == downward
    expect(page.locator("th").filter(has=button)).to_have_attribute("aria-sort", "descending")
    assert watched.wrong == []


def test_standings_sort_as_the_page_groups_them(people):
    watched, address = people
    page = watched.page
    page.goto(address)
    page.get_by_role("button", name="Standing").click()
    standings = [
        key for key in (c.get_attribute("data-sort") for c in page.locator("tbody td:nth-child(2)").all()) if key
    ]
    assert standings == sorted(standings)
    assert len(set(standings)) > 1


def test_the_table_of_contents_leads_to_no_hidden_heading(watch, golden_site, serve):
    with serve(golden_site) as home:
        page = watch(home).page
        page.goto(f"{home}en/timeline/?kind=leaving")
        expect(page.locator("h2[hidden]").first).to_be_attached()
        for link in page.locator(".md-nav--secondary a[href^='#'], .kb-toc a").all():
            heading = page.locator(f"id={link.get_attribute('href')[1:]}")
            if heading.get_attribute("hidden") is not None:
                expect(link.locator("xpath=ancestor::li[1]")).to_have_attribute("hidden", "")
