"""The page that stays of a record that was withdrawn: that it was, when and why."""

from __future__ import annotations

from kb.edition.addresses import path_of
from kb.edition.locale import Locale
from kb.edition.output import OutputFile
from kb.model.parts import Withdrawal
from kb.model.records import Record
from kb.pages.frame import render
from kb.pages.records import common_parts as entry


def page(locale: Locale, record: Record, withdrawal: Withdrawal) -> OutputFile:
    where = path_of(record)
    notice = locale.labels.filled("withdrawn_record", locale.dates.words(withdrawal.date))
    return render(
        "withdrawn.md.j2",
        locale,
        where,
        title=locale.names.full(record),
        description=notice,
        record_id=record.id,
        heading=locale.names.of(record),
        notice=notice,
        because=locale.texts.linked(withdrawal.because, where),
        related=entry.related(locale, record, where),
    )
