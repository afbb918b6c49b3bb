"""`kb new`: begins a record, or adds a departure to the record of whoever left."""

from __future__ import annotations

import datetime
import sys
from difflib import ndiff
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from kb.adding import departure as drafting
from kb.adding import scaffold
from kb.adding.departure import WAYS, Departure
from kb.corpus.corpus import Corpus
from kb.corpus.rereading import to_reread
from kb.corpus.stays import FOCUS
from kb.model.problems import Finding, listed
from kb.model.proposals import did_you_mean
from kb.model.values import HAN_LIMIT, LATIN_LIMIT, RESERVED_IDS, PartialDate, quote_limit
from kb.publish.together import write_together
from kb.terminal import DataOption, fail, open_records, refresh_schemas, say
from kb.text.variants import comparable

DEPARTURE = "departure"
_OF_DEPARTURE = "For a departure"
_OF_SOURCE = "For a departure from a new source"


def new(
    kind: Annotated[
        str,
        typer.Argument(help=f"What to begin: {DEPARTURE}, or {', '.join(scaffold.KIND_BY_WORD)}.", show_default=False),
    ],
    name: Annotated[str, typer.Argument(help="The name in English, or as the source has it.", show_default=False)],
    zh_hans: Annotated[
        str | None, typer.Option("--zh-hans", help="The name in simplified Chinese.", metavar="NAME")
    ] = None,
    zh_hant: Annotated[
        str | None, typer.Option("--zh-hant", help="The name in traditional Chinese.", metavar="NAME")
    ] = None,
    way: Annotated[
        str, typer.Option("--as", help=f"How it is told: {', '.join(WAYS)}.", rich_help_panel=_OF_DEPARTURE)
    ] = WAYS[0],
    organisation: Annotated[
        str, typer.Option("--from", help="The organisation's id or name.", metavar="ID", rich_help_panel=_OF_DEPARTURE)
    ] = FOCUS,
    date: Annotated[
        str,
        typer.Option(
            "--date",
            help="As precise as the source: 2026-02-09, 2026-02, 2025-08~, 2025-06/2025-07, ../2026-01-31.",
            rich_help_panel=_OF_DEPARTURE,
        ),
    ] = "",
    manner: Annotated[
        str, typer.Option("--manner", help="resigned, dismissed or laid_off.", rich_help_panel=_OF_DEPARTURE)
    ] = "",
    said: Annotated[
        str, typer.Option("--said", help="The source's wording of the date.", rich_help_panel=_OF_DEPARTURE)
    ] = "",
    source: Annotated[
        str, typer.Option("--source", help="A source's id or name; a new one is made.", rich_help_panel=_OF_DEPARTURE)
    ] = "",
    quote: Annotated[
        str,
        typer.Option(
            "--quote",
            help=f"Its own words: {HAN_LIMIT} Han characters or {LATIN_LIMIT} letters at most.",
            rich_help_panel=_OF_DEPARTURE,
        ),
    ] = "",
    person: Annotated[
        str,
        typer.Option("--person", help="The person's id, where several may be meant.", rich_help_panel=_OF_DEPARTURE),
    ] = "",
    file: Annotated[
        str, typer.Option("--file", help="The name of the file with its text.", rich_help_panel=_OF_SOURCE)
    ] = "",
    outlet: Annotated[str, typer.Option("--outlet", help="Who published it.", rich_help_panel=_OF_SOURCE)] = "",
    published: Annotated[str, typer.Option("--published", help="When.", rich_help_panel=_OF_SOURCE)] = "",
    address: Annotated[str, typer.Option("--address", help="Where it is on the web.", rich_help_panel=_OF_SOURCE)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    data: DataOption = Path("data"),
) -> None:
    """Begin a record, or add a departure. On a terminal, what a departure lacks is asked for."""
    corpus = open_records(data).corpus
    if kind != DEPARTURE:
        files = _record(kind, name, zh_hans, zh_hant, data)
    else:
        told = Departure(
            way=_one_of("--as", way, WAYS),
            organisation=_organisation(corpus, organisation),
            date=_date("--date", date or _asked("Date, as precise as the source (2026-02-09, 2026-02, 2025-08~)", "")),
            manner=_one_of("--manner", manner, ("", "resigned", "dismissed", "laid_off")),
            said=said,
            source=source or _asked("Source, its id or name"),
            quote=_quote(quote or _asked("Its own words that say so")),
        )
        about = {"file": file, "outlet": outlet, "published": published, "address": address}
        files = _departure(corpus, name, person, told, about, data)
    for path, text in files.items():
        if dry_run or sys.stdin.isatty():
            before = path.read_text(encoding="utf-8") if path.exists() else ""
            say(f"{path}:\n{''.join(line[2:] for line in ndiff(_lines(before), _lines(text)) if line[0] == '+')}")
    if dry_run or (kind == DEPARTURE and sys.stdin.isatty() and not typer.confirm("Write this?", default=True)):
        say("nothing was written")
        return
    write_together(data, {PurePosixPath(path.relative_to(data).as_posix()): text for path, text in files.items()})
    for path in files:
        print(path)
    refresh_schemas(corpus)
    if kind == DEPARTURE:
        for line in _to_reread(data, [path.stem for path in files if path.parent.name == "people"]):
            say(line)
        say("next: kb verify --articles FOLDER (the one with the article's text), then kb check")


def _to_reread(data: Path, changed: list[str]) -> list[str]:
    """The texts that a new departure may have made false, each with its place."""
    checked = open_records(data)
    people = [person for person in checked.corpus.people if person.id in changed]
    found = [reread for person in people for reread in to_reread(checked.corpus, person)]
    places = [
        checked.loaded.problem(Finding(record=r.record, path=r.path, message=r.why, hint="", code="reread"))
        for r in found
    ]
    lines = [f"  {place.file}:{place.line}: {place.message}" for place in sorted(places)]
    return ["read again, as the departure may have made it false:", *lines] if lines else []


def _lines(text: str) -> list[str]:
    """The lines of a text, each with its end."""
    return text.splitlines(keepends=True)


def _record(kind: str, name: str, zh_hans: str | None, zh_hant: str | None, data: Path) -> dict[Path, str]:
    entry = scaffold.kind_of(kind)
    if entry is None:
        known = did_you_mean(kind, scaffold.KIND_BY_WORD, f"it is {listed([DEPARTURE, *scaffold.KIND_BY_WORD])}")
        fail(f"'{kind}' cannot be begun: {known}")
    path = _new_file(data / entry.kind_name, name)
    english, simplified = (None, name) if scaffold.is_han(name) and not zh_hans else (name, zh_hans)
    return {path: scaffold.record_text(entry, english, simplified, zh_hant)}


def _departure(
    corpus: Corpus, name: str, person: str, told: Departure, about: dict[str, str], data: Path
) -> dict[Path, str]:
    today = datetime.date.today().isoformat()
    files: dict[Path, str] = {}
    if known := drafting.found_source(corpus, told.source):
        source_id = known.id
    else:
        path = _new_file(data / "sources", told.source)
        source_id = path.stem
        if not about["file"]:
            about["file"] = _asked(
                f"'{told.source}' is a new source. The name of the file with its text", f"{source_id}.txt"
            )
        if about["published"]:
            _date("--published", about["published"])
        files[path] = drafting.new_source(source_id, told.source, script=drafting.script_of(told.quote), **about)
    told = Departure(
        way=told.way,
        organisation=told.organisation,
        source=source_id,
        quote=told.quote,
        date=told.date,
        said=told.said,
        manner=told.manner,
    )
    meant = [p for p in drafting.found_people(corpus, name) if not person or p.id == person]
    if person and not meant:
        if person not in {p.id for p in corpus.people}:
            people = [p.id for p in corpus.people]
            fail(f"there is no person '{person}': {did_you_mean(person, people, 'leave --person out')}")
        meant = [p for p in corpus.people if p.id == person]
    if len(meant) > 1:
        fail(f"'{name}' may be {listed([p.id for p in meant])}: say which with --person")
    if not meant:
        if like := drafting.like_people(corpus, name):
            say(f"a new person; if one of {listed([p.id for p in like])} is meant, say so with --person")
        return files | {_new_file(data / "people", name): drafting.new_person(name, told, today)}
    path = data / "people" / f"{meant[0].id}.yaml"
    say(f"'{name}' is known as {meant[0].id}: the claim is added there")
    try:
        return files | {path: drafting.with_claim(path.read_text(encoding="utf-8"), drafting.claim(told, today))}
    except ValueError as error:
        fail(f"{path}: {error}")


def _new_file(folder: Path, name: str) -> Path:
    record_id = scaffold.record_id(name)
    if not record_id:
        fail(f"no id can be made of '{name}': give a name with letters")
    if record_id in RESERVED_IDS:
        fail(f"'{record_id}' cannot be an id: a list, or a device of Windows, is called that")
    path = folder / f"{record_id}.yaml"
    taken = [p for p in folder.parent.glob(f"*/{record_id}.yaml")]
    if taken:
        fail(f"{taken[0]} is there already: edit it, or give the new record a name of its own")
    return path


def _organisation(corpus: Corpus, given: str) -> str:
    known = [o.id for o in corpus.organisations]
    named = [o.id for o in corpus.organisations if comparable(given) in map(comparable, o.names.all)]
    if given not in known and len(named) == 1:
        return named[0]
    if given not in known:
        hint = did_you_mean(given, known, "begin it with: kb new organisation")
        fail(f"--from {given}: there is no such organisation; {hint}")
    return given


def _one_of(option: str, given: str, allowed: tuple[str, ...]) -> str:
    if given not in allowed:
        fail(f"{option} {given}: it is {listed([value for value in allowed if value])}")
    return given


def _date(option: str, given: str) -> str:
    if given:
        try:
            TypeAdapter(PartialDate).validate_python(given)
        except ValidationError as error:
            problem = error.errors()[0]
            hint = problem.get("ctx", {}).get("hint", "write it as 2026-02-09, 2026-02 or 2026")
            fail(f"{option} {given}: {problem['msg']}; {hint}")
    return given


def _quote(given: str) -> str:
    if not given:
        fail("--quote is missing: the source's own words prove the departure")
    if len(given) > quote_limit(given):
        fail(f"--quote has {len(given)} letters: {quote_limit(given)} at the most, so take the part that says it")
    return given


def _asked(what: str, default: str | None = None) -> str:
    """What the editor answers; without a terminal the default, or a failure where there is none."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, default=default, show_default=bool(default))).strip()
    if default is None:
        fail(f"not given: {what[0].lower()}{what[1:]} (see kb new --help)")
    return default
