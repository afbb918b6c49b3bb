"""The command line: parses words, calls, prints, and gives the exit code."""

from __future__ import annotations

import io
import signal
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.text import Text as PlainText

from kb import __version__
from kb.adding.command import new
from kb.adding.diff_command import diff
from kb.adding.draft_command import draft
from kb.adding.fmt_command import fmt
from kb.adding.reshape_command import merge, rename
from kb.adding.suggest_command import suggest
from kb.adding.todo_command import todo
from kb.checks import new_proofs
from kb.checks.evidence_rules import UNVERIFIED
from kb.checks.open_data import Checked, NoData, open_data
from kb.corpus import evidence
from kb.loading.folder import LOCK_NAME
from kb.loading.revision import NoRevision
from kb.model.problems import Problem, listed, printable
from kb.model.proposals import did_you_mean
from kb.model.values import Edition
from kb.publish.one_at_a_time import one_at_a_time
from kb.publish.writing import write_bytes, write_text
from kb.terminal import (
    FINE,
    PREVIEW,
    PROBLEMS,
    DataOption,
    Format,
    address_of,
    fail,
    folders_for,
    open_records,
    print_problems,
    progress,
    refresh_schemas,
    require_repository,
    say,
    tell_reviewers,
    told,
)

if TYPE_CHECKING:
    from kb.corpus.coverage import Run
    from kb.publish.folders import Folders, Say
    from kb.publish.one_page import PageMaker

# A command loads what it needs when it is called: to check a record, nobody should wait for the publisher's packages.

app = typer.Typer(
    help="Keeps the knowledge base: checks its records, builds its pages, serves them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class ExportFormat(StrEnum):
    """What the data can be written as: the keys of `kb.exports.files.FORMATS`, which a test holds against these."""

    csv = "csv"
    ftm = "ftm"
    json = "json"
    jsonld = "jsonld"
    sqlite = "sqlite"


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"kb {__version__}")
        raise typer.Exit(FINE)


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", help="Say which version this is.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """What holds for every command."""
    from kb.publish.swap import recover

    if Path("mkdocs.yml").is_file():
        recover(Path("site"))  # where a build was killed in the moment between two renames


@app.command(epilog="Example: kb check --format github")
def check(
    data: DataOption = Path("data"),
    format: Annotated[
        Format, typer.Option("--format", help="For people, for programs, or for GitHub's annotations.")
    ] = Format.text,
    warnings: Annotated[
        bool, typer.Option("--warnings/--no-warnings", help="Show what is worth a look, besides what is wrong.")
    ] = True,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            help="Also list the proofs of quotes that git's REV has not: a clone cannot prove them.",
            metavar="REV",
        ),
    ] = None,
) -> None:
    """Say what is wrong in the records. Each mistake has its file, line and remedy."""
    checked = open_records(data)
    refresh_schemas(checked.corpus)
    shown = checked.problems if warnings else checked.errors
    unproved = _unproved(data, checked, against) if against is not None else []
    print_problems([*shown, *unproved], format)
    if format is Format.text:
        say(_summary(checked))
    if format is Format.text and against is not None:
        say(f"proofs that {printable(against)} has not: {len(unproved) or 'none'}")
    if format is Format.github and against is not None:
        tell_reviewers(new_proofs.summary(unproved))
    raise typer.Exit(PROBLEMS if checked.errors else FINE)


@app.command(epilog="Example: kb verify --articles ../articles")
def verify(
    articles: Annotated[Path, typer.Option("--articles", help="The folder of the articles' texts.", metavar="DIR")],
    data: DataOption = Path("data"),
) -> None:
    """Look every quote up in its article. Where each stands is remembered in data/quotes.lock.json."""
    checked = open_records(data)
    texts = _texts(checked, articles)
    without = [source.id for source in checked.corpus.sources if source.id not in texts]
    if checked.corpus.lock.broken and without:
        print_problems([problem for problem in checked.errors if problem.file.endswith(LOCK_NAME)], Format.text)
        fail(f"nothing was written: without the texts of {', '.join(without)} their proofs would be lost")
    whole = not checked.loaded.unread and not checked.loaded.read_in_part
    lock, findings = evidence.verify(checked.corpus.records, texts, checked.corpus.lock, whole=whole)
    changed = write_text(data / LOCK_NAME, lock.write())
    problems = sorted([*checked.loaded.problems, *(checked.loaded.problem(f) for f in findings)])
    print_problems(problems, Format.text)
    looked_up = sum(len(held.quotes) for source, held in lock.sources.items() if source in texts)
    taken_over = sum(len(held.quotes) for source, held in lock.sources.items() if source not in texts)
    say(
        f"quotes and wordings found in the articles: {looked_up}; taken over from the lock: {taken_over}; "
        f"problems: {len(problems)}; the lock {'was changed' if changed else 'stands as it was'}"
    )
    if without:
        say(f"no text at hand of: {', '.join(without)} (the file that 'file:' names is not in {articles})")
    raise typer.Exit(PROBLEMS if problems else FINE)


