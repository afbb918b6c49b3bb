"""What renaming a record, or merging two, makes of the files: every mention follows, every old address leads on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.adding.departure import with_claim
from kb.adding.yaml_edit import RecordText
from kb.checks.open_data import Checked
from kb.corpus.evidence import Lock, LockedSource
from kb.model.claims import Evidenced
from kb.model.records import Record, references
from kb.text.variants import comparable


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the files hold afterwards, and what an editor should know. ``left_out`` names the keys not taken over."""

    texts: Mapping[PurePosixPath, str]
    """The new texts of the files that change, by their path below the data folder."""
    gone: PurePosixPath
    lock: Lock
    left_out: tuple[str, ...] = ()


def renamed(checked: Checked, old: str, new: str) -> Change:
    """A record under another id. Raises `CannotEdit` where a text is in a form that is not edited here."""
    record = checked.corpus[old]
    texts = _mentions(checked, old, new)
    own = RecordText(texts.pop(_place(record), checked.loaded.origins[old].text))
    if new in record.former_ids:  # it goes back to an id it had
        own = own.with_words(("former_ids", record.former_ids.index(new)), old)
    else:
        own = _with_former(own, [old])
    place = PurePosixPath(record.kind_name, f"{new}.yaml")
    return Change(texts={**texts, place: own.text}, gone=_place(record), lock=_lock(checked.corpus.lock, old, new))


def merged(checked: Checked, old: str, into: str) -> Change:
    """Two records as one, that of ``into``: it takes the other's names, claims, and what it has not itself.

    Raises `CannotEdit` where a text is in a form that is not edited here.
    """
    corpus = checked.corpus
    gone, stays = corpus[old], corpus[into]
    texts = _mentions(checked, old, into)
    own = RecordText(texts.pop(_place(stays), checked.loaded.origins[into].text))
    other = RecordText(texts.pop(_place(gone), checked.loaded.origins[old].text))
    known = set(map(comparable, stays.names.all))
    more = [name for name in dict.fromkeys(gone.names.all) if comparable(name) not in known]
    weak = [name for name in more if name in gone.names.weak]
    own = own.with_items(("names", "also"), [name for name in more if name not in weak])
    own = own.with_items(("names", "weak"), weak)
    own = _with_former(own, [_former(gone, former, stays) for former in (gone.id, *gone.former_ids)])
    left_out = []
    for key in other.keys:
        if key in ("names", "claims", "former_ids", "id"):
            continue
        if key in own.keys:
            if other.block(key) != own.block(key):
                left_out.append(key)
        elif type(gone) is type(stays) or key == "summary":
            own = own.with_block(other.block(key), after="former_ids")
        else:
            left_out.append(key)
    text, anchors = own.text, {claim.anchor for claim in stays.every_claim}
    for claim, lines in zip(gone.every_claim, other.items("claims"), strict=True):
        if claim.anchor not in anchors:
            text = with_claim(text, lines)
    return Change(
        texts={**texts, _place(stays): text},
        gone=_place(gone),
        lock=_lock(corpus.lock, old, into),
        left_out=tuple(left_out),
    )


def _former(record: Record, former: str, now: Record) -> str:
    """A former id as the record that takes it over writes it: with the kind, where that was another one."""
    return former if "/" in former or record.kind_name == now.kind_name else f"{record.kind_name}/{former}"


def _with_former(own: RecordText, former: list[str]) -> RecordText:
    if "former_ids" in own.keys:
        return own.with_items(("former_ids",), former)
    return own.with_block(f"former_ids: [{', '.join(former)}]\n", after="names")


def _place(record: Record) -> PurePosixPath:
    return PurePosixPath(record.kind_name, f"{record.id}.yaml")


def _mentions(checked: Checked, old: str, new: str) -> dict[PurePosixPath, str]:
    """The texts of all records that name an id, in a field or in prose, with the new one in its place."""
    link = re.compile(rf"(\[\[\s*){re.escape(old)}(?=\s*(?:\||\]\]))")
    found = {}
    for record in checked.corpus:
        before = checked.loaded.origins[record.id].text
        edited = RecordText(link.sub(lambda m: m[1] + new, before))
        for path, target, _ in sorted(references(record), key=lambda r: str(r[0]), reverse=True):
            if target == old:
                edited = edited.with_words(path, new)
        if edited.text != before:
            found[_place(record)] = _without_twins(edited, record, old, new).text
    return found


def _without_twins(edited: RecordText, record: Record, old: str, new: str) -> RecordText:
    """A list that named both names the one once. Sources stand beside their quotes, and may stand there twice."""
    for path in [path for path, target, _ in references(record) if target == old and isinstance(path[-1], int)]:
        beside = {p for p, target, _ in references(record) if target == new and p[:-1] == path[:-1]}
        if beside and path[-2] not in Evidenced.model_fields and path[-2] != "date_source":
            edited = edited.without(path)
    return edited


def _lock(lock: Lock, old: str, new: str) -> Lock:
    """What is proved of a source goes with it. Of two sources' proofs those of one text are one; no other is taken
    over."""
    held = lock.sources.get(old)
    if held is None:
        return lock
    there = lock.sources.get(new)
    rest = {source: entry for source, entry in lock.sources.items() if source != old}
    if there is None or there.digest == held.digest:
        quotes = {**held.quotes, **(there.quotes if there else {})}
        rest[new] = LockedSource(held.digest, quotes)
    return Lock(rest)
