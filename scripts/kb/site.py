"""Puts the site together: renders, runs MkDocs for each edition, and swaps the new site for the old."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kb import handwritten
from kb.output import OutputFile
from kb.pages import pages
from kb.pages.wording import LABELS, wordings
from kb.project import Checked
from kb.root_files import root_files, schemas
from kb.values import Edition
from kb.writing import write_text

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


def build(checked: Checked, folders: Folders, *, site_url: str | None = None, say: Say = lambda step: None) -> None:
    """Builds the whole site. The old one stays in place until the new one is complete.

    Raises `BuildFailed` where MkDocs refuses an edition.
    """
    recover(folders.out)
    say("rendering the pages")
    outputs = render(checked, folders)
    say("building the three editions")
    build_editions(folders, site_url)
    say("putting the site in place")
    addresses = [o.path.relative_to(Edition.EN) for o in outputs if o.path.parts[0] == Edition.EN and o.path.suffix == ".md"]
    publish(folders, root_files(checked.loaded, addresses, site_url))


def render(checked: Checked, folders: Folders) -> list[OutputFile]:
    """Writes the Markdown of all editions, what has changed of it, and removes what is stale."""
    to_traditional = wordings(checked.corpus)[-1].to_traditional
    outputs = [*pages(checked.corpus), *handwritten.pages(_read_docs(folders.root / "docs"), to_traditional)]
    write_all(folders.markdown, outputs)
    write_all(folders.work / "schemas", (OutputFile(PurePosixPath(s.path.name), s.content) for s in schemas()))
    return outputs


def write_all(folder: Path, outputs: Iterable[OutputFile]) -> None:
    """Makes the folder hold these files and no others; leaves alone those that are right already."""
    wanted = set()
    for output in outputs:
        path = folder / output.path
        write_text(path, output.content)
        wanted.add(path)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in wanted:
            path.unlink()


def build_editions(folders: Folders, site_url: str | None) -> None:
    """Runs MkDocs for the editions side by side; one whose input is what it was keeps its output."""
    running = []
    for edition in Edition:
        environment = _environment(folders, edition, site_url)
        digest = _digest(folders, edition, environment)
        stamp = folders.html / f"{edition}.input"
        if (folders.html / edition).is_dir() and stamp.is_file() and stamp.read_text() == digest:
            continue
        stamp.unlink(missing_ok=True)
        running.append((edition, stamp, digest, _start_mkdocs(folders, edition, environment)))
    failures = []
    for edition, stamp, digest, process in running:
        said, _ = process.communicate()
        if process.returncode:
            failures.append(f"MkDocs refused the edition {edition}:\n{said.strip()}")
        else:
            write_text(stamp, digest)
    if failures:
        raise BuildFailed("\n\n".join(failures))


def publish(folders: Folders, files: Iterable[OutputFile]) -> None:
    """Makes the new site beside the old one, then swaps the two: a reader finds one or the other, whole."""
    out = folders.out
    fresh = _beside(out, "new")
    shutil.rmtree(fresh, ignore_errors=True)
    for edition in Edition:
        _take_over(folders.html / edition, out / edition, fresh / edition)
    for file in files:
        write_text(fresh / file.path, file.content)
    old = _beside(out, "old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)


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
        if below.parts[-1] in _LEFT_OUT or below.suffix == ".map":
            continue
        before = published / below
        same = before.is_file() and before.stat().st_size == path.stat().st_size and before.read_bytes() == path.read_bytes()
        target = fresh / below
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(before if same else path, target)
        except OSError:  # another file system, or one without links
            shutil.copy2(before if same else path, target)


_LEFT_OUT = {"sitemap.xml", "sitemap.xml.gz"}
"""MkDocs' sitemaps know one edition each, and the day of the build; the root's own knows all."""


def _start_mkdocs(folders: Folders, edition: Edition, environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [
        sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet",
        "--config-file", str(folders.root / "mkdocs.yml"), "--site-dir", str((folders.html / edition).resolve()),
    ]
    return subprocess.Popen(
        command, cwd=folders.root, env=os.environ | environment, text=True, encoding="utf-8", errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )


def _environment(folders: Folders, edition: Edition, site_url: str | None) -> dict[str, str]:
    """What `mkdocs.yml` asks of its surroundings, and what keeps the end-of-life banners of MkDocs and Material out."""
    language = "en" if edition is Edition.EN else "zh"
    name = LABELS["site"][language]
    line = LABELS["site_line"][language]
    if edition is Edition.HANT:
        from kb.text.conversion import Converter

        convert = Converter().to_traditional
        name, line = convert(name), convert(line)
    return {
        "KB_DOCS": str((folders.markdown / edition).resolve()),
        "KB_EDITION": edition,
        "KB_SITE_NAME": name,
        "KB_SITE_DESCRIPTION": line,
        "KB_SITE_URL": f"{site_url}{edition}/" if site_url else "",
        "KB_ALL_EDITIONS": "true",
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
    }


def _digest(folders: Folders, edition: Edition, environment: dict[str, str]) -> str:
    """A fingerprint of all that an edition is made from."""
    digest = hashlib.sha256(repr(sorted(environment.items())).encode())
    roots = (folders.markdown / edition, folders.root / "scripts" / "theme", folders.root / "scripts" / "locks")
    files = [folders.root / "mkdocs.yml", *(p for root in roots for p in sorted(root.rglob("*")) if p.is_file())]
    for path in files:
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _read_docs(docs: Path) -> list[tuple[PurePosixPath, str]]:
    return [
        (PurePosixPath(path.relative_to(docs).as_posix()), path.read_text(encoding="utf-8"))
        for path in sorted(docs.rglob("*.md"))
    ]
