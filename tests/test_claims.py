"""The kinds of claim as a glossary, and the schemas that editors use: held against the records that they describe."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from kb.checks.open_data import open_data
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.model.claims import AnyClaim, Claim
from kb.model.records import KINDS, Person
from kb.publish.editor_schemas import schemas, write_schemas

PROOF = {"outside": {"en": "Told to us."}, "by": "media"}


def kinds(claim=Claim):
    found = [kind for sub in claim.__subclasses__() for kind in (sub, *kinds(sub))]
    return sorted(set(found), key=lambda kind: kind.__name__)


@pytest.fixture(scope="module")
def validators():
    return {file.path.stem: Draft202012Validator(json.loads(file.content)) for file in schemas()}


def patterns(node):
    """Every regular expression of a schema."""
    if isinstance(node, dict):
        yield from ([node["pattern"]] if isinstance(node.get("pattern"), str) else [])
        for part in node.values():
            yield from patterns(part)
    elif isinstance(node, list):
        for part in node:
            yield from patterns(part)


class _Core(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: numbers, true, false and null are no text, and a date is."""


_Core.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
    ("bool", "true|false", "tf"),
    ("null", "null|~", "n~"),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first))

READERS = {"all text": yaml.CBaseLoader, "YAML 1.2": _Core}


def as_text(node):
    """The document as our loader reads it: every plain scalar is text."""
    return yaml.load(node, Loader=yaml.CBaseLoader)


def test_every_kind_of_claim_is_in_the_union_that_the_type_checker_knows():
    assert set(kinds()) == set(AnyClaim.__args__)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.property_name)
def test_every_kind_says_when_it_is_used_and_gives_an_example(kind):
    assert kind.__doc__ and kind.__doc__.rstrip().endswith(".")
    example = as_text(kind.example)
    assert kind.property_name in example
    assert kind.model_validate(PROOF | example).property_name == kind.property_name


def test_schemas_carry_the_glossary_and_patterns_of_every_dialect(validators):
    for name, validator in validators.items():
        Draft202012Validator.check_schema(validator.schema)
        for pattern in patterns(validator.schema):
            escaped = re.findall(r"\\(.)", pattern)
            assert set(escaped) <= set("dswDSWbB.\\[]/(){}|?*+^$"), f"{name}: no ECMAScript under u: {pattern}"
    assert "Example:" in json.dumps(validators["people"].schema["$defs"]["Left"])


def records(root):
    for folder in (root / "data", root / "tests/golden/data", root / "tests/broken/sound"):
        for kind in KINDS:
            yield from ((kind.kind_name, path) for path in sorted((folder / kind.kind_name).glob("*.yaml")))


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_record_is_valid_by_the_schema_of_its_kind(root, validators, reader):
    wrong = {}
    for kind, path in records(root):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=reader)
        errors = [error.message for error in validators[kind].iter_errors(document)]
        if errors:
            wrong[f"{kind}/{path.name}"] = errors[:2]
    assert not wrong, wrong


@pytest.mark.parametrize(
    "text",
    [
        "names: {en: Ada}\nclaims:\n  - left: xai\n    dat: 2026\n    source: a\n    quote: b",
        "names: {en: Ada}\nclaims:\n  - left: xai\n    manner: fired\n    source: a\n    quote: b",
        "names: {en: Ada}\nclaims:\n  - left: xai\n    date: 9 February\n    source: a\n    quote: b",
        "summary: {en: Nobody}",
        "names: {en: Ada}\nsumary: {en: Nobody}",
    ],
)
def test_a_schema_refuses_what_the_check_refuses(validators, text):
    assert list(validators["people"].iter_errors(as_text(text)))


def test_an_editor_is_offered_the_ids_there_are_and_refused_none(root):
    """The schemas that `check`, `new` and `serve` keep: they differ from the published ones by what they offer."""
    corpus = open_data(root / "data").corpus
    offered = {file.path.stem: json.loads(file.content) for file in schemas(corpus)}
    person = Draft202012Validator(offered["people"])
    assert (
        corpus.people[0].id in offered["people"]["$defs"]["Reason"]["properties"]["by"]["anyOf"][0]["anyOf"][0]["enum"]
    )
    assert set(offered["people"]["$defs"]["Left"]["properties"]["left"]["anyOf"][0]["enum"]) == {
        o.id for o in corpus.organisations
    }
    assert "x-refers" not in json.dumps(offered)
    text = "names: {en: Ada}\nclaims: [{left: not-yet-written, source: not-yet-either, quote: b}]"
    assert not list(person.iter_errors(as_text(text)))
    for kind, path in records(root):
        document = yaml.load(
            path.read_text(encoding="utf-8"),
            Loader=READERS["YAML 1.1"] if "YAML 1.1" in READERS else next(iter(READERS.values())),
        )
        assert not [e.message for e in Draft202012Validator(offered[kind]).iter_errors(document)], path.name


def test_the_schemas_of_editors_follow_the_ids_and_are_left_alone_while_those_stand(tmp_path):
    def people(*ids):
        return Corpus.of([Person.model_validate({"id": i, "names": {"en": i}}) for i in ids], Lock({}))

    def offered():
        return (tmp_path / ".build/schemas/people.json").read_text(encoding="utf-8")

    write_schemas(tmp_path, people("ada"))
    assert '"ada"' in offered()
    folder = tmp_path / ".build/schemas"
    times = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    write_schemas(tmp_path, people("ada"))
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == times
    write_schemas(tmp_path, people("ada", "bo"))
    assert '"bo"' in offered()
    (folder / "people.json").unlink()
    write_schemas(tmp_path, people("ada", "bo"))
    assert '"bo"' in offered()
