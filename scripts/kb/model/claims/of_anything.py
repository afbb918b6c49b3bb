"""Claims about any record: a form of its name, a fact, a figure."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kb.model.claims.claim import Claim
from kb.model.parts import Prose
from kb.model.values import Text


class Called(Claim):
    """A form of the name that a source uses."""

    property_name, label = "called", ("Called", "称为")
    example = "called: 吴宇怀"
    called: Text


class Fact(Claim):
    """Anything else that a source reports, where no other property says it."""

    property_name, label = "fact", ("Reported", "据报道")
    example = "fact: {en: It has no office., zh: 没有办公室。}"
    fact: Prose


class Figure(Claim):
    """A number: what it counts, and how much it is."""

    property_name, label = "figure", ("Figure", "数字")
    example = "figure: {en: Employees, zh: 员工}\nvalue: {en: more than 1000, zh: 超过 1000 人}\nnumber: 1000"
    figure: Prose
    value_: Prose = Field(alias="value")
    number: int | None = Field(
        None,
        description="The bare number, where pages count with it.",
        json_schema_extra={"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^\\d+$"}, {"type": "null"}]},
    )
    key: Literal["cofounders", "cofounders-left", "announced-in-a-week", "staff"] | None = Field(
        None, description="What the overview looks the figure up by."
    )