@app.command(epilog="Example: kb coverage --articles ../articles --source talent-exodus")
def coverage(
    articles: Annotated[Path, typer.Option("--articles", help="The folder of the articles' texts.", metavar="DIR")],
    source: Annotated[str | None, typer.Option("--source", help="One source only.", metavar="ID")] = None,
    bare: Annotated[bool, typer.Option("--bare", help="List only the sentences that nothing rests on.")] = False,
    data: DataOption = Path("data"),
) -> None:
    """Show what of an article claims rest on. The sentences that nothing rests on are listed after it."""
    from kb.corpus.coverage import coverage as cover

    checked = open_records(data)
    texts = _texts(checked, articles)
    if not texts:
        fail(f"no source's text is in {articles}: it holds none of the files that 'file:' names in data/sources")
    if source and source not in texts:
        fail(f"there is no text of '{source}': {did_you_mean(source, texts, f'there are {listed(texts)}')}")
    console = Console(soft_wrap=True, highlight=False)
    for source_id in [source] if source else sorted(texts):
        found = cover(texts[source_id], checked.corpus.lock.sources.get(source_id))
        if not bare:
            for number, runs in enumerate(found.paragraphs, start=1):
                console.print(f"{source_id} {number:>3} ", *(_run(r) for r in runs), sep="")
        for sentence in found.bare:
            console.print(
                f"{source_id} {sentence.paragraph:>3} nothing rests on: ", PlainText(printable(sentence.text)), sep=""
            )
        say(
            f"{source_id}: claims rest on {found.sentences - len(found.bare)} of {found.sentences} sentences "
            f"({found.share:.0%})"
        )


def _run(run: Run) -> PlainText:
    """Covered words are underlined on a terminal, and stand between ⟦ ⟧ so that a pipe shows them too."""
    text = printable(run.text)
    return PlainText(f"⟦{text}⟧", style="bold underline") if run.covered else PlainText(text)


app.command(epilog="Example: kb new departure 'Jane Doe' --date 2026-03-14 --source talent-exodus --quote '...'")(new)
app.command(epilog="Example: kb rename jane-do jane-doe")(rename)
app.command(epilog="Example: kb merge jane-d jane-doe")(merge)
app.command(epilog="Example: kb diff main")(diff)
app.command(epilog="Example: kb draft form.md")(draft)
app.command(epilog="Example: kb todo --since main")(todo)
app.command(epilog="Example: kb fmt data/people/tony-wu.yaml")(fmt)
app.command(epilog="Example: kb suggest article.html --published 2026-03-14")(suggest)


@app.command(epilog="Example: kb build --site-url https://example.org/departures/")
def build(
    data: DataOption = Path("data"),
    out: Annotated[Path, typer.Option("--out", help="The folder to put the site in.", metavar="DIR")] = Path("site"),
    site_url: Annotated[
        str | None,
        typer.Option(
            "--site-url", help="Where the site will be published, for canonical links and the sitemap.", metavar="URL"
        ),
    ] = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Also pack the site for reading from a disk: <out>-offline.zip.")
    ] = False,
) -> None:
    """Build the site in three editions. The records are checked first; the old site stays until the new one is
    complete."""
    from kb.publish.build import build as build_site
    from kb.publish.folders import BuildFailed
    from kb.publish.offline import write_bundle

    checked = open_records(data)
    if checked.errors:
        _refuse(checked)
    folders = folders_for(out)
    require_repository()
    with progress() as step:
        try:
            build_site(checked, folders, site_url=address_of(site_url), say=step)
            packed = write_bundle(out) if offline else None
        except BuildFailed as error:
            say(str(error))
            raise typer.Exit(PROBLEMS) from None
    if packed:
        say(f"{packed}: unpack it, and open index.html")
    say(f"{out}: {len(checked.corpus.records)} records in {len(Edition)} editions ({_summary(checked)})")


