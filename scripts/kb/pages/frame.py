"""What every page has: a title, a description, and a template to fill."""

from __future__ import annotations

import html
import json
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, PackageLoader, StrictUndefined

from kb.output import OutputFile
from kb.pages.markdown import Markdown, finalize
from kb.pages.wording import Wording

DESCRIPTION_LIMIT = 160
"""Characters of a description that search engines show."""


def render(template: str, wording: Wording, page: PurePosixPath, *, title: str, description: str, **context: object) -> OutputFile:
    """The page as a file below its edition's folder: front matter, and the filled template.

    ``record_id`` names the record that the page is about; ``script`` a file of the theme that this page alone needs.
    """
    record = context.pop("record_id", None)
    script = context.pop("script", None)
    front = {"title": _attribute(title), "description": _attribute(_shortened(description))}
    if record:
        front["record"] = f"{page.parent.name}/{record}"
    if script:
        front["script"] = script
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
    body = _environment().get_template(template).render(w=wording, page=page, title=title, **context)
    return OutputFile(PurePosixPath(wording.edition) / page, f"---\n{lines}---\n\n{body.strip()}\n")


def fill(template: str, wording: Wording, **context: object) -> Markdown:
    """A part of a page from a template of its own."""
    return Markdown(_environment().get_template(template).render(w=wording, **context))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kb.pages"), finalize=finalize, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined, keep_trailing_newline=True,
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
