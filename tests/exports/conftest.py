"""The exports of the miniature data, in memory and on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.edition.locale import locales
from kb.exports.files import Exports
from kb.exports.json_api import ROOT

SITE_URL = "https://kb.example/departures/"


@pytest.fixture(scope="session")
def exports(golden_checked) -> Exports:
    return Exports(golden_checked.corpus, locales(golden_checked.corpus), "0" * 64, SITE_URL)


@pytest.fixture(scope="session")
def files(exports) -> dict[str, bytes]:
    """Every file by its path below the site."""
    return {str(file.path): file.data for file in exports.files()}


@pytest.fixture(scope="session")
def api(files):
    """Reads a document of the API by its path below ``api/v1``."""
    return lambda path: json.loads(files[str(ROOT / path)])


@pytest.fixture(scope="session")
def on_disk(files, tmp_path_factory) -> Path:
    """The folder ``api/v1`` as a build writes it."""
    site = tmp_path_factory.mktemp("exports")
    for path, content in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site / ROOT
