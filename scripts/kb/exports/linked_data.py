"""The whole as linked data: one graph in the vocabulary of schema.org, with the evidence as citations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kb.edition.output import OutputFile
from kb.exports import documents as public
from kb.exports.json_api import ROOT

Node = dict[str, object]

_TYPES: Mapping[str, str] = {
    "people": "Person",
    "events": "Event",
    "sources": "NewsArticle",
    "disputes": "Claim",
    "topics": "DefinedTerm",
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
"""By the record's kind; for organisations, by what kind of organisation they are."""

_LANGUAGES = (("en", "en"), ("zh_hans", "zh-Hans"), ("zh_hant", "zh-Hant"))


def graph(records: Iterable[public.Record], site_url: str = "") -> OutputFile:
    """Every record as a thing, every statement as a ``Claim`` about it with the quotes that it rests on."""
    base = site_url or "urn:xai-departures:"
    nodes: list[Node] = []
    for record in records:
        nodes.append(_thing(record, base))
        nodes += (_claim(statement, base) for statement in record.statements)
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in nodes)
    context = json.dumps({"@vocab": "https://schema.org/"})
    return OutputFile(ROOT / "graph.jsonld", f'{{"@context": {context}, "@graph": [\n{lines}\n]}}\n')


def _thing(record: public.Record, base: str) -> Node:
    kind = _TYPES[record.subkind or ""] if record.kind == "organisations" else _TYPES[record.kind]
    node: Node = {
        "@id": _of(record.id, base),
        "@type": kind,
        "name": _in_languages(record.names),
        "alternateName": list(record.also),
        "description": _in_languages(record.summary or record.question),
        "about": [_ref(target, base) for target in record.about],
        "url": record.address,
        "headline": record.headline,
        "inLanguage": record.script,
        "isBasedOn": [_ref(source, base) for source in record.derived_from],
    }
    return {key: value for key, value in node.items() if value}


def _claim(statement: public.Statement, base: str) -> Node:
    value = statement.value
    shown: object = (
        _ref(value.record, base)
        if value.record
        else value.word or (value.date.edtf if value.date else _in_languages(value.text))
    )
    node: Node = {
        "@id": f"{base}{statement.id}",
        "@type": "Claim",
        "about": _ref(statement.record, base),
        "additionalProperty": {"@type": "PropertyValue", "propertyID": statement.property, "value": shown},
        "temporal": statement.date.edtf if statement.date else None,
        "citation": [
            {"@type": "Quotation", "text": e.quote, "isPartOf": _ref(e.source, base)} for e in statement.evidence
        ],
    }
    return {key: held for key, held in node.items() if held}


def _of(record_id: str, base: str) -> str:
    return f"{base}{record_id}"


def _ref(record_id: str, base: str) -> Node:
    return {"@id": _of(record_id, base)}


def _in_languages(texts: public.Texts | None) -> list[Node]:
    held = ((tag, getattr(texts, name)) for name, tag in _LANGUAGES) if texts else ()
    return [{"@language": tag, "@value": text} for tag, text in held if text]
