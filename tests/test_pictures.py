"""Pictures of time say who each mark is of, and let no name run into another or out of the picture."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath

import pytest

from kb.checks.open_data import open_data
from kb.corpus.chronology import happenings
from kb.edition.locale import locales
from kb.model.records import Event
from kb.model.values import Edition
from kb.pages.lists.indexes import _rank
from kb.pages.pictures import timelines
from kb.pages.pictures.network_diagrams import LETTER, width

WHERE = PurePosixPath("timeline.md")


@pytest.fixture(scope="module", params=["golden", "records"])
def corpus(request, golden_checked, root):
    return golden_checked.corpus if request.param == "golden" else open_data(root / "data").corpus


@pytest.fixture(params=list(Edition))
def picture(request, corpus):
    locale = next(each for each in locales(corpus) if each.edition is request.param)
    return str(timelines.timeline(locale, WHERE, happenings(corpus)))


def numbers(text):
    """The text with the digits that stand as entities put back."""
    return re.sub(r"&#(\d+);", lambda code: chr(int(code[1])), text)


def names(picture):
    """Where each name begins and ends, by its height."""
    found = re.findall(r'<text class="kb-row( kb-row--after)?" x="([\d.]+)" y="([\d.]+)">([^<]*)</text></a>', picture)
    for after, x, y, name in found:
        room = width(name) * timelines.LABEL_SIZE / LETTER
        yield float(y), float(x) - (0 if after else room), float(x) + (room if after else 0), name


def test_every_person_that_is_drawn_is_named_once(picture, corpus):
    people = set(re.findall(r'href="(?:\.\./)?people/([\w-]+)', numbers(picture)))
    drawn = [h.record for h in happenings(corpus) if timelines._is_drawn(h) and not isinstance(h.record, Event)]
    assert people == {record.id for record in drawn}
    assert len(list(names(numbers(picture)))) >= len(people) > 0


def test_no_name_runs_into_another_or_out_of_the_picture(picture):
    rows: dict[float, list[tuple[float, float, str]]] = {}
    for y, start, end, name in names(numbers(picture)):
        assert 0 <= start <= end <= timelines.NARROWER, name
        rows.setdefault(y, []).append((start, end, name))
    for row in rows.values():
        row.sort()
        for (_, end, one), (start, _, other) in pairwise(row):
            assert end <= start, (one, other)


def test_no_year_runs_into_another_or_into_a_month(picture):
    above = re.findall(r'<text class="kb-year" x="([\d.]+)" y="[\d.]+">([^<]*)</text>', numbers(picture))
    assert above
    for (x, one), (following, other) in pairwise(above):
        assert float(x) + width(one) * timelines.YEAR_SIZE / LETTER <= float(following), (one, other)


def test_what_may_have_been_on_any_day_of_a_season_is_no_mark(corpus):
    for happening in happenings(corpus):
        first, last = happening.date.earliest, happening.date.latest
        if first and last and (last - first).days > 100:
            assert not timelines._is_drawn(happening)


def test_the_index_of_events_begins_with_the_latest(corpus):
    ranked = sorted(corpus.events, key=_rank)
    dates = [h.date.sort_key[0] for e in ranked for h in happenings(corpus) if h.record.id == e.id]
    assert dates == sorted(dates, reverse=True)
