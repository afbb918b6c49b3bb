"""The YAML tables that stand beside the modules that read them: reviewed by hand, trusted, and read fast."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml; slower, the same tables
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


def table(package: str, name: str) -> Any:
    """What the file ``name`` beside the modules of a package holds."""
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_Loader)  # noqa: S506: a safe loader, in C
