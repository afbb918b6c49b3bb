"""What each command prints, and the code it ends with."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess

import click
import pytest
import typer
from typer.testing import CliRunner

from kb.cli import app

COMMANDS = sorted(typer.main.get_command(app).commands)
BROKEN = "names: {en: Ada Ling}\nsumary: {en: Lamps., zh: 灯。}\n"
LINE = "data/people/ada-ling.yaml:2:1: the key 'sumary' is not known here; did you mean 'summary'?"


@pytest.fixture
def project(golden, root, tmp_path, monkeypatch):
    """A folder with the miniature data and the settings of MkDocs; commands are run in it."""
    shutil.copytree(golden / "data", tmp_path / "data")
    shutil.copytree(golden / "articles", tmp_path / "articles")
    shutil.copy2(root / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(app, list(words))


def snapshot(folder):
    return {
        p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_sound_data_end_with_0(project):
    result = run("check", "--no-warnings")
    assert (result.exit_code, result.stdout) == (0, "")
    assert re.fullmatch(r"\d+ records: no problems, 1 warning\n", result.stderr)


def test_problems_end_with_1(project):
    (project / "data/people/ada-ling.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "--no-warnings")
    assert (result.exit_code, result.stdout) == (1, LINE + "\n")


def test_warnings_are_shown_and_stop_nothing(project):
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == "data/people/nils-farrow.yaml:4:3: the text has no 'zh'; add 'zh: ...' (warning)\n"


def test_problems_as_json(project):
    (project / "data/people/ada-ling.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "--no-warnings", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "file": "data/people/ada-ling.yaml",
            "line": 2,
            "column": 1,
            "code": "extra-forbidden",
            "message": "the key 'sumary' is not known here",
            "hint": "did you mean 'summary'?",
            "warning": False,
        }
    ]


def test_no_problems_as_json_are_an_empty_list(project):
    result = run("check", "--no-warnings", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_problems_as_annotations_of_github(project):
    (project / "data/people/ada-ling.yaml").write_text(BROKEN, encoding="utf-8")
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "::error file=data/people/ada-ling.yaml,line=2,col=1::the key 'sumary' is not known here; did you mean 'summary'?",
        "::warning file=data/people/nils-farrow.yaml,line=4,col=3::the text has no 'zh'; add 'zh: ...'",
    ]


def test_an_annotation_keeps_its_percent_signs(project):
    (project / "data/topics/oil.yaml").write_text("names: {en: Oil}\nkind: 90%0Aoff\n", encoding="utf-8")
    result = run("check", "--format", "github", "--no-warnings")
    assert result.stdout.startswith("::error file=data/topics/oil.yaml,line=2,col=7::'kind' cannot be '90%250Aoff'")


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--data", "nowhere"],
        ["check", "--format", "xml"],
        ["check", "more"],
        ["publish"],
        ["build", "--data", "nowhere"],
        ["build", "--site-url", "example.org"],
        ["build", "--site-url", "javascript:alert(1)"],
        ["build", "--site-url", "https://kb.example/a b/"],
        ["build", "--site-url", "https://kb.example/?a"],
        ["build", "--site-url", "https://kb.example/#a"],
        ["build", "--site-url", "https://kb.example/\nDisallow: /"],
        ["build", "--site-url", 'https://kb.example/">'],
        ["build", "--site-url", "https://"],
        ["build", "--site-url", ""],
        ["verify"],
        ["verify", "--articles", "nowhere"],
        ["render", "--data", "nowhere"],
        ["serve", "--port", "0"],
        ["serve", "--port", "99999"],
        ["serve", "--data", "nowhere"],
    ],
)
def test_wrong_use_ends_with_2_and_says_why(project, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_repository_that_is_no_address_is_refused(project, monkeypatch, command):
    monkeypatch.setenv("KB_REPOSITORY", 'https://code.example/kb" onclick="alert(1)')
    result = run(command)
    assert result.exit_code == 2
    assert result.stderr.startswith('kb: KB_REPOSITORY https://code.example/kb" onclick=')


def test_a_terminal_without_chinese_is_told_all_the_same(kb, project):
    (project / "data/topics/oil.yaml").write_text("names: {en: Oil}\nkind: 油灯\n", encoding="utf-8")
    done = kb("check", "--no-warnings", cwd=project, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stdout.startswith("data/topics/oil.yaml:2:7: 'kind' cannot be '\\u6cb9\\u706f'; it is ")


def test_a_files_name_adds_nothing_to_an_annotation(project):
    (project / "data/topics/x,title=Told::off%0A.yaml").write_text("names: {en: Oil}\nkind: theme\n", encoding="utf-8")
    result = run("check", "--format", "github", "--no-warnings")
    assert result.stdout.startswith("::error file=data/topics/x%2Ctitle=Told%3A%3Aoff%250A.yaml,line=1,col=1::'x,")


@pytest.mark.parametrize("command", ["build", "render"])
def test_outside_the_project_nothing_is_built(golden, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    result = run(command, "--data", str(golden / "data"))
    assert result.exit_code == 2
    assert "run the command in the project's folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "render", "serve"])
def test_broken_data_are_not_built(project, command):
    (project / "data/people/ada-ling.yaml").write_text(BROKEN, encoding="utf-8")
    before = snapshot(project)
    result = run(command)
    assert result.exit_code == 1
    assert LINE in result.stdout
    assert snapshot(project) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_an_example(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"Example: kb {command}" in " ".join(result.stdout.split())


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    assert all(command in result.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_is_explained(command):
    options = [
        p
        for p in typer.main.get_command(app).commands[command].params
        if isinstance(p, click.Option) and p.name != "help"
    ]
    assert all(option.help for option in options)


def test_verifying_again_gives_the_same_lock(project):
    before = snapshot(project)
    result = run("verify", "--articles", "articles")
    assert (result.exit_code, result.stdout) == (0, "")
    assert snapshot(project) == before


def test_verifying_from_nothing_gives_the_same_lock(project):
    lock = project / "data/quotes.lock.json"
    before = lock.read_bytes()
    lock.unlink()
    assert run("verify", "--articles", "articles").exit_code == 0
    assert lock.read_bytes() == before


def test_a_changed_article_is_noticed_where_it_is_quoted(project):
    article = project / "articles/harbour-gazette.txt"
    article.write_text(
        article.read_text(encoding="utf-8").replace("The nights were long", "The nights were short"), encoding="utf-8"
    )
    result = run("verify", "--articles", "articles")
    assert result.exit_code == 1
    assert [line.split("; ")[0] for line in result.stdout.splitlines()] == [
        "data/people/mara-quill.yaml:39:19: 'The nights were long' does not stand in harbour-gazette",
        "data/people/mara-quill.yaml:46:12: '\"The nights were long,\" she said' does not stand in harbour-gazette",
    ]
    assert run("check").exit_code == 1


def test_a_changed_quote_is_noticed_without_the_articles(project):
    record = project / "data/people/otto-brandt.yaml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("如今仍管理油库", "如今仍在管理油库"), encoding="utf-8"
    )
    result = run("check", "--no-warnings")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "data/people/otto-brandt.yaml:17:12: the quote '如今仍在管理油库' is not verified; "
    )


def test_articles_that_are_not_there_leave_what_was_proved(project):
    before = snapshot(project)
    (project / "empty").mkdir()
    result = run("verify", "--articles", "empty")
    assert result.exit_code == 0
    assert snapshot(project) == before


def test_an_article_that_is_no_text_gives_a_sentence(project):
    (project / "articles/harbour-gazette.txt").write_bytes(b"\xff\xfe\x00L")
    result = run("verify", "--articles", "articles")
    assert result.exit_code in (1, 2)
    assert "harbour-gazette" in result.stdout + result.stderr
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_pipe_gets_the_problems_and_nothing_else(make_project, kb):
    project = make_project("pipe")
    result = kb("check", "--no-warnings", cwd=project)
    assert (result.returncode, result.stdout) == (0, "")
    result = kb("render", cwd=project)
    assert (result.returncode, result.stdout) == (0, "")
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed otherwise on Windows")
def test_a_reader_that_goes_away_gets_no_traceback(make_project, environment):
    import subprocess
    import sys

    project = make_project("closed-pipe")
    lines = "".join(f"key-{n}: x\n" for n in range(20_000))
    (project / "data/people/ada-ling.yaml").write_text("names: {en: Ada Ling}\n" + lines, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "kb", "check"],
        cwd=project,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.wait(timeout=60)
    assert "Traceback" not in said


@pytest.mark.parametrize("out", [".", "..", "data", "docs", "scripts/kb/theme", "README.md", "mkdocs.yml", "texts"])
def test_nothing_but_a_site_is_ever_replaced(project, out):
    (project / "texts").mkdir(exist_ok=True)
    (project / "texts" / "mine.txt").write_text("mine", encoding="utf-8")
    (project / "README.md").write_text("read me", encoding="utf-8")
    before = snapshot(project)
    result = run("build", "--out", out)
    assert result.exit_code == 2
    assert f"--out {out}: it" in result.stderr
    assert snapshot(project) == before


def test_a_folder_of_no_texts_is_no_proof(project):
    (project / "empty").mkdir()
    result = run("verify", "--articles", "empty")
    assert "found in the articles: 0" in result.stderr
    assert "no text at hand of: harbour-gazette, lampwright" in result.stderr
    assert run("coverage", "--articles", "empty").exit_code == 2


def test_a_terminal_is_given_nothing_of_an_article_that_it_would_obey(project):
    article = project / "articles/harbour-gazette.txt"
    article.write_text(
        article.read_text(encoding="utf-8") + "\nA title\x1b]0;taken\x07 and \x9b31mred.\n", encoding="utf-8"
    )
    result = run("coverage", "--articles", "articles")
    assert "A title\\x1b]0;taken\\x07 and \\x9b31mred" in result.stdout
    assert all(c.isprintable() or c == "\n" for c in result.stdout)


@pytest.mark.parametrize("word", ["person", "people"])
def test_a_kind_may_be_named_as_its_folder_is(project, word):
    result = run("new", word, "Ida Holm")
    assert (result.exit_code, result.stdout.strip()) == (0, "data/people/ida-holm.yaml")
    assert run("check", "--no-warnings").exit_code == 0


# --- Proofs that a change adds ----------------------------------------------------------------------------------------


@pytest.fixture
def committed(project):
    """The project's folder as a repository whose one revision is called `before`."""
    git = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@kb.example", "-c", "commit.gpgsign=false"]
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "before"], ["tag", "before"]):
        subprocess.run([*git, *words], check=True, cwd=project)
    return project


