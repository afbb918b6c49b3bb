"""The texts for readers of the repository, held against what they describe: commands, options, places, versions."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import typer.main

import bench
from kb import __version__, cli
from starting import load

ROOT = Path(__file__).parent.parent
TEXTS = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]
OF_RUN = {"serve", "test", "lint"}
"""What run.py itself knows; ``serve`` it hands on, and the command is in the program too."""
CALL = re.compile(r"python3 scripts/run\.py ((?:bench )?[a-z][a-z-]*)((?: [^`\n#]*)?)")


def commands() -> dict[str, set[str]]:
    """Every command of the program and every measurement, with its options."""
    named = typer.main.get_command(cli.app).commands | {
        f"bench {name}": command for name, command in typer.main.get_command(bench.commands).commands.items()
    }
    return {name: {o for p in command.params for o in p.opts} for name, command in named.items()}


def calls(text: str) -> list[tuple[str, str]]:
    return CALL.findall(text)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists_and_has_the_options_named(text):
    known = commands()
    for name, words in calls(text.read_text(encoding="utf-8")):
        assert name in known or name in OF_RUN, name
        if name in known and name not in OF_RUN:
            for option in re.findall(r"--[a-z-]+", words):
                assert option in known[name] | {"--help"}, f"{name} {option}"


def test_the_table_of_commands_names_every_command():
    told = {name for name, _ in calls((ROOT / "README.md").read_text(encoding="utf-8"))}
    assert told >= set(commands()) | OF_RUN


@pytest.mark.slow
def test_every_command_starts_in_the_surroundings_that_the_starter_gives_it(monkeypatch):
    run = load()
    calls = []
    monkeypatch.setattr(run, "prepare", lambda lock: None)
    monkeypatch.setattr(run, "hand_over", lambda words, env, cwd=None: calls.append((words, env)))
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    monkeypatch.setattr(os, "environ", bare)
    for words in [["--help"], *([*name.split(), "--help"] for name in sorted(commands()))]:
        run.main(words)
    for words, env in calls:
        done = subprocess.run([sys.executable, *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Usage: " in done.stdout, words


def test_every_place_that_is_named_is_there():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:scripts|tests|data|docs|\.github|\.vscode)/[\w./-]+)`", text)
    assert named
    made_up = {"data/people/jane-doe.yaml"}  # what an example makes
    for place in named:
        assert place in made_up or (ROOT / place).exists(), place


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.name)
def test_every_link_within_the_repository_leads_somewhere(text):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text.read_text(encoding="utf-8")):
        assert (text.parent / target).exists(), target


def test_the_program_tells_its_version(kb, tmp_path):
    done = kb("--version", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"kb {__version__}\n")


def test_the_workflows_run_what_was_looked_at():
    """A tag can be moved to other code; a digest cannot, and its version stands beside it for people and dependabot."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")]
    used = re.findall(r"^ *(?:- )?uses: +(?![ .])(.+)$", "\n".join(texts), re.MULTILINE)
    assert used
    assert [line for line in used if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []
