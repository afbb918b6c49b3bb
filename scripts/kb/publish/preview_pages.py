"""The pages that are open in a browser, made before the site is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import PurePosixPath

from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address
from kb.edition.locale import Locale, locales
from kb.edition.output import OutputFile
from kb.pages import Make, page_makers
from kb.publish import handwritten
from kb.publish.build import read_docs, remembered_conversion
from kb.publish.folders import Folders
from kb.publish.one_page import PageMaker


def preview_pages(corpus: Corpus, folders: Folders, maker: PageMaker, addresses: Iterable[str]) -> dict[str, bytes]:
    """The HTML of the pages at these addresses (``/en/people/ada/``), as a build of the corpus makes them; without
    those that the corpus has no page for. Raises `BuildFailed` where a page written by hand cannot be read."""
    made: dict[str, bytes] = {}
    by_edition = {str(locale.edition): locale for locale in locales(corpus, remembered_conversion(corpus, folders))}
    makers: dict[str, dict[PurePosixPath, Make]] = {}
    for address in addresses:
        edition, _, place = address.strip("/").partition("/")
        if locale := by_edition.get(edition):
            known = makers.get(edition) or makers.setdefault(edition, _makers(locale, folders))
            path = next((path for path in known if page_address(path).strip("/") == place), None)
            if path:
                all_pages = (PurePosixPath(edition) / page for page in known)
                made[address] = maker.html(locale, known[path](), all_pages)
    return made


def _makers(locale: Locale, folders: Folders) -> dict[PurePosixPath, Make]:
    """What makes each page of an edition, those written by hand too."""
    written = handwritten.pages(read_docs(folders.root / "docs"), locale)
    return page_makers(locale) | {page.path.relative_to(locale.edition): partial(_as_it_is, page) for page in written}


def _as_it_is(page: OutputFile) -> OutputFile:
    return page
