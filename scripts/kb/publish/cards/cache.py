"""Keeps pictures from one build to the next, each under a name that says what it was drawn from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import PIL

from kb.model.values import Edition
from kb.pages.share_cards import Card
from kb.publish.cards.drawing import VERSION, draw
from kb.publish.cards.fonts import Typeface
from kb.publish.writing import write_bytes


def pictures(
    cards: Iterable[Card], shelf: Path, faces: Mapping[Edition, Typeface | None]
) -> list[tuple[PurePosixPath, Path]]:
    """Where each card belongs on the site, and the file that holds it. What is not on the shelf is drawn; what is
    stale goes."""
    found = []
    for card in cards:
        typeface = faces[card.edition]
        file = shelf / f"{_drawn_from(card, typeface)}.png"
        if not file.is_file():
            write_bytes(file, draw(card, typeface))
        found.append((PurePosixPath(card.edition) / card.path, file))
    wanted = {file for _, file in found}
    for file in shelf.glob("*.png"):
        if file not in wanted:
            file.unlink()
    return found


def _drawn_from(card: Card, typeface: Typeface | None) -> str:
    told = (VERSION, PIL.__version__, card.title, card.second, card.line, card.site, card.latin, typeface)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
