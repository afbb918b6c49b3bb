"""Rules about ids that stand in fields."""

from __future__ import annotations

from collections.abc import Iterator

from kb.corpus.corpus import Corpus
from kb.model.claims import OF_EVENTS, OF_ORGANISATIONS, OF_PEOPLE, OF_SOURCES, OF_TOPICS, VOICES, Reason
from kb.model.problems import Finding, did_you_mean, listed
from kb.model.records import Source, Topic, references
from kb.model.values import Refers

_ONE_OF = {
    "people": "a person",
    "organisations": "an organisation",
    "events": "an event",
    "sources": "a source",
    "disputes": "a dispute",
    "topics": "a topic",
}


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
                    record=record.id, path=path, message=f"there is no record '{target}'", hint=hint, code="unknown-id"
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


def former_ids_are_free(corpus: Corpus) -> Iterator[Finding]:
    """A former id leads to one record only, and is not in use."""
    taken: dict[str, str] = {}
    for record in corpus:
        for index, former in enumerate(record.former_ids):
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
        for index, claim in enumerate(person.claims):
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
    known = {
        kind.property_name
        for kinds in (OF_PEOPLE, OF_ORGANISATIONS, OF_EVENTS, OF_SOURCES, OF_TOPICS)
        for kind in kinds
    }
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


def _candidates(corpus: Corpus, refers: Refers) -> list[str]:
    voices = list(VOICES) if "voices" in refers.kinds else []
    return voices + [record.id for record in corpus if not refers.kinds or record.kind_name in refers.kinds]


def _folder(refers: Refers) -> str:
    return refers.kinds[0] if refers.kinds else "<kind>"
