"""Reads the data folder: which files are records, and what each says."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from kb.loading import explain, strict_yaml
from kb.loading import yaml_mistakes as yaml_mistakes
from kb.loading.yaml_mistakes import Mistake, Place
from kb.model.problems import Finding, Problem, printable
from kb.model.problems import Path as RecordPath
from kb.model.proposals import as_id, did_you_mean
from kb.model.records import KINDS, Record

KIND_BY_FOLDER = {kind.kind_name: kind for kind in KINDS}
LOCK_NAME = "quotes.lock.json"
_KEYS = frozenset(explain.all_keys(KINDS))
_FIRST_KEYS = frozenset(explain.first_keys(KINDS))
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a record was read from: its name below the data folder, as shown, and its text."""

    file: str
    text: str
    claims: tuple[int, ...] | None = None
    """Where some of its claims are wrong and were left out: the places in the file of those that were read."""


@dataclass(frozen=True)
class Loaded:
    """The records that could be read, where they came from, and what is wrong with the rest."""

    records: tuple[Record, ...]
    origins: Mapping[str, Origin]
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """Ids whose files could not be read: to name one of them is no second mistake."""
    read_in_part: frozenset[str] = frozenset()
    """Ids of records that lack what is wrong in their files: that it is not there is no second mistake."""

    def problem(self, finding: Finding) -> Problem:
        """The finding with its line, looked up by reading the file's text once more: only mistakes pay for
        positions."""
        return place(finding, self.origins[finding.record])


@dataclass
class _Reading:
    records: list[Record] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    read_in_part: set[str] = field(default_factory=set)
    named: frozenset[str] = frozenset()
    """The ids that files give, whether they can be read or not."""

    def report(self, file: str, message: str, hint: str, code: str, at: Place = (1, 1)) -> None:
        """Notes what keeps a file from being read."""
        self.unread.add(as_id(PurePosixPath(file).stem))
        self.problems.append(_problem(file, at, message=message, hint=hint, code=code))


_LITTER = re.compile(
    r"~$|\.(?:sw[a-p]|kate-swp|bak|tmp|orig|rej|part|crdownload)$|^#.*#$|^~\$|___jb_(?:tmp|old)___$|"
    r"\.sb-[0-9a-f]+-\w+$|\.(?:BASE|LOCAL|REMOTE|BACKUP)\.\d+\.yaml$|^(?:Thumbs\.db|desktop\.ini|Icon\r|4913)$",
    re.IGNORECASE,
)
"""What editors and systems leave beside the files that people edit; what begins with a dot is passed over in any
case."""


def is_litter(name: str) -> bool:
    """Whether a file's name is one that only an editor or a system gives, or hidden."""
    return name.startswith(".") or bool(_LITTER.search(name))


def read_folder(data: Path) -> Iterator[tuple[PurePosixPath, bytes | OSError]]:
    """Every file below the folder that is neither hidden nor an editor's own, in a fixed order, with its bytes or why
    it cannot be read."""
    found: dict[PurePosixPath, Path | OSError] = {}

    def unreadable(error: OSError) -> None:
        found[PurePosixPath(Path(error.filename).relative_to(data).as_posix())] = error

    for folder, folders, files in os.walk(data, onerror=unreadable):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        named_as_records = [name for name in folders if name.endswith(".yaml") and name not in links]
        passed_over = {*links, *named_as_records}
        folders[:] = [name for name in folders if not name.startswith(".") and name not in passed_over]
        for name in (*files, *links, *named_as_records):
            path = Path(folder, name)
            if not is_litter(name):
                found[PurePosixPath(path.relative_to(data).as_posix())] = path
    for relative, there in sorted(found.items()):
        yield relative, there if isinstance(there, OSError) else bytes_of(there)


def bytes_of(path: Path, limit: int = strict_yaml.SIZE_LIMIT + 1) -> bytes | OSError:
    """What a file holds, up to a limit, or why it cannot be read."""
    try:
        if path.exists() and not path.is_file():  # to open a pipe would wait for ever
            return OSError(0, "it is a folder or a device, not a file")
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        return error


