"""`kb rename` and `kb merge`: every mention follows, and every old address leads on."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from kb.adding import reshaping, scaffold
from kb.adding.reshaping import Change
from kb.adding.yaml_edit import CannotEdit
from kb.checks.evidence_rules import UNVERIFIED
from kb.checks.open_data import Checked, check_files
from kb.corpus.corpus import Corpus
from kb.corpus.stays import FOCUS
from kb.loading import read_folder
from kb.loading.folder import LOCK_NAME
from kb.model.proposals import did_you_mean
from kb.publish.together import write_together
from kb.terminal import PROBLEMS, DataOption, fail, open_records, say

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be changed, and change nothing.")]


def rename(
    old: Annotated[str, typer.Argument(help="The record's id.", metavar="ID", show_default=False)],
    new: Annotated[str, typer.Argument(help="The id it shall have.", metavar="NEW", show_default=False)],
    dry_run: DryRun = False,
    data: DataOption = Path("data"),
) -> None:
    """Give a record another id. Every mention of it follows, and its old address leads to the new one."""
    checked = _readable(data)
    _known(checked.corpus, old)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", new):
        fail(f"'{new}' cannot be an id: write it in small letters, as {scaffold.record_id(new) or 'jane-doe'}")
    if new in checked.corpus:
        fail(f"'{new}' is there already: to make one record of the two, run kb merge {old} {new}")
    _carry_out(data, checked, dry_run, lambda: reshaping.renamed(checked, old, new))


def merge(
    old: Annotated[str, typer.Argument(help="The record that ends.", metavar="ID", show_default=False)],
    into: Annotated[str, typer.Argument(help="The record that takes it over.", metavar="INTO", show_default=False)],
    dry_run: DryRun = False,
    data: DataOption = Path("data"),
) -> None:
    """Make one record of two, also of two kinds. The second takes over the first one's names, claims and address."""
    checked = _readable(data)
    _known(checked.corpus, old)
    _known(checked.corpus, into)
    if old == into:
        fail(f"'{old}' is one record already: name two")
    _carry_out(data, checked, dry_run, lambda: reshaping.merged(checked, old, into))


def _readable(data: Path) -> Checked:
    """The records, where all of them can be read: a mention in one that cannot would be left behind."""
    checked = open_records(data)
    if checked.loaded.problems or checked.corpus.lock.broken:
        for problem in checked.errors:
            print(problem)
        say("nothing was changed: mend the lines above first")
        raise typer.Exit(PROBLEMS)
    return checked


def _known(corpus: Corpus, given: str) -> None:
    if given == FOCUS:
        fail(f"'{FOCUS}' is what the site is about, and keeps its id")
    if given not in corpus:
        hint = corpus.renamed(given) or did_you_mean(given, corpus.records, "the file's name is the id")
        fail(f"there is no record '{given}': {hint}")


def _carry_out(data: Path, before: Checked, dry_run: bool, change_of: Callable[[], Change]) -> None:
    """Makes the change where the records are as sound after it as they were before; otherwise says what is not."""
    try:
        change = change_of()
    except (CannotEdit, ValueError) as error:
        fail(f"nothing was changed: {error}")
    files = dict(read_folder(data))
    texts = {path: before.loaded.origins[path.stem].text for path in files if path.stem in before.loaded.origins}
    del files[change.gone]
    files |= {path: text.encode() for path, text in change.texts.items()}
    after = check_files(files.items(), change.lock, shown_as=data.as_posix())
    known = {(problem.code, problem.message) for problem in before.errors}
    new = [p for p in after.errors if p.code != UNVERIFIED and (p.code, p.message) not in known]
    if new:
        for problem in new:
            print(problem)
        say("nothing was changed: with the change these lines would be wrong; edit the records first")
        raise typer.Exit(PROBLEMS)
    if dry_run:
        for path, text in sorted(change.texts.items()):
            lines = unified_diff(texts.get(path, texts[change.gone]).splitlines(), text.splitlines(), lineterm="", n=0)
            say("\n".join([f"{data / path}:", *(line for line in lines if line[:3] not in ("---", "+++"))]))
        say("nothing was written")
        return
    lock = {PurePosixPath(LOCK_NAME): change.lock.write()}
    write_together(data, {**change.texts, **lock, change.gone: None})
    for path in sorted(change.texts):
        print(data / path)
    say(f"{data / change.gone} is gone; its address leads on")
    if change.left_out:
        says = "says" if len(change.left_out) == 1 else "say"
        say(f"what its {', '.join(change.left_out)} {says} was not taken over: git has it, should it be worth keeping")
    if any(problem.code == UNVERIFIED for problem in after.errors):
        say("next: kb verify --articles FOLDER (quotes go with their source only where the text is the same)")
