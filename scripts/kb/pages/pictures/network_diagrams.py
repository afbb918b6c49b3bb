"""Pictures of ties between people and places, drawn as SVG while the site is built."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kb.corpus.network import Bond, Kind, Network, Tie
from kb.corpus.stays import FOCUS, Standing, latest_stay
from kb.edition.addresses import href
from kb.edition.locale import Locale
from kb.edition.markdown import Markdown
from kb.model.claims import Cofounded, Next
from kb.model.records import Person
from kb.model.values import Day
from kb.pages.frame import fill

WIDTH = 830
"""About the width of a page's text, so that letters in a picture are as large as they say."""

TOP, ROW, HEADING, GAP = 40, 28, 34, 27
ROOM = 250
"""The widest that a column of names may be."""
MOST_PEOPLE = 60
"""More would be no picture any more; the lists below it name everyone."""

LETTER = 13.0
"""Height of the letters in pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    id: str
    label: str
    full: str
    href: str
    y: float
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A curve from ``start`` to ``end``, the ids of its nodes."""

    start: str
    end: str
    path: str
    href: str
    title: str
    tone: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of the flow begin and end: as wide as their names, with room between them for the lines."""

    before: float
    people: float
    after: float

    from_text = property(lambda self: self.before)
    from_dot = property(lambda self: self.before + 10)
    box = property(lambda self: self.before + 100)
    box_end = property(lambda self: self.box + self.people)
    to_dot = property(lambda self: self.box_end + 76)
    to_text = property(lambda self: self.to_dot + 10)
    width = property(lambda self: self.to_text + self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    label: str
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    y: float
    head: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A tie between people: a line down the rows of all whom it ties."""

    x: float
    label: str
    full: str
    href: str
    tone: str
    doubtful: bool
    dots: tuple[Dot, ...]
    ids: str

    @property
    def top(self) -> float:
        return min(dot.y for dot in self.dots)

    @property
    def bottom(self) -> float:
        return max(dot.y for dot in self.dots)


# --- From where, to where --------------------------------------------------------------------------------------------


def flow(locale: Locale, page: PurePosixPath, network: Network) -> Markdown:
    """Earlier places on the left, the people of the organisation in focus in the middle, where they went on the
    right."""
    groups = _groups(locale, network)
    rows, headings, y = {}, [], float(TOP)
    for key, people in groups:
        headings.append(Heading(label=locale.labels.text(key), y=y + 20))
        y += HEADING
        for person in people:
            rows[person.id] = y + ROW / 2
            y += ROW
        y += 6
    bottom = y
    if not rows:
        return Markdown("")
    before = [t for kind in (Kind.STUDIED, Kind.EMPLOYED) for t in network.of_kind.get(kind, ()) if t.person in rows]
    after = [t for t in network.of_kind.get(Kind.NEXT, ()) if t.person in rows]
    unnamed = [(p, c) for p in locale.corpus.people if p.id in rows for c in unnamed_next(p)[:1]]

    wanted_after = _means((t.other, rows[t.person]) for t in after)
    if unnamed:
        wanted_after[""] = sum(rows[p.id] for p, _ in unnamed) / len(unnamed)
    left_y = _spread(_means((t.other, rows[t.person]) for t in before), TOP + HEADING, bottom)
    right_y = _spread(wanted_after, TOP + HEADING, bottom)
    left, right = _places(locale, page, left_y), _places(locale, page, right_y)
    shown = [_person(locale, page, p, y) for i, y in rows.items() if isinstance(p := locale.corpus[i], Person)]
    at = Columns(_widest(left), _widest(shown) + 24, _widest(right))
    lines = [
        *(_line(locale, page, t, (at.from_dot, left_y[t.other]), (at.box, rows[t.person])) for t in before),
        *(_line(locale, page, t, (at.box_end, rows[t.person]), (at.to_dot, right_y[t.other])) for t in after),
        *(
            Line(
                start=p.id,
                end="unnamed",
                path=_curve((at.box_end, rows[p.id]), (at.to_dot, right_y[""])),
                href=href(p, page, c.anchor),
                title=f"{locale.names.of(p)}{locale.labels.colon}{locale.texts.plain(c.next)}",
                tone="next",
                doubtful=True,
            )
            for p, c in unnamed
        ),
    ]
    return fill(
        "network.svg.j2",
        locale,
        height=bottom + 4,
        headings=headings,
        lines=lines,
        left=left,
        right=right,
        people=shown,
        columns=at,
    )


