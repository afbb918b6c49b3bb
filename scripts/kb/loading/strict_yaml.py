"""Reads the plain part of YAML that records need: mappings, lists and text.

PyYAML's C parser gives events; this module builds the tree from them. That keeps every scalar the text that
the editor typed (``NO``, ``12:30`` and ``2026-02-09`` too), sees duplicate keys, and refuses what a record has no
use for and a hostile file could abuse: aliases, tags, several documents, deep nesting. PyYAML's own composer
recurses in C, and crashes the interpreter on some 25,000 brackets; an event parser with a bound does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from kb.problems import Path

try:
    from yaml.cyaml import CParser as _Parser
except ImportError:  # PyYAML built without libyaml; slower, the same events

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


DEPTH_LIMIT = 16
"""How deep lists and mappings may stand in each other; records need five."""

SIZE_LIMIT = 512 * 1024
"""The largest file read, in bytes; the longest real record has a twentieth of it."""

Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Mistake(Exception):
    """Text that is not the YAML a record is written in."""

    place: Place
    message: str
    hint: str
    code: str


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


def parse(text: str) -> Tree:
    """Reads one document. Raises `Mistake` where the text as a whole cannot be read; lesser ones are listed in the tree."""
    reader = _Reader(text)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        raise _explain(text, error) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position] if isinstance(error.position, int) else ""
        place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        raise Mistake(
            place, "a character stands here that no YAML file may hold", "delete it (an invisible control character)", "character"
        ) from None


class _Reader:
    def __init__(self, text: str) -> None:
        self._lines = text
        self._parser = _Parser(text)
        self._mistakes: list[Mistake] = []
        self._places: dict[Path, Place] = {}
        self._key_places: dict[Path, Place] = {}

    def document(self) -> Tree:
        try:
            self._expect(yaml.StreamStartEvent)
            if isinstance(self._next(), yaml.StreamEndEvent):
                raise Mistake((1, 1), "the file is empty", "write a record in it, or delete it", "empty-file")
            value = self._value(self._next(), (), 0)
            self._expect(yaml.DocumentEndEvent)
            if not isinstance(event := self._next(), yaml.StreamEndEvent):
                raise Mistake(
                    _place(event), "a second document begins", "keep one record in a file, and no line of '---' after its first", "documents"
                )
        finally:
            self._parser.dispose()
        return Tree(value, tuple(self._mistakes), self._places, self._key_places)

    def _next(self) -> yaml.Event:
        return self._parser.get_event()

    def _expect(self, kind: type[yaml.Event]) -> yaml.Event:
        event = self._next()
        assert isinstance(event, kind), event
        return event

    def _value(self, event: yaml.Event, path: Path, depth: int) -> Any:
        self._places[path] = _place(event)
        self._refuse_extras(event)
        if depth > DEPTH_LIMIT:
            raise Mistake(
                _place(event), f"lists and mappings stand more than {DEPTH_LIMIT} deep in each other", "a record needs five at the most", "depth"
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
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            self._refuse_extras(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise Mistake(_place(event), "a list or mapping stands where a key should be", "write 'key: value'", "key")
            key = event.value
            here = (*path, key)
            place = _place(event)
            if event.style in (None, "") and key.startswith("\u3000"):
                raise Mistake(place, *_FULL_WIDTH_SPACE)
            if key in items:
                first = self._key_places[here][0]
                self._mistakes.append(
                    Mistake(place, f"the key '{key}' is given twice", f"it stands in line {first} already: keep one of the two", "duplicate-key")
                )
                self._value(self._next(), (*path, key, "(again)"), depth + 1)
                continue
            self._key_places[here] = place
            items[key] = self._value(self._next(), here, depth + 1)
        return items

    def _scalar(self, event: yaml.ScalarEvent) -> str | Nothing:
        if event.style not in (None, ""):
            return event.value
        if event.value in ("", "~", "null"):
            return NOTHING
        for pattern, message, hint, code in _SWALLOWED:
            if found := pattern.search(event.value):
                raise Mistake(_place(event), message.format(found[1]), hint.format(found[1]), code)
        return event.value

    def _refuse_extras(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise Mistake(
                _place(event), f"'{mark}{event.anchor}' is a YAML alias or anchor", "write the value out (or put the text in quotes)", "alias"
            )
        if getattr(event, "tag", None) and event.tag != "!":
            raise Mistake(_place(event), f"the YAML tag '{event.tag}' is not understood", "leave it out: every value is text", "tag")


def _place(event: yaml.Event) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1


_KEYS = (
    "names|en|zh|zh-Hans|zh-Hant|also|weak|summary|claims|source|quote|date|said|by|at|note|left|role|next|joined|kind|"
    "stays|reason|question|positions|holds|follows|title"
)
_FULL_WIDTH_SPACE = ("the line begins with a full-width space", "indent with ASCII spaces", "full-width")
_OR_QUOTE = "write '{0}: ' with an ASCII colon and an ASCII space (or put the text in quotes)"
_SWALLOWED = (
    (re.compile(rf"(?:^|\s)({_KEYS})\s*："), "'{0}：' has a full-width colon, so YAML reads it as text", _OR_QUOTE, "full-width"),
    (re.compile(rf"(?:^|\s)({_KEYS}):\u3000"), "'{0}:' is followed by a full-width space, so YAML reads it as text", _OR_QUOTE, "full-width"),
    (re.compile(rf"^({_KEYS}):(?=\S)"), "no space follows '{0}:', so YAML reads it as text", _OR_QUOTE, "colon"),
)
"""What a plain text holds where a key was meant: these lines are legal YAML, and would silently become part of a value."""

_FULL_WIDTH_LINE = re.compile(r"^\s*(?:- +)?([A-Za-z][\w-]*)\s*：")
_FULL_WIDTH_INDENT = re.compile("^ *\u3000")
_NO_SPACE_COLON = re.compile(r"^\s*(?:- +)?([A-Za-z][\w-]*):(?=[^\s/])")


def _explain(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """Says in an editor's words what the parser stumbled over, looking for the usual causes near the place."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.split("\n")
    first = error.context_mark.line if error.context_mark else line - 1
    nearby = range(max(0, min(first, line - 1) - 1), min(line, len(lines)))
    for number in nearby:
        current = lines[number]
        if found := _FULL_WIDTH_LINE.match(current):
            return Mistake(
                (number + 1, found.end()), f"'{found[1]}：' has a full-width colon", f"write '{found[1]}: ' with an ASCII colon and a space", "full-width"
            )
        if found := _FULL_WIDTH_INDENT.match(current):
            return Mistake((number + 1, found.end()), *_FULL_WIDTH_SPACE)
        if "\t" in current[: len(current) - len(current.lstrip())]:
            return Mistake((number + 1, current.index("\t") + 1), "a tab stands in the indentation", "indent with spaces: two for each step", "tab")
    for number in nearby:
        if found := _NO_SPACE_COLON.match(lines[number]):
            return Mistake((number + 1, found.end()), f"no space follows '{found[1]}:'", f"write '{found[1]}: ' and then the value", "colon")
    problem = error.problem or "it cannot be read"
    for said, message, hint in _STUMBLES:
        if said in problem or said in (error.context or ""):
            return Mistake((line, column), message, hint, "yaml")
    return Mistake((line, column), f"this is not YAML ({problem})", "compare the line with a record beside it", "yaml")


