"""Reads the data folder: which files are records, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from kb.loading import explain, strict_yaml
from kb.problems import Finding, Problem, did_you_mean
from kb.problems import Path as RecordPath
from kb.records import KINDS, Entry

KIND_BY_FOLDER = {kind.kind_name: kind for kind in KINDS}
LOCK_NAME = "quotes.lock.json"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a record was read from: its name below the data folder, as shown, and its text."""

    file: str
    text: str


@dataclass(frozen=True)
class Loaded:
    """The records that could be read, where they came from, and what is wrong with the rest."""

    records: tuple[Entry, ...]
    origins: Mapping[str, Origin]
    problems: tuple[Problem, ...]

    def problem(self, finding: Finding) -> Problem:
        """The finding with its line, looked up by reading the file's text once more: only mistakes pay for positions."""
        return place(finding, self.origins[finding.record])


@dataclass
class _Reading:
    records: list[Entry] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, file: str, message: str, hint: str, code: str) -> None:
        self.problems.append(Problem(file=file, message=message, hint=hint, code=code))


def read_folder(data: Path) -> Iterator[tuple[PurePosixPath, bytes | OSError]]:
    """Every file below the folder that is not hidden, in a fixed order, with its bytes or why it cannot be read."""
    for path in sorted(data.rglob("*")):
        relative = PurePosixPath(path.relative_to(data).as_posix())
        if any(part.startswith(".") for part in relative.parts) or (path.is_dir() and path.suffix != ".yaml"):
            continue
        try:
            with path.open("rb") as file:
                yield relative, file.read(strict_yaml.SIZE_LIMIT + 1)
        except OSError as error:
            yield relative, error


def load(files: Iterable[tuple[PurePosixPath, bytes | OSError]], shown_as: str = "data") -> Loaded:
    """Reads records from files; ``shown_as`` is put before their names in problems."""
    reading = _Reading()
    seen: dict[str, PurePosixPath] = {}
    for path, content in files:
        shown = f"{shown_as}/{path}"
        if path.name == LOCK_NAME and len(path.parts) == 1:
            continue
        kind = _kind_of(path, shown, reading)
        if not kind:
            continue
        twin = seen.setdefault(str(path).lower(), path)
        if twin != path:
            reading.report(
                shown, f"its name differs from {twin} in upper and lower case only", "delete one of them, or merge the two", "case-twin"
            )
            continue
        if not _ID.fullmatch(path.stem):
            reading.report(
                shown, f"'{path.stem}' is not an id", "name the file in lower-case Latin words joined by hyphens, as in tony-wu.yaml", "file-name"
            )
            continue
        if (text := _decoded(shown, content, reading)) is not None:
            _read_record(kind, path.stem, Origin(shown, text), reading)
    return Loaded(tuple(reading.records), reading.origins, tuple(reading.problems))


def place(finding: Finding, origin: Origin) -> Problem:
    tree = _positions(origin.text)
    return Problem(
        file=origin.file, message=finding.message, hint=finding.hint, code=finding.code, warning=finding.warning,
        **dict(zip(("line", "column"), _look_up(tree, finding.path, explain.is_about_a_key(finding.code)), strict=True)),
    )


@lru_cache(maxsize=4)
def _positions(text: str) -> strict_yaml.Tree:
    return strict_yaml.parse(text)


def _look_up(tree: strict_yaml.Tree, path: RecordPath, key: bool) -> strict_yaml.Place:
    """The nearest place to the path that the file has: of a key that is missing, the mapping it is missing from."""
    while path not in tree.places:
        if not path:
            return 1, 1
        # `quote: x` may be written for `quote: [x]`, so that ("quote", 0) has no place of its own
        path = path[:-1]
    return tree.key_places.get(path, tree.places[path]) if key else tree.places[path]


def _kind_of(path: PurePosixPath, shown: str, reading: _Reading) -> type[Entry] | None:
    folders = ", ".join(KIND_BY_FOLDER)
    if len(path.parts) != 2:
        reading.report(shown, "a record does not belong here", f"put it right into one of {folders}", "folder")
    elif path.parts[0] not in KIND_BY_FOLDER:
        reading.report(
            shown, f"'{path.parts[0]}' is not a folder of records", did_you_mean(path.parts[0], KIND_BY_FOLDER, f"the folders are {folders}"), "folder"
        )
    elif path.suffix != ".yaml":
        reading.report(shown, "the file is not read", "give it a name that ends in .yaml", "file-name")
    else:
        return KIND_BY_FOLDER[path.parts[0]]
    return None


def _decoded(shown: str, content: bytes | OSError, reading: _Reading) -> str | None:
    if isinstance(content, OSError):
        reading.report(shown, f"the file cannot be read ({content.strerror})", "mend its rights, or the link", "unreadable")
    elif len(content) > strict_yaml.SIZE_LIMIT:
        reading.report(shown, f"the file is larger than {strict_yaml.SIZE_LIMIT // 1024} KiB", "a record needs a tenth of that: split it", "size")
    elif content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        reading.report(shown, "the file begins with a byte-order mark", "save it as UTF-8 without BOM", "bom")
    else:
        try:
            return content.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            column = error.start - content.rfind(b"\n", 0, error.start)
            reading.problems.append(
                Problem(
                    file=shown, line=line, column=column, message="the file is not UTF-8 from here on", hint="save it as UTF-8", code="encoding"
                )
            )
    return None


def _read_record(kind: type[Entry], record_id: str, origin: Origin, reading: _Reading) -> None:
    try:
        tree = strict_yaml.parse(origin.text)
    except strict_yaml.Mistake as mistake:
        reading.problems.append(_from_mistake(origin, mistake))
        return
    reading.problems += (_from_mistake(origin, mistake) for mistake in tree.mistakes)
    if not isinstance(tree.value, dict):
        if not tree.mistakes:
            reading.report(origin.file, "the file holds no record", "write 'key: value' lines, beginning with 'names:'", "no-record")
        return
    fields = {"id": record_id} | tree.value
    if fields["id"] != record_id:
        finding = Finding(
            record=record_id, path=("id",), message=f"the id '{fields['id']}' is not the file's name",
            hint=f"leave the line out, or rename the file to {fields['id']}.yaml", code="id",
        )
        reading.problems.append(place(finding, origin))
        fields["id"] = record_id
    try:
        record = kind.model_validate(fields)
    except ValidationError as error:
        reading.problems += (place(finding, origin) for finding in explain.findings(kind, record_id, error))
        return
    if twin := reading.origins.get(record_id):
        reading.report(origin.file, f"the id '{record_id}' is taken by {twin.file}", "links would not know which is meant: rename one", "id-twin")
        return
    reading.records.append(record)
    reading.origins[record_id] = origin


def _from_mistake(origin: Origin, mistake: strict_yaml.Mistake) -> Problem:
    line, column = mistake.place
    return Problem(file=origin.file, line=line, column=column, message=mistake.message, hint=mistake.hint, code=mistake.code)
