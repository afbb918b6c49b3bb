"""Claims about organisations: what they belong to, who made, bought, founded and leads them."""

from __future__ import annotations

from kb.model.claims.claim import Claim
from kb.model.values import OrganisationId, PersonId


class PartOf(Claim):
    """The organisation, team or place belongs to a larger one. Being bought is ``acquired_by``."""

    property_name, label = "part_of", ("Part of", "隶属")
    example = "part_of: xai"
    part_of: OrganisationId


class MadeBy(Claim):
    """Who develops the product. Whom a team belongs to is ``part_of``."""

    property_name, label = "made_by", ("Made by", "开发方")
    example = "made_by: xai"
    made_by: OrganisationId


class AcquiredBy(Claim):
    """Who bought the organisation. ``date`` is when, as the source tells it."""

    property_name, label = "acquired_by", ("Acquired by", "被收购")
    example = "acquired_by: spacex\ndate: 2026-02"
    acquired_by: OrganisationId


class FoundedBy(Claim):
    """Who founded the organisation. For a co-founder write ``cofounded`` with the person instead."""

    property_name, label = "founded_by", ("Founded by", "创办人")
    example = "founded_by: igor-babuschkin"
    founded_by: PersonId


class LedBy(Claim):
    """Who heads the organisation or team."""

    property_name, label = "led_by", ("Led by", "负责人")
    example = "led_by: elon-musk"
    led_by: PersonId
