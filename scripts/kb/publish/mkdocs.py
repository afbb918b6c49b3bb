"""Runs MkDocs for an edition, unless its output is of the same input already."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from kb.corpus.chronology import told_up_to
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.values import Edition, PartialDate
from kb.publish import titles_hook
from kb.publish.folders import BuildFailed, Folders, Rendered, Say
from kb.publish.policy import content_policy
from kb.publish.writing import write_text


@dataclass(frozen=True, kw_only=True)
class Running:
    """MkDocs at work on an edition; ``digests`` are stamped when it has done well.

    ``anew`` starts it once more, on all pages, where it was at work on a part of them.
    """

    edition: Edition
    stamp: Path
    digests: str
    process: subprocess.Popen[str]
    anew: Callable[[], subprocess.Popen[str]] | None = None
    undo: Callable[[], None] = lambda: None
    """Takes away what MkDocs may have left half made, where it was ended at work on a part of the pages."""


def start_edition(folders: Folders, rendered: Rendered, site_url: str | None) -> Iterator[Running]:
    """Starts MkDocs for an edition, unless its output is of the same input already."""
    edition = rendered.locale.edition
    environment = settings(folders, rendered.locale, rendered.titles, site_url)
    frame = _digest([], environment)
    digests = f"{frame}\n{_digest([folders.markdown / edition], {})}\n"
    stamp = folders.html / f"{edition}.input"
    before = stamp.read_text(encoding="utf-8") if stamp.is_file() and (folders.html / edition).is_dir() else ""
    if before == digests:
        return
    stamp.unlink(missing_ok=True)
    # MkDocs' own partial build makes the pages anew whose output is older or not there. It is right while theme and
    # settings stay, as a page of ours shows nothing of the others but their titles, and no page goes.
    partly = not rendered.lost and before.startswith(f"{frame}\n")

    def forget_written() -> None:
        for place in rendered.written:  # the times of files are not to be trusted: a clock may have been set back
            _output_of(folders.html / edition, place).unlink(missing_ok=True)

    def undo() -> None:
        forget_written()
        write_text(stamp, before)  # what is not there is made by the next partial build

    if partly:
        forget_written()

    def start(how: str) -> subprocess.Popen[str]:
        return _start_mkdocs(folders, edition, environment, how)

    yield Running(
        edition=edition,
        stamp=stamp,
        digests=digests,
        process=start("--dirty" if partly else "--strict"),
        anew=partial(start, "--strict") if partly else None,
        undo=undo if partly else lambda: None,
    )


def settings(folders: Folders, locale: Locale, titles: Mapping[str, str], site_url: str | None) -> dict[str, str]:
    """All that MkDocs is told of an edition by its surroundings, with a digest of what every page is framed by."""
    hook = Path(titles_hook.__file__)
    theme = [folders.root / "mkdocs.yml", folders.theme, folders.root / "scripts" / "locks", hook]
    return _environment(folders, locale, site_url) | {
        "KB_POLICY": content_policy(_theme_templates(folders)),
        "KB_FRAME": _digest(theme, {})[:8],
        titles_hook.VARIABLE: "\n".join(f"{place}={title}" for place, title in sorted(titles.items())),
    }


_TITLE = re.compile(r'^(?:title: (?P<front>".*")|# (?P<heading>.+?)(?: \{.*\})?)$', re.MULTILINE)


def titles(locale: Locale, pages: Iterable[OutputFile]) -> Iterator[tuple[str, str]]:
    """The titles of the pages that sections are made of, by their place: at the top of an edition, and the lists."""
    for page in pages:
        place = page.path.relative_to(locale.edition)
        leads = len(place.parts) == 1 or place.name == "index.md"
        if leads and (found := _TITLE.search(page.data.decode("utf-8"))):
            yield place.as_posix(), json.loads(found["front"]) if found["front"] else found["heading"]


def _output_of(html: Path, place: PurePosixPath) -> Path:
    """Where MkDocs puts what it makes of a file."""
    if place.suffix != ".md":
        return html / place
    return html / (place.parent if place.name == "index.md" else place.with_suffix("")) / "index.html"


def finish(running: list[Running], say: Say) -> None:
    """Waits for every edition; raises `BuildFailed` with what MkDocs said of those that it refused."""
    failures = []
    for number, work in enumerate(running):
        say("waiting for MkDocs")
        said, _ = work.process.communicate()
        # A partial build cannot be strict, as it warns of itself; and what it warns of may be that it is partial.
        if work.anew and (work.process.returncode or any(map(_is_a_warning, said.splitlines()))):
            work = running[number] = replace(work, process=work.anew(), anew=None)
            said, _ = work.process.communicate()
        if work.process.returncode:
            told = [line for line in said.splitlines() if not line.startswith("INFO")]
            failures.append(f"MkDocs refused the edition {work.edition}:\n" + "\n".join(told).strip())
        else:
            write_text(work.stamp, work.digests)
    if failures:
        raise BuildFailed("\n\n".join(failures))


def _is_a_warning(line: str) -> bool:
    return line.startswith(("WARNING", "ERROR")) and "A 'dirty' build is being performed" not in line


def end(running: Iterable[Running]) -> None:
    """Ends MkDocs wherever it is still at work, and waits for that."""
    for work in running:
        if work.process.poll() is None:
            work.process.kill()
            work.process.wait()
            work.undo()
        work.process.wait()


def _start_mkdocs(folders: Folders, edition: Edition, environment: dict[str, str], how: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        how,  # --quiet would silence --strict too
        "--config-file",
        str(folders.root / "mkdocs.yml"),
        "--site-dir",
        str((folders.html / edition).resolve()),
    ]
    return subprocess.Popen(
        command,
        cwd=folders.root,
        env=os.environ | environment,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=os.name == "nt",  # elsewhere it holds the working folder too, should this process be killed
    )


def _environment(folders: Folders, locale: Locale, site_url: str | None) -> dict[str, str]:
    """What `mkdocs.yml` asks of its surroundings, and what keeps the end-of-life banners of MkDocs and Material out."""
    return {
        "KB_DOCS": str((folders.markdown / locale.edition).resolve()),
        "KB_EDITION": locale.edition,
        "KB_SITE_NAME": locale.labels.text("site"),
        "KB_SITE_DESCRIPTION": locale.labels.text("site_line"),
        "KB_SITE_URL": f"{site_url}{locale.edition}/" if site_url else "",
        "KB_ALL_EDITIONS": "true",
        "KB_REPOSITORY": os.environ.get("KB_REPOSITORY", ""),  # named here so that a change of it builds anew
        "KB_NOT_FOUND": locale.labels.text("not_found"),
        "KB_NOT_FOUND_LINE": locale.labels.text("not_found_line"),
        "KB_TOLD": _told(locale),
        "KB_TO_LIGHT": locale.labels.text("to_light"),
        "KB_TO_DARK": locale.labels.text("to_dark"),
        "KB_TO_SYSTEM": locale.labels.text("to_system"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
    }


def _told(locale: Locale) -> str:
    """Up to which day the sources tell, as a sentence; empty where none has a date."""
    day = told_up_to(locale.corpus)
    words = locale.dates.words(PartialDate.parse(day.isoformat())) if day else ""
    return locale.labels.filled("told_up_to", words) if words else ""


def _theme_templates(folders: Folders) -> Iterator[str]:
    """The templates that have scripts and styles within the page: ours, and two of Material's that ours include."""
    found = find_spec("material")
    assert found and found.origin, "mkdocs-material is installed with this package"
    material = Path(found.origin).parent / "templates" / "partials" / "javascripts"
    for path in [*sorted(folders.theme.rglob("*.html")), material / "palette.html", material / "content.html"]:
        yield path.read_text(encoding="utf-8")


def _digest(roots: Iterable[Path], environment: dict[str, str]) -> str:
    """A fingerprint of files, and of the folders of files, and of settings."""
    digest = hashlib.sha256(repr(sorted(environment.items())).encode())
    for root in roots:
        for path in [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file()):
            digest.update(f"\0{path.relative_to(root.parent).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()
