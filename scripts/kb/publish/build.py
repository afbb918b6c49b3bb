"""Builds the site: renders, runs MkDocs for each edition, makes what stands beside them, and puts it in place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from kb.checks.open_data import Checked
from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address
from kb.edition.locale import Locale, conversion_for, locales
from kb.edition.output import OutputFile
from kb.exports.files import Exports, digest
from kb.model.values import Edition
from kb.pages import edition_pages
from kb.pages.share_cards import cards
from kb.publish import handwritten, standalone_pages, unchanged
from kb.publish.cards.cache import pictures
from kb.publish.cards.fonts import typefaces
from kb.publish.editor_schemas import write_schemas
from kb.publish.folders import BuildFailed, Folders, Rendered, Say
from kb.publish.light_assets import light_assets
from kb.publish.mkdocs import Running, end, finish, start_edition, titles
from kb.publish.one_at_a_time import one_at_a_time
from kb.publish.root_files import root_files
from kb.publish.swap import publish, recover
from kb.publish.writing import write_all, write_text
from kb.search import browser_files
from kb.search import outputs as search_outputs
from kb.text.remembered import RememberedConversion


def build(
    checked: Checked,
    folders: Folders,
    *,
    site_url: str | None = None,
    say: Say = lambda step: None,
) -> None:
    """Builds the whole site, anew only what has changed. The old one stays in place until the new one is complete.

    Raises `BuildFailed` where MkDocs refuses an edition.
    """
    with one_at_a_time(folders.work, lambda: say("another build is at work here; waiting for its end")):
        recover(folders.out)
        made_from = unchanged.inputs(folders, _digest(checked), site_url, typefaces())
        if unchanged.is_built(folders, made_from):
            return
        running: list[Running] = []
        try:
            _build(checked, folders, running, site_url, say)
        finally:
            end(running)
        unchanged.remember(folders, made_from)


def _build(checked: Checked, folders: Folders, running: list[Running], site_url: str | None, say: Say) -> None:
    addresses: list[PurePosixPath] = []
    conversion = remembered_conversion(checked.corpus, folders)
    editions = locales(checked.corpus, conversion, site_url)
    for rendered in render(editions, folders, conversion):
        addresses = [page.relative_to(rendered.locale.edition) for page in rendered.pages]
        running += start_edition(folders, rendered, site_url)
        say(f"building the edition {rendered.locale.edition}")  # may give the build up: what was written is known then
    # What follows needs nothing of MkDocs, and is done while it works.
    say("making the search index")
    index = list(search_outputs(checked.corpus, editions))
    say("drawing pictures")
    drawn = pictures((card for locale in editions for card in cards(locale)), folders.work / "cards", typefaces())
    finish(running, say)
    light = [asset for edition in Edition for asset in light_assets(folders.html, edition)]
    say("putting the site in place")
    publish(
        folders,
        [
            *root_files(checked.loaded, addresses, site_url),
            *standalone_pages.outputs(editions, site_url),
            *exports(checked, editions, site_url).files(),
            *index,
            *light,
        ],
        drawn,
    )


def exports(checked: Checked, editions: tuple[Locale, ...], site_url: str | None) -> Exports:
    """The data for programs, named by the state of the records that they were read from."""
    return Exports(checked.corpus, editions, _digest(checked), site_url or "")


def _digest(checked: Checked) -> str:
    """One digest of all records as they were read."""
    return digest((origin.file, origin.text) for origin in checked.loaded.origins.values())


def render(
    editions: tuple[Locale, ...], folders: Folders, conversion: RememberedConversion, more: Iterable[OutputFile] = ()
) -> Iterator[Rendered]:
    """Writes the Markdown of one edition after the other: what has changed of it; removes what is stale.

    ``more`` are further files for MkDocs to take along, such as the search index where MkDocs is run by hand.
    """
    write_schemas(folders.root, editions[0].corpus)
    docs = read_docs(folders.root / "docs")
    others = [*browser_files(), *more]
    for locale in editions:
        made = list(edition_pages(locale))
        pages = [*made, *handwritten.pages(docs, locale)]
        _refuse_twins(made, pages[len(made) :])
        outputs = pages + [file for file in others if file.path.parts[0] == locale.edition]
        written, lost = write_all(
            folders.markdown / locale.edition,
            [OutputFile(o.path.relative_to(locale.edition), o.content) for o in outputs],
        )
        yield Rendered(
            locale=locale,
            pages=tuple(page.path for page in pages),
            titles=dict(titles(locale, pages)),
            written=written,
            lost=lost,
        )
    write_text(folders.work / _CONVERTED, json.dumps(conversion.remembered, ensure_ascii=False, sort_keys=True))


_CONVERTED = "traditional.json"
"""What was converted to traditional Chinese before; `RememberedConversion` tells whether it still holds."""


def remembered_conversion(corpus: Corpus, folders: Folders) -> RememberedConversion:
    """The conversion to traditional Chinese, with what the last build converted."""
    try:
        remembered = json.loads((folders.work / _CONVERTED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        remembered = {}
    return conversion_for(corpus, remembered)


def _refuse_twins(made: Iterable[OutputFile], written: Iterable[OutputFile]) -> None:
    """Raises `BuildFailed` where two pages of an edition have one address, also if only capitals tell them apart."""
    taken: dict[str, str] = {}
    for what, outputs in (("made from the records", made), ("written by hand, in docs/", written)):
        for output in outputs:
            shown = f"{output.path} ({what})"
            before = taken.setdefault(page_address(output.path).casefold(), shown)
            if before is not shown:
                raise BuildFailed(f"two pages have one address: {before}, and {shown}; rename one of the two")


def read_docs(docs: Path) -> list[tuple[PurePosixPath, str]]:
    """The pages written by hand. Raises `BuildFailed` where one cannot be read."""
    found = []
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs.parent).as_posix()
        if any(part.startswith((".", "#")) for part in path.relative_to(docs).parts):
            continue  # an editor's own files
        if not path.is_file():
            raise BuildFailed(f"{place}:1:1: this is no file that can be read; delete it, or put a page in its place")
        try:
            text = path.read_text(encoding="utf-8")
            if harmful := handwritten.harmful(text):
                line, what = harmful
                raise BuildFailed(
                    f"{place}:{line}:1: '{what}' has no place on a page; write it as Markdown, or in `code`"
                )
            found.append((PurePosixPath(path.relative_to(docs).as_posix()), text))
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise BuildFailed(f"{place}:{line}:1: the file is not UTF-8 from here on; save it as UTF-8") from None
    return found
