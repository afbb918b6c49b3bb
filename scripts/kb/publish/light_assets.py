"""One stylesheet and one script for all pages: the theme's without what no page uses, and ours.

The theme's styles serve every feature that it has; a page of ours uses half of them. A rule is kept when each class,
and each value of an attribute, that one of its selectors asks for stands somewhere in the pages or scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

import tinycss2
from tinycss2.ast import AtRule, Declaration, LiteralToken, Node, QualifiedRule

from kb.edition.output import OutputFile
from kb.model.values import Edition

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_VALUE = re.compile(r"\[[\w-]+[~|^$*]?=[\"']?([\w-]+)[\"']?\]")
_NEGATION = re.compile(r":not\([^()]*(?:\([^()]*\)[^()]*)*\)")
_PROPERTY = re.compile(r"""(?P<before>[{;])(?P<name>--[\w-]+):(?:[^;{}"']|"[^"]*"|'[^']*')*;?""")
_GROUPS = {"media", "supports", "layer", "container"}
"""At-rules that hold rules."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every word that stands in pages and scripts: what is not among them is no class of any element."""

    words: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        return cls(frozenset(word for text in texts for word in _WORD.findall(text)))

    def knows(self, selector: str) -> bool:
        bare = _NEGATION.sub("", selector)
        return all(word in self.words for word in [*_CLASS.findall(bare), *_VALUE.findall(bare)])


def stylesheet(theme: Iterable[str], ours: str, vocabulary: Vocabulary) -> str:
    """The theme's sheets and ours as one, without those rules of the theme that ask for what the vocabulary does not
    know."""
    kept = "".join(_kept(_rules("\n".join(theme)), vocabulary)) + "".join(_kept(_rules(ours), None))
    return _without_unused_properties(kept, vocabulary)


def script(sources: Iterable[str]) -> str:
    """The scripts as one, each ended so that the next begins anew; their maps of sources stay behind."""
    return "".join(re.sub(r"\n?//# sourceMappingURL=\S+\s*$", "", source).rstrip() + "\n;\n" for source in sources)


@lru_cache(maxsize=4)  # the editions share their sheets
def _rules(css: str) -> Sequence[Node]:
    rules: Sequence[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


def _kept(rules: Iterable[Node], vocabulary: Vocabulary | None) -> Iterator[str]:
    """The rules as text; all of them where there is no vocabulary to measure them by."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [s for s in _selectors(rule) if vocabulary is None or vocabulary.knows(s)]
            if selectors:
                yield f"{','.join(selectors)}{{{_body(rule.content)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _GROUPS and rule.content is not None:
            inner = "".join(
                _kept(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), vocabulary)
            )
            if inner:
                yield f"@{rule.at_keyword} {tinycss2.serialize(rule.prelude).strip()}{{{inner}}}"
        elif isinstance(rule, AtRule):
            yield rule.serialize()


def _without_unused_properties(css: str, vocabulary: Vocabulary) -> str:
    """The styles without custom properties that nothing asks for: among them the theme's icons, each a picture in
    letters."""

    def asked_for(declaration: re.Match[str]) -> str:
        name = declaration["name"]
        return declaration[0] if f"var({name}" in css or name.lstrip("-") in vocabulary.words else declaration["before"]

    return _PROPERTY.sub(asked_for, css)


def _selectors(rule: QualifiedRule) -> Iterator[str]:
    """The rule's selectors, parted at the commas that stand outside of brackets."""
    part: list[Node] = []
    for token in rule.prelude:
        if isinstance(token, LiteralToken) and token.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(token)
    yield tinycss2.serialize(part).strip()


def _body(content: list[Node]) -> str:
    """The declarations, with comments and needless space taken out."""
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declarations = [part for part in parts if isinstance(part, Declaration)]
    if len(declarations) < len(parts):  # nested rules, or something unknown: as it stands
        whole: str = tinycss2.serialize(content)
        return whole.strip()
    return ";".join(
        f"{d.name}:{tinycss2.serialize(d.value).strip()}{'!important' if d.important else ''}" for d in declarations
    )


def light_assets(html: Path, edition: Edition) -> Iterator[OutputFile]:
    """The one stylesheet and the one script of an edition, made from the theme's and ours as MkDocs laid them down."""
    built, place = html / edition, PurePosixPath(edition, "assets")
    sheets, scripts = built / "assets" / "stylesheets", built / "assets" / "javascripts"
    ours = [path for path in sorted(scripts.rglob("*.js")) if "workers" not in path.relative_to(scripts).parts[:-1]]
    # One page of each folder speaks for its kind: all are filled from the same templates.
    pages = [built / "index.html", built / "404.html", *sorted(built.glob("*/index.html"))]
    pages += [
        next(iter(sorted(folder.glob("*/index.html"))), folder / "index.html")
        for folder in sorted(built.iterdir())
        if folder.is_dir()
    ]
    texts = {path: path.read_text(encoding="utf-8") for path in [*ours, *pages] if path.is_file()}
    theme = [
        path.read_text(encoding="utf-8")
        for name in ("main.*.css", "palette.*.css")
        for path in sorted(sheets.glob(name))
    ]
    light = stylesheet(theme, (sheets / "kb.css").read_text(encoding="utf-8"), Vocabulary.of(texts.values()))
    yield OutputFile(place / "stylesheets" / "site.css", light)
    parts = [scripts / "search-box.js", *sorted(scripts.glob("bundle.*.js"))]
    yield OutputFile(place / "javascripts" / "site.js", script(texts[path] for path in parts))
