"""Facets of a list: what its items can be filtered by, and the choices that have items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kb.edition.markdown import Markdown

Values = Mapping[str, Sequence[str]]
"""What an item is, by facet: ``{"standing": ["left"], "month": ["2026-02"]}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter; ``key`` is its name in addresses."""

    key: str
    label: str
    choices: tuple[Choice, ...]


def facet(
    key: str, label: str, items: Iterable[Values], labels: Mapping[str, str], order: Sequence[str] | None = None
) -> Facet:
    """A facet over items: the choices that occur, with how many items have each; in ``order``, else by label."""
    counts = Counter(value for item in items for value in dict.fromkeys(item.get(key, ())))
    rank = {value: position for position, value in enumerate(order or ())}
    values = sorted(counts, key=lambda v: (rank.get(v, len(rank)), labels.get(v, v)))
    return Facet(
        key=key, label=label, choices=tuple(Choice(value=v, label=labels.get(v, v), count=counts[v]) for v in values)
    )


def attributes(values: Values) -> Markdown:
    """An item's values as attributes: ``data-standing="left" data-month="2026-02"``; several are parted by spaces."""
    return Markdown(" ".join(f'data-{key}="{escape(" ".join(found))}"' for key, found in values.items() if found))
