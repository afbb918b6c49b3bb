"""Entities of FollowTheMoney, as investigators' tools read them: one JSON object a line.

Only what its schemata have a place for: people, organisations, articles, and employments with their dates. An
employment that sources differ over, or whose end is uncertain, has the possible days in its description, not as a date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from kb.edition.output import OutputFile
from kb.exports import documents as public
from kb.exports.json_api import ROOT

Entity = dict[str, object]

_SCHEMATA: Mapping[str, str] = {
    "company": "Company",
    "investor": "Company",
    "university": "Organization",
    "institute": "Organization",
    "media": "Organization",
    "government": "PublicBody",
    "project": "Organization",
}
"""By the kind of organisation; products and places have none that says no more than the records do."""


def entities(
    records: Iterable[public.Record], departures: Iterable[public.Departure], site_url: str = ""
) -> OutputFile:
    """The entities file, ``ftm.entities.json``: what ``ftm`` commands call a stream of entities."""
    held = list(records)
    found = [entity for record in held if (entity := _entity(record, site_url))]
    known = {str(entity["id"]) for entity in found}
    found += (e for d in departures if (e := _employment(d)) and {d.person, d.organisation} <= known)
    lines = (json.dumps(entity, ensure_ascii=False, separators=(",", ":")) for entity in found)
    return OutputFile(ROOT / "ftm.entities.json", "".join(f"{line}\n" for line in lines))


def _entity(record: public.Record, site_url: str) -> Entity | None:
    match record.kind:
        case "people":
            return _made(record.id, "Person", _named(record, site_url) | {"weakAlias": list(record.weak)})
        case "organisations":
            schema = _SCHEMATA.get(record.subkind or "")
            return _made(record.id, schema, _named(record, site_url)) if schema else None
        case "sources":
            title = record.headline or record.names.en or record.names.zh_hans
            language = "eng" if record.script == "en" else "zho"
            return _made(
                record.id, "Article", {"title": [title], "sourceUrl": [record.address], "language": [language]}
            )
    return None


def _named(record: public.Record, site_url: str) -> dict[str, list[str | None]]:
    names = record.names
    return {
        "name": [names.en or names.zh_hans or names.zh_hant],
        "alias": list(dict.fromkeys([names.zh_hans, names.zh_hant, *record.also])),
        "summary": [record.summary.en if record.summary else None],
        "sourceUrl": [f"{site_url}{record.pages['en']}"] if site_url else [],
    }


def _employment(departure: public.Departure) -> Entity:
    role = departure.role.en or departure.role.zh_hans if departure.role else None
    return _made(
        departure.id,
        "Employment",
        {
            "employee": [departure.person],
            "employer": [departure.organisation],
            "role": [role],
            "status": [departure.standing],
            "startDate": [_plain(departure.began)],
            "endDate": [_plain(departure.ended)] if departure.certain else [],
            "description": [f"Ended: {departure.ended.edtf} (EDTF)" if departure.ended else None],
        },
    )


def _plain(date: public.Date | None) -> str | None:
    """A year, month or day; nothing where the date is doubtful or a span, which its schemata cannot say."""
    return date.edtf if date and not set(date.edtf) & set("~?%/.") else None


def _made(entity_id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Entity:
    held = {name: kept for name, values in properties.items() if (kept := [value for value in values if value])}
    return {"id": entity_id, "schema": schema, "properties": held}
