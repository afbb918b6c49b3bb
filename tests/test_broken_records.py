"""Each broken record of ``broken/cases`` gives exactly the lines it says, each with its place and its remedy.

A case lays one file, or several, over the sound data of ``broken/sound``. Its content is ``text`` (in an ``encoding``),
bytes in ``hex``, or ``made`` of repeated pieces; a line that does not name its file is about the case's own.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from kb.checks.open_data import open_data
from kb.cli import app
from kb.loading import explain, other_words
from kb.loading.folder import LOCK_NAME
from kb.model.records import KINDS

BROKEN = Path(__file__).parent / "broken"
DEFAULT_FILE = "people/ada-ling.yaml"


def cases():
    for theme in sorted((BROKEN / "cases").glob("*.yaml")):
        for case in yaml.safe_load(theme.read_text(encoding="utf-8")):
            yield pytest.param(case, id=f"{theme.stem}: {case['name']}")


def files(case) -> dict[str, bytes]:
    if "files" in case:
        return {path: text.encode() for path, text in case["files"].items()}
    if "hex" in case:
        content = bytes.fromhex(case["hex"])
    elif "made" in case:
        content = "".join(piece * times for piece, times in case["made"]).encode()
    elif "nested_keys" in case:
        content = "".join(f"{' ' * depth}a:\n" for depth in range(case["nested_keys"])).encode()
    else:
        content = case["text"].encode(case.get("encoding", "utf-8"))
    return {case.get("file", DEFAULT_FILE): content}


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    shutil.copytree(BROKEN / "sound", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path("data")


def lay(data: Path, content: dict[str, bytes]) -> None:
    for path, text in content.items():
        (data / path).parent.mkdir(parents=True, exist_ok=True)
        (data / path).write_bytes(text)


def lines(data: Path) -> list[str]:
    return [str(problem) for problem in open_data(data).problems]


def test_the_sound_data_is_sound(data):
    assert lines(data) == []


@pytest.mark.parametrize("case", list(cases()))
def test_a_mistake_gives_its_line(case, data):
    lay(data, files(case))
    own = f"data/{case.get('file', DEFAULT_FILE)}:"
    if "Mara-Quill.yaml" in str(case.get("files")) and (data / "PEOPLE").exists():
        pytest.skip("this file system takes both names for one")
    assert lines(data) == [line if line.startswith("data/") else own + line for line in case["says"]]


@pytest.mark.parametrize("case", list(cases()))
def test_every_line_is_one_line_with_a_place_and_a_remedy(case, data):
    lay(data, files(case))
    found = lines(data)
    for line in found:
        assert re.fullmatch(r"data/[^:]+:[1-9]\d*:[1-9]\d*: .+; .+", line)
        assert line.replace("\u3000", " ").isprintable()
    places = [(file, int(line), int(column)) for file, line, column in (line.split(":")[:3] for line in found)]
    assert places == sorted(places)


def test_a_mistake_ends_the_check_with_1_and_nothing_but_its_line(data):
    lay(data, {DEFAULT_FILE: b"names:\n\ten: Ada Ling\n"})
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code == 1
    assert (
        result.stdout
        == "data/people/ada-ling.yaml:2:1: a tab stands where only spaces may; indent with spaces: two for each step\n"
    )


def test_a_folder_named_like_a_record_is_told_of(data):
    (data / "people" / "ada-ling.yaml").mkdir()
    assert lines(data) == [
        "data/people/ada-ling.yaml:1:1: the file cannot be read (it is a folder or a device, not a file); put a file that can be read in its place"
    ]


def test_a_folder_named_like_a_record_is_one_mistake_whatever_is_in_it(data):
    lay(data, {"people/ada-ling.yaml/more/notes.yaml": b"names: {en: Ada}\n", "people/ada-ling.yaml/x.txt": b"x"})
    [line] = lines(data)
    assert line.startswith("data/people/ada-ling.yaml:1:1: the file cannot be read (it is a folder")


def test_a_link_to_itself_is_told_of(data):
    (data / "people" / "ada-ling.yaml").symlink_to("ada-ling.yaml")
    [line] = lines(data)
    assert line.startswith("data/people/ada-ling.yaml:1:1: the file cannot be read (")


def test_a_link_to_nothing_is_told_of(data):
    (data / "people" / "ada-ling.yaml").symlink_to("nowhere.yaml")
    [line] = lines(data)
    assert line.startswith("data/people/ada-ling.yaml:1:1: the file cannot be read (")


def test_a_folder_that_links_to_its_parent_is_told_of_and_not_followed(data):
    (data / "people" / "more").symlink_to("..")
    assert lines(data) == [
        "data/people/more:1:1: the file is not read; give it a name that ends in .yaml, or move it elsewhere"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_told_of_and_not_waited_for(data):
    os.mkfifo(data / "people" / "ada-ling.yaml")
    [line] = lines(data)
    assert "it is a folder or a device" in line


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", [LOCK_NAME, ".unfinished.json"])
def test_no_pipe_is_waited_for_whatever_it_is_called(data, name):
    (data / name).unlink(missing_ok=True)
    os.mkfifo(data / name)
    told = CliRunner().invoke(app, ["check"])
    locks = [line for line in told.stdout.splitlines() if line.startswith("data/quotes.lock.json:1:1: ")]
    assert len(locks) == (name == LOCK_NAME), told.stdout
    assert told.exit_code == (name == LOCK_NAME)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to this user")
@pytest.mark.parametrize("closed", ["people/mara-quill.yaml", "people"])
def test_what_may_not_be_read_is_told_of(data, closed):
    (data / closed).chmod(0)
    try:
        assert any(line.startswith(f"data/{closed}:1:1: the file cannot be read (") for line in lines(data))
    finally:
        (data / closed).chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="names of files are text on Windows")
def test_a_file_name_that_is_no_text_is_told_of(data):
    try:
        (data / os.fsdecode(b"people/ada-\xff.yaml")).write_text("names: {en: Ada Ling}\n")
    except OSError:
        pytest.skip("this file system takes no such name")
    [line] = lines(data)
    assert line.isprintable()
    assert "is not an id" in line


def test_there_is_no_data_where_a_file_stands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").write_text("lamps")
    assert CliRunner().invoke(app, ["check"]).exit_code == 2


def test_a_lock_that_is_not_there_is_one_mistake(data):
    (data / LOCK_NAME).unlink()
    [line] = lines(data)
    assert line.startswith("data/quotes.lock.json:1:1: there is no lock, so no quote is verified; ")


def test_without_a_quote_there_need_be_no_lock(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lay(
        Path("data"),
        {"people/ada-ling.yaml": b"names: {en: Ada Ling}\nsummary: {en: Lamps., zh: \xe7\x81\xaf\xe3\x80\x82}\n"},
    )
    assert lines(Path("data")) == []


@pytest.mark.parametrize("how", ["renamed", "deleted"])
@pytest.mark.parametrize("name", ["sources/harbour-gazette.yaml", "organisations/tidewater.yaml"])
def test_a_record_that_many_name_and_is_gone_is_one_mistake(data, name, how):
    lay(
        data,
        {
            f"people/worker-{n}.yaml": f"names: {{en: Worker N{n}}}\nclaims:\n  - stays: tidewater\n    date: 2026-02\n"
            "    source: harbour-gazette\n    quote: six lamps were lit\n".encode()
            for n in range(5)
        },
    )
    assert lines(data) == []
    gone = data / name
    gone.replace(gone.with_stem(f"{gone.stem}-of-old")) if how == "renamed" else gone.unlink()
    [line] = lines(data)
    assert f"there is no record '{gone.stem}', here and in " in line
    assert ("did you mean" in line) == (how == "renamed")
    assert "'kb rename' changes every mention" in line


def test_the_words_that_editors_use_lead_to_what_there_is():
    properties = {name for kind in KINDS for name in explain.first_keys([kind])}
    assert set(other_words.PROPERTIES) & properties <= {"fact", "figure"}
    assert {meant for meanings in other_words.PROPERTIES.values() for meant in meanings} <= properties
    assert {meant for meanings in other_words.KEYS.values() for meant in meanings} <= set(explain.all_keys(KINDS))
    assert set(other_words.MANNERS) <= set(other_words.PROPERTIES) | {"dismissed", "resigned"}
