"""The page that tells who was there on a day, in a browser and without one."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from kb.edition.locale import locales
from kb.model.values import Edition
from kb.pages.lists import day

GROUPS = ("there", "perhaps", "untold", "gone", "before")


@pytest.fixture
def opened(served_below_a_path, watch):
    """Opens the page at an address, and gives it with what went wrong."""

    def open_at(search="", edition="en", **options):
        watched = watch(served_below_a_path, **options)
        watched.page.goto(f"{served_below_a_path}{edition}/day/{search}")
        return watched

    return open_at


def names(page, group):
    return page.locator(f".kb-group-{group} li a").all_inner_texts()


def test_a_day_in_the_address_is_the_day_of_the_page(opened):
    watched = opened("?on=2031-03-04")
    page = watched.page
    expect(page.locator(".kb-on-day time")).to_have_text("4 March 2031")
    assert names(page, "there") == ["Otto Brandt"]
    assert "Mara Quill" in names(page, "perhaps")
    expect(page.get_by_label("Day", exact=True).first).to_have_value("2031-03-04")
    assert watched.wrong == []


def test_picking_a_day_moves_people_says_so_and_changes_the_address(opened):
    page = opened("?on=2031-03-04").page
    page.locator("[name=on]").fill("2031-03-05")
    assert names(page, "gone") == ["Mara Quill"]
    expect(page).to_have_url(re.compile(r"\?on=2031-03-05$"))
    said = page.locator("output.kb-said")
    expect(said).to_contain_text("1 there")
    expect(said).to_contain_text("1 gone")
    expect(page.locator(".kb-group-gone .kb-count")).to_have_text("1")


def test_the_slider_goes_by_days_with_the_arrows(opened):
    page = opened("?on=2031-03-04").page
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"\?on=2031-03-05$"))
    expect(slider).to_have_attribute("aria-valuetext", "5 March 2031")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile(r"\?on=2031-03-03$"))


def test_the_slider_and_the_line_follow_the_scale_of_the_picture(opened, golden_checked):
    """The place of a day is computed twice, in Python for the bars and in the browser for the line; both must agree."""
    page = opened("?on=2031-03-04").page
    scale = day._scale(day.presences(golden_checked.corpus, day.FOCUS))
    for when in ("2023-05-01", "2027-12-31", "2031-02-14", "2031-03-04"):
        page.locator("[name=on]").fill(when)
        drawn = float(page.locator(".kb-cursor").first.get_attribute("x1").rstrip("%"))
        assert drawn == pytest.approx(scale.x(date.fromisoformat(when)), abs=0.11)
        moved = int(page.get_by_role("slider").input_value())
        assert moved == pytest.approx(drawn * 10, abs=1)


def test_the_buttons_go_from_change_to_change(opened):
    page = opened("?on=2031-03-03").page
    page.get_by_role("button", name="Later change").click()
    expect(page).to_have_url(re.compile(r"\?on=2031-03-05$"))
    page.get_by_role("button", name="Earlier change").click()
    expect(page).to_have_url(re.compile(r"\?on=2031-03-03$"))


@pytest.mark.parametrize("search", ["", "?on=", "?on=yesterday", "?on=2031-02-30", "?on=<b>"])
def test_without_a_day_the_page_stays_as_it_was_built(opened, search):
    page = opened(search).page
    expect(page.locator(".kb-on-day time")).to_have_attribute("datetime", "2031-03-09")
    assert names(page, "there") == ["Otto Brandt"]


@pytest.mark.parametrize(("asked", "shown"), [("1999-01-01", "2023-05-01"), ("2050-01-01", "2031-03-31")])
def test_a_day_outside_of_the_story_is_its_first_or_last(opened, asked, shown):
    page = opened(f"?on={asked}").page
    expect(page.locator(".kb-on-day time")).to_have_attribute("datetime", shown)


@pytest.mark.parametrize("edition", list(Edition))
def test_the_script_writes_a_date_as_the_build_does(opened, golden_checked, edition):
    locale = next(w for w in locales(golden_checked.corpus) if w.edition is edition)
    page = opened("?on=2031-03-04", edition=edition).page
    expect(page.locator(".kb-on-day time")).to_have_text(locale.dates.words(day.PartialDate.parse("2031-03-04")))


def test_without_scripts_everyone_is_there_with_the_day_the_page_opens_with(opened):
    page = opened(java_script_enabled=False).page
    assert names(page, "there") == ["Otto Brandt"]
    expect(page.locator(".kb-stays tbody tr")).to_have_count(3)
    expect(page.locator("form.kb-day")).to_be_hidden()


def test_it_works_from_a_folder(golden_site, watch):
    address = (golden_site / "en" / "day" / "index.html").as_uri()
    page = watch(golden_site.as_uri()).page
    page.goto(f"{address}?on=2031-03-05")
    assert names(page, "gone") == ["Mara Quill"]


def test_it_works_where_nothing_inline_may_run(golden_site, served_below_a_path, watch):
    page = watch(served_below_a_path).page
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
    address = f"{served_below_a_path}en/day/?on=2031-03-05"
    page.route(
        address,
        lambda route: route.fulfill(
            path=golden_site / "en" / "day" / "index.html",
            content_type="text/html; charset=utf-8",
            headers={"content-security-policy": policy},
        ),
    )
    page.goto(address)
    assert names(page, "gone") == ["Mara Quill"]


def test_only_this_page_loads_the_script(golden_site):
    with_script = [
        path for path in (golden_site / "en").rglob("index.html") if "day.js" in path.read_text(encoding="utf-8")
    ]
    assert [path.parent.name for path in with_script] == ["day"]


def test_every_group_of_the_page_is_one_that_the_data_name(golden_site):
    html = (golden_site / "en" / "day" / "index.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="?kb-presence"?[^>]*>(.*?)</script>', html, re.S)[1])
    assert tuple(data["groups"]) == GROUPS
    assert set(data["turns"]) == {"mara-quill", "nils-farrow", "otto-brandt"}


def test_back_leads_to_the_day_before(opened):
    page = opened("?on=2031-03-04").page
    page.locator("[name=on]").fill("2031-03-05")
    expect(page.locator(".kb-on-day time")).to_have_attribute("datetime", "2031-03-05")
    page.go_back()
    expect(page.locator(".kb-on-day time")).to_have_attribute("datetime", "2031-03-04")
