"""`kb fmt`: one form for records, reached from any order of their keys; nothing that they say or remark is lost."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kb import cli
from kb.adding.formatting import OF_CLAIMS, OF_RECORDS, formatted
from kb.adding.yaml_edit import CannotEdit
from kb.loading import strict_yaml
from kb.model.claims import Claim
from kb.model.records import KINDS

ROOT = Path(__file__).parent.parent
RECORDS = sorted([*ROOT.glob("data/*/*.yaml"), *ROOT.glob("tests/golden/data/*/*.yaml")])


def comments(text):
    return sorted(line.strip() for line in text.splitlines() if line.strip().startswith("#"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_record_says_the_same_in_its_one_form(path):
    text = path.read_text(encoding="utf-8")
    made = formatted(text)
    assert strict_yaml.parse(made).value == strict_yaml.parse(text).value
    assert comments(made) == comments(text)
    assert formatted(made) == made


@pytest.mark.parametrize("path", RECORDS[::7], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_order_of_its_keys_does_not_matter(path):
    shuffle = random.Random(path.stem).shuffle
    value = strict_yaml.parse(path.read_text(encoding="utf-8")).value

    def shuffled(mapping, first):
        keys = [key for key in mapping if key != first]
        shuffle(keys)
        return {key: mapping[key] for key in [*([first] if first else []), *keys]}

    def written(value, claims):
        held = {**value, "claims": claims} if "claims" in value else value
        return yaml.safe_dump(held, allow_unicode=True, sort_keys=False, width=1000)

    kept = value.get("claims", [])
    common = [[key for key in OF_CLAIMS if key in claim] for claim in kept]
    mixed = [
        {key: claim[key] for key in [*(k for k in claim if k not in OF_CLAIMS), *shuffled(dict.fromkeys(keys), None)]}
        for claim, keys in zip(kept, common, strict=True)
    ]
    assert formatted(written(shuffled(value, None), mixed)) == formatted(written(value, kept))


def test_every_key_of_the_model_has_its_place():
    fields = {field.alias or name for kind in KINDS for name, field in kind.model_fields.items()}
    assert fields == set(OF_RECORDS)
    assert {field.alias or name for name, field in Claim.model_fields.items()} == set(OF_CLAIMS)


def test_comments_and_lines_go_with_what_they_stand_above():
    text = (
        "# The record\n\n# told twice\nclaims:\n- # of the departure\n  source: gazette  \n  quote: |\n    six lamps  \n"
        "  # by hearsay\n  left: xai\n\n\nnames:\n    en: Ada\n# the end\n"
    )
    made = formatted("\ufeff" + text.replace("\n", "\r\n"))
    assert comments(made) == comments(text)
    assert strict_yaml.parse(made).value == strict_yaml.parse(text).value
    assert made.index("names:") < made.index("# told twice") < made.index("claims:") or made.startswith("# The record")
    assert formatted(made) == made


@pytest.mark.parametrize("text", ["{names: {en: Ada}}", "names: [", "names: {en: A}\nnames: {en: B}\n", "", "- a\n"])
def test_what_is_not_understood_is_left_alone(text):
    with pytest.raises(CannotEdit):
        formatted(text)


@pytest.fixture
def project(tmp_path, golden, monkeypatch):
    shutil.copytree(golden / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def test_the_command_writes_what_differs_and_says_so(project):
    run("fmt")
    person = project / "data/people/ada.yaml"
    person.write_text("claims:\n- source: harbour-gazette\n  quote: x\n  left: xai\nnames: {en: Ada}   \n")
    odd = person.read_bytes()
    done = run("fmt", "--check")
    assert (done.exit_code, done.stdout, person.read_bytes()) == (1, "data/people/ada.yaml\n", odd)
    done = run("fmt", person)
    assert (done.exit_code, done.stdout) == (0, f"{person}\n")
    assert person.read_text().startswith("names: {en: Ada}\nclaims:\n  - ")
    assert run("fmt", "--check").exit_code == 0


def test_a_file_with_a_mistake_is_named_and_left(project):
    person = project / "data/people/ada.yaml"
    person.write_text("names: [\n")
    done = run("fmt", person)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "left as it is" in done.stderr and person.read_text() == "names: [\n"
    assert run("fmt", "nowhere.yaml").exit_code == 2


def test_a_new_departure_is_in_that_form_already(project):
    run("new", "departure", "Jane Doe", "--date", "2031-03-14", "--source", "lampwright", "--quote", "我今天离开")
    assert run("fmt", "--check", "data/people/jane-doe.yaml").exit_code == 0
