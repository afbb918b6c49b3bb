"""All kinds of claim in Markdown, made from the model, for the page that says how to contribute."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from kb.edition.labels import Labels
from kb.model import claims
from kb.model.claims import Claim
from kb.model.values import Edition

MARK = "<!-- kinds of claim -->"
"""The line of a hand-written page that the glossary takes the place of."""

_GROUPS: tuple[tuple[str, tuple[type[Claim], ...]], ...] = (
    ("people", tuple(kind for kind in claims.OF_PEOPLE if kind not in claims.OF_TOPICS)),
    ("organisations", tuple(kind for kind in claims.OF_ORGANISATIONS if kind not in claims.OF_TOPICS)),
    ("events", tuple(kind for kind in claims.OF_EVENTS if kind not in claims.OF_TOPICS)),
    ("sources", tuple(kind for kind in claims.OF_SOURCES if kind not in claims.OF_TOPICS)),
    ("any_record", claims.OF_TOPICS),
)


def glossary(labels: Labels) -> str:
    """Each kind of claim by its property: when it is used, and how it looks."""
    return "\n".join(
        line for key, kinds in _GROUPS for line in (f"### {labels.text(key)}\n", *map(str, _rows(labels, kinds)))
    )


def _rows(labels: Labels, kinds: tuple[type[Claim], ...]) -> Iterator[str]:
    english = labels.edition is Edition.EN
    for kind in kinds:
        name = labels.chosen(*kind.label)
        used = " ".join((inspect.getdoc(kind) or "").split()).replace("``", "`")
        yield f"**`{kind.property_name}`**{labels.colon}{name}\n"
        yield f"{used}\n" if english else f'<span lang="en">{used}</span>\n'
        example = kind.example.replace("\n", "\n  ")
        yield f"```yaml\n- {example}\n```\n"
