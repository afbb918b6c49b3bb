"""The site in a browser: each edition opens, links lead on, the language switches in place, below any path."""

from __future__ import annotations

import json
import re

import pytest
import yaml
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


def colours(page, selector):
    """The luminance, from 0 to 255, of an element's text, and of what the page is painted with."""
    return page.evaluate(
        """selector => {
          const sum = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3;
          return [sum(getComputedStyle(document.querySelector(selector)).color),
                  sum(getComputedStyle(document.body).backgroundColor)];
        }""",
        selector,
    )


def test_paper_is_dark_on_white_whatever_the_screen_was(served_below_a_path, watch):
    page = watch(served_below_a_path, color_scheme="dark").page
    page.goto(f"{served_below_a_path}en/people/mara-quill/")
    text, ground = colours(page, "h1")
    assert text > 180 > 60 > ground
    page.emulate_media(media="print", color_scheme="dark")
    for selector in ("h1", "article a", ".kb-gutter", ".kb-status"):
        assert colours(page, selector)[0] < 130, selector


def test_paper_says_whence_and_shows_no_controls(served_below_a_path, watch):
    page = watch(served_below_a_path).page
    for path in ("people/", "people/mara-quill/", "day/", "timeline/"):
        page.goto(f"{served_below_a_path}en/{path}")
        page.emulate_media(media="print")
        expect(page.locator(".kb-paper")).to_be_visible()
        expect(page.locator(".kb-paper")).to_contain_text("xAI Departures")
        for control in page.locator("article :is(form, select, button, input, .kb-section, .kb-toc)").all():
            if control.evaluate("element => !element.closest('table')"):
                expect(control).to_be_hidden()


@pytest.mark.parametrize("path", ["", "people/", "people/mara-quill/", "timeline/", "disputes/", "sources/"])
def test_nothing_is_cut_off_on_paper(served_below_a_path, watch, path):
    width = 680  # what A4 leaves between its margins
    page = watch(served_below_a_path, viewport={"width": width, "height": 1000}).page
    page.goto(f"{served_below_a_path}en/{path}")
    page.emulate_media(media="print")
    wide = page.evaluate(
        """width => [...document.querySelectorAll("article *")]
          .filter(e => !e.closest("svg, .kb-hidden") && e.getBoundingClientRect().right > width + 1)
          .map(e => e.outerHTML.slice(0, 80))""",
        width,
    )
    assert wide == []


def test_a_reader_who_prefers_dark_gets_it_without_scripts(served_below_a_path, watch):
    page = watch(served_below_a_path, color_scheme="dark", java_script_enabled=False).page
    page.goto(f"{served_below_a_path}en/people/mara-quill/")
    ground = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert sum(map(int, re.findall(r"\d+", ground)[:3])) < 180


def test_open_evidence_can_be_closed_by_a_finger(served_below_a_path, watch):
    page = watch(served_below_a_path, viewport={"width": 360, "height": 800}).page
    page.goto(f"{served_below_a_path}en/people/mara-quill/")
    summary = page.locator(".kb-evidence > summary").first
    for state in ("closed", "open"):
        box = summary.bounding_box()
        assert box["width"] >= 24 <= box["height"], state
        summary.click()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_says_in_its_title_what_it_is(golden_site, edition):
    titles = {
        path: re.search(r"<title>([^<]*)", (golden_site / path / "index.html").read_text(encoding="utf-8"))[1].strip()
        for path in pages(golden_site, edition)
    }
    assert [path for path, title in titles.items() if title == titles[f"{edition}/"]] == [f"{edition}/"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_shows_its_section(golden_site, edition):
    """One tab is active and says so, also on the page of a record; the foot says up to when it is told."""
    for path in pages(golden_site, edition):
        html = (golden_site / path / "index.html").read_text(encoding="utf-8")
        if path.count("/") == 3 or "/".join(path.split("/")[1:]) in (
            "",
            "people/",
            "timeline/",
            "agreement/",
            "about/",
        ):
            assert html.count("md-tabs__item--active") == 1, path
            assert re.search(r'md-tabs__link" aria-current="(page|true)"', html), path
        assert "kb-foot" in html


@pytest.mark.parametrize(("edition", "words"), [("en", "Switch to"), ("zh-Hans", "切换为"), ("zh-Hant", "切換為")])
def test_the_switch_of_colours_speaks_the_readers_language(golden_site, edition, words):
    html = (golden_site / edition / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'title="([^"]*)" for="__palette', html)
    assert len(named) == 3
    assert sum(name.startswith(words) for name in named) == 2
    assert not {"light", "dark", "system"} & set(named)


def test_every_page_of_the_navigation_stands_in_one_section(root):
    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])
    settings = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    assert sorted(p for section in settings["extra"]["sections"] for p in section) == sorted(settings["nav"])


def test_no_font_of_the_system_goes_before_those_of_the_script(root):
    """``system-ui`` may be a font with Han of its own shapes, in which the traditional text would be set."""
    styles = (root / "scripts/kb/theme/assets/stylesheets/kb.css").read_text(encoding="utf-8")
    assert "system-ui" not in styles


def test_the_two_blocks_of_dark_colours_are_one(root):
    styles = (root / "scripts/kb/theme/assets/stylesheets/kb.css").read_text(encoding="utf-8")
    chosen, preferred = (
        set(re.search(re.escape(selector) + r" \{([^}]*)\}", styles)[1].split(";"))
        for selector in (
            '[data-md-color-scheme="slate"][data-md-color-primary]',
            "html:not(.kb-js) body[data-md-color-scheme]",
        )
    )
    assert {part.strip() for part in chosen} <= {part.strip() for part in preferred}


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_no_picture_is_set_in_small_print_or_cut(served_below_a_path, watch, width):
    page = watch(served_below_a_path, viewport={"width": width, "height": 900}).page
    for path in ("", "timeline/", "network/", "people/mara-quill/"):
        page.goto(f"{served_below_a_path}en/{path}")
        for picture in page.locator(".kb-picture:visible").all():
            assert picture.evaluate("p => p.scrollWidth <= p.clientWidth + 1"), (path, "cut")
            sizes = picture.evaluate(
                """p => [...p.querySelectorAll("text")].map(t =>
                  parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"""
            )
            assert min(sizes, default=12) >= 11.9, path


@pytest.mark.parametrize("edition", [Edition.HANS, Edition.HANT])
def test_the_way_past_the_head_says_where_it_leads(golden_site, edition):
    html = (golden_site / edition / "people" / "index.html").read_text(encoding="utf-8")
    assert f'lang="{edition}"' in html
    assert re.search(r'class="md-skip">\s*跳到正文\s*<', html)


def test_the_words_of_the_frame_are_in_the_characters_of_the_edition(golden_site):
    """The theme's own traditional Chinese has simplified characters in it."""
    html = (golden_site / Edition.HANT / "people" / "index.html").read_text(encoding="utf-8")
    config = re.search(r'id="__config"[^>]*>(.*?)</script>', html, re.DOTALL)[1]
    words = json.loads(config)["translations"]
    assert not set("".join(words.values())) & set("个条结复击")
