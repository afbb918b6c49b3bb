"""`kb new`: a departure in one line, added to whoever is meant; records of every kind begun; nothing overwritten."""

from __future__ import annotations

import re
import shutil

import pytest
import yaml
from typer.testing import CliRunner

from kb import cli
from kb.adding import departure, scaffold
from kb.checks.open_data import open_data

LEFT = ["--date", "2031-03-14", "--source", "lampwright", "--quote", "我今天离开氙气工坊"]


@pytest.fixture
def project(tmp_path, golden, monkeypatch):
    shutil.copytree(golden / "data", tmp_path / "data")
    shutil.copytree(golden / "articles", tmp_path / "articles")
    (tmp_path / "mkdocs.yml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_departure_of_a_new_person_is_under_ten_lines_and_passes_the_checks(project):
    done = run("new", "departure", "Jane Doe", *LEFT)
    assert (done.exit_code, done.stdout) == (0, "data/people/jane-doe.yaml\n")
    written = (project / "data/people/jane-doe.yaml").read_text(encoding="utf-8")
    assert len(written.splitlines()) < 10
    assert run("verify", "--articles", "articles").exit_code == 0
    assert [str(p) for p in open_data(project / "data").errors] == []


@pytest.mark.parametrize("name", ["Mara Quill", "QUILL, Mara", "馬拉·奎爾", "马拉奎尔", "quill mara"])
def test_whoever_has_a_record_is_found_in_any_writing(project, name):
    before = contents(project / "data")
    done = run("new", "departure", name, "--as", "announced_leaving", *LEFT)
    assert (done.exit_code, done.stdout) == (0, "data/people/mara-quill.yaml\n")
    after = contents(project / "data")
    assert {path for path in after if after[path] != before.get(path)} == {"people/mara-quill.yaml"}
    claims = yaml.safe_load(after["people/mara-quill.yaml"])["claims"]
    assert len(claims) == len(yaml.safe_load(before["people/mara-quill.yaml"])["claims"]) + 1
    assert claims[-1]["announced_leaving"] == "xai"
    assert after["people/mara-quill.yaml"].startswith(before["people/mara-quill.yaml"].rstrip(b"\n"))


def test_a_new_source_is_made_on_the_spot(project):
    known = ["--file", "rocket.txt", "--outlet", "The Rocket: news", "--published", "2031-03-15"]
    told = ["--date", "2031-03-14", "--source", "Rocket news", "--quote", "Jane Doe has left", *known]
    done = run("new", "departure", "Jane Doe", *told)
    assert done.stdout.split() == ["data/sources/rocket-news.yaml", "data/people/jane-doe.yaml"]
    (project / "articles/rocket.txt").write_text("On Friday it was known: Jane Doe has left.\n", encoding="utf-8")
    assert run("verify", "--articles", "articles").exit_code == 0
    checked = open_data(project / "data")
    assert [str(p) for p in checked.errors] == []
    assert checked.corpus["rocket-news"].script == "en"


def test_a_dry_run_writes_nothing(project):
    before = contents(project)
    done = run("new", "departure", "Jane Doe", "--dry-run", *LEFT)
    assert done.exit_code == 0
    assert "left: xai" in done.stderr
    assert contents(project) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--from", "xay"], "did you mean 'xai'"),
        (["--date", "2026-13"], "there is no month 13"),
        (["--as", "gone"], "announced_leaving, left"),
        (["--manner", "fired"], "dismissed, laid_off or resigned"),
        (["--quote", "灯" * 500], "letters"),
        (["--person", "mara-quil"], "did you mean 'mara-quill'"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(project, more, said):
    before = contents(project)
    done = run("new", "departure", "Jane Doe", *LEFT, *more)
    assert done.exit_code == 2
    assert said in done.stderr
    assert contents(project) == before


def test_what_is_missing_is_told_without_a_terminal(project):
    done = run("new", "departure", "Jane Doe", "--date", "2031")
    assert done.exit_code == 2
    assert "source" in done.stderr


@pytest.mark.parametrize("word", scaffold.KIND_BY_WORD)
def test_every_kind_can_be_begun_and_its_samples_are_no_facts(project, word):
    done = run("new", word, "A new thing")
    assert done.exit_code == 0
    path = project / done.stdout.strip()
    begun = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^# (?= *(?:[a-z_]+:|- ))", "", begun, flags=re.M), encoding="utf-8")
    assert [p for p in open_data(project / "data").errors if p.file.endswith(path.name)] or word == "source"
    assert run("new", word, "A new thing").exit_code == 2


@pytest.mark.parametrize("text", ["null", "true", "no", "- dash", "a: b", "it's", "#1", "[x]", "end ", "1.5"])
def test_a_name_is_read_back_as_it_was_given(text):
    read = yaml.safe_load(scaffold.names(text, None, None))["names"]["en"]
    assert str(read) == text


@pytest.mark.parametrize(
    "text",
    [
        "names: {en: A}\n",
        "names: {en: A}\nclaims:\n- left: xai\n  source: s\n  quote: q\n",
        "names: {en: A}\nclaims: # why\n    - left: xai\n      source: s\n      quote: q\n\nformer_ids: [b]\n",
        "names: {en: A}\nclaims:\n  - left: xai\n    source: s\n    quote: q",
        "claims:\n  - left: xai\n    source: s\n    quote: q\n# a remark\nnames: {en: A}\n",
    ],
)
def test_a_claim_is_added_and_nothing_else_is_touched(text):
    told = departure.Departure(way="left", organisation="xai", source="s", quote="new")
    written = departure.with_claim(text, departure.claim(told))
    before, after = yaml.safe_load(text), yaml.safe_load(written)
    assert after.pop("claims") == [*before.pop("claims", []), {"left": "xai", "source": "s", "quote": "new"}]
    assert after == before
    assert [line for line in text.splitlines() if line not in written.splitlines()] == []


def test_the_texts_that_a_departure_may_make_false_are_named(project):
    (project / "data/topics/who-stays.yaml").write_text(
        "names: {en: Who stays?}\nkind: question\nabout: [otto-brandt]\n", encoding="utf-8"
    )
    done = run("new", "departure", "Otto Brandt", *LEFT)
    told = done.stderr[done.stderr.index("read again") :]
    assert "data/topics/who-stays.yaml:1: an open question about it" in told
    assert "data/people/otto-brandt.yaml" in told  # its own summary
    assert "data/people/mara-quill.yaml" in told  # whose summary speaks of him
    assert "nils-farrow" not in told
