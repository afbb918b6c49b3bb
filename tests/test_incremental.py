"""A build after a change gives what a build from nothing gives: byte for byte, whatever was changed before."""

from __future__ import annotations

import random

import pytest

from kb.checks.open_data import open_data
from kb.publish import build as site
from kb.publish.folders import BuildFailed, Folders


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
