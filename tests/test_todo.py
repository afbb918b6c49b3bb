"""`kb todo`: what is left to do, with its place; what somebody has touched since is taken for read again."""

from __future__ import annotations

import re

from test_differences import edit, project, run

__all__ = ["project"]  # the miniature as the only commit of a repository


def sections(done):
    assert done.exit_code == 0, done.output
    found, title = {}, ""
    for line in done.stdout.splitlines():
        if line.startswith("  "):
            found[title].append(line.strip())
        else:
            title = re.sub(r": \d+$", "", line)
            found[title] = []
    return found


def about(found, begins):
    return next((lines for title, lines in found.items() if title.startswith(begins)), [])


def test_what_is_open_is_listed_with_its_place_and_what_is_ended_is_not(project):
    found = sections(run("todo"))
    assert about(found, "Open questions") == ["data/topics/who-lights-the-lamps.yaml:1: who-lights-the-lamps"]
    assert not any("where-the-oil-is" in line for line in about(found, "Contradictions"))
    assert any("nils-farrow.yaml:4" in line for line in about(found, "Worth a look"))


def test_a_quote_not_looked_up_and_a_departure_without_a_date_are_listed(project):
    run("new", "departure", "Jane Doe", "--source", "lampwright", "--quote", "夜班太长了")
    edit(project / "data/people/jane-doe.yaml", "夜班太长了", "她走了")
    found = sections(run("todo"))
    assert any("jane-doe.yaml" in line for line in about(found, "Quotes"))


def test_texts_that_rest_on_a_change_are_to_be_read_again_until_they_are_touched(project):
    assert not about(sections(run("todo", "--since", "HEAD")), "To be read again")
    edit(project / "data/people/otto-brandt.yaml", "claims:\n", "claims:\n  - left: xai\n    date: 2031-03-09\n"
         "    source: lampwright\n    quote: 奥托·布兰特\n")  # fmt: skip
    lines = about(sections(run("todo", "--since", "HEAD")), "To be read again")
    question = "data/topics/who-lights-the-lamps.yaml"
    assert any(line.startswith(question) and "otto-brandt has changed" in line for line in lines)
    edit(project / question, "No source tells.", "No source tells yet.")
    assert not any(line.startswith(question) for line in about(sections(run("todo", "--since", "HEAD")), "To be read"))


def test_a_revision_that_is_not_known_is_told(project):
    done = run("todo", "--since", "nonsense")
    assert (done.exit_code, "git knows no revision" in done.stderr) == (2, True)