def test_a_new_line_of_the_lock_is_unproved_with_its_place(committed, monkeypatch):
    lock = committed / "data" / "quotes.lock.json"
    lines = lock.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if '": [' in line)
    lines[number] = re.sub(r"\[\d+, \d+\]", "[4321, 0]", lines[number])
    lock.write_text("\n".join(lines), encoding="utf-8")
    told = run("check", "--against", "before")
    found = [line for line in told.stdout.splitlines() if "unproved" in line]
    assert len(found) == 1
    assert found[0].startswith(f"data/quotes.lock.json:{number + 1}:1: unproved: that '")
    assert "proofs that before has not: 1" in told.stderr
    assert told.exit_code == 0
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(committed / "summary.md"))
    told = run("check", "--against", "before", "--format", "github")
    assert f"::warning file=data/quotes.lock.json,line={number + 1},col=1::unproved" in told.stdout
    assert f"    data/quotes.lock.json:{number + 1}:" in (committed / "summary.md").read_text(encoding="utf-8")


def test_a_change_that_adds_no_proof_is_told_so(committed, monkeypatch):
    assert "proofs that before has not: none" in run("check", "--against", "before").stderr
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(committed / "summary.md"))
    run("check", "--against", "before", "--format", "github")
    assert (committed / "summary.md").read_text(encoding="utf-8") == "No proof of a quote is new or changed.\n"


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "before:data", "x\x1b[2J"])
def test_a_revision_that_git_does_not_know_is_wrong_use(committed, revision):
    told = run("check", f"--against={revision}")
    assert told.exit_code == 2
    assert "git knows no revision" in told.stderr and "origin/main" in told.stderr
    assert "\x1b" not in told.stderr


