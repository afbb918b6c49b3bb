"""`kb diff`: what the site says otherwise than at a revision, told in its own words; git is asked, never obeyed."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from typer.testing import CliRunner

from kb import cli
from kb.adding.differences import differences
from kb.checks.open_data import open_data


def git(*words):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@lamps.example"]
    subprocess.run(["git", *identity, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path, golden, monkeypatch):
    """The miniature as the only commit of a repository."""
    shutil.copytree(golden / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "The miniature")
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(done):
    assert done.exit_code == 0, done.output
    return [line.strip() for line in done.stdout.splitlines()]


def test_nothing_changed_is_said_so(project):
    done = run("diff")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "says what it said at HEAD" in done.stderr


def test_a_departure_is_told_as_a_standing_a_statement_and_on_the_home_page(project):
    run("new", "departure", "Otto Brandt", "--date", "2031-03-20", "--manner", "dismissed",
        "--source", "lampwright", "--quote", "奥托·布兰特")  # fmt: skip
    lines = told(run("diff"))
    assert any(line.startswith("Otto Brandt, Xenon Atelier: ") and "-> " in line for line in lines)
    assert any(line.startswith("added: Otto Brandt: Left Xenon Atelier") for line in lines)
    assert "The home page:" in lines


def test_a_claim_withdrawn_is_told_with_its_reason_and_one_deleted_as_gone(project):
    person = project / "data/people/mara-quill.yaml"
    edit(person, "    quote: left on 3 March 2031\n", "    quote: left on 3 March 2031\n"
         "    withdrawn: {date: 2031-06-01, because: {en: A misprint., zh: 误植。}}\n")  # fmt: skip
    edit(person, "  - next: {en: Building boats by the sea, zh: 去海边造船}\n    source: lampwright\n"
         "    quote: 她想去海边造船\n", "")  # fmt: skip
    lines = told(run("diff"))
    assert any(line.startswith("withdrawn: Mara Quill: Left") and line.endswith(": A misprint.") for line in lines)
    assert any(line.startswith("gone: Mara Quill: Next") for line in lines)


def test_pages_that_come_go_or_are_renamed_are_told(project):
    run("rename", "otto-brandt", "otto-k-brandt")
    (project / "data/disputes/how-many-lamps.yaml").unlink()
    lines = told(run("diff"))
    assert any("people/otto-k-brandt" in line and "formerly otto-brandt" in line for line in lines)
    assert any(line.startswith("gone: disputes/how-many-lamps") for line in lines)
    assert not any(line.startswith(("added: Otto", "gone: Otto", "gone: people")) for line in lines)


def test_a_dispute_settled_is_told_once(project):
    dispute = project / "data/disputes/how-many-lamps.yaml"
    end = (
        "settled:\n  date: 2031-06-01\n  holds: {en: Twelve., zh: 十二盏。}\n  source: lampwright\n  quote: 十二盏灯\n"
    )
    dispute.write_text(dispute.read_text(encoding="utf-8") + end, encoding="utf-8")
    lines = told(run("diff"))
    assert [line for line in lines if line.startswith("settled: ")] == [
        "settled: disputes/how-many-lamps (How many lamps?): Twelve."
    ]


def test_what_a_record_holds_obeys_nothing_in_markdown_nor_on_a_terminal(project):
    edit(project / "data/people/nils-farrow.yaml", "Withdrew from daily work", "Gone </pre><b> ``` and {{ x }} from")
    text = run("diff", "--format", "markdown").stdout
    shown = [line for line in text.splitlines() if "Gone" in line]
    assert shown and all(line.startswith("    ") for line in shown)


@pytest.mark.parametrize("revision", ["nonsense", "--output=stolen", "HEAD~9", "", "HEAD:data"])
def test_a_revision_that_git_does_not_know_is_told(project, revision):
    done = run("diff", "--", revision)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "git knows no revision" in done.stderr
    assert not (project / "stolen").exists() and not (project / "data/stolen").exists()


def test_before_the_folder_was_there_everything_is_new(project):
    git("mv", "data", "elsewhere")
    git("commit", "-q", "-m", "Away")
    git("mv", "elsewhere", "data")
    assert sum(line.startswith("new: ") for line in told(run("diff"))) == len(
        open_data(project / "data").corpus.records
    )


def test_two_states_that_are_one_differ_in_nothing(golden_checked):
    assert differences(golden_checked.corpus, golden_checked.corpus) == ()
