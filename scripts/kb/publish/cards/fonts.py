"""Fonts of this machine that draw a script as its readers write it.

The project brings no font along: one that holds all of Chinese weighs more than the whole site. So pictures differ from
machine to machine, and on one machine never. A font is taken for an edition only where it is made for the edition's
region: a traditional text must not stand in mainland shapes, nor the other way round.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

from kb.model.values import Edition


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face within a file. Size and time of the file tell whether it is still the one that was drawn with."""

    path: str
    index: int
    size: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeface:
    """What an edition's pictures are set in."""

    bold: FontFile
    regular: FontFile


REGIONS = {Edition.EN: "SC", Edition.HANS: "SC", Edition.HANT: "TC"}
"""English pictures show Chinese names in simplified characters, as English pages do."""

_LANGUAGES = {"SC": "zh-cn", "TC": "zh-tw"}

FAMILIES = {
    "SC": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "PingFang SC",
        "Microsoft YaHei",
        "Hiragino Sans GB",
        "Heiti SC",
        "WenQuanYi Micro Hei",
        "WenQuanYi Zen Hei",
    ),
    "TC": (
        "Noto Sans CJK TC",
        "Noto Sans TC",
        "Source Han Sans TC",
        "Source Han Sans TW",
        "PingFang TC",
        "Microsoft JhengHei",
        "Heiti TC",
    ),
}
"""Families by region, the best first."""

PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-{weight}.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/Hiragino Sans GB.ttc",
    "/System/Library/Fonts/STHeiti {apple}.ttc",
    "C:/Windows/Fonts/msyh{windows}.ttc",
    "C:/Windows/Fonts/msjh{windows}.ttc",
)
"""Where fonts are on machines without fontconfig."""

_WEIGHTS = (
    {"weight": "Bold", "apple": "Medium", "windows": "bd"},
    {"weight": "Regular", "apple": "Light", "windows": ""},
)
_MOST_FACES = 64
"""No collection has more faces."""


def typefaces() -> dict[Edition, Typeface | None]:
    """For each edition what to draw with; None where this machine has nothing for its script."""
    return {edition: typeface(region) for edition, region in REGIONS.items()}


@lru_cache
def typeface(region: str) -> Typeface | None:
    """The best family for the region that this machine has. One weight serves for both where there is no other."""
    bold, regular = (next(_faces(region, weight), None) for weight in _WEIGHTS)
    one = bold or regular
    return Typeface(bold=bold or one, regular=regular or one) if one else None


def _faces(region: str, weight: dict[str, str]) -> Iterator[FontFile]:
    yield from _named_by_fontconfig(region, weight["weight"])
    found = {place: list(_families(place)) for p in PLACES if (place := p.format(**weight)) and Path(place).is_file()}
    for family in FAMILIES[region]:
        for place, names in found.items():
            if family in names:
                yield _file(place, names.index(family))


def _named_by_fontconfig(region: str, weight: str) -> Iterator[FontFile]:
    """What fontconfig has under the family's own name: asked for a name it does not know, it gives another."""
    for family in FAMILIES[region]:
        command = [
            "fc-match",
            "--format",
            "%{family}\\n%{file}\\n%{index}",
            f"{family}:lang={_LANGUAGES[region]}:style={weight}",
        ]
        try:
            said = subprocess.run(
                command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=30
            ).stdout.split("\n")
        except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
            return
        if len(said) == 3 and family in said[0].split(",") and Path(said[1]).is_file():
            yield _file(said[1], int(said[2]) & 0xFFFF)  # above are the numbers of a variable font's instances


def _families(place: str) -> Iterable[str]:
    """The family of each face of a file, in order."""
    for index in range(_MOST_FACES):
        try:
            yield ImageFont.truetype(place, 16, index=index).getname()[0] or ""
        except OSError:
            return


def _file(place: str, index: int) -> FontFile:
    seen = Path(place).stat()
    return FontFile(place, index, seen.st_size, seen.st_mtime_ns)


@lru_cache(maxsize=64)
def opened(file: FontFile, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file.path, size, index=file.index)


def covers(file: FontFile, text: str) -> bool:
    """Whether the font has a shape for every character: else it draws an empty box."""
    return all(sign.isspace() or _has(file, sign) for sign in set(text))


@lru_cache(maxsize=65536)
def _has(file: FontFile, sign: str) -> bool:
    return _shape(file, sign) != _shape(file, _NOWHERE)


def _shape(file: FontFile, sign: str) -> tuple[tuple[int, int], bytes]:
    mask = opened(file, _PROBE).getmask(sign)
    return mask.size, bytes(mask)


_PROBE = 24
"""The size at which fonts are asked what they cover."""
_NOWHERE = "\U0010ffff"
"""A character that no font has."""
