"""The site in a browser: each edition opens, links lead on, the language switches in place, below any path."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kb.model.values import Edition

EDITIONS = list(Edition)
HEADINGS = {Edition.EN: "Mara Quill", Edition.HANS: "马拉·奎尔", Edition.HANT: "馬拉·奎爾"}
ORGANISATION = {Edition.EN: "Xenon Atelier", Edition.HANS: "氙气工坊", Edition.HANT: "氙氣工坊"}
NAMES = {Edition.EN: "English", Edition.HANS: "简体中文", Edition.HANT: "繁體中文"}


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_edition_opens_and_its_links_lead_on(served_below_a_path, watch, edition):
    watched = watch(served_below_a_path)
    page = watched.page
    page.goto(f"{served_below_a_path}{edition}/people/mara-quill/")
    expect(page.locator("h1").first).to_contain_text(HEADINGS[edition])
    page.locator("article").get_by_role("link", name=ORGANISATION[edition], exact=True).first.click()
    expect(page).to_have_url(f"{served_below_a_path}{edition}/organisations/xai/")
    expect(page.locator("h1").first).to_contain_text(ORGANISATION[edition])
    assert watched.wrong == []


def pages(golden_site, edition):
    """The paths of an edition's pages, those of former ids apart."""
    return [
        path.parent.relative_to(golden_site).as_posix() + "/"
        for path in sorted((golden_site / edition).rglob("index.html"))
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_opens_without_an_error(served_below_a_path, golden_site, watch, edition):
    watched = watch(served_below_a_path)
    for path in pages(golden_site, edition):
        watched.page.goto(served_below_a_path + path, wait_until="load")
        expect(watched.page.locator("html")).to_have_attribute("lang", edition)
    assert watched.wrong == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("other", EDITIONS)
def test_the_language_switch_stays_on_the_page(served_below_a_path, watch, edition, other):
    watched = watch(served_below_a_path)
    page = watched.page
    page.goto(f"{served_below_a_path}{edition}/people/mara-quill/")
    page.locator(".md-header .md-select > button").hover()
    page.locator(".md-select__link", has_text=NAMES[other]).click()
    expect(page).to_have_url(f"{served_below_a_path}{other}/people/mara-quill/")
    expect(page.locator("h1").first).to_contain_text(HEADINGS[other])
    assert watched.wrong == []


@pytest.mark.parametrize(
    ("locale", "edition"),
    [
        ("en-GB", "en"),
        ("zh-CN", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant-TW", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("fr-FR", "en"),
    ],
)
def test_the_root_leads_to_the_language_of_the_reader(served_below_a_path, watch, locale, edition):
    watched = watch(served_below_a_path, locale=locale)
    watched.page.goto(served_below_a_path)
    watched.page.wait_for_url(f"{served_below_a_path}{edition}/")
    assert watched.wrong == []


def test_the_root_offers_every_language_without_scripts(served_below_a_path, watch):
    page = watch(served_below_a_path, java_script_enabled=False).page
    page.goto(served_below_a_path)
    for edition in EDITIONS:
        expect(page.get_by_role("link", name=NAMES[edition])).to_have_attribute("href", f"{edition}/")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_page_is_whole_without_scripts(served_below_a_path, watch, edition):
    watched = watch(served_below_a_path, java_script_enabled=False)
    watched.page.goto(f"{served_below_a_path}{edition}/people/mara-quill/")
    expect(watched.page.locator("article")).to_contain_text("我今天离开氙气工坊")
    assert watched.wrong == []


def test_a_claim_can_be_cited_by_its_address(served_below_a_path, golden_checked, watch):
    claim = golden_checked.corpus["mara-quill"].claims[2]
    page = watch(served_below_a_path, viewport={"width": 800, "height": 300}).page
    page.goto(f"{served_below_a_path}en/people/mara-quill/#{claim.anchor}")
    expect(
        page.locator(f"#{claim.anchor}").locator("xpath=ancestor-or-self::*[self::li or self::div or self::article][1]")
    ).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_former_address_leads_to_the_record(served_below_a_path, watch, scripts):
    page = watch(served_below_a_path, java_script_enabled=scripts).page
    page.goto(f"{served_below_a_path}zh-Hans/people/m-quill/")
    page.wait_for_url(f"{served_below_a_path}zh-Hans/people/mara-quill/")


def test_the_data_of_a_page_is_a_click_away(served_below_a_path, watch):
    page = watch(served_below_a_path).page
    page.goto(f"{served_below_a_path}en/people/mara-quill/")
    link = page.locator('a[href$="data/people/mara-quill.yaml"]')
    answer = page.request.get(page.evaluate("link => link.href", link.first.element_handle()))
    assert answer.ok
    assert "Mara Quill" in answer.text()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(served_below_a_path, golden_site, watch, width):
    page = watch(served_below_a_path, viewport={"width": width, "height": 800}).page
    wide = []
    for path in pages(golden_site, "en"):
        page.goto(served_below_a_path + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            wide.append(re.sub(r".*/en/", "", page.url))
    assert wide == []
