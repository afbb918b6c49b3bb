"""`kb suggest`: what an article adds to the records, and drafts of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kb.adding import scaffold
from kb.adding.reading import read_article
from kb.adding.suggesting import Suggestion, drafts, suggestion
from kb.corpus.corpus import Corpus
from kb.model.records import Source
from kb.publish.writing import write_text
from kb.terminal import DataOption, fail, open_records, say

_TITLES = {
    "contradicts": "May contradict the records",
    "new": "New",
    "asks": "May bear on an open question",
    "known": "In the records already",
}


def suggest(
    article: Annotated[Path, typer.Argument(help="A text file, or a saved web page.", metavar="ARTICLE")],
    published: Annotated[
        str, typer.Option("--published", help="When it was published, which 'yesterday' needs.", metavar="DATE")
    ] = "",
    source: Annotated[str, typer.Option("--source", help="The id of its record.", metavar="ID")] = "",
    out: Annotated[Path, typer.Option("--out", help="The folder to put drafts in.", metavar="DIR")] = Path(".drafts"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write no drafts.")] = False,
    data: DataOption = Path("data"),
) -> None:
    """Read an article against the records. Drafts are written aside, for a person to confirm."""
    try:
        read = read_article(article.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        fail(f"{article} is not UTF-8: save it as UTF-8")
    except OSError as error:
        fail(f"{article} cannot be read ({error.strerror}): name a text file or a saved web page")
    if not read.text.paragraphs:
        fail(f"{article} holds no text: save the page with its words")
    day = _day(published) or read.published
    corpus = open_records(data).corpus
    found = suggestion(corpus, read, day)
    for line in report(found):
        print(line)
    if day is None:
        say("when it was published is not known: with --published DATE, 'yesterday' and days without a year are dated")
    if dry_run:
        return
    name = source or (known.id if (known := _known(corpus, article)) else scaffold.record_id(article.stem))
    title = read.title if 0 < len(read.title) <= 120 else article.stem
    for file, text in drafts(found, read, name, article.name, day, title):
        place = out / file
        if (data / file).exists():
            continue
        if place.exists():
            say(f"{place} is there already, and stays as it is")
            continue
        write_text(place, text)
        say(f"draft: {place}")
    say(f"next: read the drafts against the article, take their first line away, and move them into {data}")


def report(found: Suggestion) -> list[str]:
    """The suggestion as lines: names, then sentences by how they stand to the records."""
    lines = ["Named, with a record:"]
    lines += [f"  {seen.record.kind_name}/{seen.record.id} ({', '.join(seen.writings)})" for seen in found.seen]
    lines += ["Names without one:"]
    lines += [f"  {' = '.join(name.forms)} ({name.times})" for name in found.new]
    for way, title in _TITLES.items():
        remarks = [remark for remark in found.remarks if remark.way == way]
        if remarks:
            lines += [f"{title}:"]
            lines += [f"  {r.who}: {r.text}\n    ¶{r.sentence.paragraph} {r.sentence.text}" for r in remarks]
            if way == "known":
                continue
            lines += [
                f"    {said} = {when}{' (worked out from the day of publication)' if derived else ''}"
                for said, when, derived in dict.fromkeys(d for r in remarks for d in r.sentence.when)
            ]
    other = [told for told in found.told if not any(told is remark.sentence for remark in found.remarks)]
    if other:
        lines += ["Sentences that tell of something, and name nobody:"]
        lines += [f"  ¶{told.paragraph} [{', '.join(told.kinds)}] {told.text}" for told in other]
    return lines


def _known(corpus: Corpus, article: Path) -> Source | None:
    return next((s for s in corpus.sources if s.file == article.name), None)


def _day(given: str) -> date | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        fail(f"--published {given} is no day: write it as 2026-02-09")
