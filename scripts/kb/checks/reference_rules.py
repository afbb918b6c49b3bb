"""Rules about ids that stand in fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kb.corpus.corpus import Corpus
from kb.corpus.stays import organisation_of
from kb.model.claims import (
    OF_EVENTS,
    OF_ORGANISATIONS,
    OF_PEOPLE,
    OF_SOURCES,
    OF_TOPICS,
    VOICES,
    AcquiredBy,
    After,
    Claim,
    Figure,
    PartOf,
    Reason,
    ReportedTo,
    Role,
    TaughtBy,
)
from kb.model.problems import Finding, Path, listed
from kb.model.proposals import did_you_mean
from kb.model.records import Organisation, Record, Source, Topic, references
from kb.model.values import RESERVED_IDS, Refers

_ONE_OF = {
    "people": "a person",
    "organisations": "an organisation",
    "events": "an event",
    "sources": "a source",
    "disputes": "a dispute",
    "topics": "a topic",
}


ALL_PROPERTIES = frozenset(
    kind.property_name for kinds in (OF_PEOPLE, OF_ORGANISATIONS, OF_EVENTS, OF_SOURCES, OF_TOPICS) for kind in kinds
)


def ids_are_known(corpus: Corpus) -> Iterator[Finding]:
    """Every id in a field is that of a record, and of a kind that the field takes."""
    for record in corpus:
        for path, target, refers in references(record):
            if target in corpus.unread or ("voices" in refers.kinds and target in VOICES):
                continue
            found = corpus.records.get(target)
            if found is None:
                hint = corpus.renamed(target) or did_you_mean(
                    target, _candidates(corpus, refers), f"write data/{_folder(refers)}/{target}.yaml, or mend the id"
                )
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"there is no record '{target}'",
                    hint=hint,
                    code="unknown-id",
                    missing=target,
                )
            elif refers.kinds and found.kind_name not in refers.kinds:
                wanted = listed(_ONE_OF[kind] for kind in refers.kinds if kind in _ONE_OF)
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"'{target}' is {_ONE_OF[found.kind_name]}, and {wanted} belongs here",
                    hint="name another record, or use another property",
                    code="wrong-kind",
                )


def nothing_rests_on_what_is_withdrawn(corpus: Corpus) -> Iterator[Finding]:
    """What we stand by names no record that we do not stand by, but in prose, where it can be said."""
    for record in corpus:
        for path, target, _ in references(record, standing=True):
            found = corpus.records.get(target)
            if found and found.withdrawn:
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"'{target}' was withdrawn on {found.withdrawn.date}",
                    hint="withdraw this too, or name another record",
                    code="withdrawn-record",
                )


def records_refer_to_others(corpus: Corpus) -> Iterator[Finding]:
    """No record is derived from, part of, later than or led by itself."""
    for record in corpus:
        for path, target, refers in references(record):
            proves = isinstance(record, Source) and path[0] == "claims"  # an article tells of itself
            if target == record.id and len(refers.kinds) == 1 and not proves:
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"'{target}' is this record itself",
                    hint="name another record",
                    code="self-reference",
                )


def ids_can_be_addresses(corpus: Corpus) -> Iterator[Finding]:
    """No record is called, or was called, what a site or a file system keeps for itself."""
    for record in corpus:
        for path, name in (((), record.id), *((("former_ids", i), f) for i, (_, f) in enumerate(record.former_places))):
            if name in RESERVED_IDS:
                yield Finding(
                    record=record.id,
                    path=path,
                    message=f"'{name}' cannot be an id: a list, or a device of Windows, is called that",
                    hint="leave it out here" if path else "give the file another name",
                    code="reserved-id",
                )


def former_ids_are_free(corpus: Corpus) -> Iterator[Finding]:
    """A former id leads to one record only, and is not in use."""
    taken: dict[str, str] = {}
    for record in corpus:
        for index, (_, former) in enumerate(record.former_places):
            holder = former if former in corpus else taken.setdefault(former, record.id)
            if holder != record.id or former == record.id:
                owner = f"'{holder}'" if holder != record.id else "this record, as its id"
                yield Finding(
                    record=record.id,
                    path=("former_ids", index),
                    message=f"the former id '{former}' belongs to {owner}",
                    hint="an old address can lead to one record only: leave it out here",
                    code="former-id",
                )


def reasons_are_reasons(corpus: Corpus) -> Iterator[Finding]:
    """A reason for leaving is a topic of the kind 'reason'."""
    reasons = [topic.id for topic in corpus.topics if topic.kind == "reason"]
    for person in corpus.people:
        for index, claim in person.numbered_claims:
            topic = corpus.records.get(claim.reason) if isinstance(claim, Reason) else None
            if isinstance(topic, Topic) and topic.kind != "reason":
                yield Finding(
                    record=person.id,
                    path=("claims", index, "reason"),
                    message=f"'{topic.id}' is a topic, but not a reason",
                    hint=did_you_mean(topic.id, reasons, f"a reason is {listed(reasons)}")
                    if reasons
                    else "give the topic 'kind: reason'",
                    code="not-a-reason",
                )


def contested_properties_exist(corpus: Corpus) -> Iterator[Finding]:
    """A dispute contests properties that claims have."""
    known = ALL_PROPERTIES
    for dispute in corpus.disputes:
        for index, name in enumerate(dispute.contests):
            if name not in known:
                yield Finding(
                    record=dispute.id,
                    path=("contests", index),
                    message=f"no claim has the property '{name}'",
                    hint=did_you_mean(name, known, f"the properties are {listed(known)}"),
                    code="unknown-property",
                )


def contested_claims_exist(corpus: Corpus) -> Iterator[Finding]:
    """Each property that a dispute contests is one of a claim that its positions quote: otherwise no claim carries its
    mark."""
    known_whole = not corpus.unread and not corpus.lock.broken
    for dispute in corpus.disputes if known_whole else ():
        if any(target not in corpus or target in corpus.read_in_part for target in (dispute.id, *dispute.about)):
            continue
        claims = [claim for target in dispute.about if target in corpus for claim in corpus[target].every_claim]
        quoted = {c.property_name for c in claims if any(corpus.share_words(c, p) for p in dispute.at_odds)}
        for index, name in enumerate(dispute.contests):
            if ALL_PROPERTIES.issuperset(dispute.contests) and name not in quoted:
                yield Finding(
                    record=dispute.id,
                    path=("contests", index),
                    message=f"no claim '{name}' of {listed(dispute.about)} rests on words that a position quotes",
                    hint=did_you_mean(name, quoted, f"the claims quoted are {listed(quoted)}")
                    if quoted
                    else "quote the claims' own words in the positions, or leave it out",
                    code="nothing-contested",
                )


def employers_employ(corpus: Corpus) -> Iterator[Finding]:
    """What a person founds, joins or leaves is an organisation that has people: no place, and no product."""
    for person in corpus.people:
        for index, claim in person.numbered_claims:
            target = organisation_of(claim)
            found = corpus.records.get(target) if target else None
            if isinstance(found, Organisation) and found.kind in ("place", "product") and not isinstance(claim, Role):
                yield Finding(
                    record=person.id,
                    path=("claims", index, claim.property_name),
                    message=f"'{found.id}' is a {found.kind}, and nobody is employed there",
                    hint="name the company or team; a product's work is 'work:'",
                    code="no-employer",
                )


def relations_have_no_circles(corpus: Corpus) -> Iterator[Finding]:
    """Nothing is part of, owned by, later than, derived from or taught by itself by way of others."""
    for name, edges in _relations(corpus).items():
        seen: set[str] = set()
        for start in sorted(edges):
            circle = _circle(start, edges)
            if circle and not seen & set(circle):
                seen |= set(circle)
                record = corpus[circle[0]]
                yield Finding(
                    record=record.id,
                    path=_path_of(record, name, circle[1]),
                    message=f"'{name}' leads in a circle: {' -> '.join((*circle, circle[0]))}",
                    hint="one of these is the wrong way round",
                    code="circle",
                )


def keyed_figures_agree(corpus: Corpus) -> Iterator[Finding]:
    """Two figures of one key that give different numbers for one time are held against each other by a dispute."""
    held: dict[str, list[tuple[Record, int, Figure]]] = {}
    for record in corpus:
        for index, claim in record.numbered_claims:
            if isinstance(claim, Figure) and claim.key:
                held.setdefault(claim.key, []).append((record, index, claim))
    for key, figures in held.items():
        first, _, one = figures[0]
        for record, index, other in figures[1:]:
            apart = (
                one.date and other.date and (one.date.surely_before(other.date) or other.date.surely_before(one.date))
            )
            disputed = corpus.disputes_over(record, other) or corpus.disputes_over(first, one)
            if one.number != other.number and not apart and not disputed:
                yield Finding(
                    record=record.id,
                    path=("claims", index, "key"),
                    message=f"'{key}' is {other.number} here and {one.number} in '{first.id}', of one time",
                    hint="give each its date, or write a dispute that contests 'figure'",
                    code="figures-differ",
                )


_RELATIONS: Mapping[str, type[Claim]] = {
    "after": After,
    "part_of": PartOf,
    "acquired_by": AcquiredBy,
    "taught_by": TaughtBy,
    "reported_to": ReportedTo,
}


def _relations(corpus: Corpus) -> dict[str, dict[str, list[str]]]:
    """For each relation that must not lead back, whom each record names."""
    found: dict[str, dict[str, list[str]]] = {"derived_from": {}}
    for source in corpus.sources:
        found["derived_from"][source.id] = [s for s in source.derived_from if s != source.id]
    for name, kind in _RELATIONS.items():
        found[name] = {
            record.id: [c.value for c in record.claims if isinstance(c, kind) and c.value != record.id]
            for record in corpus
        }
    return found


def _circle(start: str, edges: dict[str, list[str]]) -> tuple[str, ...]:
    """A way from a record back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        way = ways.pop()
        for target in edges.get(way[-1], ()):
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append((*way, target))
    return ()


def _path_of(record: Record, name: str, target: str) -> Path:
    if isinstance(record, Source) and name == "derived_from":
        return (name, record.derived_from.index(target))
    return next(("claims", i, name) for i, c in record.numbered_claims if c.property_name == name and c.value == target)


def _candidates(corpus: Corpus, refers: Refers) -> list[str]:
    voices = list(VOICES) if "voices" in refers.kinds else []
    return voices + [record.id for record in corpus if not refers.kinds or record.kind_name in refers.kinds]


def _folder(refers: Refers) -> str:
    return refers.kinds[0] if refers.kinds else "<kind>"
