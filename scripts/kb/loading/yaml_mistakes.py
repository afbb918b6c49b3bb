"""Says in an editor's words what a YAML parser yaml_mistakes over, and what legal YAML hides from the editor."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

Place = tuple[int, int]
"""Line and column, from 1."""


@dataclass(frozen=True, slots=True)
class Mistake(Exception):
    """Text that is not the YAML a record is written in."""

    place: Place
    message: str
    hint: str
    code: str


def place_of(text: str, index: int) -> Place:
    """The line and column of a character."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def described(character: str) -> str:
    """A character nobody sees, by its number and name."""
    return f"U+{ord(character):04X} ({unicodedata.name(character, 'a control character').lower()})"


# --- Before parsing ---------------------------------------------------------------------------------------------------

_NO_YAML = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\U000e0000-\U000e007f\ufff9-\ufffb]"
)
"""What YAML forbids, and the line ends that YAML knows and editors do not: lines would be counted otherwise than they
are shown."""

_CONFLICT = re.compile(r"^(?:[ \t]*(?:<{7}|>{7}|\|{7})|={7})(?: |$)", re.MULTILINE)


def conflict_in(text: str) -> Place | None:
    """Where git left the first mark of a conflict in a text, if it did."""
    found = _CONFLICT.search(text)
    return place_of(text, found.start()) if found else None


def refuse_unreadable(text: str) -> None:
    """Raises `Mistake` where a text cannot be what an editor typed."""
    if conflict := conflict_in(text):
        raise Mistake(
            conflict,
            "a conflict of git was left behind",
            "keep one of the two sides, and delete the marks",
            "conflict",
        )
    if found := _NO_YAML.search(text):
        raise Mistake(
            place_of(text, found.start()),
            f"the invisible character {described(found[0])} stands here",
            "delete it and type the text anew",
            "character",
        )


# --- Where YAML reads something else than the editor meant ------------------------------------------------------------

_ODD_SPACE = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
_OR_QUOTE = "write '{0}: ' with an ASCII colon and an ASCII space (or put the text in quotes)"
_KEY = r"[a-z][a-z_]*(?:-Han[st])?"
_SWALLOWED = (
    (
        re.compile(rf"(?:^|\n) *(?:- +)?({_KEY})\s*(：)"),
        "'{0}：' has a full-width colon, so YAML reads it as text",
        _OR_QUOTE,
        "full-width",
    ),
    (
        re.compile(rf"[，,]\s*({_KEY})\s*(：)"),
        "'{0}：' has a full-width colon, so YAML reads it as text",
        _OR_QUOTE,
        "full-width",
    ),
    (
        re.compile(rf"(?:^|\n) *(?:- +)?({_KEY}):([{_ODD_SPACE}])"),
        "'{0}:' is followed by a space that is not ASCII, so YAML reads it as text",
        _OR_QUOTE,
        "full-width",
    ),
)
_JOINED_COLON = re.compile(rf"(?:^|\n) *(?:- +)?({_KEY})(:)(?=[^\s/])")


def extent(event: yaml.Event) -> tuple[int, int]:
    """The indexes between which an event stands in the text. The stubs allow events without marks; the parser makes
    none."""
    assert event.start_mark and event.end_mark
    return event.start_mark.index, event.end_mark.index


def swallowed(text: str, event: yaml.ScalarEvent, keys: frozenset[str]) -> Mistake | None:
    """The key that a plain text holds where a line of its own was meant: legal YAML, and silently part of a value."""
    start, end = extent(event)
    raw = text[start:end]
    for pattern, message, hint, code in _SWALLOWED:
        if found := pattern.search(raw):
            return Mistake(
                place_of(text, start + found.start(2)), message.format(found[1]), hint.format(found[1]), code
            )
    if (found := _JOINED_COLON.search(raw)) and found[1] in keys:
        message = f"no space follows '{found[1]}:', so YAML reads it as text"
        return Mistake(place_of(text, start + found.start(2)), message, _OR_QUOTE.format(found[1]), "colon")
    return None


_NO_VALUE = re.compile(r"\s*[,}]")


