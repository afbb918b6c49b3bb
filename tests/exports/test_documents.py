"""The JSON documents: valid by their schemas, whole, and bound by the contract of their version."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kb.cli import ExportFormat
from kb.exports import documents, fields
from kb.exports.files import FORMATS
from kb.exports.json_api import ROOT

CONTRACT = Path(__file__).parent / "contract-v1.json"
"""The fields of version 1 as first published: they may be joined by others, and not leave or change."""


def json_documents(files):
    schemas = str(ROOT / "schemas")
    return [p for p in files if p.startswith(str(ROOT)) and p.endswith(".json") and not p.startswith(schemas)]


def test_every_document_is_valid_by_the_schema_that_it_names(files):
    by_id = {}
    for path, content in files.items():
        if path.startswith(str(ROOT / "schemas")):
            schema = json.loads(content)
            Draft202012Validator.check_schema(schema)
            by_id[schema["$id"]] = Draft202012Validator(schema)
    checked = 0
    for path in json_documents(files):
        if path.endswith(("datasette.json", "ftm.entities.json")):  # the shapes of others
            continue
        document = json.loads(files[path])
        by_id[document["$schema"]].validate(document)
        checked += 1
    assert checked > len(documents.DOCUMENTS)


def test_the_catalogue_lists_what_there_is(files, api):
    listed = {str(ROOT / link["path"]) for link in api("index.json")["documents"]}
    assert listed <= files.keys()
    single = ("index.json", "datasette.json")
    others = {p for p in files if p.startswith(str(ROOT)) and len(Path(p).parts) == 3 and not p.endswith(single)}
    assert others <= listed


def test_counts_are_those_of_the_documents(api):
    counts = api("index.json")["counts"]
    assert counts["statements"] == len(api("statements.json")["statements"])
    assert counts["departures"] == len(api("departures.json")["departures"])
    for kind in ("people", "organisations", "events", "sources", "disputes", "topics"):
        assert counts[kind] == len(api(f"{kind}.json")["records"])


def test_every_claim_of_every_record_is_a_statement(golden_checked, api):
    ids = [statement["id"] for statement in api("statements.json")["statements"]]
    assert sorted(ids) == sorted(f"{r.id}#{c.anchor}" for r in golden_checked.corpus for c in r.claims)


def test_ids_lead_to_what_they_name(golden_checked, api):
    corpus = golden_checked.corpus
    statements = api("statements.json")["statements"]
    known = {statement["id"] for statement in statements}
    for statement in statements:
        assert statement["record"] in corpus
        assert {e["source"] for e in statement["evidence"]} <= corpus.records.keys()
        assert all(dispute in corpus for dispute in statement.get("disputes", ()))
    for departure in api("departures.json")["departures"]:
        assert departure["person"] in corpus and departure["organisation"] in corpus
        assert set(departure["statements"]) <= known


def test_a_quote_keeps_its_letters_and_its_place(golden_checked, api):
    lock = golden_checked.corpus.lock
    for statement in api("statements.json")["statements"]:
        for evidence in statement["evidence"]:
            spot = lock.spot(evidence["source"], evidence["quote"])
            assert spot == (evidence.get("paragraph"), evidence.get("offset"))


def test_nothing_of_a_markup_is_left_in_texts(files):
    for path in json_documents(files):
        assert "[[" not in files[path].decode().replace('"departures": [', "").replace('[[\\"', "")


def contract() -> dict[str, dict[str, object]]:
    """For each shape, its fields with their types, and which of them are always there."""
    shapes = {}
    for document in documents.DOCUMENTS.values():
        schema = document.model_json_schema(by_alias=True, mode="serialization")
        for name, shape in {document.__name__: schema, **schema.get("$defs", {})}.items():
            fields_of = {key: _type(field) for key, field in shape["properties"].items()}
            shapes[name] = {"fields": fields_of, "required": sorted(shape.get("required", []))}
    return shapes


def _type(field):
    return {
        key: value for key, value in field.items() if key in ("type", "$ref", "anyOf", "items", "additionalProperties")
    }


def test_nothing_of_version_1_goes_or_changes(request):
    """A failure means version 2, or a mistake. What was added is accepted with --accept-golden."""
    now = contract()
    if request.config.getoption("--accept-golden"):
        CONTRACT.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    then = json.loads(CONTRACT.read_text(encoding="utf-8"))
    for name, shape in then.items():
        assert name in now, f"{name} is gone"
        for key, kind in shape["fields"].items():
            assert now[name]["fields"].get(key) == kind, f"{name}.{key} is gone or changed"
        assert set(shape["required"]) <= set(now[name]["required"]), f"{name}: what was always there may be missing now"


def test_the_contract_holds_every_field_that_is_published():
    then = json.loads(CONTRACT.read_text(encoding="utf-8"))
    missing = {
        f"{n}.{k}" for n, s in contract().items() for k in s["fields"] if k not in then.get(n, {}).get("fields", {})
    }
    assert not missing, "look at what was added, and accept it with --accept-golden"


def test_every_field_stands_in_the_table_of_the_data_page():
    table = fields.table()
    for name, shape in contract().items():
        if f"### {name} " in table:
            assert all(f"| `{key}` |" in table for key in shape["fields"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_data_page_names_every_document(root, language, api):
    page = (root / "docs" / language / "data.md").read_text(encoding="utf-8")
    for link in api("index.json")["documents"]:
        stem = link["path"].split("/")[-1].split(".")[0]
        assert stem in page or link["path"].startswith("csv/"), link["path"]


def test_the_command_offers_every_format():
    assert {str(known) for known in ExportFormat} == set(FORMATS)
