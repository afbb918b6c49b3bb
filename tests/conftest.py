"""What the tests share: the miniature data, the sites built from it, a server, a browser."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import hypothesis
import pytest

from kb.checks.open_data import Checked, open_data
from kb.publish import build as site
from kb.publish.folders import Folders

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
SITE_URL = "https://kb.example/en/departures/"  # a path may be called as an edition is

# The same cases on every machine and in every run; KB_EXPLORE=1 looks for new ones.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("explore", deadline=None, max_examples=5_000, database=None)
hypothesis.settings.load_profile("explore" if os.environ.get("KB_EXPLORE") else "same")


def pytest_addoption(parser):
    parser.addoption("--accept-golden", action="store_true", help="make what the program renders now the expected tree")
    parser.addoption("--quick", action="store_true", help="only tests that need no browser, whole build or process")


WHOLE = {"browser", "build_site", "golden_site", "published_site", "served_below_a_path", "kb", "project", "watch"}
"""Fixtures that take seconds: a browser, a built site, a process of its own."""


def _needs(item) -> set[str]:
    """The fixtures of a test, those too that it is given by name as a parameter."""
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return {*item.fixturenames, *(name for name in given if isinstance(name, str))}


def pytest_collection_modifyitems(config, items):
    """With ``--quick``, deselects what needs a fixture of `WHOLE` or is marked ``slow``."""
    if config.getoption("--quick"):
        slow = [item for item in items if WHOLE & _needs(item) or item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in set(slow)]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder; tests write nothing into it."""
    return ROOT


@pytest.fixture(scope="session")
def golden() -> Path:
    """The miniature data folder, the texts that its quotes stand in, and the pages it should give."""
    return GOLDEN


@pytest.fixture(scope="session")
def golden_checked() -> Checked:
    return open_data(GOLDEN / "data")


def _build(checked: Checked, folder: Path, site_url: str | None = None) -> Path:
    folders = Folders(root=ROOT, out=folder / "site", work=folder / "work")
    site.build(checked, folders, site_url=site_url)
    return folders.out


@pytest.fixture(scope="session")
def build_site() -> Callable[..., Path]:
    """Builds a site from checked data in a folder, and gives its place."""
    return _build


@pytest.fixture(scope="session")
def site_url() -> str:
    return SITE_URL


@pytest.fixture(scope="session")
def golden_site(golden_checked, tmp_path_factory) -> Path:
    """The site of the miniature data, for no address in particular."""
    return _build(golden_checked, tmp_path_factory.mktemp("golden"))


@pytest.fixture(scope="session")
def published_site(golden_checked, tmp_path_factory) -> Path:
    """The site of the miniature data, for `SITE_URL`."""
    return _build(golden_checked, tmp_path_factory.mktemp("published"), SITE_URL)


@pytest.fixture(scope="session")
def make_project(tmp_path_factory) -> Callable[[str], Path]:
    """Makes a project folder of its own with the miniature data in it, for commands to work on."""

    def make(name: str) -> Path:
        project = tmp_path_factory.mktemp(name)
        shutil.copy2(ROOT / "mkdocs.yml", project)
        for part in ("docs", "scripts/kb/theme", "scripts/kb/publish", "scripts/locks"):
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, project / part)
        shutil.copytree(GOLDEN / "data", project / "data")
        return project

    return make


@pytest.fixture(scope="session")
def environment() -> Callable[..., dict[str, str]]:
    """What a `kb` of this checkout runs in."""

    def surroundings(**more: str) -> dict[str, str]:
        return os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"} | more

    return surroundings


@pytest.fixture(scope="session")
def kb(environment) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `kb` as a process of its own in a folder."""

    def run(*words: str, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "kb", *words]
        return subprocess.run(
            command,
            cwd=cwd,
            env=environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


# --- A server and a browser -------------------------------------------------------------------------------------------


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """Serves a folder at an address that ends in a slash."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a folder for as long as it is needed, at an address that ends in a slash."""
    return _serving


@pytest.fixture(scope="session")
def served_below_a_path(golden_site, tmp_path_factory) -> Iterator[str]:
    """The address of the miniature site, as one of several below a host."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(golden_site, host / "some" / "where")
    with _serving(host) as address:
        yield f"{address}some/where/"


def browser_path() -> str | None:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    return os.environ.get("KB_BROWSER") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser():
    """A browser of Chromium's kind: the one that KB_BROWSER names, an installed one, or Playwright's own."""
    from playwright.sync_api import sync_playwright

    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"] if as_root else [])
        yield browser
        browser.close()


class Watched:
    """A page of a browser, and what went wrong on it: errors, dialogs, requests to other hosts."""

    def __init__(self, context, home: str) -> None:
        self.wrong: list[str] = []
        self.page = context.new_page()
        self.page.on("console", lambda said: said.type == "error" and self.wrong.append(f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on(
            "request",
            lambda request: (
                request.url.startswith((home, "data:", "blob:")) or self.wrong.append(f"request: {request.url}")
            ),
        )
        self.page.on(
            "response", lambda answer: answer.status < 400 or self.wrong.append(f"{answer.status}: {answer.url}")
        )


@pytest.fixture
def watch(browser) -> Iterator[Callable[..., Watched]]:
    """Opens a page that is watched; ``home`` is all that it may ask for."""
    contexts = []

    def open_page(home: str, **options: object) -> Watched:
        contexts.append(browser.new_context(**options))
        return Watched(contexts[-1], home)

    yield open_page
    for context in contexts:
        context.close()
