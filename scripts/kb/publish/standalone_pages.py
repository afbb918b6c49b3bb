"""Pages that need nothing but themselves: the way in, the 404 page, and those left behind by old addresses.

They stand outside the theme, as one file each: the way in must be light, a page for what is not there is served at any
depth, where no relative link to a style would hold, and an old address only leads on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from kb.edition.addresses import page_address, path_of
from kb.edition.labels import EDITION_NAMES, LABELS
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.values import Edition
from kb.pages import share_cards as cards
from kb.publish.policy import content_policy

_STYLE = """
:root { color-scheme: light dark }
html { background: #fff; color: #17212b }
a { color: #0b5a8f }
@media (prefers-color-scheme: dark) {
  html { background: #161b22; color: #e2e7ec }
  a { color: #7fc4f2 }
}
body { font: 1.125rem/1.6 system-ui, sans-serif; margin: 12vh auto; max-width: 32rem; padding: 0 1rem }
h1 { font-size: 1.5rem; line-height: 1.3 }
h2 { font-size: 1.125rem; margin: 2.5rem 0 0 }
ul { list-style: none; padding: 0 }
li a { display: block; padding: .5rem 0 }
form { display: flex; gap: .5rem }
input { flex: 1; min-width: 0 }
input, button { font: inherit; min-height: 2.75rem; padding: 0 .75rem }
"""

_CHOOSE_LANGUAGE = """
var wanted = navigator.languages || [navigator.language || ""];
for (var i = 0; i < wanted.length; i++) {
  var tag = wanted[i].toLowerCase();
  var edition = /^zh\\b.*(hant|tw|hk|mo)/.test(tag) ? "zh-Hant" : /^zh\\b/.test(tag) ? "zh-Hans" : /^en\\b/.test(tag) ? "en" : "";
  if (edition) break;
}
location.replace((edition || "en") + "/" + (location.protocol === "file:" ? "index.html" : ""));
"""

_FIND_ROOT = f"""
var within = /^(.*?\\/)({"|".join(Edition)})\\//.exec(location.pathname);
if (within) document.querySelector("base").href = within[1];
"""
"""Where the site's address is not known, what stands before an edition's name in the address is its root."""


def way_in(site_url: str | None) -> OutputFile:
    """A page that leads to the reader's language, by script where there is one, by links where there is none."""
    title, line = escape(LABELS["site"]["en"]), escape(LABELS["site_line"]["en"])
    links = "\n".join(
        f'<li><a href="{edition}/" lang="{edition}" hreflang="{edition}">{name}</a></li>'
        for edition, name in EDITION_NAMES.items()
    )
    root = escape(site_url or "")
    head = "\n".join(
        (
            f'<meta name="description" content="{line}">',
            *([f'<link rel="canonical" href="{root}">'] if root else []),
            *(f'<link rel="alternate" hreflang="{edition}" href="{root}{edition}/">' for edition in Edition),
            f'<meta property="og:title" content="{title}">',
            f'<meta property="og:description" content="{line}">',
            '<meta property="og:type" content="website">',
            f'<meta property="og:image" content="{root}{Edition.EN}/{cards.HOME}">',
            '<meta name="twitter:card" content="summary_large_image">',
        )
    )
    body = f"<h1>{title}</h1>\n<ul>\n{links}\n</ul>"
    return OutputFile(PurePosixPath("index.html"), _page(Edition.EN, title, head, body, _CHOOSE_LANGUAGE))


def outputs(locales: Sequence[Locale], site_url: str | None) -> Iterator[OutputFile]:
    """All of them but the way in."""
    yield not_found(locales, site_url)
    for locale in locales:
        yield from redirects(locale)


def not_found(locales: Sequence[Locale], site_url: str | None) -> OutputFile:
    """What hosts show for addresses that lead nowhere: the ways back in every language, and a search in each.

    Links count from the site's root, as the page is served at any depth. Where the site's address is not known, the
    root
    is taken to be the host's, and a script looks for it in the address.
    """
    root = escape(urlsplit(site_url).path if site_url else "/")
    parts = []
    for w in locales:
        address = f"{w.edition}/"
        parts.append(f"""<section lang="{w.edition}">
<h2>{escape(w.labels.text("not_found"))}</h2>
<p>{escape(w.labels.text("not_found_line"))}</p>
<form action="{address}" role="search" aria-label="{escape(EDITION_NAMES[w.edition])}">
<input type="search" name="q" required aria-label="{escape(w.labels.text("search_hint"))}" placeholder="{escape(w.labels.text("search_hint"))}">
<button>{escape(w.labels.text("search_here"))}</button>
</form>
<ul>
<li><a href="{address}">{escape(w.labels.text("site"))}</a></li>
<li><a href="{address}people/">{escape(w.labels.text("people"))}</a></li>
<li><a href="{address}timeline/">{escape(w.labels.text("timeline"))}</a></li>
</ul>
</section>""")
    head = f'<base href="{root}">\n<meta name="robots" content="noindex">'
    body = "\n".join(["<h1>404</h1>", *parts])
    title = escape(f"404 – {LABELS['site']['en']}")
    return OutputFile(PurePosixPath("404.html"), _page(Edition.EN, title, head, body, "" if site_url else _FIND_ROOT))


def redirects(locale: Locale) -> Iterator[OutputFile]:
    """For every id that a record had before, a page at its old address that leads to the new one, without scripts."""
    for record in locale.corpus:
        for kind, former in record.former_places:
            if former in locale.corpus:
                continue  # another record has taken the id, and the address with it
            place = path_of(record)
            way = f"../{record.id}/" if kind == record.kind_name else f"../../{record.kind_name}/{record.id}/"
            address = escape(locale.links.web_address(place) or way)
            name = escape(locale.names.of(record))
            head = f'<meta http-equiv="refresh" content="0; url={way}">\n<link rel="canonical" href="{address}">'
            body = f'<h1>{escape(locale.labels.text("moved"))}</h1>\n<p>{escape(locale.labels.text("moved_to"))} <a href="{way}">{name}</a></p>'
            old = PurePosixPath(locale.edition, page_address(PurePosixPath(kind, f"{former}.md")), "index.html")
            yield OutputFile(old, _page(locale.edition, name, head, body))


def _page(lang: Edition, title: str, head: str, body: str, script: str = "") -> str:
    own = f"<style>{_STYLE}</style>" + (f"\n<script>{script}</script>" if script else "")
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_policy([own])}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
{head}
{own}
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
