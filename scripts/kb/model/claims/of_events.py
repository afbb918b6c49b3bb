"""Claims about events: when they happened, what they followed, who took part."""

from __future__ import annotations

from pydantic import Field

from kb.model.claims.claim import Claim
from kb.model.parts import Prose
from kb.model.values import EventId, PartialDate, PersonId


class Dated(Claim):
    """When it happened."""

    property_name, label = "dated", ("Date", "日期")
    example = "dated: 2026-02-10"
    dated: PartialDate


class After(Claim):
    """It came later than another event, where the order is all a source gives."""

    property_name, label = "after", ("After", "晚于")
    example = "after: summer-shake-up"
    after: EventId


class TookPart(Claim):
    """Who took part, and as what. What the event is about is ``involves`` of the record."""

    property_name, label = "took_part", ("Took part", "参与")
    example = "took_part: elon-musk\nas: {en: Host, zh: 主持}"
    took_part: PersonId
    as_: Prose | None = Field(None, alias="as")
