"""The search worker itself, run in Node: the very index and rules of the site, from Python."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

HARNESS = Path(__file__).with_name("run_worker.js")
SETUP, READY, QUERY, RESULT = range(4)


class NoNode(Exception):
    """Node is not installed."""


def plain(item: dict[str, Any]) -> str:
    """A result as a line: what is found, what it is, where it stands."""
    title, facts = (
        html.unescape(re.sub(r"<[^>]+>", "", text)) for text in (item["title"], item["text"].split("</p>")[0])
    )
    return "  ".join(part for part in (title, facts, item["location"]) if part)


class Worker:
    """A running search worker. ``scripts`` is the folder of the worker, ``edition`` that of one edition's built
    site."""

    def __init__(self, scripts: Path, edition: Path) -> None:
        node = shutil.which("node")
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
