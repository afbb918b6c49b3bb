"""Claims about sources: who published what, when, from what, and in which state it reached us."""

from __future__ import annotations

from pydantic import Field

from kb.model.claims.claim import Claim
from kb.model.parts import Prose
from kb.model.values import PartialDate, Text


class Outlet(Claim):
    """Where the text was published first."""

    property_name, label = "outlet", ("Outlet", "媒体")
    example = "outlet: {en: A public account, zh: 公众号}"
    outlet: Prose


class Author(Claim):
    """A name of the byline, and in which capacity."""

    property_name, label = "author", ("Byline", "署名")
    example = "author: 桃子\nas: {en: editor, zh: 编辑}"
    author: Text
    as_: Prose | None = Field(None, alias="as")


class Published(Claim):
    """When the text was published."""

    property_name, label = "published", ("Published", "发布日期")
    example = "published: 2026-02-11"
    published: PartialDate


class Reposted(Claim):
    """Who passed the text on after its publication."""

    property_name, label = "reposted", ("Reposted by", "转载")
    example = "reposted: {en: A news site, zh: 新闻网站}"
    reposted: Prose


class Cites(Claim):
    """Whom or what the source itself leans on."""

    property_name, label = "cites", ("Cites", "引用")
    example = "cites: {en: A newspaper, zh: 一份报纸}"
    cites: Prose


class Damage(Claim):
    """What the text lost or gained on the way to us."""

    property_name, label = "damage", ("Damage", "文本损伤")
    example = "damage: {en: A picture is lost., zh: 图片缺失。}"
    damage: Prose
