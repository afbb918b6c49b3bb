"""The kinds of claim: one property, one value, and the words of a source that prove it.

Each kind says when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Union, get_args

from pydantic import Discriminator, Tag

from kb.model.claims.claim import VOICES, Claim
from kb.model.claims.of_anything import Called, Fact, Figure
from kb.model.claims.of_events import After, Dated, TookPart
from kb.model.claims.of_organisations import AcquiredBy, FoundedBy, LedBy, MadeBy, PartOf
from kb.model.claims.of_people import (
    Achieved,
    AnnouncedLeaving,
    Born,
    Change,
    Cofounded,
    Employed,
    Joined,
    Left,
    Next,
    Reason,
    ReportedTo,
    Returned,
    Role,
    Stated,
    Stays,
    SteppedBack,
    Studied,
    TaughtBy,
    Work,
)
from kb.model.claims.of_sources import Author, Cites, Damage, Outlet, Published, Reposted
from kb.model.parts import Evidence, Evidenced, Part, Prose

GeneralClaim = Called | Fact | Figure
PersonClaim = (
    Cofounded
    | Joined
    | Returned
    | Left
    | AnnouncedLeaving
    | SteppedBack
    | Stays
    | Role
    | Work
    | Change
    | ReportedTo
    | Studied
    | TaughtBy
    | Employed
    | Next
    | Stated
    | Reason
    | Achieved
    | Born
    | GeneralClaim
)
OrganisationClaim = PartOf | MadeBy | AcquiredBy | FoundedBy | LedBy | GeneralClaim
EventClaim = Dated | After | TookPart | GeneralClaim
SourceClaim = Outlet | Author | Published | Reposted | Cites | Damage | GeneralClaim
AnyClaim = PersonClaim | OrganisationClaim | EventClaim | SourceClaim
"""The kinds of claim, by the record that they stand in. A ``match`` over one of these ends in ``assert_never``."""

OF_PEOPLE: tuple[type[Claim], ...] = get_args(PersonClaim)
OF_ORGANISATIONS: tuple[type[Claim], ...] = get_args(OrganisationClaim)
OF_EVENTS: tuple[type[Claim], ...] = get_args(EventClaim)
OF_SOURCES: tuple[type[Claim], ...] = get_args(SourceClaim)
OF_TOPICS: tuple[type[Claim], ...] = get_args(GeneralClaim)

TAG = "claim:"
"""Begins the names of the choices below, so that they are told apart from keys in an error's location."""


def one_of(kinds: tuple[type[Claim], ...]) -> Any:
    """The type of a claim that is one of ``kinds``, told by the property that it names."""
    names = {kind.property_name for kind in kinds}

    def property_of(value: Any) -> str | None:
        if isinstance(value, dict):
            return next((TAG + key for key in value if key in names), None)
        return TAG + value.property_name if isinstance(value, Claim) else None

    choices = tuple(Annotated[kind, Tag(TAG + kind.property_name)] for kind in kinds)
    discriminator = Discriminator(property_of, custom_error_type="unknown_claim", custom_error_message="no property")
    return Annotated[Union[choices], discriminator]  # noqa: UP007 - the members are known only at run time


if TYPE_CHECKING:
    ReadPersonClaim = PersonClaim
    ReadOrganisationClaim = OrganisationClaim
    ReadEventClaim = EventClaim
    ReadSourceClaim = SourceClaim
    ReadTopicClaim = GeneralClaim
else:  # the same, told apart by the property while a record is read
    ReadPersonClaim = one_of(OF_PEOPLE)
    ReadOrganisationClaim = one_of(OF_ORGANISATIONS)
    ReadEventClaim = one_of(OF_EVENTS)
    ReadSourceClaim = one_of(OF_SOURCES)
    ReadTopicClaim = one_of(OF_TOPICS)

__all__ = [
    "OF_EVENTS",
    "OF_ORGANISATIONS",
    "OF_PEOPLE",
    "OF_SOURCES",
    "OF_TOPICS",
    "TAG",
    "VOICES",
    "Achieved",
    "AcquiredBy",
    "After",
    "AnnouncedLeaving",
    "AnyClaim",
    "Author",
    "Born",
    "Called",
    "Change",
    "Cites",
    "Claim",
    "Cofounded",
    "Damage",
    "Dated",
    "Employed",
    "EventClaim",
    "Evidence",
    "Evidenced",
    "Fact",
    "Figure",
    "FoundedBy",
    "GeneralClaim",
    "Joined",
    "LedBy",
    "Left",
    "MadeBy",
    "Next",
    "OrganisationClaim",
    "Outlet",
    "Part",
    "PartOf",
    "PersonClaim",
    "Prose",
    "Published",
    "ReadEventClaim",
    "ReadOrganisationClaim",
    "ReadPersonClaim",
    "ReadSourceClaim",
    "ReadTopicClaim",
    "Reason",
    "ReportedTo",
    "Reposted",
    "Returned",
    "Role",
    "SourceClaim",
    "Stated",
    "Stays",
    "SteppedBack",
    "Studied",
    "TaughtBy",
    "TookPart",
    "Work",
    "one_of",
]
