"""Killed, or out of disk, at any change of the disk: the next command finds the old or the new, and it whole."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows neither forks nor kills so"),
]

if os.name != "nt":
    import dying

COMMANDS = {
    "verify": ["verify", "--articles", "articles"],
    "rename": ["rename", "mara-quill", "mara-q"],
    "merge": ["merge", "otto-brandt", "mara-quill"],
    "new": ["new", "departure", "Jane Doe", "--from", "xai", "--date", "2024-03", "--file", "jane.txt"]
    + ["--source", "A new gazette", "--quote", "she has left the lamps"],
}
MOMENTS = int(os.environ.get("KB_MOMENTS", "64"))
"""How many moments are tried; every night more of them."""


def files(folder) -> dict[str, bytes]:
    """What stands in the data, as whoever reads it finds it."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(scope="module")
def start(make_project, golden):
    """A project in which something is to be done by each command."""
    project = make_project("start")
    shutil.copytree(golden / "articles", project / "articles")
    lock = project / "data" / "quotes.lock.json"
    lock.write_text(lock.read_text(encoding="utf-8").replace("[", "[ ", 1), encoding="utf-8")
    return project


@pytest.fixture(scope="module")
def after(start, tmp_path_factory):
    """For each command what the data are after it, and how many changes of the disk it makes."""
    found = {}
    for name, words in COMMANDS.items():
        project = shutil.copytree(start, tmp_path_factory.mktemp(name) / "project")
        code, said, changes = dying.run(project, *words)
        assert code == 0, said
        assert files(project / "data") != files(start / "data"), name
        found[name] = files(project / "data"), changes
    return found


@pytest.mark.parametrize("full", [False, True], ids=["killed", "disk full"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_broken_off_leaves_the_old_or_the_new(start, after, tmp_path, name, full):
    old, (new, changes) = files(start / "data"), after[name]
    moments = range(1, changes + 1)
    if len(moments) > MOMENTS // 8:
        moments = sorted(random.Random(name).sample(moments, MOMENTS // 8))
    seen = []
    for moment in moments:
        project = shutil.copytree(start, tmp_path / str(moment))
        code, said, _ = dying.run(project, *COMMANDS[name], at=moment, full=full)
        assert "Traceback" not in said
        assert not full or (code == 1 and "make room on the disk" in said) or code == 0, said
        _, said, _ = dying.run(project, "check")
        assert "Traceback" not in said
        assert files(project / "data") in (old, new), f"{moment} of {changes}: {said}"
        assert not (project / "data" / ".unfinished.json").exists()
        seen.append(files(project / "data") == new)
    assert seen == sorted(seen), "what was done is not undone by a later end"


@pytest.fixture(scope="module")
def built(make_project):
    """A project with a site, and a record that was changed since."""
    project = make_project("built")
    code, said, _ = dying.run(project, "build")
    assert code == 0, said
    record = project / "data/people/otto-brandt.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Keeps the oil store", "Looks after the oil store"), encoding="utf-8")
    return project


@pytest.mark.parametrize("full", [False, True], ids=["killed", "disk full"])
def test_a_build_that_is_broken_off_leaves_the_old_site_or_the_new(built, tmp_path, full):
    done = shutil.copytree(built, tmp_path / "done")
    code, said, changes = dying.run(done, "build")
    assert code == 0, said
    old, new = files(built / "site"), files(done / "site")
    assert old != new
    for moment in sorted(random.Random(changes).sample(range(1, changes + 1), min(changes, MOMENTS // 16))):
        project = shutil.copytree(built, tmp_path / "project")
        code, said, _ = dying.run(project, "build", at=moment, full=full)
        assert "Traceback" not in said
        assert not full or code in (0, 1)
        code, said, _ = dying.run(project, "check")
        assert code == 0, said
        assert files(project / "site") in (old, new), f"{moment} of {changes}"
        assert not full or not (project / ".site.kb-new").exists(), "what is half made keeps the disk full"
        shutil.rmtree(project)


def test_two_builds_at_once_give_one_whole_site(built, tmp_path):
    project = shutil.copytree(built, tmp_path / "project")
    with ThreadPoolExecutor() as pool:
        ends = list(pool.map(lambda name: dying.run(project, "build", name=name), ["one", "two"]))
    assert [code for code, _, _ in ends] == [0, 0], ends
    assert "Looks after the oil store" in files(project / "site")["en/people/otto-brandt/index.html"].decode()
    assert [p.name for p in project.iterdir() if p.name.startswith(".site")] == []
