"""The JSON Schemas by which editors complete and check records, and the one place where they are kept fresh."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import kb.model
from kb.corpus.corpus import Corpus
from kb.edition.output import OutputFile
from kb.model.claims import VOICES
from kb.model.records import KINDS
from kb.model.values import REFERS
from kb.publish.writing import write_all

STAMP = PurePosixPath("made-from.txt")
"""What the schemas that lie there were made from, beside them."""


def schemas(corpus: Corpus | None = None) -> Iterator[OutputFile]:
    """A JSON Schema for each kind of record, for editors that complete and check YAML.

    With a ``corpus`` an editor is offered its ids where one is asked for; any other is left to `check`.
    """
    for kind in KINDS:
        schema = kind.model_json_schema(by_alias=True)
        schema["required"] = [name for name in schema["required"] if name != "id"]  # the file's name gives it
        schema["properties"].pop("id")
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_with_ids(schema, corpus)}
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        yield OutputFile(PurePosixPath("schemas", f"{kind.kind_name}.json"), text + "\n")


def _with_ids(node: Any, corpus: Corpus | None) -> Any:
    """The schema, in which ids are offered in place of the mark that says of which kinds they may be."""
    if isinstance(node, list):
        return [_with_ids(item, corpus) for item in node]
    if not isinstance(node, dict):
        return node
    inside = {key: _with_ids(value, corpus) for key, value in node.items() if key != REFERS}
    kinds = node.get(REFERS)
    if kinds is None or corpus is None:
        return inside
    ids = [record.id for record in corpus if not kinds or record.kind_name in kinds]
    words = list(VOICES) if "voices" in kinds else []
    return {"anyOf": [{"enum": [*words, *ids]}, inside]}


def write_schemas(root: Path, corpus: Corpus) -> None:
    """Makes the schemas that editors read those of the records as they are: at one place, whichever command is run.

    To make them takes longer than to check the records: they are made again only for other ids, or another model.
    """
    folder = root / ".build" / "schemas"
    made_from = _made_from(corpus)
    there = all((folder / f"{kind.kind_name}.json").is_file() for kind in KINDS)
    if there and (folder / STAMP).is_file() and (folder / STAMP).read_text(encoding="utf-8") == made_from:
        return
    files = (OutputFile(PurePosixPath(file.path.name), file.content) for file in schemas(corpus))
    write_all(folder, [*files, OutputFile(STAMP, made_from)])


def _made_from(corpus: Corpus) -> str:
    digest = hashlib.sha256(repr([(record.kind_name, record.id) for record in corpus]).encode())
    for path in sorted(Path(kb.model.__path__[0]).rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()}\n"