def test_verify_says_whether_the_lock_stands(project):
    assert "the lock stands as it was" in run("verify", "--articles", "articles").stderr
    (project / "data" / "quotes.lock.json").unlink()
    assert "the lock was changed" in run("verify", "--articles", "articles").stderr


# --- Places that are not for it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("out", ["data", "data/people/tables", "docs", ".build/tables", "loop", "loop/x"])
def test_an_export_is_not_written_among_what_is_kept(project, out):
    if hasattr(os, "symlink"):
        (project / "loop").symlink_to("loop")
    before = snapshot(project)
    told = run("export", "--format", "csv", "--out", out)
    assert told.exit_code == 2
    assert re.fullmatch(rf"kb: --out {out}: it is .*: name another folder\n", told.stderr)
    assert {n: f for n, f in snapshot(project).items() if ".build" not in n} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_data_that_are_a_link_to_themselves_are_no_folder(project):
    (project / "loop").symlink_to("loop")
    told = run("check", "--data", "loop")
    assert (told.exit_code, told.exception.__class__) == (2, SystemExit)
    assert "there is no folder loop" in told.stderr


@pytest.mark.parametrize("address", ["https://kb.example:99999/", "https://ada:secret@kb.example/", "https://[::1/"])
def test_an_address_that_leads_nowhere_or_tells_a_password_is_none(project, address):
    told = run("build", "--site-url", address)
    assert told.exit_code == 2
    assert "is no address" in told.stderr
