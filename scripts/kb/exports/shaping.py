"""Turns records into the public shapes of `documents`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kb.corpus.corpus import Corpus
from kb.edition.addresses import page_address, path_of
from kb.edition.locale import Locale
from kb.exports import documents as public
from kb.model.claims import Claim, Evidenced, Prose
from kb.model.parts import Settlement, Withdrawal
from kb.model.records import Dispute, Event, Organisation, Record, Source, Topic
from kb.model.values import Edition, PartialDate

MOST_KEPT = 1000
"""Of how many records the statements are kept from table to table."""

_OF_EVERY_CLAIM = frozenset(Claim.model_fields)


@dataclass(frozen=True)
class Shaping:
    """Records as programs get them. ``locales`` has one for each edition: texts hold all of them."""

    corpus: Corpus
    locales: tuple[Locale, ...]
    _kept: dict[str, tuple[public.Statement, ...]] = field(default_factory=dict, compare=False, repr=False)

    def record(self, record: Record, *, with_statements: bool = True) -> public.Record:
        """A record with all its fields; its statements only where they are wanted."""
        own: dict[str, object] = {}
        match record:
            case Organisation():
                own = {"subkind": record.kind}
            case Event():
                own = {"subkind": record.kind, "about": record.involves}
            case Topic():
                own = {
                    "subkind": record.kind,
                    "about": record.about,
                    "answered": self.settlement(record.answered),
                }
            case Source():
                own = {
                    "headline": record.headline,
                    "script": record.script,
                    "address": record.address,
                    "derived_from": record.derived_from,
                }
            case Dispute():
                own = {
                    "subkind": record.kind,
                    "about": record.about,
                    "question": self.text(record.question),
                    "positions": tuple(
                        public.Position(holds=self.texts(p.holds), voice=p.by, evidence=self.evidence(p))
                        for p in record.positions
                    ),
                    "follows": self.text(record.follows),
                    "open": self.text(record.open),
                    "settled": self.settlement(record.settled),
                }
        return public.Record(
            id=record.id,
            kind=record.kind_name,
            names=self.names(record),
            also=record.names.also,
            weak=record.names.weak,
            former_ids=record.former_ids,
            summary=self.text(record.summary),
            pages={str(locale.edition): f"{locale.edition}/{page_address(path_of(record))}" for locale in self.locales},
            statements=self.statements(record) if with_statements else (),
            added=date_of(record.added),
            withdrawn=self.withdrawal(record.withdrawn),
            withdrawn_statements=tuple(self.statement(record, claim) for claim in record.withdrawn_claims)
            if with_statements
            else (),
            **own,  # of this kind's own fields
        )

    def statements(self, record: Record) -> tuple[public.Statement, ...]:
        """The record's claims, in the order of its file. Every table asks for them; those of the first few records are
        kept, so that a large corpus takes time and not memory."""
        found = self._kept.get(record.id)
        if found is None:
            found = tuple(self.statement(record, claim) for claim in record.claims)
            if len(self._kept) < MOST_KEPT:
                self._kept[record.id] = found
        return found

    def statement(self, record: Record, claim: Claim) -> public.Statement:
        """One claim."""
        own = {name: field for name, field in type(claim).model_fields.items() if name not in _OF_EVERY_CLAIM}
        values = {
            field.alias or name: value
            for name, field in own.items()
            if (held := getattr(claim, name)) is not None and (value := self._value(held))
        }
        return public.Statement(
            id=statement_id(record, claim),
            record=record.id,
            kind=record.kind_name,
            property=claim.property_name,
            value=values.pop(claim.property_name),
            qualifiers=values,
            date=date_of(claim.date),
            date_wording=claim.said,
            voice=claim.by,
            basis=claim.basis,
            note=self.text(claim.note),
            outside=self.text(claim.outside),
            disputes=tuple(dispute.id for dispute in self.corpus.disputes_over(record, claim)),
            evidence=self.evidence(claim),
            added=date_of(claim.added),
            withdrawn=self.withdrawal(claim.withdrawn),
        )

    def withdrawal(self, found: Withdrawal | None) -> public.Withdrawal | None:
        """Since when and why something is withdrawn; nothing where it is not."""
        if not found:
            return None
        return public.Withdrawal(date=_known(found.date), because=self.texts(found.because))

    def settlement(self, found: Settlement | None) -> public.Settlement | None:
        """What ended a dispute or answers a question; nothing where nothing does."""
        if not found:
            return None
        return public.Settlement(date=_known(found.date), holds=self.texts(found.holds), evidence=self.evidence(found))

    def evidence(self, part: Evidenced) -> tuple[public.Evidence, ...]:
        """The words that a claim or a position rests on, and where the lock says that they stand."""
        found = []
        for evidence in part.evidence:
            paragraph, offset = self.corpus.lock.spot(evidence.source, evidence.quote) or (None, None)
            found.append(
                public.Evidence(source=evidence.source, quote=evidence.quote, paragraph=paragraph, offset=offset)
            )
        return tuple(found)

    def names(self, record: Record) -> public.Texts:
        """The record's names; the traditional one as the site shows it."""
        hant = self._of[Edition.HANT].names.of(record) if record.names.zh_hans or record.names.zh_hant else None
        return _texts({"en": record.names.en, "zh-Hans": record.names.zh_hans, "zh-Hant": hant})

    def text(self, prose: Prose | None) -> public.Texts | None:
        """A text without links, in the languages that it was written in; nothing where there is none."""
        return self.texts(prose) if prose else None

    def texts(self, prose: Prose) -> public.Texts:
        """A text without links, in the languages that it was written in."""
        chinese = bool(prose.zh or prose.zh_hant)
        return _texts(
            {
                str(locale.edition): locale.texts.plain(prose)
                for locale in self.locales
                if (chinese if locale.edition is not Edition.EN else prose.en)
            }
        )

    def label(self, key: str) -> public.Texts:
        """An interface text in all editions."""
        return _texts({str(locale.edition): locale.labels.text(key) for locale in self.locales})

    def _value(self, held: object) -> public.Value | None:
        match held:
            case Prose():
                return public.Value(text=self.texts(held))
            case PartialDate():
                return public.Value(date=date_of(held))
            case str() if held in self.corpus:
                return public.Value(record=held)
            case str() | int():
                return public.Value(word=str(held))
        return None

    @cached_property
    def _of(self) -> dict[Edition, Locale]:
        return {locale.edition: locale for locale in self.locales}


def statement_id(record: Record, claim: Claim) -> str:
    """The id of a claim in public documents: its record, and its anchor on the record's page."""
    return f"{record.id}#{claim.anchor}"


def date_of(date: PartialDate | None) -> public.Date | None:
    """A date as programs get it; nothing where there is none."""
    return _known(date) if date else None


def _known(date: PartialDate) -> public.Date:
    return public.Date(
        edtf=date.text,
        earliest=date.earliest.isoformat() if date.earliest else None,
        latest=date.latest.isoformat() if date.latest else None,
    )


def _texts(by_edition: dict[str, str | None]) -> public.Texts:
    return public.Texts.model_validate({edition: text for edition, text in by_edition.items() if text})