@app.command(epilog="Example: kb search 吳宇懷 --edition zh-Hans")
def search(
    query: Annotated[str, typer.Argument(help="What you would type into the box, in any writing.")],
    edition: Annotated[Edition, typer.Option("--edition", help="Whose index to search.")] = Edition.EN,
    out: Annotated[Path, typer.Option("--site", help="The built site.", metavar="DIR")] = Path("site"),
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each of the first results stands where it stands.")
    ] = False,
) -> None:
    """Search the built site from the terminal. Its own index and rules are run, in Node."""
    from kb.search.terminal import NoNode, Worker, explained, plain

    home = out / edition
    if not (home / "search" / "search_index.json").is_file():
        fail(f"there is no built site in {out}: run 'kb build' first, or give --site")
    try:
        with Worker(home / "assets" / "javascripts", home) as worker:
            worker.set_up()
            lines = (
                [explained(place, row) for place, row in enumerate(worker.explain(query), start=1)]
                if explain
                else [plain(item) for item in worker.search(query)]
            )
    except NoNode as error:
        fail(str(error))
    for line in lines:
        print(line)
    if not lines:
        say("nothing is found: try fewer words, or another writing of the name")


@app.command(epilog="Example: kb render, and then: mkdocs build")
def render(data: DataOption = Path("data")) -> None:
    """Turn the records into Markdown only. It is put in .build/docs, for plain MkDocs to build."""
    from kb import search as search_index
    from kb.edition.locale import locales
    from kb.publish.build import remembered_conversion
    from kb.publish.build import render as render_pages
    from kb.publish.folders import BuildFailed

    checked = open_records(data)
    if checked.errors:
        _refuse(checked)
    folders = folders_for()
    with progress() as step:
        step("rendering the pages")
        conversion = remembered_conversion(checked.corpus, folders)
        editions = locales(checked.corpus, conversion)
        index = search_index.outputs(checked.corpus, editions)
        try:
            with one_at_a_time(folders.work, lambda: step("another build is at work here; waiting for its end")):
                count = sum(len(edition.pages) for edition in render_pages(editions, folders, conversion, more=index))
        except BuildFailed as error:
            say(str(error))
            raise typer.Exit(PROBLEMS) from None
    say(f"{folders.markdown}: {count} pages")


@app.command(epilog="Example: kb export --format csv --out tables")
def export(
    format: Annotated[ExportFormat, typer.Option("--format", help="csv, ftm, json, jsonld or sqlite.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to put the files in.", metavar="DIR")] = Path("export"),
    data: DataOption = Path("data"),
) -> None:
    """Write the data in one format, without building the site. Files that are there and differ are replaced."""
    from kb.edition.locale import locales
    from kb.exports.files import FORMATS
    from kb.exports.json_api import ROOT as EXPORTS_ROOT
    from kb.publish.build import exports as data_exports
    from kb.publish.swap import why_not_written

    if reason := why_not_written(Path.cwd(), out):
        fail(f"--out {out}: {reason}: name another folder")
    checked = open_records(data)
    if checked.errors:
        _refuse(checked)
    made = FORMATS[format](data_exports(checked, locales(checked.corpus), None))
    paths = [path for file in made if write_bytes(path := out / file.path.relative_to(EXPORTS_ROOT), file.data) or path]
    say(f"{out}: {len(paths)} file{'s' * (len(paths) != 1)}")


@app.command(epilog="Example: kb serve --port 9000")
def serve(
    data: DataOption = Path("data"),
    port: Annotated[int, typer.Option("--port", help="The port on this machine.", min=1, max=65535)] = 8000,
) -> None:
    """Build the site and serve it here. Every save in data/ or docs/ shows in the browser by itself."""
    from kb.publish.server import AddressInUse, Server
    from kb.publish.swap import clear

    folders = folders_for(PREVIEW)
    require_repository()
    open_records(data)
    try:
        server = Server(folders.out, "127.0.0.1", port)
    except AddressInUse as error:
        fail(f"{error}: give another with --port")
    clear(folders.out)
    preview = Preview(data, folders)
    with server:
        with progress() as step:
            step("checking the records")
            if preview.build(open_data(data), step):
                say("nothing can be served: mend the lines above, and start again")
                raise typer.Exit(PROBLEMS)
        say(f"Serving at {server.url} (Ctrl-C ends it)")
        server.run([data, folders.root / "docs", folders.theme, folders.root / "mkdocs.yml"], preview)


