"""A person's ties and dates at a glance, for the head of the person's page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.chronology import Happening
from kb.corpus.network import Bond, Kind, Network, Tie
from kb.corpus.stays import FOCUS, Standing, latest_stay
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.model.claims import (
    AnnouncedLeaving,
    Change,
    Claim,
    Employed,
    Joined,
    Left,
    Next,
    Returned,
    Role,
    Stays,
    SteppedBack,
)
from kb.model.records import Person
from kb.pages.frame import fill
from kb.pages.pictures.network_diagrams import LETTER, fitted, unnamed_next, width
from kb.pages.pictures.time_scale import TimeScale

MOST = 8
"""Names or rows at a glance; the page below and the network have the rest."""

DATED = (Joined, Returned, Role, Change, Stays, AnnouncedLeaving, Left, SteppedBack, Next, Employed)
WIDTH, ROW, TOP, LABELS, YEAR = 440, 24, 38, 196, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage of the way: before, at the organisation in focus, after."""

    label: str
    links: tuple[Markdown, ...]
    more: int = 0
    standing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class With:
    """Others to whom a kind of tie leads."""

    label: str
    links: tuple[Markdown, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    x: float
    end: float
    y: float
    label: str
    date: str
    href: str
    tone: str
    open_before: bool

    @property
    def is_span(self) -> bool:
        return self.end - self.x > 3


def way(locale: Locale, page: PurePosixPath, person: Person, network: Network) -> tuple[Step, ...]:
    """Where the person came from, and went; nothing where neither is told."""
    ties = network.of_person.get(person.id, ())
    before = [t for t in ties if t.kind in (Kind.STUDIED, Kind.EMPLOYED)]
    after = [t for t in ties if t.kind is Kind.NEXT]
    unnamed = [
        Markdown(f'<span class="kb-hedged">{locale.texts.linked(c.next, page)}</span>')
        for c in unnamed_next(person)[:1]
    ]
    if not before and not after and not unnamed:
        return ()
    stay = latest_stay(locale.corpus, person)
    standing = stay.standing if stay else Standing.UNTOLD
    stages = (
        ("ties_before", _places(locale, page, before), ""),
        (f"short_{standing}", [locale.links.to(FOCUS, page)] if stay else [], standing),
        ("ties_after", _places(locale, page, after) or unnamed, ""),
    )
    return tuple(
        Step(label=locale.labels.text(label), links=tuple(links[:MOST]), more=max(0, len(links) - MOST), standing=tone)
        for label, links, tone in stages
        if links
    )


def others(locale: Locale, page: PurePosixPath, person: Person, network: Network) -> tuple[With, ...]:
    """The people whom the person is tied to, by kind of tie."""
    found: dict[str, dict[str, list[Bond]]] = defaultdict(lambda: defaultdict(list))
    unseen: Counter[str] = Counter()
    events: list[Markdown] = []
    for bond in network.bonds_of.get(person.id, ()):
        rest = [other for other in bond.people[: MOST + 1] if other != person.id][:MOST]
        if bond.kind is Kind.TOGETHER:
            names = locale.labels.comma.join(locale.links.to(other, page) for other in rest)
            events.append(Markdown(f"{locale.links.to(bond.via, page)} <small>({names})</small>"))
            continue
        for other in rest:
            found[_role(bond, person.id, other)][other].append(bond)
        unseen[_role(bond, person.id, rest[-1])] += len(bond.people) - 1 - len(rest)
    rows = {
        key: [_named(locale, page, other, through) for other, through in tied.items()] for key, tied in found.items()
    }
    if events:
        rows["together"] = events
    return tuple(
        With(
            label=locale.labels.text(f"ties_{key}"),
            links=tuple(links[:MOST]),
            more=max(0, len(links) - MOST) + unseen[key],
        )
        for key, links in rows.items()
    )


def moments(locale: Locale, person: Person) -> Markdown:
    """A small picture of the person's dated claims, where there are two dates at least."""
    found = sorted(_dated(person), key=lambda h: (h.date.sort_key, h.claim.anchor))
    if len({h.date.text for h in found}) < 2:
        return Markdown("")
    shown = sorted(sorted(found, key=_weight)[:MOST], key=lambda h: (h.date.sort_key, h.claim.anchor))
    days = [d for h in shown for d in (h.date.earliest, h.date.latest) if d]
    labels = round(min(LABELS, max(width(_what(locale, h.claim)) for h in shown) * 14 / LETTER)) + 4
    scale = TimeScale.over([h.date for h in shown], min(days).replace(day=1), max(days), labels + 14, WIDTH - 14)
    return fill(
        "moments.svg.j2",
        locale,
        width=WIDTH,
        height=TOP + ROW * len(shown) + 4,
        top=TOP,
        labels_at=labels,
        dots=[_dot(locale, scale, h, TOP + ROW * (i + 0.5)) for i, h in enumerate(shown)],
        ticks=_ticks(locale, scale),
    )


def _dated(person: Person) -> Iterator[Happening]:
    """The dated claims about the person's work and whereabouts; what is said alike of one day stands once."""
    seen: set[tuple[str, str]] = set()
    for claim in person.claims:
        if isinstance(claim, DATED) and claim.date and (claim.property_name, claim.date.text) not in seen:
            seen.add((claim.property_name, claim.date.text))
            yield Happening(date=claim.date, record=person, claim=claim)


def _weight(happening: Happening) -> tuple[bool, int, object]:
    """Leaving and joining matter more than changes of duties, where there is no room for all."""
    leaving = isinstance(happening.claim, (Left, AnnouncedLeaving, SteppedBack))
    return not leaving, DATED.index(type(happening.claim)), happening.date.sort_key


def _dot(locale: Locale, scale: TimeScale, happening: Happening, y: float) -> Dot:
    start, end = scale.span(happening.date)
    leaving = isinstance(happening.claim, (Left, AnnouncedLeaving))
    return Dot(
        x=start,
        end=end,
        y=y,
        label=fitted(_what(locale, happening.claim), LABELS * LETTER / 14),
        date=locale.dates.words(happening.date),
        href=f"#{happening.claim.anchor}",
        open_before=happening.date.earliest is None or happening.date.latest is None,
        tone="left" if leaving else "stepped" if isinstance(happening.claim, SteppedBack) else "event",
    )


def _what(locale: Locale, claim: Claim) -> str:
    """The property, and the organisation where it is the value."""
    target = claim.to if isinstance(claim, Next) else claim.value
    record = locale.corpus.records.get(target) if isinstance(target, str) else None
    return (
        f"{locale.labels.of_property(claim)} {locale.names.of(record)}" if record else locale.labels.of_property(claim)
    )


def _ticks(locale: Locale, scale: TimeScale) -> list[tuple[float, str, bool]]:
    """Years, and the months that have room for a name."""
    ticks, room, free = [], 0.0, 0.0
    for position, (x, room_there, year, month) in enumerate(scale.ticks()):
        if (position == 0 or month == 1) and free <= x <= WIDTH - YEAR:
            ticks.append((x, str(year), True))
            free = x + YEAR
        if x >= room and room_there >= 26:
            ticks.append((x, locale.dates.month(month), False))
            room = x + 34
    return ticks


def _places(locale: Locale, page: PurePosixPath, ties: list[Tie]) -> list[Markdown]:
    doubtful = {t.other: t.doubtful for t in ties}
    return [_hedged(locale.links.to(other, page), doubt) for other, doubt in doubtful.items()]


def _named(locale: Locale, page: PurePosixPath, other: str, through: list[Bond]) -> Markdown:
    """The other person, and in which teams."""
    vias = [locale.links.to(b.via, page) for b in through if b.via and b.kind is Kind.TEAM]
    name = _hedged(locale.links.to(other, page), all(b.doubtful for b in through))
    return Markdown(f"{name} <small>({', '.join(vias)})</small>") if vias else name


def _hedged(link: Markdown, doubtful: bool) -> Markdown:
    return Markdown(f'<span class="kb-hedged">{link} ?</span>') if doubtful else link


def _role(bond: Bond, person: str, other: str) -> str:
    """What the other is to the person, as the key of a label."""
    match bond.kind:
        case Kind.TAUGHT:
            return "taught_by" if other in bond.heads else "taught"
        case Kind.REPORTED:
            return "reported_to" if other in bond.heads else "led"
        case Kind.TEAM:
            return "led_by" if other in bond.heads else "led" if person in bond.heads else "team"
    return "founded"
