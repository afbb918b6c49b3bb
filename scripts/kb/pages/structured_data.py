"""What a page tells machines, in the vocabulary of schema.org (JSON-LD).

Only facts of the records: dates where a single day is known for certain, claims that a source states outright and no
dispute contests. Whatever is doubtful is left to the page's words. Addresses stand where the site knows its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kb.edition.addresses import path_of
from kb.edition.labels import LABELS
from kb.edition.locale import Locale
from kb.model import claims
from kb.model.claims import Claim
from kb.model.records import Dispute, Event, Organisation, Person, Record, Source
from kb.model.values import PartialDate
from kb.pages import citations

Node = dict[str, Any]
"""A thing of schema.org: its ``@type`` and properties."""

ORGANISATION_TYPES: Mapping[str, str] = {
    "company": "Organization",
    "investor": "Organization",
    "university": "CollegeOrUniversity",
    "institute": "ResearchOrganization",
    "media": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
    "project": "Project",
    "facility": "Place",
    "place": "Place",
    "product": "Product",
}
BODIES = frozenset({"company", "investor", "university", "institute", "media", "government", "project"})
"""The kinds that schema.org counts as organisations."""


def of_record(locale: Locale, record: Record) -> str:
    """The record of a page, and the way to the page where the site's address is known."""
    return _script([_thing(locale, record), *_breadcrumbs(locale, record)])


def of_site(locale: Locale) -> str:
    """The site, for its home page."""
    names = [name for name in LABELS["site"].values() if name != locale.labels.text("site")]
    return _script(
        [
            _given(
                {
                    "@type": "WebSite",
                    "name": locale.labels.text("site"),
                    "alternateName": names,
                    "description": locale.labels.text("site_line"),
                    "inLanguage": str(locale.edition),
                    "url": f"{locale.site_url}{locale.edition}/" if locale.site_url else "",
                }
            )
        ]
    )


def _thing(locale: Locale, record: Record) -> Node:
    if record.withdrawn:
        return _page(locale, record)
    match record:
        case Person():
            return _person(locale, record)
        case Organisation():
            return _organisation(locale, record)
        case Event():
            return _event(locale, record)
        case Source():
            return _article(locale, record)
    return _page(locale, record)


def _person(locale: Locale, person: Person) -> Node:
    schools = (c.studied for c in _certain(locale, person, claims.Studied))
    return _given(_named(locale, person) | {"@type": "Person", "alumniOf": _references(locale, schools)})


def _organisation(locale: Locale, organisation: Organisation) -> Node:
    node = _named(locale, organisation) | {"@type": ORGANISATION_TYPES[organisation.kind]}
    if organisation.kind in BODIES:
        parents = [c.part_of for c in _certain(locale, organisation, claims.PartOf)]
        node["parentOrganization"] = _references(locale, (p for p in parents if _is_body(locale.corpus.records.get(p))))
        node["founder"] = _references(locale, (c.founded_by for c in _certain(locale, organisation, claims.FoundedBy)))
    return _given(node)


def _event(locale: Locale, event: Event) -> Node:
    days = {day(c.dated) for c in _certain(locale, event, claims.Dated)}
    return _given(
        _named(locale, event)
        | {
            "@type": "Event",
            "startDate": days.pop() if len(days) == 1 else "",
            "about": _references(
                locale, (i for i in event.involves if isinstance(locale.corpus.records.get(i), (Person, Organisation)))
            ),
        }
    )


def _article(locale: Locale, source: Source) -> Node:
    """The article, which is not ours: its own address, and ours as that of a page about it."""
    published = citations.published(source)
    outlet = citations.outlet(locale, source)
    originals = [locale.corpus.records.get(original) for original in source.derived_from]
    return _given(
        {
            "@type": "NewsArticle",
            "headline": source.headline or locale.names.of(source),
            "inLanguage": source.script,
            "author": [{"@type": "Person", "name": name} for name in citations.writers(source)],
            "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
            "datePublished": citations.edtf(published) if published and published.day else "",
            "url": source.address,
            "subjectOf": locale.links.web_address(path_of(source)),
            "isBasedOn": [
                original.address for original in originals if isinstance(original, Source) and original.address
            ],
        }
    )


def _page(locale: Locale, record: Record) -> Node:
    """A page that is about other things, a dispute or a topic; or about nothing any more."""
    told = record.question if isinstance(record, Dispute) else record.summary
    description = "" if record.withdrawn else locale.texts.plain(told)
    return _given(
        {
            "@type": "WebPage",
            "name": locale.names.of(record),
            "description": description,
            "inLanguage": str(locale.edition),
            "url": locale.links.web_address(path_of(record)),
            "about": _references(locale, getattr(record, "about", ())),
        }
    )


def _named(locale: Locale, record: Record) -> Node:
    name = locale.names.of(record)
    others = dict.fromkeys(n for n in (*record.names.by_script.values(), *record.names.also) if n != name)
    return {
        "name": name,
        "alternateName": list(others),
        "description": locale.texts.plain(record.summary),
        "url": locale.links.web_address(path_of(record)),
    }


def _references(locale: Locale, targets: Iterable[str]) -> list[Node]:
    """Other records, each by its type, name and address, and once."""
    found = (locale.corpus.records.get(target) for target in dict.fromkeys(targets))
    return [
        _given(
            {"@type": _type(record), "name": locale.names.of(record), "url": locale.links.web_address(path_of(record))}
        )
        for record in found
        if record
    ]


def _type(record: Record) -> str:
    match record:
        case Person():
            return "Person"
        case Organisation():
            return ORGANISATION_TYPES[record.kind]
        case Event():
            return "Event"
        case Source():
            return "NewsArticle"
    return "WebPage"


def _is_body(record: Record | None) -> bool:
    return isinstance(record, Organisation) and record.kind in BODIES


def _certain(locale: Locale, record: Record, kind: type[Claim]) -> list[Any]:
    """The record's claims of a kind that a source states outright, and no dispute contests."""
    return [
        c
        for c in record.claims
        if isinstance(c, kind) and c.basis == "stated" and not locale.corpus.disputes_over(record, c)
    ]


def day(date: PartialDate) -> str:
    """The one day it means, as ISO 8601 has it; empty where that is not certain."""
    if date.is_interval or not (single := date.parts[0]) or single.doubt or not single.day:
        return ""
    return citations.edtf(single)


def _breadcrumbs(locale: Locale, record: Record) -> list[Node]:
    """Home, kind, record; with addresses only, as without them it says nothing."""
    if not locale.site_url:
        return []
    home = f"{locale.site_url}{locale.edition}/"
    steps = (
        (locale.labels.text("site"), home),
        (locale.labels.text(record.kind_name), f"{home}{record.kind_name}/"),
        (locale.names.of(record), locale.links.web_address(path_of(record))),
    )
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": address}
        for n, (name, address) in enumerate(steps, start=1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _given(node: Node) -> Node:
    """The node without what is empty, its type first."""
    return {"@type": node["@type"]} | {key: value for key, value in node.items() if value and key != "@type"}


def _script(nodes: list[Node]) -> str:
    """JSON that can stand within a script element: nothing in it can end the element, or begin a comment."""
    body = {"@context": "https://schema.org"} | (nodes[0] if len(nodes) == 1 else {"@graph": nodes})
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
