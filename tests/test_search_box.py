"""The search box in a browser: what is shared is what is typed, Enter waits for its answer; the language switch takes the
rest of the address along."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

BOX = "[data-md-component=search-query]"
SHARE = "[data-md-component=search-share]"


@pytest.fixture
def page(served_below_a_path, watch):
    page = watch(served_below_a_path).page
    page.goto(f"{served_below_a_path}en/")
    return page


def shared(page):
    return page.locator(SHARE).evaluate("link => { link.click(); return link.dataset.clipboardText }")


@pytest.mark.parametrize("typed", ["Quill", "奎爾", "a&b=c #1", "Tony%20"])
def test_what_is_shared_is_what_stands_in_the_box(page, typed):
    page.locator(BOX).click()
    page.locator(BOX).press_sequentially(typed)
    assert page.evaluate("address => new URL(address).searchParams.get('q')", shared(page)) == typed


def test_what_is_pasted_is_shared_too(page):
    page.locator(BOX).click()
    page.locator(BOX).evaluate("box => { box.value = 'Otto'; box.dispatchEvent(new Event('input', {bubbles: true})) }")
    assert shared(page).endswith("?q=Otto")


def test_enter_opens_what_was_typed_and_not_what_was_found_before(page, served_below_a_path):
    page.locator(BOX).click()
    page.locator(BOX).press_sequentially("Otto Brandt")
    expect(page.locator(".md-search-result__item").first).to_contain_text("Otto Brandt")
    page.locator(BOX).evaluate(
        """box => {
          box.value = "Mara Quill"
          box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}))
        }"""
    )
    expect(page).to_have_url(re.compile(r"/en/people/mara-quill/\?h=Mara\+Quill"))


def test_enter_waits_for_an_index_that_is_still_to_come(page, served_below_a_path):
    page.locator(BOX).click()
    page.locator(BOX).evaluate(
        """box => {
          box.value = "Nils Farrow"
          box.dispatchEvent(new Event("input", {bubbles: true}))
          box.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}))
        }"""
    )
    expect(page).to_have_url(re.compile("/en/people/nils-farrow/"))


def test_another_key_takes_an_enter_back(page, served_below_a_path):
    page.locator(BOX).click()
    page.locator(BOX).evaluate(
        """box => {
          box.value = "Nils"
          for (const key of ["Enter", "x"]) box.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}))
        }"""
    )
    expect(page.locator(".md-search-result__item").first).to_contain_text("Nils Farrow")
    expect(page).to_have_url(f"{served_below_a_path}en/")


@pytest.mark.parametrize("rest", ["?founder=yes", "?q=1&x=%E9%BB%9E#kinds-question", "#claims", ""])
def test_the_language_switch_takes_the_rest_of_the_address_along(page, served_below_a_path, rest):
    page.goto(f"{served_below_a_path}en/people/{rest}")
    page.locator(".md-select__link[hreflang=zh-Hant]").evaluate("link => link.click()")
    expect(page).to_have_url(f"{served_below_a_path}zh-Hant/people/{rest}")
