"""The documents as JSON: a catalogue, lists, a file a record, and the schema of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from pydantic import BaseModel

from kb.edition.output import OutputFile
from kb.exports import documents as public

ROOT = PurePosixPath("api", "v1")
"""Below the site's root; the version that breaks nothing is in the path."""

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(site_url: str = "") -> Iterator[OutputFile]:
    """The JSON Schema of each document; its ``$id`` is its address where the site knows its own."""
    for name, document in public.DOCUMENTS.items():
        schema = document.model_json_schema(by_alias=True, mode="serialization")
        path = _schema_path(name)
        head = {"$schema": SCHEMA_DIALECT, "$id": f"{site_url}{path}" if site_url else f"urn:xai-departures:{path}"}
        text = json.dumps(head | schema, ensure_ascii=False, indent=1)
        yield OutputFile(path, text + "\n")


def one(path: str, name: str, site_url: str, body: dict[str, BaseModel]) -> OutputFile:
    """A document that holds one thing; ``name`` is that of its schema."""
    head = _head(path, name, site_url)
    text = json.dumps(head | {key: _plain(value) for key, value in body.items()}, ensure_ascii=False, indent=1)
    return OutputFile(ROOT / path, text + "\n")


def catalogue(catalogue: public.Catalogue) -> OutputFile:
    """The catalogue, where a program begins."""
    text = json.dumps(_plain(catalogue), ensure_ascii=False, indent=1)
    return OutputFile(ROOT / "index.json", text + "\n")


def many(path: str, name: str, site_url: str, key: str, items: Iterable[BaseModel], **more: str) -> OutputFile:
    """A document that holds a list under ``key``, an item a line: lines can be read one by one, and compared."""
    head = json.dumps(_head(path, name, site_url) | more, ensure_ascii=False)
    lines = ",\n".join(json.dumps(_plain(item), ensure_ascii=False, separators=(",", ":")) for item in items)
    return OutputFile(ROOT / path, f'{head[:-1]}, "{key}": [\n{lines}\n]}}\n')


def schema_of(path: str, name: str, site_url: str) -> str:
    """How a document names its schema: by its address, or the way to it where the site's address is not known."""
    if site_url:
        return f"{site_url}{_schema_path(name)}"
    return "../" * (len(PurePosixPath(path).parts) - 1) + f"schemas/{name}.json"


def _head(path: str, name: str, site_url: str) -> dict[str, object]:
    return {"$schema": schema_of(path, name, site_url), "version": public.VERSION}


def _schema_path(name: str) -> PurePosixPath:
    return ROOT / "schemas" / f"{name}.json"


def _plain(item: BaseModel) -> object:
    return item.model_dump(mode="json", by_alias=True, exclude_none=True)
