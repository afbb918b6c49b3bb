"""A build after a change gives what a build from nothing gives: byte for byte, whatever was changed before."""

from __future__ import annotations

import random

import pytest

from kb.checks.open_data import open_data
from kb.model.values import Edition
from kb.publish import build as site
from kb.publish.folders import BuildFailed, Folders
from kb.publish.one_page import PageMaker
from kb.publish.preview_pages import preview_pages


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differing(one, other):
    one, other = content(one), content(other)
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def built(project, folder, **how):
    folders = Folders(root=project, out=folder / "site", work=folder / "work")
    site.build(open_data(project / "data"), folders, **how)
    return folders.out


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8")


def other_words(project):
    change(project / "data/people/mara-quill.yaml", "summary:", "# looked at again\nsummary:")
    path = project / "data/people/otto-brandt.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Otto Brandt", "Otto Brandt Lamp", 1), encoding="utf-8")


def another_record(project):
    text = 'names: {en: Person New}\nsummary: {en: "One who lit lamps.", zh: "点灯的人。"}\n'
    (project / "data/people/person-new.yaml").write_text(text, encoding="utf-8")


def one_record_less(project):
    (project / "data/people/person-new.yaml").unlink(missing_ok=True)


def a_page_by_hand(project):
    path = project / "docs/en/about.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")


def another_title(project):
    change(project / "docs/en/about.md", "# About", "# About it")


CHANGES = [other_words, another_record, one_record_less, a_page_by_hand]


@pytest.mark.slow
def test_a_build_after_changes_is_a_build_from_nothing(make_project, tmp_path):
    project = make_project("changing")
    walk = random.Random(20260227)
    built(project, tmp_path / "kept")
    for number, steps in enumerate([walk.sample(CHANGES, 2), walk.sample(CHANGES, 2), [another_title]]):
        for step in steps:
            step(project)
            kept = built(project, tmp_path / "kept")
        anew = built(project, tmp_path / f"anew-{number}")
        assert differing(kept, anew) == [], steps


@pytest.mark.slow
def test_a_link_that_a_change_breaks_is_refused_as_in_a_build_from_nothing(make_project, tmp_path):
    project = make_project("breaking")
    before = content(built(project, tmp_path / "kept"))
    page = project / "docs/en/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[Nowhere](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"nowhere\.md"):
        built(project, tmp_path / "kept")
    page.write_text("# About\n\n<script>alert(1)</script>\n", encoding="utf-8")
    with pytest.raises(BuildFailed, match=r"docs/en/about\.md:3:1: '<script' has no place on a page"):
        built(project, tmp_path / "kept")
    assert content(tmp_path / "kept" / "site") == before


class GivenUp(Exception):
    pass


@pytest.mark.slow
def test_a_build_given_up_at_any_step_leaves_the_next_one_right(make_project, tmp_path):
    project = make_project("given-up")
    built(project, tmp_path / "kept")
    for number in range(6):
        other_words(project) if number == 0 else a_page_by_hand(project)
        left = number

        def give_up(step):
            nonlocal left
            left -= 1
            if left < 0:
                raise GivenUp

        with pytest.raises(GivenUp):
            built(project, tmp_path / "kept", say=give_up)
    kept = built(project, tmp_path / "kept")
    assert differing(kept, built(project, tmp_path / "anew")) == []


@pytest.mark.slow
def test_single_pages_are_those_of_a_build(make_project, tmp_path):
    project = make_project("single")
    folders = Folders(root=project, out=tmp_path / "site", work=tmp_path / "work")
    corpus = open_data(project / "data").corpus
    site.build(open_data(project / "data"), folders)
    maker = PageMaker(folders)
    pages = sorted(path for path in folders.out.rglob("index.html") if path.parent.parent != folders.out.parent)
    addresses = ["/" + f"{path.parent.relative_to(folders.out).as_posix()}/" for path in pages]
    made = preview_pages(corpus, folders, maker, addresses)
    former = {f"{edition}/{kind}/{old}" for edition in Edition for r in corpus for kind, old in r.former_places}
    assert {a.strip("/") for a in addresses} - {a.strip("/") for a in made} <= former | {""}
    assert [a for a, page in made.items() if page != (folders.out / a.strip("/") / "index.html").read_bytes()] == []


@pytest.mark.slow
def test_a_single_page_of_a_record_not_built_yet_is_that_of_the_next_build(make_project, tmp_path):
    project = make_project("next")
    folders = Folders(root=project, out=tmp_path / "site", work=tmp_path / "work")
    site.build(open_data(project / "data"), folders)
    maker = PageMaker(folders)
    addresses = ["/en/people/person-new/", "/zh-Hant/people/mara-quill/", "/en/people/", "/en/nobody/", "/", "/xx/"]
    for step in (another_record, other_words):
        preview_pages(open_data(project / "data").corpus, folders, maker, addresses)
        step(project)
        made = preview_pages(open_data(project / "data").corpus, folders, maker, addresses)
        site.build(open_data(project / "data"), folders)
        maker.forget()
        assert list(made) == addresses[:3]
        for address, page in made.items():
            assert page == (folders.out / address.strip("/") / "index.html").read_bytes(), address
