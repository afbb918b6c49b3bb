"""Makes single pages as MkDocs makes them in a build, within this process: what the preview shows first after a save.

MkDocs' configuration, templates and navigation are read once an edition and kept, so that a page takes a fraction of a
second. Only what MkDocs documents for plugins and hooks is called; a test holds each kind of page against the same page
of a build, byte for byte.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.publish.folders import Folders
from kb.publish.mkdocs import settings, titles

logging.getLogger("mkdocs").addHandler(logging.NullHandler())  # what it warns of, the build that follows tells


@dataclass(frozen=True, kw_only=True)
class _Warm:
    """What MkDocs has read of an edition, with the settings that it was read under."""

    settings: Mapping[str, str]
    config: MkDocsConfig
    files: Files
    nav: Navigation
    templates: jinja2.Environment


class PageMaker:
    """Makes pages of the editions whose Markdown a build has put into ``folders``."""

    def __init__(self, folders: Folders) -> None:
        self._folders = folders
        self._warm: dict[Edition, _Warm] = {}
        self._stale: set[Edition] = set()

    def forget(self) -> None:
        """Reads anew when the next page is asked for: a build has put other pages there, or the theme is another.
        Templates and configuration are kept while nothing that they depend on has changed."""
        self._stale |= self._warm.keys()

    def html(self, locale: Locale, page: OutputFile, all_pages: Iterable[PurePosixPath]) -> bytes:
        """The page as MkDocs makes it of ``page``, Markdown below its edition's folder; ``all_pages`` are those that
        its links may lead to."""
        warm = self._warm.get(locale.edition)
        if not warm or locale.edition in self._stale:
            warm = self._warm[locale.edition] = self._read(locale, warm)
            self._stale.discard(locale.edition)
        known = set(warm.files.src_uris)
        for path in all_pages:
            if (place := path.relative_to(locale.edition).as_posix()) not in known:
                warm.files.append(File.generated(warm.config, place, content=""))
        file = warm.files.src_uris[page.path.relative_to(locale.edition).as_posix()]
        file.content_string = page.data.decode("utf-8")
        made = file.page or Page(None, file, warm.config)
        made.read_source(warm.config)
        made.render(warm.config, warm.files)
        made.active = True
        try:
            context = get_context(warm.nav, warm.files, warm.config, made)
            template = warm.templates.get_template(str(made.meta.get("template", "main.html")))
            return template.render(context).encode("utf-8", errors="xmlcharrefreplace")
        finally:
            made.active = False

    def _read(self, locale: Locale, before: _Warm | None) -> _Warm:
        folder = self._folders.markdown / locale.edition
        written = [
            OutputFile(PurePosixPath(locale.edition, place.relative_to(folder).as_posix()), place.read_text("utf-8"))
            for place in sorted([*folder.glob("*.md"), *folder.glob("*/index.md")])
        ]
        told = settings(self._folders, locale, dict(titles(locale, written)), None)
        with _surroundings(told):
            if before and before.settings == told:
                config, templates = before.config, before.templates
            else:
                config = load_config(str(self._folders.root / "mkdocs.yml"))
                templates = config.theme.get_env()
            files = get_files(config)
            files.add_files_from_theme(templates, config)
            nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        return _Warm(settings=told, config=config, files=files, nav=nav, templates=templates)


@contextmanager
def _surroundings(settings: Mapping[str, str]) -> Iterator[None]:
    """The environment with the settings that `mkdocs.yml` asks for, and then as it was."""
    before = {key: os.environ.get(key) for key in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                del os.environ[key]
            else:
                os.environ[key] = value
