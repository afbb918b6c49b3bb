"""The engine's own tests, and that what is shipped is the engine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from indexes import ROOT

from kb.search.bundle import PARTS, engine
from kb.search.terminal import find_node

ENGINE = ROOT / "scripts" / "kb" / "search" / "engine"
NOT_SHIPPED = {"explain"}


def test_the_parts_of_the_engine_work_by_themselves():
    tests = sorted((ROOT / "tests" / "javascript").glob("*.test.mjs"))
    assert tests
    done = subprocess.run([find_node(), "--test", *map(str, tests)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


def test_all_parts_are_shipped_each_after_what_it_imports():
    assert {path.stem for path in ENGINE.glob("*.mjs")} - NOT_SHIPPED == set(PARTS)
    for place, part in enumerate(PARTS):
        imported = re.findall(r'from "\./(\w+)\.mjs"', (ENGINE / f"{part}.mjs").read_text(encoding="utf-8"))
        assert set(imported) <= set(PARTS[:place]), part


def test_what_is_shipped_is_a_script_that_every_browser_of_the_floor_reads(tmp_path: Path):
    script = tmp_path / "engine.js"  # no module: import and export must be gone
    script.write_text(f"var self = {{}};\n{engine()}if (!self.kbSearch.open) throw self", encoding="utf-8")
    done = subprocess.run([find_node(), str(script)], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert not re.search(r"^(import|export)\b", engine(), re.MULTILINE)


def test_every_weight_is_used():
    """A weight that no rule reads would be tuned for nothing."""
    table, rules = "", ""
    for path in ENGINE.glob("*.mjs"):
        text = path.read_text(encoding="utf-8")
        if path.stem == "weights":
            table = re.sub(r"/\*.*?\*/|//[^\n]*", "", text, flags=re.DOTALL)
        else:
            rules += text
    by_kind = re.compile(r"(?:cap|kind): *\(\{.*?\}\)", re.DOTALL)  # which are looked up by the kind's name
    names = set(re.findall(r"(\w+):", by_kind.sub("", table)))
    assert [name for name in sorted(names) if not re.search(rf"\.{name}\b|\b{name}\b[^\n]*\}} = ", rules)] == []