def unnamed_next(person: Person) -> tuple[Next, ...]:
    """What a person without a named destination is said to do next."""
    told = tuple(c for c in person.claims if isinstance(c, Next))
    return () if any(c.to for c in told) else told


def _groups(locale: Locale, network: Network) -> list[tuple[str, list[Person]]]:
    """The people of the organisation in focus: its founders, others who left, those who stay; the most tied where they
    are too many."""
    members = [(p, s) for p in locale.corpus.people if (s := latest_stay(locale.corpus, p))]
    if len(members) > MOST_PEOPLE:
        weight = {p.id: len(network.of_person.get(p.id, ())) for p, _ in members}
        members = sorted(members, key=lambda m: (not _is_founder(m[0]), -weight[m[0].id], m[0].id))[:MOST_PEOPLE]
    groups: dict[str, list[tuple[tuple[bool, tuple[Day, Day, str], str], Person]]] = defaultdict(list)
    for person, here in members:
        left = here.is_departure or here.standing is Standing.STEPPED_BACK
        key = "net_founders" if _is_founder(person) else "net_leavers" if left else "net_staying"
        groups[key].append(((not left, here.order, person.id), person))
    order = ("net_founders", "net_leavers", "net_staying")
    return [(key, [p for _, p in sorted(groups[key], key=lambda entry: entry[0])]) for key in order if groups[key]]


def _is_founder(person: Person) -> bool:
    return any(isinstance(c, Cofounded) and c.cofounded == FOCUS for c in person.claims)


def _means(places: Iterable[tuple[str, float]]) -> dict[str, float]:
    """For each place, the middle of the heights of those who are tied to it: lines that stay level are easier to
    follow."""
    found: dict[str, list[float]] = defaultdict(list)
    for place, y in places:
        found[place].append(y)
    return {place: sum(ys) / len(ys) for place, ys in found.items()}


def _spread(wanted: dict[str, float], top: float, bottom: float) -> dict[str, float]:
    """Heights as near to the wanted ones as a line of text each allows."""
    order = sorted(wanted, key=lambda place: (wanted[place], place))
    gap = min(GAP, (bottom - top) / max(len(order), 1))
    heights: dict[str, float] = {}
    floor = top + gap / 2
    for place in order:
        heights[place] = floor = max(wanted[place], floor)
        floor += gap
    ceiling = bottom - gap / 2
    for place in reversed(order):
        heights[place] = ceiling = round(min(heights[place], ceiling), 1)
        ceiling -= gap
    return heights


def _line(locale: Locale, page: PurePosixPath, tie: Tie, start: tuple[float, float], end: tuple[float, float]) -> Line:
    person, other = locale.corpus[tie.person], locale.corpus[tie.other]
    forward = tie.kind is Kind.NEXT
    return Line(
        start=tie.person if forward else tie.other,
        end=tie.other if forward else tie.person,
        path=_curve(start, end),
        href=href(tie.holder, page, tie.claims[0].anchor),
        tone=tie.kind,
        doubtful=tie.doubtful,
        title=(
            f"{locale.names.of(person)}{locale.labels.colon}{locale.labels.of_property(tie.claims[0])} "
            f"{locale.names.of(other)}"
        ),
    )


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to_x, to_y) = start, end
    middle = round((x + to_x) / 2)
    return f"M{x:g} {y:g}C{middle} {y:g} {middle} {to_y:g} {to_x:g} {to_y:g}"


def _places(locale: Locale, page: PurePosixPath, heights: dict[str, float]) -> list[Node]:
    nodes = []
    for place, y in heights.items():
        name = locale.names.of(locale.corpus[place]) if place else locale.labels.text("net_nowhere")
        nodes.append(
            Node(
                id=place or "unnamed",
                label=fitted(name, ROOM),
                full=name,
                y=y,
                href=href(locale.corpus[place], page) if place else "#unnamed",
                tone="" if place else "unnamed",
            )
        )
    return nodes