class _Outdated(Exception):
    """A further save came while a site was being built."""


@dataclass
class Preview:
    """The site as it is being edited. Quotes not yet verified are shown, marked; any other mistake keeps the last good
    site."""

    data: Path
    folders: Folders

    @cached_property
    def _maker(self) -> PageMaker:
        from kb.publish.one_page import PageMaker

        return PageMaker(self.folders)

    def build(self, checked: Checked, step: Say = lambda words: None) -> list[str]:
        """Builds where the records allow it; gives the lines that keep it from that, which the terminal shows too."""
        from kb.publish.build import build as build_site
        from kb.publish.folders import BuildFailed

        print_problems(checked.errors, Format.text)
        stopping = _stopping(checked)
        if not stopping:
            try:
                build_site(checked, self.folders, say=step)
            except BuildFailed as error:
                say(str(error))
                return [str(error)]
            self._maker.forget()
        return stopping

    def pages(self, addresses: Iterable[str]) -> Mapping[str, bytes]:
        """The open pages as they will be; none where something keeps the site from being built, which `site` tells."""
        from kb.publish.folders import BuildFailed
        from kb.publish.preview_pages import preview_pages

        begun = time.monotonic()
        try:
            checked = open_data(self.data)
            if _stopping(checked):
                return {}
            made = preview_pages(checked.corpus, self.folders, self._maker, addresses)
        except (NoData, OSError, BuildFailed):
            return {}
        if made:
            say(f"saved; the open page is shown anew after {time.monotonic() - begun:.1f} s")
        return made

    def site(self, outdated: Callable[[], bool]) -> list[str] | None:
        """Builds after a save, and says how it went."""

        def step(words: str) -> None:
            if outdated():
                raise _Outdated

        say("building anew, while the last site is served ...")
        begun = time.monotonic()
        try:
            wrong = self.build(open_data(self.data), step)
        except _Outdated:
            say("saved again: this build is given up for the next")
            return None
        except (NoData, OSError) as error:
            wrong = [told(error) if isinstance(error, OSError) else str(error)]
            say(wrong[0])
        took = time.monotonic() - begun
        say("the last good site stays: mend the lines above and save again" if wrong else f"rebuilt in {took:.1f} s")
        return wrong


def _stopping(checked: Checked) -> list[str]:
    """What keeps a preview from being built."""
    return [str(problem) for problem in checked.errors if problem.code != UNVERIFIED]


def main() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that has no Chinese shows its numbers
            stream.reconfigure(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):  # what was begun is ended in order: the processes started, the files half made
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda number, _: sys.exit(128 + number))
    try:
        app(prog_name="kb")
    except OSError as error:
        say(f"kb: {told(error)}")
        sys.exit(PROBLEMS)


def _refuse(checked: Checked) -> NoReturn:
    print_problems(checked.errors, Format.text)
    say(f"nothing was built: {_summary(checked)}")
    raise typer.Exit(PROBLEMS)


def _texts(checked: Checked, articles: Path) -> dict[str, evidence.SourceText]:
    if not articles.is_dir():
        fail(f"{articles} is no folder: name the one that holds the articles' texts")
    texts = {}
    for source in checked.corpus.sources:
        path = articles / source.file
        try:
            texts[source.id] = evidence.SourceText.read(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except UnicodeDecodeError:
            fail(f"{path} is not UTF-8: save it as UTF-8")
        except OSError as error:
            fail(f"{path} cannot be read ({error.strerror}): mend its rights")
    return texts


def _unproved(data: Path, checked: Checked, revision: str) -> list[Problem]:
    """The lines of the lock that are new since a revision."""
    try:
        return sorted(new_proofs.new_proofs(data, new_proofs.lock_at(data, revision), checked.corpus.lock))
    except NoRevision as error:
        fail(f"--against: {error}: fetch it first, or name another, as origin/main")


def _summary(checked: Checked) -> str:
    records, errors, warnings = len(checked.corpus.records), len(checked.errors), len(checked.warnings)
    return (
        f"{records} records: {errors or 'no'} problem{'s' * (errors != 1)}, {warnings or 'no'} "
        f"warning{'s' * (warnings != 1)}"
    )
