"""Several files change as one, or it is told that they did not."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from kb.publish import together

OLD = {"a.yaml": "a", "b.yaml": "b", "gone.yaml": "gone"}
CHANGE = {PurePosixPath("a.yaml"): "A", PurePosixPath("b.yaml"): "B", PurePosixPath("gone.yaml"): None}
NEW = {"a.yaml": "A", "b.yaml": "B"}


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.iterdir())}


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A folder in which a change came as far as the note and the first file."""
    for name, text in OLD.items():
        (tmp_path / name).write_text(text)
    with monkeypatch.context() as patch:
        patch.setattr(together, "_carry_out", lambda folder, texts: (folder / "a.yaml").write_text("A"))
        together.write_together(tmp_path, CHANGE)
    return tmp_path


def test_what_was_begun_is_ended_once(begun):
    assert together.finish(begun)
    assert texts(begun) == NEW
    assert not together.finish(begun)


def test_what_somebody_took_back_stays_as_it_was(begun):
    (begun / "a.yaml").write_text("a")
    assert not together.finish(begun)
    assert texts(begun) == OLD


def test_what_somebody_edited_since_is_theirs(begun):
    (begun / "b.yaml").write_text("mine")
    assert not together.finish(begun)
    assert texts(begun) == OLD | {"a.yaml": "A", "b.yaml": "mine"}


@pytest.mark.parametrize("path", ["../out.yaml", "/out.yaml"])
def test_a_note_does_not_lead_out_of_the_folder(begun, path):
    note = begun / together.NOTE
    held = json.loads(note.read_text())
    held["files"][path] = {"before": None, "text": "x"}
    note.write_text(json.dumps(held))
    assert not together.finish(begun)
    assert texts(begun)["b.yaml"] == "b"
    assert not (begun.parent / "out.yaml").exists()


@pytest.mark.parametrize("note", ["", "{", "[]", '{"files": 1}', '{"files": {"a.yaml": 1}}', "\ud800"])
def test_a_note_that_is_none_is_passed_over(tmp_path, note):
    (tmp_path / together.NOTE).write_bytes(note.encode("utf-8", "surrogatepass"))
    assert not together.finish(tmp_path)
