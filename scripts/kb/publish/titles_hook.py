"""A hook of MkDocs, named in `mkdocs.yml`: gives the pages in the navigation their titles before any page is read.

Where a few pages only are made anew, MkDocs reads no others, and would show the rest of the navigation without titles.
"""

from __future__ import annotations

import os

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

VARIABLE = "KB_TITLES"
"""The titles of an edition, a line each: ``people/index.md=People``."""


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    titles = dict(line.split("=", 1) for line in os.environ.get(VARIABLE, "").splitlines())
    for page in nav.pages:
        if title := titles.get(page.file.src_uri):
            page.title = title
    return nav
