"""The one form that records are written in: keys in one order, items of lists indented alike, nothing at a line's end.

Only lines are moved, with the comments that stand above them, and white space is set right; how a value is written
stays the editor's. What comes out holds what went in, or nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import yaml

from kb.adding.yaml_edit import CannotEdit, RecordText
from kb.loading import strict_yaml
from kb.loading.yaml_mistakes import Mistake

OF_RECORDS = (
    *("id", "names", "kind", "former_ids", "matter", "headline", "script", "file", "address", "derived_from"),
    *("about", "involves", "contests", "question", "summary", "added", "withdrawn", "answered", "claims"),
    *("positions", "arithmetic", "follows", "open", "settled"),
)
"""The keys of records of all kinds, in the order of the text."""

OF_CLAIMS = (
    *("date", "said", "derived", "by", "basis", "source", "quote", "date_source", "date_quote"),
    *("outside", "note", "added", "withdrawn"),
)
"""The keys that every claim can have, behind its property and what narrows that; those of positions are among them."""


def formatted(text: str) -> str:
    """The record's text in its one form. Raises `CannotEdit` where it is not known to hold the same afterwards."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    before = _value(plain)
    for tidy in (_without_line_ends, lambda lines: lines):  # within a block of text a line's end is part of it
        made = _formatted(tidy(plain))
        if _value(made) == before:
            return made
    raise CannotEdit("its lines cannot be moved without a change of what they say")


def _value(text: str) -> object:
    try:
        tree = strict_yaml.parse(text)
    except Mistake as mistake:
        raise CannotEdit(f"{mistake.message}; {mistake.hint}") from None
    if not isinstance(tree.value, dict) or tree.mistakes:
        raise CannotEdit("something is wrong in it: see 'kb check'")
    return tree.value


def _formatted(text: str) -> str:
    blocks, rest = _blocks(text, RecordText(text).pairs)
    header = blocks[0].above
    blocks[0] = _Block(blocks[0].key, [], blocks[0].lines)
    for number, block in enumerate(blocks):
        if block.key in ("claims", "positions") and (items := RecordText(text).items(block.key)):
            inside = (line for item in items for line in _item(item))
            blocks[number] = _Block(block.key, block.above, [block.lines[0], *inside])
    ordered = sorted(blocks, key=lambda block: _place(block.key, OF_RECORDS))
    lines = [*header, *(line for block in ordered for line in (*block.above, *block.lines)), *rest]
    return "\n".join(lines).strip("\n") + "\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """A key with all that belongs to it, and the lines above it: comments, or nothing."""

    key: str
    above: Sequence[str]
    lines: Sequence[str]


def _blocks(text: str, pairs: Sequence[tuple[yaml.Node, yaml.Node]]) -> tuple[list[_Block], list[str]]:
    """The text cut into the blocks of its keys, and what stands behind the last."""
    record, lines = RecordText(text), text.split("\n")
    blocks, begin = [], 0
    for key, value in pairs:
        first, last = key.start_mark.line, record.last_line(value)
        if first < begin:
            raise CannotEdit("it has several keys on one line: write a key a line first")
        blocks.append(_Block(str(key.value), lines[begin:first], lines[first : last + 1]))
        begin = last + 1
    return blocks, lines[begin:]


def _item(text: str) -> Iterable[str]:
    """The lines of one item of a list, its keys in order; what is written in braces stays as it is."""
    lines = text.rstrip("\n").split("\n")
    dash = next(number for number, line in enumerate(lines) if line.startswith("  - "))
    above, own = lines[:dash], [f"    {lines[dash][4:]}", *lines[dash + 1 :]]
    root = yaml.compose("\n".join(own))
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        return lines
    blocks, rest = _blocks("\n".join(own), root.value)
    first, *others = blocks
    narrowing = [block for block in others if block.key not in OF_CLAIMS]
    common = sorted(
        (block for block in others if block.key in OF_CLAIMS), key=lambda block: _place(block.key, OF_CLAIMS)
    )
    made = [line for block in (first, *narrowing, *common) for line in (*block.above, *block.lines)]
    return [*above, f"  - {made[0][4:]}", *made[1:], *rest]


def _place(key: str, order: Sequence[str]) -> int:
    return order.index(key) if key in order else len(order)


def _without_line_ends(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