def load(files: Iterable[tuple[PurePosixPath, bytes | OSError]], shown_as: str = "data") -> Loaded:
    """Reads records from files; ``shown_as`` is put before their names in problems."""
    contents = dict(files)
    reading = _Reading(named=frozenset(path.stem for path in contents if _ID.fullmatch(path.stem)))
    by_small_letters = {
        str(path).lower(): path for path in contents
    }  # small letters sort last, so the rightly named one stays
    for path, content in contents.items():
        shown = f"{shown_as}/{path}"
        if path.name == LOCK_NAME and len(path.parts) == 1:
            continue
        kind = _kind_of(path, shown, reading)
        if not kind:
            continue
        twin = by_small_letters[str(path).lower()]
        if twin != path:
            reading.report(
                shown,
                f"its name differs from {twin} in upper and lower case only",
                "delete one of them, or merge the two",
                "case-twin",
            )
            continue
        if not _ID.fullmatch(path.stem):
            better = as_id(path.stem)
            copied = next(
                (i for i in sorted(reading.named) if better.startswith(f"{i}-") or better.endswith(f"-{i}")), ""
            )
            hint = (
                f"where it is a copy of {copied}.yaml, delete it; otherwise name it {better}.yaml"
                if copied
                else f"name it {better}.yaml"
                if better
                else "name the file in lower-case Latin words joined by hyphens, as in tony-wu.yaml"
            )
            reading.report(shown, f"'{path.stem}' is not an id", hint, "file-name")
            continue
        if (text := _decoded(shown, content, reading)) is not None:
            _read_record(kind, path.stem, Origin(shown, text), reading)
    return Loaded(
        tuple(reading.records),
        reading.origins,
        tuple(reading.problems),
        frozenset(reading.unread),
        frozenset(reading.read_in_part),
    )


def place(finding: Finding, origin: Origin) -> Problem:
    path = finding.path
    if origin.claims is not None and len(path) > 1 and path[0] == "claims":
        path = ("claims", origin.claims[int(path[1])], *path[2:])
    at = _look_up(_positions(origin.text), path, explain.is_about_a_key(finding.code))
    if finding.near:
        at = _within(origin.text, at, finding.near)
    return _problem(
        origin.file, at, message=finding.message, hint=finding.hint, code=finding.code, warning=finding.warning
    )


def _problem(file: str, at: Place, *, message: str, hint: str, code: str, warning: bool = False) -> Problem:
    """A problem that fits on a line and can be printed, whatever an editor or a file's name put into it."""
    line, column = at
    return Problem(
        file=printable(file),
        line=line,
        column=column,
        message=printable(message),
        hint=printable(hint),
        code=code,
        warning=warning,
    )


@lru_cache(maxsize=4)
def _positions(text: str) -> strict_yaml.Tree:
    return strict_yaml.parse(text)


def _within(text: str, at: Place, near: str) -> Place:
    """Where the words stand in the value that begins at a place; its beginning, where they are written in another way
    there."""
    tree = _positions(text)
    following = min((p for places in (tree.places, tree.key_places) for p in places.values() if p > at), default=None)
    start, end = _index_of(text, at), _index_of(text, following) if following else len(text)
    index = text.find(near, start, end)
    return yaml_mistakes.place_of(text, index) if index >= 0 else at


def _index_of(text: str, at: Place) -> int:
    line, column = at
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _look_up(tree: strict_yaml.Tree, path: RecordPath, key: bool) -> Place:
    """The nearest place to the path that the file has: of a key that is missing, the mapping it is missing from."""
    while path not in tree.places:
        if not path:
            return 1, 1
        # `quote: x` may be written for `quote: [x]`, so that ("quote", 0) has no place of its own
        path = path[:-1]
    return tree.key_places.get(path, tree.places[path]) if key else tree.places[path]


def _kind_of(path: PurePosixPath, shown: str, reading: _Reading) -> type[Record] | None:
    folders = ", ".join(KIND_BY_FOLDER)
    if len(path.parts) > 1 and path.parts[0] not in KIND_BY_FOLDER:
        folder = shown.removesuffix(str(path)) + path.parts[0]
        reading.unread.add(as_id(path.stem))
        if not any(
            p.file == printable(folder) for p in reading.problems
        ):  # one folder, one mistake, however much is in it
            hint = did_you_mean(path.parts[0], KIND_BY_FOLDER, f"the folders are {folders}")
            reading.report(folder, f"'{path.parts[0]}' is not a folder of records", hint, "folder")
    elif len(path.parts) != 2:
        reading.report(shown, "a record does not belong here", f"put it right into one of {folders}", "folder")
    elif path.suffix != ".yaml":
        reading.report(
            shown, "the file is not read", "give it a name that ends in .yaml, or move it elsewhere", "file-name"
        )
    else:
        return KIND_BY_FOLDER[path.parts[0]]
    return None


