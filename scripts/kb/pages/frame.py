"""What every page has: a title, a description, and a template to fill."""

from __future__ import annotations

import html
import json
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.edition.locale import Locale
from kb.edition.markdown import Markdown, finalize
from kb.edition.output import OutputFile
from kb.model.records import Record
from kb.pages import share_cards as cards
from kb.pages import structured_data as structured
from kb.pages.citations import citations

HOME = PurePosixPath("index.md")
DESCRIPTION_LIMIT = 160
"""Characters of a description that search engines show."""


def render(
    template: str,
    locale: Locale,
    page: PurePosixPath,
    *,
    title: str,
    description: str,
    record_id: str = "",
    script: str = "",
    **context: object,
) -> OutputFile:
    """The page as a file below its edition's folder: front matter, and the filled template.

    ``record_id`` names the record that the page is about; ``script`` a file of the theme that this page alone needs.
    """
    record = locale.corpus[record_id] if record_id else None
    front = {"title": _attribute(title), "description": _attribute(_shortened(description))}
    if record:
        front["record"] = f"{page.parent.name}/{record_id}"
    if script:
        front["script"] = script
    front |= _shared(locale, page, record)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    body = _environment().get_template(template).render(w=locale, page=page, title=title, **context)
    cited = fill("citations.md.j2", locale, citations=citations(locale, record)) if record else ""
    return OutputFile(PurePosixPath(locale.edition) / page, f"---\n{lines}---\n\n{f'{body.rstrip()}{cited}'.strip()}\n")


def _shared(locale: Locale, page: PurePosixPath, record: Record | None) -> dict[str, str]:
    """What goes along when the page is found or shared: what it tells machines, and a picture where it has one of its
    own."""
    told = structured.of_record(locale, record) if record else structured.of_site(locale) if page == HOME else ""
    picture = cards.path_for(locale, record)
    return ({"json_ld": told} if told else {}) | ({"card": picture.as_posix()} if picture != cards.HOME else {})


def fill(template: str, locale: Locale, **context: object) -> Markdown:
    """A part of a page from a template of its own."""
    return Markdown(_environment().get_template(template).render(w=locale, **context))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb.pages"),
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["listed"] = listed
    return environment


def listed(parts: tuple[str, ...] | list[str], comma: str = ", ") -> Markdown:
    """The parts joined by commas, those that are plain text escaped."""
    return Markdown(comma.join(finalize(part) for part in parts if part))


def _attribute(text: str) -> str:
    """The text as it may stand in HTML: the theme prints titles and descriptions unescaped."""
    return html.escape(text)


def _shortened(text: str) -> str:
    return text if len(text) <= DESCRIPTION_LIMIT else text[: DESCRIPTION_LIMIT - 1].rstrip() + "…"
