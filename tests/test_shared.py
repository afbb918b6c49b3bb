"""What goes along when a page is found or shared; old addresses; and what stands where nothing is."""

from __future__ import annotations

import html
import re

import pytest
from playwright.sync_api import expect

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import Person
from kb.model.values import Edition
from kb.publish import standalone_pages as plain_pages

EDITIONS = list(Edition)
LOCALES = {Edition.EN: "en_GB", Edition.HANS: "zh_CN", Edition.HANT: "zh_TW"}


def metas(page):
    text = page.read_text(encoding="utf-8")
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', text)
    told: dict[str, list[str]] = {}
    for name, content in found:
        told.setdefault(name, []).append(html.unescape(content))
    return told


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_persons_page_shows_well_where_it_is_shared(published_site, site_url, edition):
    told = metas(published_site / edition / "people" / "mara-quill" / "index.html")
    assert told["og:type"] == ["profile"]
    assert told["og:locale"] == [LOCALES[edition]]
    assert sorted(told["og:locale:alternate"]) == sorted(set(LOCALES.values()) - {LOCALES[edition]})
    assert told["og:url"] == [f"{site_url}{edition}/people/mara-quill/"]
    assert told["og:image"] == [f"{site_url}{edition}/cards/people/mara-quill.png"]
    assert told["og:description"] == told["description"]
    assert told["twitter:card"] == ["summary_large_image"]
    name = {Edition.EN: "Mara Quill", Edition.HANS: "马拉·奎尔", Edition.HANT: "馬拉·奎爾"}[edition]
    assert told["og:title"][0].startswith(name)


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("index.html", "website"),
        ("timeline/index.html", "website"),
        ("sources/lampwright/index.html", "article"),
    ],
)
def test_other_pages_have_the_picture_of_the_site(published_site, site_url, page, kind):
    told = metas(published_site / "en" / page)
    assert (told["og:type"], told["og:image"]) == ([kind], [f"{site_url}en/cards/home.png"])


def test_without_an_address_the_picture_is_found_from_the_page(golden_site):
    page = golden_site / "en" / "people" / "mara-quill" / "index.html"
    told = metas(page)
    assert "og:url" not in told
    assert (page.parent / told["og:image"][0]).resolve().is_file()


# --- Old addresses ----------------------------------------------------------------------------------------------------


def moved(*others, site_url=None):
    person = Person.model_validate(
        {"id": "tony-wu", "names": {"en": "Tony <Wu>", "zh-Hans": "吴宇怀"}, "former_ids": ["wu-yuhuai"]}
    )
    words = locales(Corpus.of([person, *others], Lock({})), site_url=site_url)
    return [file for locale in words for file in plain_pages.redirects(locale)]


def test_an_old_address_leads_on_in_every_edition_without_scripts():
    files = {str(file.path): file.content for file in moved()}
    assert list(files) == [f"{edition}/people/wu-yuhuai/index.html" for edition in EDITIONS]
    for edition, text in zip(EDITIONS, files.values(), strict=True):
        assert f'<html lang="{edition}">' in text
        assert '<meta http-equiv="refresh" content="0; url=../tony-wu/">' in text
        assert "<script" not in text
    assert "Tony &lt;Wu&gt;</a>" in files["en/people/wu-yuhuai/index.html"]
    assert "頁面已移動" in files["zh-Hant/people/wu-yuhuai/index.html"]


def test_an_old_address_names_the_new_one_to_search_engines():
    assert (
        '<link rel="canonical" href="https://kb.example/en/people/tony-wu/">'
        in moved(site_url="https://kb.example/")[0].content
    )


def test_an_id_that_another_record_has_taken_is_no_old_address():
    assert moved(Person.model_validate({"id": "wu-yuhuai", "names": {"en": "Another"}})) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_browser_follows_an_old_address(served_below_a_path, watch, edition):
    watched = watch(served_below_a_path, java_script_enabled=False)
    watched.page.goto(f"{served_below_a_path}{edition}/people/m-quill/")
    watched.page.wait_for_url(f"{served_below_a_path}{edition}/people/mara-quill/")
    assert watched.wrong == []


def test_old_addresses_are_not_in_the_sitemap(published_site, site_url):
    sitemap = (published_site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"{site_url}en/people/mara-quill/" in sitemap
    assert "m-quill" not in sitemap.replace("mara-quill", "")
    assert "404" not in sitemap


# --- What is not there ------------------------------------------------------------------------------------------------


def test_every_edition_has_a_page_for_what_is_not_there_in_its_language(golden_site):
    for edition, words in (
        ("en", "This page does not exist"),
        ("zh-Hans", "没有这个页面"),
        ("zh-Hant", "沒有這個頁面"),
    ):
        assert f"<h1>{words}</h1>" in (golden_site / edition / "404.html").read_text(encoding="utf-8")
        assert words in (golden_site / "404.html").read_text(encoding="utf-8")


@pytest.fixture
def at_depth(watch):
    """Opens a 404 page as hosts show it: at an address below which there is nothing."""

    def open_page(root, page, address, **options):
        watched = watch(root, **options)
        text = page.read_text(encoding="utf-8")
        watched.page.route(
            address, lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=text)
        )
        watched.page.goto(address)
        watched.wrong = [wrong for wrong in watched.wrong if address not in wrong and "404" not in wrong]
        watched.page.unroute(address)
        return watched

    return open_page


def test_at_any_depth_of_a_site_below_a_path_it_leads_back(served_below_a_path, golden_site, at_depth):
    watched = at_depth(served_below_a_path, golden_site / "404.html", f"{served_below_a_path}zh-Hans/people/no/body/")
    watched.page.locator("section[lang=zh-Hans]").get_by_role("link", name="人物").click()
    expect(watched.page).to_have_url(f"{served_below_a_path}zh-Hans/people/")
    assert watched.wrong == []


def test_it_searches_without_scripts_of_its_own(served_below_a_path, golden_site, at_depth):
    watched = at_depth(served_below_a_path, golden_site / "404.html", f"{served_below_a_path}en/no/where/")
    form = watched.page.locator("section[lang=en] form")
    form.get_by_role("searchbox").fill("otto")
    form.get_by_role("button").click()
    expect(watched.page).to_have_url(f"{served_below_a_path}en/?q=otto")
    expect(watched.page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile(r"/people/otto-brandt/")
    )
    assert watched.wrong == []


def test_a_site_that_knows_its_address_needs_no_script_for_it(published_site):
    text = (published_site / "404.html").read_text(encoding="utf-8")
    assert '<base href="/en/departures/">' in text
    assert "<script" not in text


def test_an_editions_own_page_works_at_the_root_of_a_host(golden_site, serve, at_depth):
    with serve(golden_site) as root:
        watched = at_depth(root, golden_site / "zh-Hant" / "404.html", f"{root}zh-Hant/people/no/body/")
        page = watched.page
        page.keyboard.press("/")
        page.keyboard.type("otto")
        expect(page.locator(".md-search-result__item a").first).to_have_attribute(
            "href", re.compile(r"/zh-Hant/people/otto-brandt/")
        )
        assert watched.wrong == []
