"""The engine's own tests, and that what is shipped is the engine."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_weights_that_the_design_tells_are_those_of_the_table(language: str):
    table = f"import {{ WEIGHTS }} from {json.dumps((ENGINE / 'weights.mjs').as_uri())}; console.log(JSON.stringify(WEIGHTS))"
    call = [find_node(), "--input-type=module", "--eval", table]
    weights = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
    told = re.findall(r"`([\w.]+)` (\d[\d.]*)", (ROOT / "docs" / language / "search-design.md").read_text("utf-8"))
    assert len(told) > 10
    for path, number in told:
        stands = weights
        for step in path.split("."):
            stands = stands[int(step) if step.isdigit() else step]
        assert stands == float(number), path