_STUMBLES = (
    ("mapping values are not allowed", "a colon stands where none can", "put a text with ': ' in it in quotes, and check the indentation"),
    ("while scanning a quoted scalar", "a quotation mark is not closed", "close it with the same mark"),
    ("could not find expected ':'", "the line is neither 'key: value' nor a list item", "write 'key: value' with a colon and a space"),
    ("did not find expected '-' indicator", "the indentation does not fit the lines before", "give every item of a list the same indentation"),
    ("did not find expected key", "the indentation does not fit the lines before", "give every key of a mapping the same indentation, and put a text in one pair of quotes"),
    ("did not find expected ',' or", "a '[' or '{' is not closed", "close it, or put a text that begins with it in quotes"),
    ("did not find the expected node content", "a value is missing inside '[' or '{'", "complete it, or put a text that begins with it in quotes"),
    ("cannot start any token", "the text begins with a sign that YAML keeps for itself (@, ` or %)", "put the text in quotes"),
    ("unknown escape character", "a backslash in double quotes begins no known escape", "use single quotes"),
    ("found undefined alias", "an alias of YAML stands here", "write the value out (or put the text in quotes)"),
    ("while scanning an alias", "an asterisk begins an alias of YAML", "put the text in quotes"),
    ("while scanning an anchor", "an ampersand begins an anchor of YAML", "put the text in quotes"),
    ("block sequence entries are not allowed", "a list begins where none can", "begin it on a line of its own below its key"),
    ("exceeded", "lists and mappings stand too deep in each other", "a record needs five at the most"),
    ("found unknown directive", "a line begins with %", "put the text in quotes"),
    ("did not find expected <document start>", "something stands before the record begins", "keep one record in a file: only 'key: value' lines and their lists"),
)
