"""`kb suggest`: what an article names and tells, how that stands to the records, and drafts that nobody has confirmed."""

from __future__ import annotations

import shutil
from datetime import date

import pytest
from typer.testing import CliRunner

from kb import cli
from kb.adding.reading import dates, new_names, read_article, told
from kb.adding.suggesting import suggestion
from kb.checks.open_data import open_data

DAY = date(2031, 3, 14)  # a Friday
PAGE = """<!DOCTYPE html><html><head><title>Lamps go out</title>
<meta property="article:published_time" content="2031-03-14T08:00:00Z"><script>var left = "John Script left";</script></head>
<body><nav>Jane Menu left</nav><article><p>Clara Winters, an engineer, left xAI on Tuesday.</p>
<p>Otto Brandt was fired last week, Mr. Hale said. Mara Quill remains at xAI.</p></article></body></html>"""


@pytest.fixture
def project(tmp_path, golden, monkeypatch):
    shutil.copytree(golden / "data", tmp_path / "data")
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The engineer Clara Winters joined Blue Origin Labs on Monday.", {"Clara Winters"}),
        ("工程师陈思远表示将离开。", {"陈思远"}),
        ("工程師陳思遠表示將離開。", {"陈思远"}),
        ("联合创始人克里斯蒂安·塞格迪(Christian Szegedy)离职。", {"克里斯蒂安·塞格迪", "Christian Szegedy"}),
        ("副总裁托马斯·拉尔森表示,他将离职。", {"托马斯·拉尔森"}),
        ("联合创始人Jean-Paul O'Neil也走了", {"Jean-Paul O'Neil"}),
        ("The engineer José Łukasiewicz left.", {"José Łukasiewicz"}),
        ("The New York Times and Visual Studio are no people.", set()),
        ("公司在上海设立办公室,股价上涨。", set()),
        ("", set()),
    ],
)
def test_new_people_are_found_in_every_writing(text, names):
    assert {form for name in new_names(text, ()) for form in name.forms} == names


def test_a_name_that_has_a_record_is_not_new():
    assert new_names("工程師陳思遠表示將離開,Clara Winters too.", ["陈思远", "Clara Winters"]) == ()


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("2月10日", "2031-02-10"),
        ("12月30日", "2030-12-30"),
        ("2029年2月10日", "2029-02-10"),
        ("昨天", "2031-03-13"),
        ("周二", "2031-03-11"),
        ("上周二", "2031-03-04"),
        ("上週二", "2031-03-04"),
        ("本周", "2031-03-10/2031-03-14"),
        ("上个月", "2031-02"),
        ("几周前", "../2031-03-14"),
        ("on Tuesday", "2031-03-11"),
        ("yesterday", "2031-03-13"),
        ("last week", "2031-03-03/2031-03-09"),
        ("February 10", "2031-02-10"),
        ("10 Feb 2030", "2030-02-10"),
        ("2030-02-10", "2030-02-10"),
    ],
)
def test_dates_are_worked_out_from_the_day_of_publication(words, when):
    assert when in [found for _, found, _ in dates(f"He left {words}.", DAY)]


@pytest.mark.parametrize("words", ["2月30日", "yesterday", "2031-13-01", "2月10日"])
def test_what_cannot_be_dated_is_not(words):
    assert list(dates(words, None)) == []


def test_a_saved_page_is_read_without_what_stands_around_its_text():
    article = read_article(PAGE)
    assert (article.title, article.published) == ("Lamps go out", DAY)
    assert "Menu" not in article.whole and "Script" not in article.whole
    assert [t.kinds[0] for t in told(article, DAY)] == ["left", "dismissed", "stays"]


def test_what_is_new_known_or_contradicts_is_told_apart(project):
    corpus = open_data(project / "data").corpus
    article = read_article(PAGE)
    ways = {(remark.who, remark.way) for remark in suggestion(corpus, article, DAY).remarks}
    assert ("Clara Winters", "new") in ways
    assert ("otto-brandt", "contradicts") in ways  # the records have him there
    assert ("mara-quill", "contradicts") in ways  # the records have her gone


def test_drafts_are_refused_until_a_person_has_confirmed_them(project):
    before = {p: p.read_bytes() for p in (project / "data").rglob("*.*")}
    done = run("suggest", "page.html", "--source", "lamps-go-out")
    assert done.exit_code == 0, done.output
    assert {p: p.read_bytes() for p in (project / "data").rglob("*.*")} == before
    draft = project / ".drafts/people/clara-winters.yaml"
    assert "quote: Clara Winters, an engineer, left xAI on Tuesday." in draft.read_text(encoding="utf-8").replace(
        "'", ""
    )
    for kind in ("people", "sources"):
        for path in (project / ".drafts" / kind).iterdir():
            shutil.copy(path, project / "data" / kind / path.name)
    assert {p.file.rsplit("/", 1)[1] for p in open_data(project / "data").errors if "draft" in p.message} == {
        "clara-winters.yaml",
        "lamps-go-out.yaml",
    }
    for name in ("people/clara-winters", "sources/lamps-go-out"):
        path = project / f"data/{name}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("draft:")), encoding="utf-8")
    assert {p.code for p in open_data(project / "data").errors} == {"unverified"}
    assert run("suggest", "page.html", "--source", "lamps-go-out").exit_code == 0


def test_a_dry_run_writes_nothing_and_what_is_no_article_is_told(project):
    assert run("suggest", "page.html", "--dry-run").exit_code == 0
    assert not (project / ".drafts").exists()
    (project / "empty.txt").touch()
    (project / "odd.txt").write_bytes(b"\xff\xfe\x00")
    for words in (["empty.txt"], ["odd.txt"], ["none.txt"], ["page.html", "--published", "soon"]):
        done = run("suggest", *words)
        assert done.exit_code == 2
        assert "Traceback" not in done.output
