"""Small changes to the text of a record that leave everything else of it as it was typed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import yaml

from kb.adding.scaffold import quoted
from kb.model.problems import Path

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser that records are read with: the other one refuses a few texts that this one takes."""


class CannotEdit(ValueError):
    """The text is written in a form that is not edited here; the message says how to write it."""


@dataclass(frozen=True)
class RecordText:
    """A record's text, known to be YAML. Every change gives a new one."""

    text: str

    @property
    def _root(self) -> yaml.MappingNode:
        root: yaml.Node | None = yaml.compose(self.text, Loader=_Loader)
        assert isinstance(root, yaml.MappingNode), "it was read as a record before"
        return root

    @property
    def pairs(self) -> list[tuple[yaml.Node, yaml.Node]]:
        """The keys of the record with their values, each a line or more."""
        if self._root.flow_style:
            raise CannotEdit("the whole record stands in brackets: write a key a line first")
        return list(self._root.value)

    def last_line(self, node: yaml.Node) -> int:
        """The number of the line, from 0, in which a value ends."""
        return self.text.count("\n", 0, _end(self.text, node))

    @property
    def keys(self) -> list[str]:
        """The keys of the record, in the order of the text."""
        return [key.value for key, _ in self._root.value]

    def node(self, path: Path) -> yaml.Node | None:
        """What stands at a path; None where nothing does."""
        found: yaml.Node = self._root
        for step in path:
            if isinstance(step, int) and isinstance(found, yaml.SequenceNode):
                inside: Any = found.value[step] if step < len(found.value) else None
            elif isinstance(found, yaml.MappingNode):
                inside = next((value for key, value in found.value if key.value == step), None)
            else:
                inside = None
            if inside is None:
                return None
            found = inside
        return found

    def with_words(self, path: Path, words: str) -> RecordText:
        """The scalar at the path, or at the nearest above it, is replaced."""
        while (node := self.node(path)) is None:
            path = path[:-1]
        start, end = node.start_mark.index, _end(self.text, node)
        return RecordText(self.text[:start] + quoted(words) + self.text[end:])

    def without(self, path: Path) -> RecordText:
        """The item of a list at the path is taken away."""
        node, items = self.node(path), self.node(path[:-1])
        assert node and isinstance(items, yaml.SequenceNode)
        start, end = node.start_mark.index, _end(self.text, node)
        if items.flow_style:
            later = [item for item in items.value if item.start_mark.index > start]
            if later:
                return RecordText(self.text[:start] + self.text[later[0].start_mark.index :])
            earlier = [item for item in items.value if item.start_mark.index < start]
            return RecordText(self.text[: _end(self.text, earlier[-1]) if earlier else start] + self.text[end:])
        return RecordText(self.text[: self.text.rfind("\n", 0, start) + 1] + self.text[_line_end(self.text, end) :])

    def with_items(self, path: Path, items: Iterable[str]) -> RecordText:
        """The items are put at the end of the list at the path, which is begun where it is not there."""
        wanted = [quoted(item) for item in items]
        if not wanted:
            return self
        found = self.node(path)
        if found is None:
            return self.with_key(path, f"[{', '.join(wanted)}]")
        if isinstance(found, yaml.ScalarNode):  # one value, where a list may stand
            start, end = found.start_mark.index, _end(self.text, found)
            return RecordText(f"{self.text[:start]}[{', '.join([self.text[start:end], *wanted])}]{self.text[end:]}")
        assert isinstance(found, yaml.CollectionNode)
        if found.flow_style or not found.value:
            if not found.value:
                at, lead = found.end_mark.index - 1, ""
            else:
                at, lead = _end(self.text, found.value[-1]), ", "
            return RecordText(f"{self.text[:at]}{lead}{', '.join(wanted)}{self.text[at:]}")
        last = found.value[-1]
        at = _line_end(self.text, _end(self.text, last))
        dash = self.text[self.text.rfind("\n", 0, last.start_mark.index) + 1 : last.start_mark.index]
        lines = "".join(f"{dash}{item}\n" for item in wanted)
        return RecordText(_ended(self.text[:at]) + lines + self.text[at:])

    def with_key(self, path: Path, written: str, *, after: str = "") -> RecordText:
        """A key with a value on its line is put at the end of the mapping it belongs to, or ``after`` one of its
        keys."""
        mapping = self.node(path[:-1])
        if not isinstance(mapping, yaml.MappingNode):
            raise CannotEdit(f"there is no mapping for '{path[-1]}': write one")
        pairs = [pair for pair in mapping.value if not after or pair[0].value == after] or mapping.value
        end = _end(self.text, pairs[-1][1])
        if mapping.flow_style:
            return RecordText(f"{self.text[:end]}, {path[-1]}: {written}{self.text[end:]}")
        at = _line_end(self.text, end)
        indent = " " * pairs[0][0].start_mark.column
        return RecordText(f"{_ended(self.text[:at])}{indent}{path[-1]}: {written}\n{self.text[at:]}")

    def block(self, key: str) -> str:
        """A key of the record with all that belongs to it, as lines."""
        for name, value in self._root.value:
            if name.value == key:
                return _ended(self.text[name.start_mark.index : _line_end(self.text, _end(self.text, value))])
        return ""

    def with_block(self, lines: str, *, after: str) -> RecordText:
        """Lines that make up a key of the record, put behind another of its keys."""
        root = self._root
        if root.flow_style:
            raise CannotEdit("the whole record stands in brackets: write a key a line first")
        value = next(value for key, value in root.value if key.value == after)
        at = _line_end(self.text, _end(self.text, value))
        return RecordText(_ended(self.text[:at]) + lines + self.text[at:])

    def items(self, key: str) -> list[str]:
        """The items of a list of the record as lines, indented by two spaces, each with the comments above it."""
        found = self.node((key,))
        if found is None:
            return []
        if not isinstance(found, yaml.SequenceNode) or found.flow_style:
            raise CannotEdit(f"its {key} are written in brackets: write them as a list first")
        name = next(name for name, _ in self._root.value if name.value == key)
        begin = _line_end(self.text, name.end_mark.index)
        cut = []
        for item in found.value:
            end = _line_end(self.text, _end(self.text, item))
            column = self.text.rfind("-", 0, item.start_mark.index)
            column -= self.text.rfind("\n", 0, column) + 1
            lines = self.text[begin:end].splitlines()
            cut.append("".join(f"  {line[column:] if not line[:column].strip() else line}\n" for line in lines))
            begin = end
        return cut


def _end(text: str, node: yaml.Node) -> int:
    """Where the last letter of a value stands: YAML's own end of a block lies behind what follows it."""
    if isinstance(node, yaml.ScalarNode):
        end = node.end_mark.index
        return len(text[:end].rstrip()) if node.style in ("|", ">") else int(end)
    assert isinstance(node, yaml.CollectionNode)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(text, last[1] if isinstance(last, tuple) else last)


def _line_end(text: str, index: int) -> int:
    """Behind the line that the index stands in."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"
