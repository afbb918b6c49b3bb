"""Every kind of page keeps the rules of accessibility that a program can tell, in every edition, light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from kb.model.values import Edition


@pytest.fixture(scope="module")
def kinds_of_page(golden_site) -> list[str]:
    """One page of each kind: the pages at the top, the indexes, and a record of each."""
    home = golden_site / "en"
    pages = ["", *(f"{folder.name}/" for folder in sorted(home.iterdir()) if (folder / "index.html").is_file())]
    records = (sorted(p for p in (home / page).iterdir() if is_page(p)) for page in pages if page)
    return pages + [f"{found[0].relative_to(home).as_posix()}/" for found in records if found]


def is_page(folder: Path) -> bool:
    """Whether a folder holds a page, and not one that only leads on to another."""
    page = folder / "index.html"
    return page.is_file() and 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edition", list(Edition))
def test_axe_finds_no_violation(browser, golden_site, serve, kinds_of_page, edition, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    found = []
    with serve(golden_site) as address:
        for path in kinds_of_page:
            page.goto(f"{address}{edition}/{path}")
            violations = Axe().run(page).response["violations"]
            found += [f"{path}: {v['id']}: {v['nodes'][0]['target']}" for v in violations]
    context.close()
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_where_a_page_is_missing(browser, golden_site, serve, scheme):
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    with serve(golden_site) as address:
        page.goto(f"{address}404.html")
        assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    context.close()
