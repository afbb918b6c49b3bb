"""The site as files: every link leads somewhere, every page is reached, nothing is asked of other hosts."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from kb.model.values import Edition

EDITIONS = [str(edition) for edition in Edition]
FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("form", "action"),
    ("use", "href"),
    ("image", "href"),
    ("base", "href"),
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]


@dataclass
class Parsed:
    elements: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str) -> list[dict[str, str]]:
        return [e.attributes for e in self.elements if e.tag == tag]


@cache
def parsed(path: Path) -> Parsed:
    page = Parsed()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            page.elements.append(Element(tag, {name: value or "" for name, value in attributes}))

        def handle_data(self, data):
            page.text += data

    Reader().feed(path.read_text(encoding="utf-8"))
    return page


def pages(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html"))


def leads_on(site: Path, page: str) -> bool:
    """Whether a page only leads on from a record's former id."""
    return any(meta.get("http-equiv") == "refresh" for meta in parsed(site / page).all("meta"))


def target(site: Path, page: str, link: str) -> tuple[str, str] | None:
    """The file below the site that a link of a page leads to, and its fragment; None where it leads to another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if page.endswith("404.html") and link.startswith("/"):
        return None
    assert not link.startswith("/"), f"{page}: {link} would break below a sub-path"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    if (site / path).is_dir():
        path = posixpath.join(path, "index.html")
    return path, unquote(parts.fragment)


def anchors(site: Path, path: str) -> set[str]:
    return (
        {value for e in parsed(site / path).elements for name, value in e.attributes.items() if name in ("id", "name")}
        if path.endswith(".html")
        else set()
    )


@pytest.mark.parametrize("edition", ["", *EDITIONS])
def test_every_link_leads_to_a_file_and_to_an_anchor_in_it(golden_site, edition):
    dead = []
    for page in pages(golden_site):
        if (
            page.endswith("404.html")
            or (edition and not page.startswith(f"{edition}/"))
            or (not edition and "/" in page)
        ):
            continue
        for element in parsed(golden_site / page).elements:
            for name in ("href", "src"):
                found = target(golden_site, page, element.attributes[name]) if name in element.attributes else None
                if not found:
                    continue
                path, fragment = found
                if not (golden_site / path).is_file() or (
                    fragment and fragment != "__skip" and fragment not in anchors(golden_site, path)
                ):
                    dead.append(f"{page}: {element.attributes[name]}")
    assert sorted(set(dead)) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_page_is_reached_from_the_home_of_its_edition(golden_site, edition):
    reached, waiting = set(), [f"{edition}/index.html"]
    while waiting:
        page = waiting.pop()
        if page in reached or not page.endswith(".html") or not (golden_site / page).is_file():
            continue
        reached.add(page)
        links = (target(golden_site, page, a["href"]) for a in parsed(golden_site / page).all("a") if "href" in a)
        waiting += [found[0] for found in links if found and found[0].startswith(f"{edition}/")]
    assert [
        p
        for p in pages(golden_site)
        if p.startswith(f"{edition}/")
        and p not in reached
        and not p.endswith("404.html")
        and not leads_on(golden_site, p)
    ] == []


def test_the_root_leads_to_every_edition(golden_site):
    links = [target(golden_site, "index.html", a["href"])[0] for a in parsed(golden_site / "index.html").all("a")]
    assert sorted(links) == sorted(f"{edition}/index.html" for edition in EDITIONS)


def test_every_edition_has_the_same_pages(golden_site):
    trees = [
        {p.removeprefix(f"{edition}/") for p in pages(golden_site) if p.startswith(f"{edition}/")}
        for edition in EDITIONS
    ]
    assert trees[0] == trees[1] == trees[2]


def test_every_record_has_its_page_and_its_data_in_every_edition(golden_site, golden_checked):
    for record in golden_checked.corpus:
        assert (golden_site / "data" / record.kind_name / f"{record.id}.yaml").is_file()
        for edition in EDITIONS:
            page = f"{edition}/{record.kind_name}/{record.id}/index.html"
            assert (golden_site / page).is_file()
            links = [target(golden_site, page, a["href"]) for a in parsed(golden_site / page).all("a") if "href" in a]
            assert (f"data/{record.kind_name}/{record.id}.yaml", "") in links


def test_every_claim_has_its_anchor_on_the_page_of_its_record(golden_site, golden_checked):
    for record in golden_checked.corpus:
        for edition in EDITIONS:
            known = anchors(golden_site, f"{edition}/{record.kind_name}/{record.id}/index.html")
            assert {claim.anchor for claim in record.claims} <= known


def test_no_anchor_stands_twice_on_a_page(golden_site):
    for page in pages(golden_site):
        ids = [e.attributes["id"] for e in parsed(golden_site / page).elements if "id" in e.attributes]
        assert sorted(i for i in set(ids) if ids.count(i) > 1) == [], page


def test_every_quote_stands_on_the_page_of_its_record_with_its_language(golden_site, golden_checked):
    for record in golden_checked.corpus:
        for edition in EDITIONS:
            page = parsed(golden_site / edition / record.kind_name / record.id / "index.html")
            for claim in record.claims:
                for evidence in claim.evidence:
                    assert evidence.quote in page.text


def test_every_name_in_every_script_stands_on_the_page_of_whom_it_belongs_to(golden_site, golden_checked):
    for record in (*golden_checked.corpus.people, *golden_checked.corpus.organisations):
        for edition in EDITIONS:
            page = parsed(golden_site / edition / record.kind_name / record.id / "index.html")
            assert [name for name in record.names.all if name not in page.text] == []


# --- No other host ----------------------------------------------------------------------------------------------------


def test_no_page_asks_anything_of_another_host(golden_site):
    foreign = set()
    for page in pages(golden_site):
        for element in parsed(golden_site / page).elements:
            for name, value in element.attributes.items():
                asked = (element.tag, name) in FETCHED or name in ("srcset", "poster", "ping", "background")
                if asked and re.match(r"(https?:)?//", value):
                    foreign.add(f"{page}: <{element.tag} {name}={value}>")
                if name == "style" and "url(" in value:
                    foreign.add(f"{page}: style {value}")
    assert sorted(foreign) == []


def test_no_style_sheet_asks_anything_of_another_host(golden_site):
    for sheet in golden_site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", text), sheet
        assert not re.search(r"@import\s+(url\()?[\"']?(https?:)?//", text), sheet


def test_links_to_other_hosts_are_addresses_of_sources_and_credits(golden_site, golden_checked):
    addresses = {source.address for source in golden_checked.corpus.sources}
    allowed = re.compile(r"https://(squidfunk\.github\.io|www\.mkdocs\.org|github\.com)/")
    for page in pages(golden_site):
        outside = {
            a["href"] for a in parsed(golden_site / page).all("a") if re.match(r"(https?:)?//", a.get("href", ""))
        }
        assert {a for a in outside if a not in addresses and not allowed.match(a)} == set(), page


def test_the_theme_is_told_of_no_other_host(golden_site):
    for page in pages(golden_site):
        text = (golden_site / page).read_text(encoding="utf-8")
        for config in re.findall(r'<script id="__config" type="application/json">(.*?)</script>', text):
            assert not re.search(r"(https?:)?//", json.dumps(json.loads(config)))


# --- Languages --------------------------------------------------------------------------------------------------------


def heads(site: Path):
    for page in pages(site):
        if "/" in page and not page.endswith("404.html") and not leads_on(site, page):
            edition, _, rest = page.partition("/")
            yield page, edition, rest.removesuffix("index.html"), parsed(site / page)


@pytest.mark.parametrize("which", ["golden_site", "published_site"])
def test_every_page_says_its_language(which, request):
    for page, edition, _, head in heads(request.getfixturevalue(which)):
        assert head.all("html")[0]["lang"] == edition, page


def test_every_published_page_names_itself_and_its_counterparts(published_site, site_url):
    for page, edition, rest, head in heads(published_site):
        links = head.all("link")
        assert [link["href"] for link in links if link.get("rel") == "canonical"] == [f"{site_url}{edition}/{rest}"], (
            page
        )
        alternates = {
            link["hreflang"]: link["href"] for link in links if link.get("rel") == "alternate" and "hreflang" in link
        }
        assert alternates.items() >= {e: f"{site_url}{e}/{rest}" for e in EDITIONS}.items(), page
        assert set(alternates) - set(EDITIONS) <= {"x-default"}


def test_every_unpublished_page_names_its_counterparts_and_no_address(golden_site):
    for page, _, rest, head in heads(golden_site):
        links = head.all("link")
        assert [link for link in links if link.get("rel") == "canonical"] == [], page
        alternates = {
            link["hreflang"]: target(golden_site, page, link["href"])[0]
            for link in links
            if link.get("rel") == "alternate" and "hreflang" in link
        }
        assert {e: alternates.get(e) for e in EDITIONS} == {e: f"{e}/{rest}index.html" for e in EDITIONS}, page


def test_the_language_switch_stays_on_the_page(golden_site):
    for page, edition, rest, body in heads(golden_site):
        switch = [a for a in body.all("a") if "md-select__link" in a.get("class", "")]
        assert [target(golden_site, page, a["href"])[0] for a in switch] == [
            f"{e}/{rest}index.html" for e in EDITIONS
        ], page
        assert [a["lang"] for a in switch if "aria-current" in a] == [edition]


def test_the_sitemap_lists_every_page_of_a_published_site(published_site, golden_site, site_url):
    listed = re.findall(r"<loc>(.*?)</loc>", (published_site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(f"{site_url}{edition}/{rest}" for _, edition, rest, _ in heads(published_site))
    assert not (golden_site / "sitemap.xml").exists()


def test_every_page_has_a_title_and_a_description(golden_site):
    for page, _, _, _ in heads(golden_site):
        text = (golden_site / page).read_text(encoding="utf-8")
        assert re.search(r"<title>[^<]+</title>", text), page
        assert re.search(r'<meta name="description" content="[^"]+">', text), page


def test_an_untranslated_text_is_marked_with_its_language(golden_site):
    for edition in ("zh-Hans", "zh-Hant"):
        page = (golden_site / edition / "people" / "nils-farrow" / "index.html").read_text(encoding="utf-8")
        assert re.search(r'<span [^>]*lang="en"[^>]*>Withdrew from daily work', page)


def test_a_former_id_leads_to_the_record(golden_site):
    for edition in EDITIONS:
        page = f"{edition}/people/m-quill/index.html"
        assert leads_on(golden_site, page)
        assert [target(golden_site, page, a["href"]) for a in parsed(golden_site / page).all("a")] == [
            (f"{edition}/people/mara-quill/index.html", "")
        ]


def test_schemas_are_part_of_the_site(golden_site, golden_checked):
    for kind in {record.kind_name for record in golden_checked.corpus}:
        schema = json.loads((golden_site / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
        assert "names" in schema["required"]


def test_the_licences_of_what_others_made_are_with_the_site_and_led_to(golden_site):
    told = (golden_site / "licences.txt").read_text(encoding="utf-8")
    for package in ("mkdocs-material", "opencc-python-reimplemented", "pypinyin"):
        assert f"\n{package} " in f"\n{told}"
    assert told.count("Permission is hereby granted") >= 2 and "Apache License" in told
    for edition in Edition:
        assert 'href="../../licences.txt"' in (golden_site / edition / "about" / "index.html").read_text(
            encoding="utf-8"
        )
