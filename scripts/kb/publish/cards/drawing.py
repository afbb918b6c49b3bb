"""Draws one picture: the name, where the person stands, the site's name; the same bytes for the same card and fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from kb.pages.share_cards import Card
from kb.publish.cards.fonts import FontFile, Typeface, covers, opened

WIDTH, HEIGHT = 1200, 630
"""What those who show links ask for."""

VERSION = 2
"""To be raised when pictures are to be drawn anew though cards and fonts stay."""

PAPER = "#17212b"
COLOURS = ("#ffffff", "#b4c0cb", "#ffab7a")
"""Of the ink, the quiet ink and the accent."""
STRENGTHS = 16
LEFT, RIGHT, TOP = 88, 1112, 96
NAME_SIZES, SECOND_SIZE, LINE_SIZE, SITE_SIZE = (112, 96, 80, 68, 56), 48, 42, 36
LINES_AT_MOST = 3


def draw(card: Card, typeface: Typeface | None) -> bytes:
    """The picture as PNG. Where the fonts lack a sign of it, a plain one with the site's name instead of empty
    boxes."""
    told = (card.title, card.second, card.line, card.site)
    if typeface and all(covers(file, text) for file in (typeface.bold, typeface.regular) for text in told):
        return _written(card, typeface).png()
    return _plain(card.latin).png()


def _written(card: Card, typeface: Typeface) -> Sheet:
    sheet = Sheet()
    font, lines = _fitted(card.title, typeface.bold)
    y = TOP
    for line in lines:
        sheet.ink.text((LEFT, y), line, font=font, fill=255)
        y += round(font.size * 1.25)
    if card.second:
        y = _set(sheet.quiet, y + 8, [card.second], opened(typeface.regular, SECOND_SIZE))
    if card.line:
        font = opened(typeface.regular, LINE_SIZE)
        _set(sheet.ink if card.site else sheet.quiet, y + 36, _wrapped(card.line, font)[:LINES_AT_MOST], font)
    _mark(sheet, LEFT, HEIGHT - 116, 44)
    if card.site:
        sheet.quiet.text((LEFT + 68, HEIGHT - 120), card.site, font=opened(typeface.regular, SITE_SIZE), fill=255)
    return sheet


def _plain(latin: str) -> Sheet:
    """A mark and the site's name in the Latin letters that Pillow itself brings along."""
    sheet = Sheet()
    _mark(sheet, LEFT, 170, 120)
    sheet.ink.text((LEFT, 350), latin, font=ImageFont.load_default(96), fill=255)
    return sheet


class Sheet:
    """An empty picture with a pen for each colour. Each draws on a layer of its own; where one has drawn, no other
    does.

    So a pixel is one colour at one of sixteen strengths, and the picture needs no search for the colours that it has:
    that
    takes ten times as long as all the rest.
    """

    def __init__(self) -> None:
        self._layers = [Image.new("L", (WIDTH, HEIGHT)) for _ in COLOURS]
        self.ink, self.quiet, self.accent = (ImageDraw.Draw(layer) for layer in self._layers)
        self.accent.rectangle((0, 0, 19, HEIGHT), fill=255)

    def png(self) -> bytes:
        """The layers as one picture with a palette: the paper first, then fifteen strengths of each colour."""
        picture = Image.new("L", (WIDTH, HEIGHT))
        for number, layer in enumerate(self._layers):
            start = number * (STRENGTHS - 1)
            levels = (value * STRENGTHS // 256 for value in range(256))
            picture = ImageChops.add(picture, layer.point([start + level if level else 0 for level in levels]))
        paper = ImageColor.getrgb(PAPER)
        palette = list(paper)
        for colour in map(ImageColor.getrgb, COLOURS):
            for strength in range(1, STRENGTHS):
                palette += (round(p + (c - p) * strength / (STRENGTHS - 1)) for p, c in zip(paper, colour, strict=True))
        picture.putpalette(palette)
        held = io.BytesIO()
        picture.save(held, "PNG")
        return held.getvalue()


def _mark(sheet: Sheet, x: int, y: int, side: int) -> None:
    """The site's sign, as in its icon: people in rows, and one on the way out."""
    for pen, dots in ((sheet.quiet, _STAYING), (sheet.accent, _LEAVING)):
        wide = Image.new("L", (side * _FINER, side * _FINER))
        brush = ImageDraw.Draw(wide)
        for across, down, radius in dots:
            brush.circle((across * wide.width / 24, down * wide.width / 24), radius * wide.width / 24, fill=255)
        pen.bitmap((x, y), wide.resize((side, side), Image.Resampling.BOX), fill=255)


_STAYING = tuple((across, down, 2.4) for down in (7, 13.5, 20) for across in (4, 11))
_LEAVING = ((20, 4, 3.2),)
"""Dots on a ground of 24 by 24: across, down, radius."""
_FINER = 8
"""Dots are drawn larger and made smaller: Pillow's own have no soft edge."""


def _set(pen: ImageDraw.ImageDraw, y: int, lines: list[str], font: ImageFont.FreeTypeFont) -> int:
    for line in lines:
        pen.text((LEFT, y), line, font=font, fill=255)
        y += round(font.size * 1.45)
    return y


def _fitted(text: str, file: FontFile) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the text is one line; else the smallest, in two."""
    for size in NAME_SIZES:
        font = opened(file, size)
        if font.getlength(text) <= RIGHT - LEFT:
            return font, [text]
    return font, _wrapped(text, font)[:2]


def _wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in _words(text):
        if lines[-1] and font.getlength((lines[-1] + word).rstrip()) > RIGHT - LEFT:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


_KEPT = "\N{NO-BREAK SPACE}"
_NOT_FIRST = set("，。、；：！？）》」』”’%·")


def _words(text: str) -> Iterator[str]:
    """The text in pieces that stay together: words of letters, single Chinese characters, and the signs that close
    them."""
    word = ""
    for sign in text:
        within_han = _is_han(sign) or (word and _is_han(word[-1]))
        breaks = word and (
            word[-1] == " " or (within_han and sign not in _NOT_FIRST and not sign.isspace() and word[-1] != _KEPT)
        )
        if breaks:
            yield word
            word = ""
        word += sign
    yield word


def _is_han(sign: str) -> bool:
    return sign >= "\u2e80"
