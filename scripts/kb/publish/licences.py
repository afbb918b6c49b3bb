"""The licences of what the site carries that others made, as they ask for it: with the site."""

from __future__ import annotations

from importlib.metadata import files, version
from pathlib import PurePosixPath

from kb.edition.output import OutputFile

_CARRIED = {
    "mkdocs-material": ("the theme: templates, styles, scripts", "dist-info/licenses/LICENSE"),
    "opencc-python-reimplemented": ("the table of Chinese variants that the search folds by", "dist-info/LICENSE.txt"),
    "pypinyin": ("the readings of Chinese names", "dist-info/licenses/LICENSE.txt"),
}
"""By package: what of it is on the site, and where its licence stands; and the licence of the theme's icons."""

_ICONS = "material/templates/.icons/material/LICENSE"


def licences() -> OutputFile:
    """One plain text at the site's root."""
    parts = [_part(package, what, ending) for package, (what, ending) in _CARRIED.items()]
    parts.append(_part("mkdocs-material", "the icons of Material Design", _ICONS))
    return OutputFile(PurePosixPath("licences.txt"), "\n".join(parts))


def _part(package: str, what: str, ending: str) -> str:
    text = next(path.read_text(encoding="utf-8") for path in files(package) or () if str(path).endswith(ending))
    title = f"{package} {version(package)}: {what}"
    return f"{title}\n{'=' * len(title)}\n\n{text.strip()}\n"