def odd_key(text: str, event: yaml.ScalarEvent) -> Mistake | None:
    """A key that begins with a space that YAML takes for a letter, or that a comma made."""
    start, end = extent(event)
    plain = event.style in (None, "")
    if plain and (found := re.match(f"[{_ODD_SPACE}]", event.value)):
        return Mistake(place_of(text, start), *_wide_space(found[0]))
    if plain and _NO_VALUE.match(text, end):
        if found := re.match(rf"({_KEY})\s*：", event.value):
            return Mistake(
                place_of(text, start + found.end() - 1),
                f"'{found[1]}：' has a full-width colon",
                f"write '{found[1]}: ' with an ASCII colon and a space",
                "full-width",
            )
        return Mistake(
            place_of(text, start),
            f"in braces a comma begins a new key, here '{event.value}' without a value",
            "put a text that has a comma in it in quotes",
            "comma",
        )
    return None


_COMMENT = re.compile(r" +(#)")


def commented_out(text: str, event: yaml.ScalarEvent) -> Mistake | None:
    """The sign that turns what was meant as a value into a comment."""
    found = _COMMENT.match(text, extent(event)[1])
    if not found or event.value:
        return None
    return Mistake(
        place_of(text, found.start(1)),
        "'#' begins a comment, so no value stands here",
        "put a text that begins with '#' in quotes",
        "comment",
    )


def _wide_space(character: str) -> tuple[str, str, str]:
    name = "full-width" if character == "\u3000" else "no-break" if character == "\u00a0" else "non-ASCII"
    return f"the line begins with a {name} space", "indent with ASCII spaces", "full-width"


# --- Where YAML cannot be read ----------------------------------------------------------------------------------------


