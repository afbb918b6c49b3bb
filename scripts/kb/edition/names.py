"""What an edition calls records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kb.model.records import Organisation, Person, Record
from kb.model.values import Edition
from kb.text.collation import sort_key
from kb.text.conversion import proper_name

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Names:
    """Names in the script of one edition."""

    edition: Edition
    to_traditional: Callable[[str], str]

    def of(self, record: Record) -> str:
        """The record's name in this edition's script; another script's where this one has none."""
        names = record.names
        match self.edition:
            case Edition.EN:
                return names.en or names.zh_hans or names.zh_hant or record.id
            case Edition.HANS:
                return names.zh_hans or names.en or names.zh_hant or record.id
            case Edition.HANT:
                return self.traditional(record) or names.en or record.id

    def traditional(self, record: Record) -> str:
        """The name in traditional characters, converted where the record gives no such form; empty without a Chinese
        name."""
        hans, hant = record.names.zh_hans, record.names.zh_hant
        if hant or not hans:
            return hant or ""
        if isinstance(record, (Person, Organisation)):
            return proper_name(hans, person=isinstance(record, Person))
        return self.to_traditional(hans)  # a title of ours, and prose

    def second(self, record: Record) -> str:
        """The other name that readers of this edition may know the record by; empty where there is none."""
        names = record.names
        other = (names.zh_hans or names.zh_hant) if self.edition is Edition.EN else names.en
        return other if other and other != self.of(record) else ""

    def full(self, record: Record) -> str:
        """The name, and for people the second name after it."""
        second = self.second(record) if isinstance(record, Person) else ""
        if second and self.edition is Edition.EN:
            return f"{self.of(record)} ({second})"
        return f"{self.of(record)} {second}".strip()

    def in_order(self, records: Iterable[R]) -> list[R]:
        """The records by name, in the order of this edition's language."""
        return sorted(records, key=lambda record: (self._place(record), record.id))

    def _place(self, record: Record) -> tuple[object, ...]:
        return sort_key(self.of(record), self.edition, of_person=isinstance(record, Person))
