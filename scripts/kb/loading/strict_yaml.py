"""Reads the plain part of YAML that records need: mappings, lists and text.

PyYAML's C parser gives events; this module builds the tree from them. That keeps every scalar the text that
the editor typed (``NO``, ``12:30`` and ``2026-02-09`` too), sees duplicate keys, and refuses what a record has no
use for and a hostile file could abuse: aliases, tags, several documents, deep nesting. PyYAML's own composer
recurses in C, and crashes the interpreter on some 25,000 brackets; an event parser with a bound does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from kb.loading import yaml_mistakes as yaml_mistakes
from kb.loading.yaml_mistakes import Mistake, Place
from kb.model.problems import Path

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml; slower, the same events

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


DEPTH_LIMIT = 16
"""How deep lists and mappings may stand in each other; records need five."""

SIZE_LIMIT = 512 * 1024
"""The largest file read, in bytes; the longest real record has an eighth of it."""


class Nothing:
    """Stands where a value should be and none is written; no type of a record takes it."""


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Tree:
    """What a text holds. ``value`` has dicts, lists, strings, and `NOTHING` for a key without a value."""

    value: Any
    mistakes: tuple[Mistake, ...]
    places: dict[Path, Place]
    """Where each value begins."""
    key_places: dict[Path, Place]
    """Where the key of each value in a mapping begins."""


DUPLICATE_KEY = "duplicate-key"


def parse(text: str, keys: frozenset[str] = frozenset(), first_keys: frozenset[str] = frozenset()) -> Tree:
    """Reads one document. Raises `Mistake` where the text as a whole cannot be read; lesser ones are listed in the
    tree.

    ``keys`` are those that a record can have: one of them without a space behind its colon was not meant as text.
    ``first_keys`` are those that an item of a list begins with: where keys stand twice, one of them began another item.
    """
    yaml_mistakes.refuse_unreadable(text)
    try:
        return _Reader(text, keys, first_keys).document()
    except yaml.MarkedYAMLError as error:
        raise yaml_mistakes.explain(text, error) from None


class _Reader:
    def __init__(self, text: str, keys: frozenset[str], first_keys: frozenset[str]) -> None:
        self._text = text
        self._keys = keys
        self._first_keys = first_keys
        self._parser = _Parser(text)
        self._mistakes: list[Mistake] = []
        self._places: dict[Path, Place] = {}
        self._key_places: dict[Path, Place] = {}

    def document(self) -> Tree:
        try:
            self._expect(yaml.StreamStartEvent)
            if isinstance(self._next(), yaml.StreamEndEvent):
                empty = "the file holds nothing but comments" if self._text.strip() else "the file is empty"
                raise Mistake((1, 1), empty, "write a record in it, or delete it", "empty-file")
            value = self._value(self._next(), (), 0)
            self._expect(yaml.DocumentEndEvent)
            if not isinstance(event := self._next(), yaml.StreamEndEvent):
                raise Mistake(
                    _place(event),
                    "a second document begins",
                    "keep one record in a file, and no line of '---' after its first",
                    "documents",
                )
        finally:
            self._parser.dispose()
        return Tree(value, tuple(self._mistakes), self._places, self._key_places)

    def _next(self) -> yaml.Event:
        event = self._parser.get_event()
        assert event, "the parser was asked for more than the text holds"
        return event

    def _expect(self, kind: type[yaml.Event]) -> yaml.Event:
        event = self._next()
        assert isinstance(event, kind), event
        return event

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Any:
        self._places[path] = _place(event)
        self._refuse_extras(event)
        if depth > DEPTH_LIMIT:
            raise Mistake(
                _place(event),
                f"lists and mappings stand more than {DEPTH_LIMIT} deep in each other",
                "a record needs five at the most",
                "depth",
            )
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path, depth)
        return self._mapping(path, depth)

    def _list(self, path: Path, depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        items: dict[str, Any] = {}
        again: dict[str, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._refuse_extras(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Mistake(
                    _place(event), "a list or mapping stands where a key should be", "write 'key: value'", "key"
                )
            key = event.value
            here = (*path, key)
            place = _place(event)
            if mistake := yaml_mistakes.odd_key(self._text, event):
                raise mistake
            if key in items:
                again.setdefault(key, place)
                self._value(self._next(), (*path, key, "(again)"), depth + 1)
                continue
            self._key_places[here] = place
            items[key] = self._value(self._next(), here, depth + 1)
        if len(again) > 1 and path and isinstance(path[-1], int):
            self._two_items_in_one(path, items, again)
        else:
            self._mistakes += (
                Mistake(
                    place,
                    f"the key '{key}' is given twice",
                    f"it stands in line {self._key_places[*path, key][0]} already: keep one of the two",
                    DUPLICATE_KEY,
                )
                for key, place in again.items()
            )
        return items

    def _two_items_in_one(self, path: Path, items: dict[str, Any], again: dict[str, Place]) -> None:
        """An item of a list that lost its dash stands in the one before, so that most of its keys are there twice."""
        first_again = min(again.values())
        places = {key: self._key_places[*path, key] for key in items}
        begins = [(at, key) for key, at in [*places.items(), *again.items()] if key in self._first_keys]
        at, key = max(((at, key) for at, key in begins[1:] if at <= first_again), default=(first_again, ""))
        for name, place in places.items():
            if place >= at:
                del items[name]
        shown = key or min(again, key=lambda name: again[name])
        self._mistakes.append(
            Mistake(
                at,
                f"a new item of the list begins with '{shown}', and has no dash",
                f"write '- {shown}:', the dash two places before the other keys",
                "dash",
            )
        )

    def _scalar(self, event: yaml.ScalarEvent) -> str | Nothing:
        if event.style in ("|", ">"):
            return event.value.rstrip("\n")  # the line end before the next key is no part of a text
        if event.style not in (None, ""):
            return event.value
        if event.value in ("", "~", "null"):
            if mistake := yaml_mistakes.commented_out(self._text, event):
                raise mistake
            return NOTHING
        if mistake := yaml_mistakes.swallowed(self._text, event, self._keys):
            raise mistake
        return event.value

    def _refuse_extras(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise Mistake(
                _place(event),
                f"'{mark}{getattr(event, 'anchor', '')}' is a YAML alias or anchor",
                "write the value out (or put the text in quotes)",
                "alias",
            )
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            raise Mistake(
                _place(event),
                f"the YAML tag '{tag}' is not understood",
                "leave it out: every value is text",
                "tag",
            )


def _place(event: yaml.Event) -> Place:
    assert event.start_mark
    return event.start_mark.line + 1, event.start_mark.column + 1
