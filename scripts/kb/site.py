"""Puts the site together: renders, runs MkDocs for each edition, and swaps the new site for the old."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from kb import handwritten, offline, plain_pages, search_index
from kb.cards.fonts import typefaces
from kb.cards.shelf import pictures
from kb.light_assets import Vocabulary, script, stylesheet
from kb.output import OutputFile
from kb.pages import edition_pages
from kb.pages.cards import cards
from kb.pages.wording import Wording, wordings
from kb.policy import content_policy
from kb.project import Checked
from kb.root_files import root_files, schemas
from kb.values import Edition
from kb.writing import write_bytes, write_text

Say = Callable[[str], None]
"""Is told of each step as it begins."""


class BuildFailed(Exception):
    """MkDocs refused an edition; the message holds what it said."""


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where the build reads and writes. ``work`` holds what can be made again: Markdown, and MkDocs' output."""

    root: Path
    out: Path
    work: Path

    @property
    def markdown(self) -> Path:
        return self.work / "docs"

    @property
    def html(self) -> Path:
        return self.work / "html"


def build(
    checked: Checked, folders: Folders, *, site_url: str | None = None, preview: bool = False, say: Say = lambda step: None
) -> None:
    """Builds the whole site. The old one stays in place until the new one is complete.

    A ``preview`` builds anew only the pages that changed. Raises `BuildFailed` where MkDocs refuses an edition.
    """
    recover(folders.out)
    running = []
    addresses: list[PurePosixPath] = []
    words = remembering_wordings(checked, folders, site_url)
    for rendered in render(checked, folders, words):
        say(f"building the edition {rendered.wording.edition}")
        addresses = [page.relative_to(rendered.wording.edition) for page in rendered.pages]
        running += start_edition(folders, rendered, site_url, preview)
    # What follows needs nothing of MkDocs, and is done while it works.
    say("making the search index")
    search = list(search_index.outputs(checked.corpus, words))
    say("drawing pictures")
    drawn = pictures((card for wording in words for card in cards(wording)), folders.work / "cards", typefaces())
    say("waiting for MkDocs")
    finish(running)
    light = [asset for edition in Edition for asset in light_assets(folders.html, edition)]
    say("putting the site in place")
    publish(folders, [*root_files(checked.loaded, addresses, site_url), *plain_pages.outputs(words, site_url), *search, *light], drawn)


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """An edition whose Markdown is on disk. ``lost`` says whether pages went that were there before."""

    wording: Wording
    pages: tuple[PurePosixPath, ...]
    lost: bool


def render(checked: Checked, folders: Folders, words: tuple[Wording, ...], besides: Iterable[OutputFile] = ()) -> Iterator[Rendered]:
    """Writes the Markdown of one edition after the other: what has changed of it; removes what is stale.

    ``besides`` are further files for MkDocs to take along, such as the search index where MkDocs is run by hand.
    """
    write_all(folders.work / "schemas", (OutputFile(PurePosixPath(s.path.name), s.content) for s in schemas()))
    docs = _read_docs(folders.root / "docs")
    others = list(besides)
    for wording in words:
        pages = [*edition_pages(wording), *handwritten.pages(docs, wording)]
        outputs = pages + [file for file in others if file.path.parts[0] == wording.edition]
        lost = write_all(folders.markdown / wording.edition, [OutputFile(o.path.relative_to(wording.edition), o.content) for o in outputs])
        yield Rendered(wording=wording, pages=tuple(page.path for page in pages), lost=lost)
    write_text(folders.work / _CONVERTED, json.dumps(words[0].converted, ensure_ascii=False, sort_keys=True))


def remembering_wordings(checked: Checked, folders: Folders, site_url: str | None = None) -> tuple[Wording, ...]:
    """The words of the editions, with what the last build converted to traditional Chinese."""
    return wordings(checked.corpus, _read_converted(folders), site_url)


def write_all(folder: Path, outputs: Iterable[OutputFile]) -> bool:
    """Makes the folder hold these files and no others; leaves alone those that are right already. Says whether any were removed."""
    wanted = set()
    for output in outputs:
        path = folder / output.path
        write_text(path, output.content)
        wanted.add(path)
    removed = False
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()
            removed = True
    return removed


@dataclass(frozen=True, kw_only=True)
class Running:
    """MkDocs at work on an edition; ``digests`` are stamped when it has done well."""

    edition: Edition
    stamp: Path
    digests: str
    process: subprocess.Popen[str]


