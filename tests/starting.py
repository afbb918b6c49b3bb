"""The two halves of the start as modules: loaded, and not started."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

RUN = Path(__file__).resolve().parent.parent / "scripts" / "run.py"
STARTER = RUN.with_name("starter.py")


def load(path: Path = STARTER) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.stem}_under_test", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
