"""Claims about people: where they worked, left and went, what they said, and why they left."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kb.model.claims.claim import Claim
from kb.model.parts import Prose
from kb.model.values import OrganisationId, PersonId, TopicId


class Cofounded(Claim):
    """The person is counted among the founders of an organisation. Written once, here: the organisation's founders
    follow from it."""

    property_name, label = "cofounded", ("Co-founder of", "联合创办")
    example = "cofounded: xai"
    cofounded: OrganisationId


class Joined(Claim):
    """The person began at an organisation. ``date`` is when that took effect. Who came back after leaving has
    ``returned``."""

    property_name, label = "joined", ("Joined", "加入")
    example = "joined: xai\ndate: 2024-03"
    joined: OrganisationId


class Returned(Claim):
    """The person came back after having left. A new stay begins with it."""

    property_name, label = "returned", ("Returned to", "重返")
    example = "returned: xai\ndate: 2026-05"
    returned: OrganisationId


class Left(Claim):
    """The person is no longer there. ``date`` is when that took effect, not when it was made public."""

    property_name, label = "left", ("Left", "离开")
    example = "left: xai\nmanner: resigned\ndate: 2026-02-09"
    left: OrganisationId
    manner: Literal["resigned", "dismissed", "laid_off"] | None = None


class AnnouncedLeaving(Claim):
    """The person made a departure public. ``date`` is the day of the statement, not of the departure."""

    property_name, label = "announced_leaving", ("Announced leaving", "宣布离开")
    example = "announced_leaving: xai\ndate: 2026-02-09"
    announced_leaving: OrganisationId


class SteppedBack(Claim):
    """The person withdrew from the work without, by this report, leaving altogether."""

    property_name, label = "stepped_back", ("Stepped back from", "淡出")
    example = "stepped_back: xai\ndate: ../2026-01-31"
    stepped_back: OrganisationId


class Stays(Claim):
    """The person was still there on ``date``."""

    property_name, label = "stays", ("Reported at", "在职")
    example = "stays: xai\ndate: 2026-02-10"
    stays: OrganisationId


class Role(Claim):
    """A post or title that the person held. What was done in it is ``work``; that it changed on a day is ``change``."""

    property_name, label = "role", ("Role", "职务")
    example = "role: {en: Head of reasoning, zh: 推理负责人}\nat: xai"
    role: Prose
    at: OrganisationId


class Work(Claim):
    """What the person did or was in charge of, where a source gives no title for it."""

    property_name, label = "work", ("Work", "工作内容")
    example = "work: {en: Built the training tools, zh: 搭建训练工具}\nat: xai"
    work: Prose
    at: OrganisationId | None = None


class Change(Claim):
    """A change of duties: promoted, moved, put in charge, relieved."""

    property_name, label = "change", ("Change of duties", "职责变动")
    example = "change: {en: Took over post-training, zh: 接手后训练}\nat: xai\ndate: 2026-02"
    change: Prose
    at: OrganisationId


class ReportedTo(Claim):
    """Who was the person's superior. A teacher is ``taught_by``."""

    property_name, label = "reported_to", ("Reported to", "汇报对象")
    example = "reported_to: elon-musk\nat: xai"
    reported_to: PersonId
    at: OrganisationId | None = None


class Studied(Claim):
    """Where the person studied, and for which degree. Working there is ``employed``."""

    property_name, label = "studied", ("Studied at", "就读于")
    example = "studied: university-of-toronto\ndegree: {en: Doctorate, zh: 博士}"
    studied: OrganisationId
    degree: Prose | None = None


class TaughtBy(Claim):
    """Who taught the person or supervised a thesis. A superior at work is ``reported_to``."""

    property_name, label = "taught_by", ("Taught by", "师从")
    example = "taught_by: geoffrey-hinton\nat: university-of-toronto"
    taught_by: PersonId
    at: OrganisationId | None = None


class Employed(Claim):
    """Worked for an organisation before, besides or after the one in focus. Joining and leaving that one are
    ``joined`` and ``left``."""

    property_name, label = "employed", ("Worked at", "曾任职")
    example = "employed: google\nas: {en: Research scientist, zh: 研究科学家}"
    employed: OrganisationId
    as_: Prose | None = Field(None, alias="as")


class Next(Claim):
    """Where the person goes, as far as it is told."""

    property_name, label = "next", ("Next", "去向")
    example = "next: {en: Founded a company, zh: 创办公司}\nto: nuraline"
    next: Prose
    to: OrganisationId | None = None


class Stated(Claim):
    """What the person said, in our words; the quote has theirs, as the source renders them. A reason for leaving is
    ``reason``."""

    property_name, label = "stated", ("Said", "自述")
    example = "stated: {en: It was a remarkable journey., zh: 这段经历很不平凡。}"
    stated: Prose


class Reason(Claim):
    """A reason for leaving, and whose account of it this is: ``by`` must be given. A plan without a word on why is
    ``next``."""

    property_name, label = "reason", ("Reason for leaving", "离开原因")
    example = "reason: new-venture\nby: self"
    reason: TopicId
    detail: Prose | None = None

    @model_validator(mode="after")
    def _a_voice(self) -> Reason:
        if not self.by:
            raise PydanticCustomError(
                "no_voice",
                "the reason does not say whose account it is",
                {"hint": "add 'by: self', 'by: media', 'by: observers' or a person's id", "key": "reason"},
            )
        return self


class Achieved(Claim):
    """What the person is credited with: a result, a prize, a publication."""

    property_name, label = "achieved", ("Achievement", "成就")
    example = "achieved: {en: Won a fellowship, zh: 获得奖学金}\ndate: 2022"
    achieved: Prose


class Born(Claim):
    """Where and, with ``date``, when the person was born."""

    property_name, label = "born", ("Born", "出生")
    example = "born: {en: In Hangzhou, zh: 杭州}\ndate: 1995"
    born: Prose
