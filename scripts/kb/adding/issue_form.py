"""The answers of an issue's form, as GitHub writes them into the issue: a heading for each question, its answer below.

The forms themselves, in `.github/ISSUE_TEMPLATE`, say which heading asks for what: their words stand there alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

UNANSWERED = "_No response_"
"""What GitHub writes where nothing was filled in."""


class NoForm(ValueError):
    """The text is not that of a form of ours, or lacks what must be answered."""


def answers(text: str, forms: Path) -> dict[str, str]:
    """The answers by the ids of their questions, those left out without an entry; of the form in the folder that asks
    the questions of the text. Raises `NoForm`."""
    text = text.replace("\r\n", "\n")
    for form in sorted(forms.glob("departure-*.yml")):
        asked = list(_questions(form))
        found = _found(text, [label for _, label, _ in asked])
        if len(found) == len(asked):
            told = dict(zip((key for key, _, _ in asked), found, strict=True))
            if missing := [label for key, label, required in asked if required and not told[key]]:
                raise NoForm(f"nothing is answered to '{missing[0]}'")
            return {key: answer for key, answer in told.items() if answer}
    raise NoForm("this is not a filled form for a departure")


def chosen(answer: str) -> str:
    """The word of ours that a choice begins with: ``left`` of "left: the departure took effect"; nothing where it has
    none."""
    found = re.match(r"([a-z_]+)\s*[:：]", answer)
    return found[1] if found else ""


def _questions(form: Path) -> Iterator[tuple[str, str, bool]]:
    """The id of each question, its words, and whether it must be answered."""
    for part in yaml.safe_load(form.read_text(encoding="utf-8"))["body"]:
        if "id" in part:
            yield part["id"], part["attributes"]["label"], bool(part.get("validations", {}).get("required"))


def _found(text: str, labels: list[str]) -> list[str]:
    """The answers below the headings, which stand in the order of the form; fewer where one is not there."""
    found: list[str] = []
    rest = f"\n{text}"
    for number, label in enumerate(labels):
        _, heading, rest = rest.partition(f"\n### {label}\n")
        if not heading:
            return found
        following = f"\n### {labels[number + 1]}\n" if number + 1 < len(labels) else None
        end = rest.find(following) if following else len(rest)
        answer = re.sub(r"\s+", " ", rest[: end if end >= 0 else len(rest)]).strip()
        found.append("" if answer == UNANSWERED else answer)
    return found