def explain(text: str, error: yaml.MarkedYAMLError) -> Mistake:
    """What the parser's error means, looking for the usual causes near its place."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index, len(text)) if mark else 0
    opened = error.context_mark.index if error.context_mark else index
    for cause in (_causes_nearby, _causes_in_quotes, _causes_in_brackets, _causes_in_lines, _causes_by_words):
        for mistake in cause(text, error, index, opened):
            return mistake
    place = place_of(text, index)
    return Mistake(
        place,
        f"this is not YAML ({error.problem or 'it cannot be read'})",
        "compare the line with a record beside it",
        "yaml",
    )


Causes = Iterator[Mistake]
_FULL_WIDTH_LINE = re.compile(r"\s*(?:- +)?([^\W\d][\w-]*)\s*(：)")
_FULL_WIDTH_INDENT = re.compile(rf" *([{_ODD_SPACE}])")
_NO_SPACE_COLON = re.compile(r"\s*(?:- +)?([A-Za-z][\w-]*)(:)(?=[^\s/])")
_NO_SPACE_DASH = re.compile(r" *(-)[A-Za-z][\w-]*:(?: |$)")
_ODD_DASH = re.compile(r" *([－—–−‒‐‑•·・●○▪◦‣+*]|--+|\d+[.)])\s*[A-Za-z][\w-]*:(?: |$)")


def _causes_nearby(text: str, error: yaml.MarkedYAMLError, index: int, opened: int) -> Causes:
    """Signs at the beginning of the lines about the place that look right and are not."""
    if text[index : index + 1] == "\t":
        yield Mistake(
            place_of(text, index), "a tab stands where only spaces may", "indent with spaces: two for each step", "tab"
        )
    lines = text.split("\n")
    last = place_of(text, index)[0]
    nearby = range(max(0, min(place_of(text, opened)[0], last) - 2), min(last, len(lines)))
    for number in nearby:
        line = lines[number]
        if found := _FULL_WIDTH_LINE.match(line):
            hint = f"write '{found[1]}: ' with an ASCII colon and a space"
            yield Mistake((number + 1, found.end()), f"'{found[1]}：' has a full-width colon", hint, "full-width")
        if found := _FULL_WIDTH_INDENT.match(line):
            yield Mistake((number + 1, found.end()), *_wide_space(found[1]))
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield Mistake(
                (number + 1, line.index("\t") + 1),
                "a tab stands in the indentation",
                "indent with spaces: two for each step",
                "tab",
            )
        if found := _NO_SPACE_DASH.match(line):
            yield Mistake(
                (number + 1, found.end(1)), "no space follows the dash of a list", "write '- ' and then the key", "dash"
            )
        if found := _ODD_DASH.match(line):
            yield Mistake(
                (number + 1, found.end(1)),
                f"'{found[1]}' begins no item of a list",
                "write '- ', an ASCII hyphen and a space",
                "dash",
            )
    for number in nearby:
        if found := _NO_SPACE_COLON.match(lines[number]):
            yield Mistake(
                (number + 1, found.end()),
                f"no space follows '{found[1]}:'",
                f"write '{found[1]}: ' and then the value",
                "colon",
            )


def _causes_in_quotes(text: str, error: yaml.MarkedYAMLError, index: int, opened: int) -> Causes:
    """Quotation marks that are not closed, or closed before the text is at its end."""
    problem, context = error.problem or "", error.context or ""
    if "quoted scalar" in context and "unexpected" in problem:
        yield Mistake(
            place_of(text, opened),
            "a quotation mark is opened here and not closed",
            "close it with the same mark",
            "yaml",
        )
    if (
        _sign_before(text, index) in ("'", '"')
        and text[index] not in _WIDE
        and ("expected key" in problem or "expected ',' or" in problem)
    ):
        if ("parsing a flow" in context and text[index] in "\"'[{") or re.match(r"[\w-]+:\s", text[index:]):
            yield Mistake(
                place_of(text, index),
                "a comma is missing before this",
                "put a comma between two items in brackets",
                "yaml",
            )
        hint = "put the whole text in one pair of quotes, and write a single quote within single quotes twice"
        yield Mistake(place_of(text, index), "a text in quotes ends here, and words follow", hint, "yaml")


_WIDE = {"，": ",", "：": ":", "｛": "{", "｝": "}", "［": "[", "］": "]"}
_WIDE_BRACKET = re.compile(r"[｛｝［］]|(?<=[\"'\]}])，|，(?=\s*[A-Za-z][\w-]*\s*:)")


def _causes_in_brackets(text: str, error: yaml.MarkedYAMLError, index: int, opened: int) -> Causes:
    """Brackets and braces that are not closed, closed twice, full-width, or begin a text."""
    problem = error.problem or ""
    within = "while parsing a flow" in (error.context or "")
    here = text[index : index + 1]
    if within or "mapping values are not allowed" in problem:
        first = opened if within else text.rfind("\n", 0, index) + 1
        last = text.find("\n", index)
        if found := _WIDE_BRACKET.search(text, first, last if last >= 0 else len(text)):
            hint = f"write an ASCII '{_WIDE[found[0]]}' (or put the text in quotes)"
            yield Mistake(
                place_of(text, found.start()),
                f"'{found[0]}' is full-width, so YAML reads it as text",
                hint,
                "full-width",
            )
    if within and "expected ',' or" in problem:
        sign = text[opened : opened + 1]
        closing = "]" if sign == "[" else "}"
        if place_of(text, index)[0] > place_of(text, opened)[0] or not text[index:].strip() or here in ("]", "}"):
            hint = "close it, or put a text that begins with it in quotes"
            yield Mistake(place_of(text, opened), f"the '{sign}' here is not closed with '{closing}'", hint, "yaml")
        if here in ("[", "{"):
            message = f"within brackets and braces '{here}' ends the text before it"
            yield Mistake(place_of(text, index), message, "put the whole text in quotes", "yaml")
        yield Mistake(
            place_of(text, index),
            f"a comma or '{closing}' is missing before this",
            "add it, or put the text in quotes",
            "yaml",
        )
    if here in ("]", "}") and any(words in problem for words in ("expected key", "document start", "node content")):
        yield Mistake(place_of(text, index), f"'{here}' closes nothing", "delete it, or put the text in quotes", "yaml")
    before = _sign_before(text, index)
    if before in ("]", "}") and "expected key" in problem:
        hint = f"put a text that begins with '{'[' if before == ']' else '{'}' in quotes"
        yield Mistake(place_of(text, index), f"words follow the closing '{before}'", hint, "yaml")


def _causes_in_lines(text: str, error: yaml.MarkedYAMLError, index: int, opened: int) -> Causes:
    """Keys without a colon, lines indented too far, lists without a key."""
    problem = error.problem or ""
    if "expected key" in problem and re.match(r"-\s", text[index:]):
        number, column = place_of(text, index)
        if column == place_of(text, opened)[1]:
            yield Mistake(
                (number, column), "a list begins without its key", "write the key before it, as in 'claims:'", "yaml"
            )
        yield from _first_without_dash(text.split("\n")[: number - 1], column - 1)
    *_, above, line = ["", *text[:index].split("\n")]
    indented = len(line) - len(line.lstrip(" "))
    if (
        "mapping values are not allowed" in problem
        and re.fullmatch(r" +[A-Za-z][\w-]*", line)
        and indented > _indentation(above)
    ):
        number = place_of(text, index)[0]
        if found := re.fullmatch(r" *(?:- +)?([A-Za-z][\w-]*)[;,.]?", above):
            yield Mistake(
                (number - 1, found.end(1) + 1), f"no colon follows '{found[1]}'", f"write '{found[1]}:'", "yaml"
            )
        yield Mistake(
            (number, indented + 1), "the line is indented too far", "begin it below the key before it", "yaml"
        )


def _first_without_dash(above: Sequence[str], indent: int) -> Causes:
    """The first item of a list whose next item stands below the lines ``above``, where it has no dash itself."""
    first, number = "", 0
    for n, line in reversed(list(enumerate(above, start=1))):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.lstrip().startswith("- "):
            return
        if len(line) - len(line.lstrip()) < indent:
            break
        first, number = line, n
    key = re.match(r"( +)([\w-]+):", first)
    if key and len(key[1]) > indent:
        hint = f"write '- {key[2]}:', the dash below those of the other items"
        yield Mistake((number, len(key[1]) + 1), "the list's first item has no dash", hint, "dash")


def _sign_before(text: str, index: int) -> str:
    """The last sign before the place on its line; nothing where none stands there, or nothing follows it."""
    line = text[text.rfind("\n", 0, index) + 1 : index].rstrip(" ")
    return line[-1:] if text[index : index + 1] not in ("", "\n") else ""


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _causes_by_words(text: str, error: yaml.MarkedYAMLError, index: int, opened: int) -> Causes:
    """What is left to go by: the parser's own words."""
    said = f"{error.context or ''} {error.problem or ''}"
    for words, message, hint in _STUMBLES:
        if words in said:
            # What an unreadable alias or anchor begins with is what the editor typed; the parser stops a sign later.
            yield Mistake(place_of(text, opened if words in _AT_THEIR_BEGINNING else index), message, hint, "yaml")


