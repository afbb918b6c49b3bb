"""What an editor types is shown as text, whatever signs are in it: never as Markdown, HTML or a template."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePosixPath

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.edition.markdown import escape
from kb.model.claims import Prose
from kb.model.prose import Link, segments, stray_brackets
from kb.model.records import Organisation, Person
from kb.pages.frame import render

SIGNS = st.lists(
    st.sampled_from(
        list("\\`*_{}[]()<>#+-.!|~^=:;&\"'$%/@0123456789 \naxé灯　")
        + ["&lt;", "&#60;", "]]", "[[", "::", "```", "javascript:", "<b>"]
    ),
    min_size=1,
    max_size=40,
).map("".join)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{: onclick=alert(1) }",
    "x { #id onclick=alert(1) }",
    "# heading",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "* item",
    "> quotation",
    "```\ncode\n```",
    "`code`",
    "**bold** __bold__ *it* _it_",
    "~~gone~~ ^up^ ==mark==",
    "[^1]",
    "[^1]: note",
    "[x]: https://evil.example",
    "*[HTML]: x",
    "| a | b |",
    "a | b\n--|--\nc | d",
    "term\n: definition",
    "---",
    "===",
    "***",
    "&lt;b&gt; &amp;#60;",
    "\\<b>",
    "!!! note",
    "??? note",
    '=== "tab"',
    ":smile:",
    "$x$ \\(x\\)",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "[TOC]",
    "[[xai]]",
    "a  \nb",
    "\\",
    "&",
    "http://evil.example",
    "x@evil.example",
    "</q></span>",
    '-8<- "x"',
    '--8<-- "x"',
    "\x02stx\x03",
    "klzzwxh:0000",
    "wzxhzdk:0",
]


@pytest.fixture(scope="module")
def converter(root):
    """Markdown with the extensions of ``mkdocs.yml``."""
    text = re.sub(r"!ENV|!!python/\S+", "", (root / "mkdocs.yml").read_text(encoding="utf-8"))
    configured = yaml.safe_load(text)["markdown_extensions"]
    names = [next(iter(e)) if isinstance(e, dict) else e for e in configured]
    options = {k: v for e in configured if isinstance(e, dict) for k, v in e.items()}
    return markdown.Markdown(extensions=["toc", "tables", "fenced_code", *names], extension_configs=options)


class Shown(HTMLParser):
    """The text of a piece of HTML, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", []
        self.feed(html)
        self.close()

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.tags.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def typed(text: str) -> bool:
    """Whether a record can hold the text: it begins and ends with a sign that is seen."""
    return bool(text.strip()) and "\x02" not in text and "\x03" not in text


@given(SIGNS.map(str.strip).filter(typed))
@settings(max_examples=500)
def test_text_at_the_beginning_of_a_line_is_shown_as_it_stands(converter, text):
    shown = Shown(converter.reset().convert(escape(text)))
    assert spaced(shown.text) == spaced(text)
    assert shown.tags == [("p", {})]


@given(SIGNS.map(str.strip).filter(typed))
@settings(max_examples=300)
def test_text_within_a_line_is_shown_as_it_stands(converter, text):
    shown = Shown(converter.reset().convert(f"- **Said** {escape(text.strip(), opening=False)} <small>¶ 3</small>"))
    assert spaced(shown.text) == spaced(f"Said {text.strip()} ¶ 3")
    assert [tag for tag, _ in shown.tags] == ["ul", "li", "strong", "small"]


@pytest.mark.parametrize("text", [t for t in HOSTILE if typed(t)])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "# {}",
        "- {}",
        "**{}**",
        "[{}](x.md)",
        "<span>{}</span>",
        "<p markdown>{}</p>",
        "## {} {{ #anchor }}",
        "a\n\n{}\n\nb",
    ],
)
def test_what_would_do_something_is_shown(converter, text, around):
    plain = Shown(converter.reset().convert(around.format("x")))
    shown = Shown(converter.reset().convert(around.format(escape(text))))
    assert spaced(shown.text).replace(" ", "") == spaced(plain.text.replace("x", text, 1)).replace(" ", "")
    assert [tag for tag, _ in shown.tags] == [tag for tag, _ in plain.tags]
    assert not any(name.startswith("on") for _, attributes in shown.tags for name in attributes)


@pytest.mark.parametrize("text", [t for t in HOSTILE if typed(t)])
def test_titles_and_descriptions_leave_no_attribute(golden_checked, text):
    locale = locales(golden_checked.corpus)[0]
    page = render(
        "index.md.j2", locale, PurePosixPath("people/index.md"), title=text, description=text, sections=(), line=""
    ).content
    front = yaml.safe_load(page.split("---\n")[1])
    for value in front.values():
        assert not set(value) & set('<>"')


@given(
    st.lists(
        st.one_of(
            st.builds(
                Link,
                st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True),
                st.text(alphabet="abc 灯,.", max_size=8).map(str.strip),
            ),
            st.text(alphabet="abc 灯,.|()", min_size=1, max_size=8),
        ),
        max_size=6,
    )
)
def test_prose_is_cut_into_the_pieces_it_was_made_of(pieces):
    def written(piece):
        if isinstance(piece, str):
            return piece
        return f"[[{piece.target}|{piece.words}]]" if piece.words else f"[[{piece.target}]]"

    text = "".join(map(written, pieces))
    found = list(segments(text))
    assert "".join(map(written, found)) == text
    assert [p for p in found if isinstance(p, Link)] == [p for p in pieces if isinstance(p, Link)]
    assert not stray_brackets(text)


@given(SIGNS)
@example("[[a]")
@example("[[[a]]]")
@example("[[a|b|c]]")
def test_any_text_is_cut_without_loss(text):
    assert "".join(piece if isinstance(piece, str) else piece.written for piece in segments(text)) == text


def test_a_link_shows_its_words_and_leads_to_the_record(golden_checked, converter):
    locale = locales(golden_checked.corpus)[0]
    prose = Prose(en="With [[mara-quill|*her* <b>]] & [[xai]].")
    shown = Shown(converter.reset().convert(locale.texts.linked(prose, PurePosixPath("people/otto-brandt.md"))))
    assert shown.text == "With *her* <b> & Xenon Atelier."
    assert [attributes["href"] for tag, attributes in shown.tags if tag == "a"] == [
        "mara-quill.md",
        "../organisations/xai.md",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("他 [[mara-quill]] 走了", "他马拉走了"),
        ("他[[mara-quill]]走了", "他马拉走了"),
        ("他[[xai]]走了", "他 Xenon 走了"),
        ("他 [[xai]] 走了", "他 Xenon 走了"),
        ("《[[xai]]》，[[xai]]。", "《Xenon》，Xenon。"),
        ("他 [[xai|这家公司]] 走了", "他这家公司走了"),
    ],
)
def test_space_stands_in_chinese_only_where_han_meets_latin(written, shown):
    corpus = Corpus.of(
        [
            Person.model_validate({"id": "mara-quill", "names": {"en": "Mara", "zh-Hans": "马拉"}}),
            Organisation.model_validate({"id": "xai", "names": {"en": "Xenon"}, "kind": "company"}),
        ],
        Lock({}),
    )
    hans = locales(corpus)[1]
    prose = Prose(zh=written)
    assert hans.texts.plain(prose) == shown
    assert re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", hans.texts.linked(prose, PurePosixPath("people/x.md"))) == shown