def _decoded(shown: str, content: bytes | OSError, reading: _Reading) -> str | None:
    if isinstance(content, OSError):
        reading.report(
            shown,
            f"the file cannot be read ({content.strerror})",
            "put a file that can be read in its place",
            "unreadable",
        )
    elif len(content) > strict_yaml.SIZE_LIMIT:
        reading.report(
            shown,
            f"the file is larger than {strict_yaml.SIZE_LIMIT // 1024} KiB",
            "a record needs a tenth of that: split it",
            "size",
        )
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2]:
        reading.report(shown, "the file is UTF-16 or UTF-32", "save it as UTF-8, without a byte-order mark", "encoding")
    else:
        try:
            content = content.removeprefix(b"\xef\xbb\xbf")  # the mark that editors on Windows put before a text
            return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            at = yaml_mistakes.place_of(content[: error.start].decode("utf-8"), error.start)
            reading.report(shown, "the file is not UTF-8 from here on", "save it as UTF-8", "encoding", at)
    return None


@lru_cache(maxsize=1 << 15)
def _without_fault(kind: type[Record], record_id: str, text: str) -> Record | None:
    """The record that a text holds where nothing is wrong with it. A preview reads the same texts at every save."""
    try:
        tree = strict_yaml.parse(text, _KEYS, _FIRST_KEYS)
        if not tree.mistakes and isinstance(tree.value, dict) and tree.value.get("id", record_id) == record_id:
            return kind.model_validate({**tree.value, "id": record_id}, by_alias=True, by_name=False)
    except (Mistake, ValidationError):
        pass  # read again with the places of what is wrong
    return None


def _read_record(kind: type[Record], record_id: str, origin: Origin, reading: _Reading) -> None:
    if record_id not in reading.origins and (record := _without_fault(kind, record_id, origin.text)):
        reading.origins[record_id] = origin
        reading.records.append(record)
        return
    try:
        tree = strict_yaml.parse(origin.text, _KEYS, _FIRST_KEYS)
    except Mistake as mistake:
        reading.report(origin.file, mistake.message, mistake.hint, mistake.code, mistake.place)
        return
    if not isinstance(tree.value, dict):
        reading.report(
            origin.file, "the file holds no record", "write 'key: value' lines, beginning with 'names:'", "no-record"
        )
        return
    if twin := reading.origins.get(record_id):
        reading.report(
            origin.file,
            f"the id '{record_id}' is taken by {twin.file}",
            "links would not know which is meant: rename one",
            "id-twin",
        )
        return
    fields = tree.value
    if "id" in fields and fields["id"] != record_id:
        given = fields["id"] if isinstance(fields["id"], str) else ""
        hint = (
            f"leave the line out, or rename the file to {given}.yaml"
            if _ID.fullmatch(given)
            else "leave the line out: the file's name is the id"
        )
        message = f"the id '{given}' is not the file's name" if given else "the id is not the file's name"
        finding = Finding(record=record_id, path=("id",), message=message, hint=hint, code="id")
        reading.problems.append(place(finding, origin))
    fields = {**fields, "id": record_id}
    before = len(reading.problems)
    record = _validated(kind, record_id, fields, origin, reading)
    # What is not indented stands twice where two keys hold the like: one mistake.
    apart = any(p.code == explain.NOT_INDENTED for p in reading.problems[before:])
    mistakes = [m for m in tree.mistakes if not (apart and m.code == strict_yaml.DUPLICATE_KEY)]
    reading.problems += (
        _problem(origin.file, mistake.place, message=mistake.message, hint=mistake.hint, code=mistake.code)
        for mistake in mistakes
    )
    if len(reading.problems) > before:
        reading.read_in_part.add(record_id)
    if record is None:
        reading.unread.add(record_id)
        return
    reading.records.append(record)


def _validated(
    kind: type[Record], record_id: str, fields: dict[str, Any], origin: Origin, reading: _Reading
) -> Record | None:
    """The record; where parts of it are wrong, what remains without them, so that the rest is checked as well."""
    try:
        record = kind.model_validate(fields, by_alias=True, by_name=False)
    except ValidationError as error:
        found = tuple(explain.findings(kind, record_id, error, reading.named))
    else:
        reading.origins[record_id] = origin
        return record
    reading.problems += (place(finding, origin) for finding in found)
    wrong = {finding.path[:2] if finding.path[:1] == ("claims",) else finding.path[:1] for finding in found}
    fields = {key: value for key, value in fields.items() if (key,) not in wrong}
    claims = fields.get("claims")
    kept = tuple(n for n in range(len(claims)) if ("claims", n) not in wrong) if isinstance(claims, list) else ()
    if isinstance(claims, list):
        fields["claims"] = [claims[n] for n in kept]
    try:
        record = kind.model_validate(fields, by_alias=True, by_name=False)
    except ValidationError:  # it lacks what must be there
        return None
    reading.origins[record_id] = replace(origin, claims=kept)
    return record