def start_edition(folders: Folders, rendered: Rendered, site_url: str | None, preview: bool) -> Iterator[Running]:
    """Starts MkDocs for an edition, unless its output is of the same input already."""
    edition = rendered.wording.edition
    # The preview's server adds a script to every page, which reloads it: no policy allows that.
    policy = "" if preview else content_policy(_theme_templates(folders))
    environment = _environment(folders, rendered.wording, site_url) | {"KB_POLICY": policy}
    theme = [folders.root / "mkdocs.yml", folders.root / "scripts" / "theme", folders.root / "scripts" / "locks"]
    environment |= {"KB_FRAME": _digest(theme, {})[:8]}
    frame = _digest(theme, environment)
    digests = f"{frame}\n{_digest([folders.markdown / edition], {})}\n"
    stamp = folders.html / f"{edition}.input"
    before = stamp.read_text(encoding="utf-8") if stamp.is_file() and (folders.html / edition).is_dir() else ""
    if before == digests:
        return
    stamp.unlink(missing_ok=True)
    # MkDocs' own partial build trusts the times of files; it is right while theme and settings stay and no page goes.
    partly = preview and not rendered.lost and before.startswith(frame)
    process = _start_mkdocs(folders, edition, environment, ["--dirty"] if partly else ["--strict"])
    yield Running(edition=edition, stamp=stamp, digests=digests, process=process)


def finish(running: Iterable[Running]) -> None:
    """Waits for every edition; raises `BuildFailed` with what MkDocs said of those that it refused."""
    failures = []
    for work in running:
        said, _ = work.process.communicate()
        if work.process.returncode:
            told = [line for line in said.splitlines() if not line.startswith("INFO")]
            failures.append(f"MkDocs refused the edition {work.edition}:\n" + "\n".join(told).strip())
        else:
            write_text(work.stamp, work.digests)
    if failures:
        raise BuildFailed("\n\n".join(failures))


def why_not_there(root: Path, out: Path) -> str:
    """Why a site must not be put in place of a folder, which would be lost with all it holds; empty where it may."""
    place, project = out.resolve(), root.resolve()
    if project.is_relative_to(place):
        return "it holds the project"
    if any(place.is_relative_to(project / kept) for kept in ("data", "docs", "scripts", "tests", ".git", ".github", ".venv")):
        return "it is a part of the project"
    if place.is_file():
        return "it is a file"
    if place.is_dir() and any(place.iterdir()) and not all((place / edition / "index.html").is_file() for edition in Edition):
        return "it holds other things than a site"
    return ""


