"""Who imports whom, who prints, who writes, and how long a module is."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

KB = Path(__file__).parent.parent / "scripts" / "kb"
MODULES = sorted(KB.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(KB).as_posix()


TALKERS = {
    "adding/command.py",
    "adding/diff_command.py",
    "adding/fmt_command.py",
    "adding/reshape_command.py",
    "adding/suggest_command.py",
    "adding/todo_command.py",
    "terminal.py",
    "cli.py",
    "text/fold_generator.py",
}
WRITERS = {
    "publish/writing.py",
    "publish/build.py",
    "publish/mkdocs.py",
    "publish/swap.py",
    "publish/cards/cache.py",
    "publish/one_at_a_time.py",  # makes the folder that it locks
    "text/segmenter.py",  # keeps the dictionary as jieba reads it
    "text/fold_generator.py",
}
"""Text is written by ``writing.py``; the others here move, remove or keep what can be made again."""


def calls(path: Path) -> set[str]:
    """The names of everything that a module calls: ``print``, ``write_text``."""
    functions = (
        node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    return {
        function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "") for function in functions
    }


def test_imports_go_downwards_only(root, environment):
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    result = subprocess.run(
        [sys.executable, "-c", lint], cwd=root, env=environment(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("module", [m for m in MODULES if named(m) not in TALKERS], ids=named)
def test_nothing_below_the_command_line_prints(module):
    assert not {"print", "echo"} & calls(module)


@pytest.mark.parametrize("module", [m for m in MODULES if named(m) not in WRITERS], ids=named)
def test_nothing_else_writes(module):
    text = module.read_text(encoding="utf-8")
    own = {"write_text", "write_bytes"} & calls(module)
    if "from kb.publish.writing import" not in text:
        assert not own
    assert not {"mkdir", "unlink", "rename", "replace_file", "rmtree", "copytree", "copy2", "touch", "mkstemp"} & calls(
        module
    )
    modes = [
        argument.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "open"
        for argument in node.args
        if isinstance(argument, ast.Constant)
    ]
    assert not any(set(str(mode)) & set("wax+") for mode in modes)


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_stays_below_500_lines(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 500


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_says_in_a_sentence_what_it_is(module):
    first = (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").split("\n")[0]
    assert first.endswith((".", ":"))


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_no_module_is_a_drawer_for_odds_and_ends(module):
    assert module.stem not in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
