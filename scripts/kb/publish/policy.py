"""The content security policy that the pages carry: nothing from elsewhere, no script or style but our own.

Scripts and styles within a page are allowed by their digests, which are taken from the theme's templates and never from
built pages: if a record's text should ever come through as HTML, its scripts stay dead. Hence a template's inline
script
must be the same on every page; what differs goes into a data attribute.

A policy in the page cannot say who may frame it (``frame-ancestors``); a host that sends headers can.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_DATA = re.compile(r"""\btype=["']?application/""")
_SOURCE = re.compile(r"\bsrc=")


class ScriptVaries(Exception):
    """A template has an inline script or style that differs from page to page, so that no digest can allow it."""


def content_policy(templates: Iterable[str]) -> str:
    """The policy for pages made from these templates. Raises `ScriptVaries`."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for template in templates:
        for element, attributes, text in _INLINE.findall(_COMMENT.sub("", template)):
            if _DATA.search(attributes) or _SOURCE.search(attributes):
                continue
            if "{{" in text or "{%" in text:
                raise ScriptVaries(
                    f"an inline {element} of the theme differs from page to page: {text.strip()[:60]!r}; "
                    "put what differs into a data attribute, as partials/javascripts/base.html does"
                )
            found[element].add(digest(text))
    allowed = {element: " ".join(["'self'", *sorted(digests)]) for element, digests in found.items()}
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src {allowed['script']}",
            f"style-src {allowed['style']}",
            "img-src 'self' data:",  # the theme's styles draw icons from data
            "worker-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def digest(text: str) -> str:
    """What allows this script or style: its SHA-256 as policies write it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