def _widest(nodes: list[Node]) -> float:
    """Room for the widest of the names, and for "Before" above them."""
    return round(max((width(node.label) for node in nodes), default=0.0) + 4) if nodes else 60.0


def _person(locale: Locale, page: PurePosixPath, person: Person, y: float) -> Node:
    name = locale.names.of(person)
    stay = latest_stay(locale.corpus, person)
    here = stay.standing if stay else Standing.UNTOLD
    full = f"{locale.names.full(person)}{locale.labels.colon}{locale.labels.text(f'short_{here}')}"
    return Node(id=person.id, label=fitted(name, ROOM), full=full, href=href(person, page), y=y, tone=here)


# --- Person to person -------------------------------------------------------------------------------------------------

NAMES, FIRST_COLUMN, STEP, HEADS, OVERHANG = 204, 236, 32, 232, 168
SLOPE = 0.79
"""How much of its length a column's label rises: the sine of 52 degrees."""
MOST_BONDS = 24
"""More columns would run into each other; the lists below the picture name every tie."""


def bonds(locale: Locale, page: PurePosixPath, network: Network) -> Markdown:
    """A row for each person, a column for each tie between people: columns never lie on each other, however many
    people one ties."""
    drawn = network.bonds[:MOST_BONDS]
    if not drawn:
        return Markdown("")
    order = list(dict.fromkeys(person for bond in drawn for person in bond.people))
    rows = {person: HEADS + ROW * (i + 0.5) for i, person in enumerate(order)}
    step = min(STEP, (WIDTH - OVERHANG - FIRST_COLUMN) // max(len(drawn) - 1, 1))
    columns = [_column(locale, page, bond, FIRST_COLUMN + step * i, rows) for i, bond in enumerate(drawn)]
    people = [
        Node(
            id=i,
            label=fitted(locale.names.of(locale.corpus[i]), NAMES),
            full=locale.names.full(locale.corpus[i]),
            href=href(locale.corpus[i], page),
            y=y,
        )
        for i, y in rows.items()
    ]
    return fill(
        "bonds.svg.j2",
        locale,
        width=WIDTH,
        height=HEADS + ROW * len(rows) + 8,
        columns=columns,
        people=people,
        names=NAMES,
        first=NAMES + 8,
        last=columns[-1].x + 14,
        heads=HEADS,
    )


def _column(locale: Locale, page: PurePosixPath, bond: Bond, x: float, rows: dict[str, float]) -> Column:
    full = locale.names.of(locale.corpus[bond.via]) if bond.via else locale.labels.text(f"net_{bond.kind}")
    if bond.kind is Kind.FOUNDED:
        full = f"{locale.labels.text('net_founded')}{locale.labels.colon}{full}"
    names = locale.labels.comma.join(locale.names.of(locale.corpus[p]) for p in bond.people)
    return Column(
        x=x,
        label=fitted(full, (HEADS - 16) / SLOPE),
        full=f"{full}{locale.labels.colon}{names}",
        tone=bond.kind,
        doubtful=bond.doubtful,
        href=href(locale.corpus[bond.via], page) if bond.via else href(bond.holder, page, bond.claims[0].anchor),
        dots=tuple(Dot(y=rows[p], head=p in bond.heads) for p in bond.people),
        ids=" ".join(bond.people),
    )


# --- Letters ----------------------------------------------------------------------------------------------------------


def fitted(text: str, room: float) -> str:
    """The text, or its beginning and an ellipsis where it would be wider than ``room`` in a wide font."""
    if width(text) <= room:
        return text
    cut = text
    while cut and width(cut + "…") > room:
        cut = cut[:-1]
    return cut.rstrip() + "…"


def width(text: str) -> float:
    """About how wide a text is in a wide font, by kinds of letters: the reader's own font is not known here."""
    return LETTER * sum(map(_share, text))


def _share(sign: str) -> float:
    """The width of a letter, as a share of its height."""
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    if sign in "fijlrtI.,:;'|!()[]- ":
        return 0.4
    return 0.92 if sign in "mwMW" else 0.72 if sign.isupper() else 0.62


def shared_places(ties: Sequence[Tie]) -> Counter[str]:
    """How many people are tied to each place."""
    return Counter(other for other, _ in {(t.other, t.person) for t in ties})