_AT_THEIR_BEGINNING = (
    "could not find expected ':'",
    "while scanning an alias",
    "while scanning an anchor",
    "while scanning a block scalar",
    "directive",
    "while scanning a tag",
)
_FIT = "the indentation does not fit the lines before"
_STUMBLES = (
    (
        "mapping values are not allowed",
        "a colon stands where none can",
        "put a text with ': ' in it in straight quotes, and check the indentation",
    ),
    (
        "could not find expected ':'",
        "the line is neither 'key: value' nor a list item",
        "write 'key: value', or indent it below the key whose text it belongs to",
    ),
    ("did not find expected '-' indicator", _FIT, "give every item of a list the same indentation"),
    ("did not find expected key", _FIT, "give every key of a mapping the same indentation"),
    (
        "did not find the expected node content",
        "a value is missing inside '[' or '{'",
        "complete it, or put a text that begins with it in quotes",
    ),
    (
        "did not find expected node content",
        "a key or value is missing here",
        "complete it, or put a text that begins with such a sign in quotes",
    ),
    (
        "while scanning a block scalar",
        "a text begins with '>' or '|', the signs of a text of several lines",
        "put the text in quotes",
    ),
    ("directive", "a line begins with %", "delete the line, or put the text in quotes"),
    ("incompatible YAML document", "a line begins with %", "delete the line"),
    (
        "cannot start any token",
        "the text begins with a sign that YAML keeps for itself (@, ` or %)",
        "put the text in quotes",
    ),
    ("escape", "a backslash in double quotes begins no known escape", "use single quotes"),
    ("hexdecimal", "a backslash in double quotes begins no known escape", "use single quotes"),
    ("while scanning an alias", "an asterisk begins an alias of YAML", "put the text in quotes"),
    ("while scanning an anchor", "an ampersand begins an anchor of YAML", "put the text in quotes"),
    ("tag", "an exclamation mark begins a tag of YAML", "put the text in quotes"),
    (
        "block sequence entries are not allowed",
        "a list begins where none can",
        "begin it on a line of its own below its key, or put the text in quotes",
    ),
    ("exceeded", "lists and mappings stand too deep in each other", "a record needs five at the most"),
    (
        "did not find expected <document start>",
        _FIT,
        "begin each key of the record at the beginning of its line, and write one record in a file",
    ),
)
