"""`kb draft`: adds the departure that somebody reported with the form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.adding import scaffold
from kb.adding.command import DEPARTURE, new
from kb.adding.departure import WAYS
from kb.adding.issue_form import NoForm, answers, chosen
from kb.corpus.stays import FOCUS
from kb.terminal import DataOption, fail

FORMS = Path(".github/ISSUE_TEMPLATE")


def draft(
    form: Annotated[Path, typer.Argument(help="A file with the text of the issue.", show_default=False)],
    data: DataOption = Path("data"),
) -> None:
    """Add the departure that a filled form reports. A new source awaits its text in the file that its record names."""
    try:
        told = answers(form.read_text(encoding="utf-8"), FORMS)
    except FileNotFoundError:
        fail(f"there is no file {form}")
    except (NoForm, UnicodeDecodeError) as error:
        fail(f"{form}: {error}; let the one who reported it fill in the form again")
    new(
        kind=DEPARTURE,
        name=told["name"],
        way=chosen(told["way"]) or WAYS[0],
        organisation=told.get("organisation", FOCUS),
        date=told.get("date", ""),
        manner=chosen(told.get("manner", "")),
        said=told.get("said", ""),
        source=told["source"],
        quote=told["quote"],
        person="",
        file=f"{scaffold.record_id(told['source'])}.txt",
        outlet=told.get("outlet", ""),
        published=told.get("published", ""),
        address=told["address"],
        dry_run=False,
        data=data,
    )
