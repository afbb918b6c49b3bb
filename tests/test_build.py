"""The build: the same bytes from the same data, whole or not at all, and nothing written elsewhere."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.publish import swap
from kb.publish.folders import BuildFailed, Folders
from kb.publish.one_at_a_time import one_at_a_time

WORK = (".build", "site")


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def times(folder: Path) -> dict[str, int]:
    return {p.relative_to(folder).as_posix(): p.stat().st_mtime_ns for p in sorted(folder.rglob("*")) if p.is_file()}


def beside_the_build(project: Path) -> dict[str, bytes]:
    return {name: content for name, content in contents(project).items() if name.split("/")[0] not in WORK}


@pytest.fixture(scope="module")
def built(make_project, kb) -> Path:
    """A project that was built once, under one hash seed, clock and time zone."""
    project = make_project("built")
    result = kb("build", cwd=project, PYTHONHASHSEED="1", SOURCE_DATE_EPOCH="0", TZ="Pacific/Kiritimati", LC_ALL="C")
    assert result.returncode == 0, result.stderr
    return project


def test_another_hash_seed_clock_and_time_zone_give_the_same_bytes(built, make_project, kb):
    other = make_project("other")
    result = kb(
        "build", cwd=other, PYTHONHASHSEED="4711", SOURCE_DATE_EPOCH="2000000000", TZ="America/Adak", LC_ALL="C.UTF-8"
    )
    assert result.returncode == 0, result.stderr
    first, second = contents(built / "site"), contents(other / "site")
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_the_way_to_the_project_is_in_no_file(built):
    assert [name for name, content in contents(built / "site").items() if str(built).encode() in content] == []


def test_building_again_touches_nothing(built, kb):
    before = times(built / "site")
    assert kb("build", cwd=built).returncode == 0
    after = times(built / "site")
    assert [name for name in before if before[name] != after.get(name)] == []


def spoil_a_page(project: Path) -> None:
    (project / "site/en/about/index.html").write_text("spoilt", encoding="utf-8")


def change_a_record(project: Path) -> None:
    record = project / "data/people/otto-brandt.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace("Keeps the oil store", "Looks after the oil store"), encoding="utf-8")


def add_to_a_page_written_by_hand(project: Path) -> None:
    page = project / "docs/en/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


def damage_the_note(project: Path) -> None:
    (project / ".build/built.json").write_text("[", encoding="utf-8")


def put_a_file_beside_the_site(project: Path) -> None:
    (project / "site/CNAME").write_text("kb.example", encoding="utf-8")


def test_a_site_is_made_again_only_where_something_changed(make_project, kb):
    project = make_project("unchanged")
    worked = project / ".build" / "html"

    def works(*words: str) -> bool:
        shutil.rmtree(worked, ignore_errors=True)
        assert kb("build", *words, cwd=project).returncode == 0
        return worked.exists()

    assert works()
    assert not works()
    for change in (spoil_a_page, damage_the_note):
        change(project)
        assert works(), change.__name__
    change_a_record(project)
    add_to_a_page_written_by_hand(project)
    put_a_file_beside_the_site(project)
    assert works("--site-url", "https://kb.example/")
    site = contents(project / "site")
    assert b"spoilt" not in site["en/about/index.html"] and b"More." in site["en/about/index.html"]
    assert b"Looks after" in site["en/people/otto-brandt/index.html"]
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".build")
    assert kb("build", "--site-url", "https://kb.example/", cwd=project).returncode == 0
    site.pop("CNAME")
    assert contents(project / "site") == site


def test_the_build_writes_into_its_own_folders_alone(make_project, kb):
    project = make_project("alone")
    before = beside_the_build(project)
    assert kb("build", cwd=project).returncode == 0
    assert beside_the_build(project) == before
    assert {p.name for p in project.iterdir()} == {name.split("/")[0] for name in before} | set(WORK)


def test_another_folder_is_built_where_it_was_asked_for(make_project, kb, tmp_path):
    project = make_project("elsewhere")
    assert kb("build", "--out", str(tmp_path / "public"), cwd=project).returncode == 0
    assert (tmp_path / "public" / "en" / "index.html").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["public"]
    assert not (project / "site").exists()


def test_rendering_and_plain_mkdocs_give_the_english_edition(make_project, kb, environment):
    project = make_project("plain")
    assert kb("render", cwd=project).returncode == 0
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    result = subprocess.run(command, cwd=project, env=environment(), capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    page = (project / "site" / "en" / "people" / "mara-quill" / "index.html").read_text(encoding="utf-8")
    assert "Mara Quill" in page
    assert not (project / "site" / "zh-Hans").exists()


def test_a_record_that_goes_takes_its_page_with_it(make_project, kb):
    project = make_project("gone")
    assert kb("build", cwd=project).returncode == 0
    (project / "data/topics/who-lights-the-lamps.yaml").unlink()
    assert kb("build", cwd=project).returncode == 0
    assert [name for name in contents(project / "site") if "who-lights-the-lamps" in name] == []


def named(files: dict[str, bytes]) -> set[str]:
    """The names of a site's files; the search index's without what changes with its content."""
    return {re.sub(r"search/index-\w+\.js", "search/index.js", name) for name in files}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize(
    "moment", [".build/docs/zh-Hant/index.md", ".build/html/en/index.html", ".build/html/zh-Hant/404.html"]
)
def test_a_build_that_is_killed_leaves_the_old_site_whole_and_the_next_one_mends(make_project, kb, environment, moment):
    project = make_project("killed")
    assert kb("build", cwd=project).returncode == 0
    old = contents(project / "site")
    (project / moment).unlink()
    shutil.rmtree(project / ".build" / "html")
    record = project / "data/people/otto-brandt.yaml"
    record.write_text(
        record.read_text(encoding="utf-8").replace("Keeps the oil store", "Looks after the oil store"), encoding="utf-8"
    )

    build = subprocess.Popen(
        [sys.executable, "-m", "kb", "build"],
        cwd=project,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not (project / moment).exists():
        assert build.poll() is None, "the build ended before the moment came"
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    assert contents(project / "site") == old

    assert kb("build", cwd=project).returncode == 0
    page = contents(project / "site")["en/people/otto-brandt/index.html"].decode()
    assert "Looks after the oil store" in page
    assert named(contents(project / "site")) == named(old)
    assert {p.name for p in project.iterdir() if p.name.startswith(".site")} == set()


# --- Putting the site in place, without MkDocs ------------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path) -> Folders:
    """Folders with an old site in place and a new one ready."""
    folders = Folders(root=tmp_path, out=tmp_path / "site", work=tmp_path / ".build")
    make_html(folders, "old")
    swap.publish(folders, [root_file("old")], [])
    make_html(folders, "new")
    return folders


def make_html(folders: Folders, words: str) -> None:
    for edition in Edition:
        shutil.rmtree(folders.html / edition, ignore_errors=True)
        (folders.html / edition).mkdir(parents=True)
        (folders.html / edition / "index.html").write_text(words)
        (folders.html / edition / "same.html").write_text("same")


def root_file(words: str) -> OutputFile:
    return OutputFile(Path("index.html"), words)


def words_of(out: Path) -> set[str]:
    assert sorted(contents(out)) == [
        "en/index.html",
        "en/same.html",
        "index.html",
        "site-files.json",
        "zh-Hans/index.html",
        "zh-Hans/same.html",
        "zh-Hant/index.html",
        "zh-Hant/same.html",
    ]
    return {
        content.decode() for name, content in contents(out).items() if "same" not in name and name != "site-files.json"
    }


class Crash(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(1, 40))
def test_wherever_publishing_ends_there_is_one_whole_site_after_recovery(folders, monkeypatch, step):
    done = 0

    def failing(function):
        def counted(*arguments, **options):
            nonlocal done
            done += 1
            if done == step:
                raise Crash
            return function(*arguments, **options)

        return counted

    with monkeypatch.context() as patch:
        patch.setattr(os, "link", failing(os.link))
        patch.setattr(os, "replace", failing(os.replace))
        patch.setattr(os, "rename", failing(os.rename))
        patch.setattr(os, "mkdir", failing(os.mkdir))
        patch.setattr(shutil, "rmtree", failing(shutil.rmtree))
        with contextlib.suppress(Crash):
            swap.publish(folders, [root_file("new")], [])
    swap.recover(folders.out)
    assert words_of(folders.out) in ({"old"}, {"new"})
    swap.publish(folders, [root_file("new")], [])
    assert words_of(folders.out) == {"new"}
    assert [p.name for p in folders.out.parent.iterdir() if p.name.startswith(".site")] == []


OTHERS = {"CNAME": "kb.example", ".nojekyll": "", ".well-known/security.txt": "Contact: us", ".git/config": "[core]"}


def test_what_others_put_beside_the_site_stays_and_what_went_from_it_goes(folders):
    for name, words in OTHERS.items():
        (folders.out / name).parent.mkdir(exist_ok=True)
        (folders.out / name).write_text(words)
    swap.publish(folders, [root_file("new"), OutputFile(PurePosixPath("once/here.html"), "x")], [])
    swap.publish(folders, [root_file("newer")], [])
    held = {name: content.decode() for name, content in contents(folders.out).items()}
    assert {name: held.pop(name) for name in OTHERS} == OTHERS
    assert held["index.html"] == "newer"
    assert "once/here.html" not in held and not (folders.out / "once").exists()


def test_a_file_of_others_is_not_replaced_by_a_page(folders):
    (folders.out / "CNAME").write_text("kb.example")
    with pytest.raises(BuildFailed, match="CNAME"):
        swap.publish(folders, [root_file("new"), OutputFile(PurePosixPath("CNAME"), "ours")], [])
    assert (folders.out / "CNAME").read_text() == "kb.example"


def test_a_place_that_cannot_be_renamed_is_filled(folders, monkeypatch):
    monkeypatch.setattr(os.path, "ismount", lambda path: True)
    number = folders.out.stat().st_ino
    swap.publish(folders, [root_file("new")], [])
    assert words_of(folders.out) == {"new"}
    assert folders.out.stat().st_ino == number


@pytest.mark.parametrize("dangling", [False, True])
def test_what_a_link_leads_to_is_replaced_and_the_link_stays(folders, tmp_path, dangling):
    link = tmp_path / "public"
    link.symlink_to(tmp_path / "nowhere" if dangling else folders.out)
    linked = replace(folders, out=link)
    for words in ("new", "newer"):
        swap.publish(linked, [root_file(words)], [])
        assert link.is_symlink()
        assert (link / "index.html").read_text() == words


@pytest.mark.skipif(os.name == "nt", reason="there are none")
@pytest.mark.parametrize("what", ["file", "fifo", "others", "work", "beside a file", "forged", "loop"])
def test_a_site_is_not_put_where_something_else_is(tmp_path, what):
    (tmp_path / "mkdocs.yml").touch()
    out = tmp_path / "public" / "site"
    if what == "file":
        out.parent.mkdir()
        out.touch()
    elif what == "fifo":
        out.parent.mkdir()
        os.mkfifo(out)
    elif what == "others":
        for edition in Edition:
            (out / edition).mkdir(parents=True)
            (out / edition / "index.html").touch()
    elif what == "forged":
        out.mkdir(parents=True)
        (out / swap.MANIFEST).write_text('{"files": {"../../mkdocs.yml": ""}}')
    elif what == "beside a file":
        out.parent.touch()
    elif what == "loop":
        out.parent.mkdir()
        out.symlink_to(out)
    else:
        out = tmp_path / ".build" / "html"
    assert swap.why_not_there(tmp_path / "project" if what != "work" else tmp_path, out)


@pytest.mark.parametrize("twin", ["en/index.html", "EN/Index.html", "index.html"])
def test_two_files_never_have_one_place(folders, twin):
    with pytest.raises(BuildFailed, match="one place"):
        swap.publish(folders, [root_file("new"), OutputFile(PurePosixPath(twin), "x")], [])
    assert words_of(folders.out) == {"old"}


def test_a_disk_that_is_full_leaves_the_old_site_and_nothing_beside_it(folders, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(swap, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            swap.publish(folders, [root_file("new")], [])
    assert words_of(folders.out) == {"old"}
    assert [p.name for p in folders.out.parent.iterdir() if p.name.startswith(".site")] == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("en/people/mara-quill.md", b"# Mine"),
        ("en/People/Mara-Quill.md", b"# Mine"),
        ("en/index.md", b"# Mine"),
        ("en/odd.md", "# 灯".encode("gbk")),
    ],
)
def test_a_page_written_by_hand_that_cannot_be_is_told_before_anything_is_written(make_project, kb, page, words):
    project = make_project("twin")
    (project / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
    (project / "docs" / page).write_bytes(words)
    done = kb("render", cwd=project)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert page.removeprefix("en/").lower() in done.stderr.lower() or page in done.stderr


@pytest.mark.parametrize("name", ["index", "con", "com1"])
def test_a_record_is_not_called_what_a_site_or_a_disk_keeps_for_itself(make_project, kb, name):
    project = make_project("reserved")
    assert kb("new", "person", name, cwd=project).returncode == 2
    record = project / "data/people/otto-brandt.yaml"
    record.write_text(f"{record.read_text(encoding='utf-8')}former_ids: [{name}]\n", encoding="utf-8")
    record.with_name(f"{name}.yaml").write_text("names: {en: Jane Doe}\n", encoding="utf-8")
    done = kb("check", cwd=project)
    assert done.stdout.count("cannot be an id") == 2, done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.slow
def test_a_signal_ends_mkdocs_too(make_project, environment):
    project = make_project("two")
    words = [sys.executable, "-m", "kb", "build"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    first = subprocess.Popen(words, cwd=project, env=environment(), **pipes)
    while not (project / ".build/docs/zh-Hant/index.md").exists():
        assert first.poll() is None, "the build ended before the moment came"
    first.send_signal(signal.SIGTERM)
    said, _ = first.communicate(timeout=60)
    assert first.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in said
    with one_at_a_time(project / ".build", lambda: pytest.fail("MkDocs is still at work")):
        pass
    assert not (project / "site").exists()


WAITING = """
import sys
from pathlib import Path
from kb.publish.one_at_a_time import one_at_a_time
with one_at_a_time(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("at work", flush=True)
"""


def test_one_build_waits_for_another(environment, tmp_path):
    words = [sys.executable, "-c", WAITING, str(tmp_path)]
    with one_at_a_time(tmp_path, lambda: pytest.fail("nobody else is at work")):
        second = subprocess.Popen(words, env=environment(), stdout=subprocess.PIPE, text=True)
        assert second.stdout.readline() == "waiting\n"
    assert second.communicate(timeout=60)[0] == "at work\n"


def test_a_file_that_did_not_change_keeps_its_time(folders):
    os.utime(folders.out / "en" / "same.html", ns=(1, 1))
    swap.publish(folders, [root_file("new")], [])
    assert (folders.out / "en" / "same.html").stat().st_mtime_ns == 1
    assert (folders.out / "en" / "index.html").stat().st_mtime_ns != 1


def test_a_page_that_mkdocs_refuses_leaves_the_old_site(make_project, kb):
    project = make_project("refused")
    assert kb("build", cwd=project).returncode == 0
    old = contents(project / "site")
    (project / "docs" / "en" / "about.md").write_text("# About\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    result = kb("build", cwd=project)
    assert result.returncode == 1
    assert re.search(r"MkDocs refused the edition en", result.stderr)
    assert "nowhere.md" in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(project / "site") == old
