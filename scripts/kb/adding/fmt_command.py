"""`kb fmt`: writes records in their one form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.adding.formatting import formatted
from kb.adding.yaml_edit import CannotEdit
from kb.loading import read_folder
from kb.model.problems import printable
from kb.publish.writing import write_text
from kb.terminal import PROBLEMS, DataOption, fail, say


def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(help="The records' files; all of them where none is named.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Say which files would change, and write nothing.")] = False,
    data: DataOption = Path("data"),
) -> None:
    """Write records in their one form: keys in one order, comments kept. What they say never changes."""
    if not files and not data.is_dir():
        fail(f"there is no folder {data}: run the command in the project's folder, or give --data")
    changed, refused = 0, 0
    for path in files or [data / place for place, _ in read_folder(data) if place.suffix == ".yaml"]:
        try:
            text = path.read_bytes().decode("utf-8")
            made = formatted(text)
        except FileNotFoundError:
            fail(f"there is no file {path}")
        except UnicodeDecodeError:
            refused += 1
            say(f"{path}: the file is not UTF-8; save it as UTF-8")
        except CannotEdit as error:
            refused += 1
            say(printable(f"{path}: left as it is: {error}"))
        else:
            if made != text:
                changed += 1
                print(path)
                if not check:
                    write_text(path, made)
    say(f"{changed} {'would change' if check else 'changed'}" + (f", {refused} left as they are" if refused else ""))
    if refused or (check and changed):
        raise typer.Exit(PROBLEMS)
