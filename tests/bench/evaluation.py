"""Queries with the pages that they should lead to, and how well a search leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Find = Callable[[str], list[str]]
"""Takes a query, gives the ids of what is found, best first; ``@people`` for a page besides the records' own."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the records that are right to find; none where nothing should be found."""

    text: str
    expected: frozenset[str]

    def rank(self, found: list[str]) -> int:
        """The place of the first right one, from 1; 0 where there is none."""
        if not self.expected:
            return 0 if found else 1
        return next((place for place, identity in enumerate(found, 1) if identity in self.expected), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a set of queries fared: shares of them, in per cent, but for the mean of 1/rank."""

    count: int
    first: float
    among_three: float
    reciprocal: float

    @classmethod
    def of(cls, ranks: Iterable[int]) -> Score:
        ranks = list(ranks)
        count = len(ranks) or 1
        return cls(
            count=len(ranks),
            first=100 * sum(r == 1 for r in ranks) / count,
            among_three=100 * sum(0 < r <= 3 for r in ranks) / count,
            reciprocal=sum(1 / r for r in ranks if r) / count,
        )


def read_queries(path: Path) -> dict[str, tuple[Query, ...]]:
    """The queries of a file by category."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        category: tuple(Query(row["query"], frozenset(row["expect"])) for row in rows)
        for category, rows in written.items()
    }


def ranks(queries: Mapping[str, tuple[Query, ...]], find: Find) -> dict[str, list[int]]:
    """The rank of what is right, for every query of every category."""
    return {category: [query.rank(find(query.text)) for query in own] for category, own in queries.items()}


def identity(location: str) -> str:
    """The id that an address within an edition stands for: ``people/tony-wu/`` is ``tony-wu``, ``people/`` is
    ``@people``."""
    parts = [part for part in location.split("#")[0].split("?")[0].split("/") if part not in ("", "index.html")]
    return parts[-1] if len(parts) > 1 else f"@{parts[0] if parts else 'home'}"
