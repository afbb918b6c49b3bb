"""The forms for issues, and the draft that is made of their answers: in both languages, whatever is typed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kb import cli
from kb.adding.departure import WAYS
from kb.adding.issue_form import UNANSWERED, NoForm, answers, chosen
from kb.checks.open_data import open_data

ROOT = Path(__file__).parent.parent
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TOLD = {
    "name": "Jane Doe",
    "organisation": "xai",
    "date": "2031-03-14",
    "source": "Rocket news",
    "address": "https://news.example/rocket",
    "published": "2031-03-15",
    "quote": "Jane Doe has left",
}


def questions(language, kind="departure"):
    form = yaml.safe_load((FORMS / f"{kind}-{language}.yml").read_text(encoding="utf-8"))
    return [part for part in form["body"] if "id" in part]


def filled(language, **told):
    """The issue that GitHub makes of the answers; of choices, the first."""
    parts = []
    for part in questions(language):
        options = part["attributes"].get("options", [""])
        parts.append(f"### {part['attributes']['label']}\n\n{told.get(part['id'], options[0]) or UNANSWERED}")
    return "\n\n".join(parts)


@pytest.fixture
def project(tmp_path, golden, monkeypatch):
    shutil.copytree(golden / "data", tmp_path / "data")
    shutil.copytree(FORMS, tmp_path / ".github" / "ISSUE_TEMPLATE")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def draft(project, text):
    (project / "form.md").write_text(text, encoding="utf-8", newline="")
    return CliRunner().invoke(cli.app, ["draft", "form.md"])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_filled_form_becomes_records_that_only_their_proof_is_missing_of(project, language):
    done = draft(project, filled(language, **TOLD).replace("\n", "\r\n"))
    assert done.exit_code == 0, done.output
    assert set(done.stdout.split()) == {"data/people/jane-doe.yaml", "data/sources/rocket-news.yaml"}
    checked = open_data(project / "data")
    assert {problem.code for problem in checked.errors} == {"unverified"}
    (claim,) = checked.corpus["jane-doe"].claims
    assert (claim.property_name, claim.left, str(claim.date)) == ("left", "xai", "2031-03-14")


def test_the_forms_ask_the_same_in_both_languages():
    for kind in ("departure", "correction"):
        english, chinese = questions("en", kind), questions("zh", kind)
        assert [(p["id"], p["type"], p.get("validations")) for p in english] == [
            (p["id"], p["type"], p.get("validations")) for p in chinese
        ]
        for one, other in zip(english, chinese, strict=True):
            options = [[chosen(o) for o in p["attributes"].get("options", [])] for p in (one, other)]
            assert options[0] == options[1]


def test_the_choices_are_those_of_the_command():
    offered = {part["id"]: [chosen(o) for o in part["attributes"].get("options", [])] for part in questions("en")}
    assert set(offered["way"]) <= set(WAYS)
    assert set(offered["manner"]) == {"", "resigned", "dismissed", "laid_off"}


@pytest.mark.parametrize(
    "told",
    [
        {"name": "'); rm -rf ~; $(id) `id` ${{ github.token }}"},
        {"quote": "names: {en: Other}\nclaims: []"},
        {"said": "### Who\n\nSomebody else"},
        {"source": "../../etc/passwd"},
        {"address": "https://news.example/?a=1&b='x'"},
    ],
)
def test_whatever_is_typed_stays_text_in_the_records_asked_for(project, told):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    draft(project, filled("en", **(TOLD | told)))
    after = {path for path in project.rglob("*") if path.is_file()} - before.keys() - {project / "form.md"}
    assert {path.parent.relative_to(project).as_posix() for path in after} <= {
        "data/people",
        "data/sources",
        ".build/schemas",
    }
    assert all(path.read_bytes() == content for path, content in before.items())
    for path in after:
        if path.suffix == ".yaml":
            yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", ["", "I heard that she left.", "### Who\n\nJane"])
def test_what_is_no_form_is_refused(project, text):
    done = draft(project, text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "form" in done.stderr


def test_an_answer_that_is_missing_is_named():
    with pytest.raises(NoForm, match="Who"):
        answers(filled("en", **(TOLD | {"name": ""})), FORMS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_nothing_that_strangers_type_stands_in_a_command_of_a_workflow(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    commands = [step["run"] for job in jobs for step in job.get("steps", []) if "run" in step]
    assert not [command for command in commands if re.search(r"\$\{\{", command)]
