"""What a page tells machines, in the vocabulary of schema.org (JSON-LD).

Only facts of the records: dates where a single day is known for certain, claims that a source states outright and no
dispute contests. Whatever is doubtful is left to the page's words. Addresses stand where the site knows its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kb import claims
from kb.claims import Claim
from kb.pages import citations
from kb.pages.wording import LABELS, Wording, path_of
from kb.records import Dispute, Entry, Event, Organisation, Person, Source
from kb.values import PartialDate

Node = dict[str, Any]
"""A thing of schema.org: its ``@type`` and properties."""

ORGANISATION_TYPES: Mapping[str, str] = {
    "company": "Organization", "investor": "Organization", "university": "CollegeOrUniversity", "institute": "ResearchOrganization",
    "media": "NewsMediaOrganization", "government": "GovernmentOrganization", "project": "Project", "facility": "Place", "place": "Place",
    "product": "Product",
}
BODIES = frozenset({"company", "investor", "university", "institute", "media", "government", "project"})
"""The kinds that schema.org counts as organisations."""


def of_record(wording: Wording, record: Entry) -> str:
    """The record of a page, and the way to the page where the site's address is known."""
    return _script([_thing(wording, record), *_breadcrumbs(wording, record)])


def of_site(wording: Wording) -> str:
    """The site, for its home page."""
    names = [name for name in LABELS["site"].values() if name != wording.label("site")]
    return _script([_given({
        "@type": "WebSite",
        "name": wording.label("site"),
        "alternateName": names,
        "description": wording.label("site_line"),
        "inLanguage": str(wording.edition),
        "url": f"{wording.site_url}{wording.edition}/" if wording.site_url else "",
    })])


def _thing(wording: Wording, record: Entry) -> Node:
    match record:
        case Person():
            return _person(wording, record)
        case Organisation():
            return _organisation(wording, record)
        case Event():
            return _event(wording, record)
        case Source():
            return _article(wording, record)
    return _page(wording, record)


def _person(wording: Wording, person: Person) -> Node:
    schools = (c.studied for c in _certain(wording, person, claims.Studied))
    return _given(_named(wording, person) | {"@type": "Person", "alumniOf": _references(wording, schools)})


def _organisation(wording: Wording, organisation: Organisation) -> Node:
    node = _named(wording, organisation) | {"@type": ORGANISATION_TYPES[organisation.kind]}
    if organisation.kind in BODIES:
        parents = [c.part_of for c in _certain(wording, organisation, claims.PartOf)]
        node["parentOrganization"] = _references(wording, (p for p in parents if _is_body(wording.corpus.records.get(p))))
        node["founder"] = _references(wording, (c.founded_by for c in _certain(wording, organisation, claims.FoundedBy)))
    return _given(node)


def _event(wording: Wording, event: Event) -> Node:
    days = {day(c.dated) for c in _certain(wording, event, claims.Dated)}
    return _given(_named(wording, event) | {
        "@type": "Event",
        "startDate": days.pop() if len(days) == 1 else "",
        "about": _references(wording, (i for i in event.involves if isinstance(wording.corpus.records.get(i), (Person, Organisation)))),
    })


def _article(wording: Wording, source: Source) -> Node:
    """The article, which is not ours: its own address, and ours as that of a page about it."""
    published = citations.published(source)
    outlet = citations.outlet(wording, source)
    originals = [wording.corpus.records.get(original) for original in source.derived_from]
    return _given({
        "@type": "NewsArticle",
        "headline": source.headline or wording.name(source),
        "inLanguage": source.script,
        "author": [{"@type": "Person", "name": name} for name in citations.writers(source)],
        "publisher": {"@type": "Organization", "name": outlet} if outlet else None,
        "datePublished": citations.edtf(published) if published and published.day else "",
        "url": source.address,
        "subjectOf": wording.web_address(path_of(source)),
        "isBasedOn": [original.address for original in originals if isinstance(original, Source) and original.address],
    })


def _page(wording: Wording, record: Entry) -> Node:
    """A page that is about other things: a dispute, a topic."""
    description = wording.plain(record.question) if isinstance(record, Dispute) else wording.plain(record.summary)
    return _given({
        "@type": "WebPage",
        "name": wording.name(record),
        "description": description,
        "inLanguage": str(wording.edition),
        "url": wording.web_address(path_of(record)),
        "about": _references(wording, getattr(record, "about", ())),
    })


def _named(wording: Wording, record: Entry) -> Node:
    name = wording.name(record)
    others = dict.fromkeys(n for n in (*record.names.by_script.values(), *record.names.also) if n != name)
    return {
        "name": name,
        "alternateName": list(others),
        "description": wording.plain(record.summary),
        "url": wording.web_address(path_of(record)),
    }


def _references(wording: Wording, targets: Iterable[str]) -> list[Node]:
    """Other records, each by its type, name and address, and once."""
    found = (wording.corpus.records.get(target) for target in dict.fromkeys(targets))
    return [
        _given({"@type": _type(record), "name": wording.name(record), "url": wording.web_address(path_of(record))})
        for record in found if record
    ]


def _type(record: Entry) -> str:
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


def _is_body(record: Entry | None) -> bool:
    return isinstance(record, Organisation) and record.kind in BODIES


def _certain(wording: Wording, record: Entry, kind: type[Claim]) -> list[Any]:
    """The record's claims of a kind that a source states outright, and no dispute contests."""
    return [c for c in record.claims if isinstance(c, kind) and c.basis == "stated" and not wording.corpus.disputes_over(record, c)]


def day(date: PartialDate) -> str:
    """The one day it means, as ISO 8601 has it; empty where that is not certain."""
    if date.is_interval or not (single := date.parts[0]) or single.doubt or not single.day:
        return ""
    return citations.edtf(single)


def _breadcrumbs(wording: Wording, record: Entry) -> list[Node]:
    """Home, kind, record; with addresses only, as without them it says nothing."""
    if not wording.site_url:
        return []
    home = f"{wording.site_url}{wording.edition}/"
    steps = (
        (wording.label("site"), home),
        (wording.label(record.kind_name), f"{home}{record.kind_name}/"),
        (wording.name(record), wording.web_address(path_of(record))),
    )
    items = [{"@type": "ListItem", "position": n, "name": name, "item": address} for n, (name, address) in enumerate(steps, start=1)]
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
