"""Draws one picture: the name, where the person stands, the site's name; the same bytes for the same card and fonts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from kb.cards.fonts import FontFile, Typeface, covers
from kb.pages.cards import Card

WIDTH, HEIGHT = 1200, 630
"""What those who show links ask for."""

VERSION = 1
"""To be raised when pictures are to be drawn anew though cards and fonts stay."""

PAPER, INK, QUIET, ACCENT = "#17212b", "#ffffff", "#b4c0cb", "#ffab7a"
LEFT, RIGHT, TOP = 88, 1112, 96
NAME_SIZES, SECOND_SIZE, LINE_SIZE, SITE_SIZE = (112, 96, 80, 68, 56), 48, 42, 36
LINES_AT_MOST = 3
_PROBE = 24
"""The size at which fonts are asked what they cover."""


def draw(card: Card, typeface: Typeface | None) -> bytes:
    """The picture as PNG. Where the fonts lack a sign of it, a plain one with the site's name instead of empty boxes."""
    told = (card.title, card.second, card.line, card.site)
    if typeface and all(covers(_font(file, _PROBE), text) for file in (typeface.bold, typeface.regular) for text in told):
        return _png(_written(card, typeface))
    return _png(_plain(card.latin))


def _written(card: Card, typeface: Typeface) -> Image.Image:
    image, pen = _sheet()
    font, lines = _fitted(card.title, typeface.bold)
    y = TOP
    for line in lines:
        pen.text((LEFT, y), line, font=font, fill=INK)
        y += round(font.size * 1.25)
    if card.second:
        y = _set(pen, y + 8, [card.second], _font(typeface.regular, SECOND_SIZE), QUIET)
    if card.line:
        quiet = _font(typeface.regular, LINE_SIZE)
        _set(pen, y + 36, _wrapped(card.line, quiet)[:LINES_AT_MOST], quiet, INK if card.site else QUIET)
    if card.site:
        _mark(pen, LEFT, HEIGHT - 116, 44)
        pen.text((LEFT + 68, HEIGHT - 120), card.site, font=_font(typeface.regular, SITE_SIZE), fill=QUIET)
    else:
        _mark(pen, LEFT, HEIGHT - 152, 80)
    return image


def _plain(latin: str) -> Image.Image:
    """A mark and the site's name in the Latin letters that Pillow itself brings along."""
    image, pen = _sheet()
    _mark(pen, LEFT, 170, 120)
    pen.text((LEFT, 350), latin, font=ImageFont.load_default(96), fill=INK)
    return image


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 19, HEIGHT), fill=ACCENT)
    return image, pen


def _mark(pen: ImageDraw.ImageDraw, x: int, y: int, side: int) -> None:
    """A frame that is open to the right, and a bar on its way out."""
    stroke = max(side // 9, 4)
    pen.rectangle((x, y, x + side * 2 // 3, y + stroke), fill=QUIET)
    pen.rectangle((x, y, x + stroke, y + side), fill=QUIET)
    pen.rectangle((x, y + side - stroke, x + side * 2 // 3, y + side), fill=QUIET)
    pen.rectangle((x + side // 3, y + side // 2 - stroke // 2, x + side, y + side // 2 + stroke // 2), fill=ACCENT)


def _set(pen: ImageDraw.ImageDraw, y: int, lines: list[str], font: ImageFont.FreeTypeFont, ink: str) -> int:
    for line in lines:
        pen.text((LEFT, y), line, font=font, fill=ink)
        y += round(font.size * 1.45)
    return y


def _fitted(text: str, file: FontFile) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest size at which the text is one line; else the smallest, in two."""
    for size in NAME_SIZES:
        font = _font(file, size)
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


_NOT_FIRST = set("，。、；：！？）》」』”’%·")


def _words(text: str) -> Iterator[str]:
    """The text in pieces that stay together: words of letters, single Chinese characters, and the signs that close them."""
    word = ""
    for sign in text:
        breaks = word and (word[-1].isspace() or ((_is_han(sign) or _is_han(word[-1])) and sign not in _NOT_FIRST and not sign.isspace()))
        if breaks:
            yield word
            word = ""
        word += sign
    yield word


def _is_han(sign: str) -> bool:
    return sign >= "\u2e80"


@lru_cache(maxsize=64)
def _font(file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file.path, size, index=file.index)


def _png(image: Image.Image) -> bytes:
    """Few colours are enough for letters on one ground, and weigh a quarter."""
    held = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    return held.getvalue()
