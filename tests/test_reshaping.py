"""`kb rename` and `kb merge`: mentions follow, addresses lead on, and nothing else of a text is touched."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml
from typer.testing import CliRunner

from kb import cli
from kb.adding.yaml_edit import RecordText
from kb.checks.open_data import open_data
from kb.edition.locale import locales
from kb.model.records import Person, Source
from kb.publish.standalone_pages import redirects


@pytest.fixture
def data(tmp_path, golden, monkeypatch):
    shutil.copytree(golden / "data", tmp_path / "data")
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.*"))}


@pytest.mark.slow
def test_any_record_can_be_renamed_and_back(root, tmp_path, monkeypatch):
    """Of the real records the person and the source that most others name."""
    shutil.copytree(root / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    data, before = tmp_path / "data", contents(tmp_path / "data")
    corpus = open_data(data).corpus
    for kind in (Person, Source):
        old = max((r.id for r in corpus.of_kind(kind) if r.id != "xai"), key=lambda i: len(corpus.backlinks.get(i, ())))
        done = run("rename", old, "a-new-name")
        assert (done.exit_code, done.output) == (0, done.output), done.output
        checked = open_data(data)
        assert [str(p) for p in checked.errors] == []
        assert checked.corpus["a-new-name"].former_ids[-1] == old
        text = (data / "quotes.lock.json").read_text(encoding="utf-8")
        assert f'"{old}": {{' not in text
        left = [path for path, text in contents(data).items() if re.search(rf"\[\[{old}[\]|]", text)]
        assert left == []
        assert run("rename", "a-new-name", old).exit_code == 0
        changed = {path for path, text in contents(data).items() if text != before[path]}
        own = f"{kind.kind_name}/{old}.yaml"
        assert changed == {own}
        now = (data / own).read_text(encoding="utf-8")
        assert now.replace("former_ids: [a-new-name]\n", "") == before[own]
        (data / own).write_text(before[own], encoding="utf-8")


def test_a_merged_record_lives_on_in_the_other(data):
    (data / "people/mara-q.yaml").write_text(
        "names: {en: M. Quill, weak: [Q]}\nformer_ids: [quill]\nsummary: {en: Another.}\nclaims:\n"
        "  # a remark\n  - role: {en: Lamp keeper}\n    at: xai\n    source: lampwright\n    quote: 我今天离开氙气工坊\n",
        encoding="utf-8",
    )
    (data / "topics/long-nights.yaml").open("a", encoding="utf-8").write("about: [mara-q, mara-quill]\n")
    before = open_data(data).corpus["mara-quill"]
    done = run("merge", "mara-q", "mara-quill")
    assert done.exit_code == 0, done.output
    assert "summary" in done.stderr
    checked = open_data(data)
    assert [str(p) for p in checked.errors] == []
    now = checked.corpus["mara-quill"]
    assert "mara-q" not in checked.corpus
    assert now.former_ids[-2:] == ("mara-q", "quill")
    assert now.names.also == (*before.names.also, "M. Quill")
    assert now.names.weak == (*before.names.weak, "Q")
    assert len(now.claims) == len(before.claims) + 1
    assert "# a remark" in (data / "people/mara-quill.yaml").read_text(encoding="utf-8")
    assert checked.corpus["long-nights"].about == ("mara-quill",)


def test_addresses_lead_on_across_kinds(data):
    (data / "topics/lamp-oil.yaml").write_text("names: {en: Lamp oil}\nkind: theme\n", encoding="utf-8")
    before = contents(data)
    assert run("merge", "lamp-oil", "lamp-room-meeting", "--dry-run").exit_code == 0
    assert contents(data) == before
    assert run("merge", "lamp-oil", "lamp-room-meeting").exit_code == 0
    checked = open_data(data)
    assert [str(p) for p in checked.errors] == []
    assert checked.corpus["lamp-room-meeting"].former_ids == ("topics/lamp-oil",)
    pages = {str(o.path): o.content for o in redirects(locales(checked.corpus)[0])}
    assert 'url=../../events/lamp-room-meeting/"' in pages["en/topics/lamp-oil/index.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rename", "mara-quil", "mara"], "did you mean 'mara-quill'"),
        (["rename", "mara-quill", "nils-farrow"], "kb merge"),
        (["rename", "mara-quill", "Mara Q"], "mara-q"),
        (["rename", "mara-quill", "con"], "cannot be an id"),
        (["rename", "xai", "xay"], "what the site is about"),
        (["merge", "mara-quill", "mara-quill"], "name two"),
        (["merge", "mara-quill", "oil-store"], "nothing was changed"),
        (["merge", "harbour-gazette", "lampwright"], "'lampwright' is this record itself"),
        (["merge", "lamp-room-meeting", "long-nights"], "a property of events, not of topics"),
        (["rename", "mara-quill", "mara", "--dry-run"], "former_ids: [m-quill, mara-quill]"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_changes(data, words, said):
    before = contents(data)
    done = run(*words)
    assert said in done.output
    assert "Traceback" not in done.output
    assert contents(data) == before


def test_a_record_that_cannot_be_read_stops_a_rename(data):
    (data / "people/broken.yaml").write_text("names: [", encoding="utf-8")
    before = contents(data)
    assert run("rename", "mara-quill", "mara").exit_code == 1
    assert contents(data) == before


@pytest.mark.parametrize(
    "text",
    [
        "a: [x] # why\nb: 1\n",
        "a:\n  - x # why\n\n# b is b\nb: 1\n",
        "a: x # why\nb: 1\n",
        "# nothing yet\nb: 1",
        "b: |\n  1\n\n# the end\n",
        "{b: 1, a: ['x']}",
        "a: []\nb: 1\n",
    ],
)
def test_an_item_is_added_and_nothing_else_is_touched(text):
    edited = RecordText(text).with_items(("a",), ["it's"]).text
    before, after = yaml.safe_load(text), yaml.safe_load(edited)
    held = before.pop("a", [])
    assert after.pop("a") == [*([held] if isinstance(held, str) else held), "it's"]
    assert after == before
    assert [c for c in re.findall("#.*", text) if c not in edited] == []


@pytest.mark.parametrize("text", ["a: [x, y, z]\n", "a:\n  - x\n  - y # why\n  - z\nb: 1\n", "a: ['x', 'y', 'z',]\n"])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_an_item_is_taken_away(text, index):
    after = yaml.safe_load(RecordText(text).without(("a", index)).text)
    assert after["a"] == [item for i, item in enumerate("xyz") if i != index]