def publish(folders: Folders, files: Iterable[OutputFile], drawn: Iterable[tuple[PurePosixPath, Path]]) -> None:
    """Makes the new site beside the old one, then swaps the two: a reader finds one or the other, whole.

    ``drawn`` are pictures: their places on the site, and the files that hold them.
    """
    out = folders.out
    fresh = _beside(out, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    for edition in Edition:
        _take_over(folders.html / edition, out / edition, fresh / edition)
    for file in files:
        _put(file, out / file.path, fresh / file.path)
    for place, picture in drawn:
        _link(picture, fresh / place)
    old = _beside(out, "old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def write_bundle(out: Path) -> Path:
    """Packs the built site for reading from a disk: a zip file beside the site's folder."""
    found = ((PurePosixPath(p.relative_to(out).as_posix()), p) for p in sorted(out.rglob("*")) if p.is_file())
    files = ((place, path.read_bytes()) for place, path in found if place.parts[0] != "cards")  # pictures for links on the web
    path = out.with_name(f"{out.name}-offline.zip")
    write_bytes(path, offline.bundle(files, "xai-departures"))
    return path


def recover(out: Path) -> None:
    """Puts the old site back where a build was killed between taking it away and putting the new one in place."""
    old = _beside(out, "old")
    if old.is_dir() and not out.exists():
        old.rename(out)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}")


def _take_over(built: Path, published: Path, fresh: Path) -> None:
    """Links an edition's files into the new site; those that did not change keep the file, and so the time, they had."""
    for path in sorted(p for p in built.rglob("*") if p.is_file()):
        below = path.relative_to(built)
        if _LEFT_OUT & set(below.parts) or below.suffix == ".map" or any(below.match(pattern) for pattern in _MERGED):
            continue
        before = published / below
        same = before.is_file() and before.stat().st_size == path.stat().st_size and before.read_bytes() == path.read_bytes()
        _link(before if same else path, fresh / below)


def _put(file: OutputFile, before: Path, target: Path) -> None:
    """Writes a file of our own into the new site; one that did not change keeps the file, and so the time, it had."""
    content = file.content.encode("utf-8")
    if before.is_file() and before.read_bytes() == content:
        _link(before, target)
    else:
        write_bytes(target, content)


def light_assets(html: Path, edition: Edition) -> Iterator[OutputFile]:
    """The one stylesheet and the one script of an edition, made from the theme's and ours as MkDocs laid them down."""
    built, place = html / edition, PurePosixPath(edition, "assets")
    sheets, scripts = built / "assets" / "stylesheets", built / "assets" / "javascripts"
    ours = [path for path in sorted(scripts.rglob("*.js")) if not _LEFT_OUT & set(path.relative_to(scripts).parts[:-1])]
    # One page of each folder speaks for its kind: all are filled from the same templates.
    pages = [built / "index.html", built / "404.html", *sorted(built.glob("*/index.html"))]
    pages += [next(iter(sorted(folder.glob("*/index.html"))), folder / "index.html") for folder in sorted(built.iterdir()) if folder.is_dir()]
    texts = {path: path.read_text(encoding="utf-8") for path in [*ours, *pages] if path.is_file()}
    theme = [path.read_text(encoding="utf-8") for name in ("main.*.css", "palette.*.css") for path in sorted(sheets.glob(name))]
    light = stylesheet(theme, (sheets / "kb.css").read_text(encoding="utf-8"), Vocabulary.of(texts.values()))
    yield OutputFile(place / "stylesheets" / "site.css", light)
    parts = [scripts / "search-box.js", *sorted(scripts.glob("bundle.*.js"))]
    yield OutputFile(place / "javascripts" / "site.js", script(texts[path] for path in parts))


def _link(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(path, target)


_LEFT_OUT = {"sitemap.xml", "sitemap.xml.gz", "lunr", "workers"}
"""What nobody asks for: MkDocs' sitemaps, which know one edition and the day of the build, and the theme's own search."""

_MERGED = ("assets/stylesheets/*.css", "assets/javascripts/bundle.*.js", "assets/javascripts/search-box.js", "assets/images/favicon.png")
"""What `light_assets` takes the place of, and the icon that stands within the page."""


def _start_mkdocs(folders: Folders, edition: Edition, environment: dict[str, str], options: list[str]) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "mkdocs", "build", *options,  # --quiet would silence --strict too
        "--config-file", str(folders.root / "mkdocs.yml"), "--site-dir", str((folders.html / edition).resolve()),
    ]
    return subprocess.Popen(
        command, cwd=folders.root, env=os.environ | environment, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )


def _environment(folders: Folders, wording: Wording, site_url: str | None) -> dict[str, str]:
    """What `mkdocs.yml` asks of its surroundings, and what keeps the end-of-life banners of MkDocs and Material out."""
    return {
        "KB_DOCS": str((folders.markdown / wording.edition).resolve()),
        "KB_EDITION": wording.edition,
        "KB_SITE_NAME": wording.label("site"),
        "KB_SITE_DESCRIPTION": wording.label("site_line"),
        "KB_SITE_URL": f"{site_url}{wording.edition}/" if site_url else "",
        "KB_ALL_EDITIONS": "true",
        "KB_REPOSITORY": os.environ.get("KB_REPOSITORY", ""),  # named here so that a change of it builds anew
        "KB_NOT_FOUND": wording.label("not_found"),
        "KB_NOT_FOUND_LINE": wording.label("not_found_line"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
    }


def _theme_templates(folders: Folders) -> Iterator[str]:
    """The templates that have scripts and styles within the page: ours, and two of Material's that ours include."""
    material = Path(find_spec("material").origin).parent / "templates" / "partials" / "javascripts"
    for path in [*sorted((folders.root / "scripts" / "theme").rglob("*.html")), material / "palette.html", material / "content.html"]:
        yield path.read_text(encoding="utf-8")


def _digest(roots: Iterable[Path], environment: dict[str, str]) -> str:
    """A fingerprint of files, and of the folders of files, and of settings."""
    digest = hashlib.sha256(repr(sorted(environment.items())).encode())
    for root in roots:
        for path in [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file()):
            digest.update(f"\0{path.relative_to(root.parent).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


_CONVERTED = "traditional.json"
"""What was converted to traditional Chinese before; `wordings` tells whether it still holds."""


def _read_converted(folders: Folders) -> dict[str, str]:
    try:
        return json.loads((folders.work / _CONVERTED).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _read_docs(docs: Path) -> list[tuple[PurePosixPath, str]]:
    return [
        (PurePosixPath(path.relative_to(docs).as_posix()), path.read_text(encoding="utf-8"))
        for path in sorted(docs.rglob("*.md"))
    ]
