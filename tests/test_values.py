"""Dates as the EDTF specification has them, ids, texts, quotes: what is accepted means what it should."""

from __future__ import annotations

import calendar
import datetime
import string

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kb.edition import date_words as dates
from kb.model.values import HAN_LIMIT, LATIN_LIMIT, PartialDate, Quote, RecordId, SingleDate, Text, WebAddress

DOUBT = st.sampled_from(["", "~", "?", "%"])


@st.composite
def single_dates(draw) -> str:
    day = draw(st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31)))
    form = draw(st.sampled_from(["{0:04}", "{0:04}-{1:02}", "{0:04}-{1:02}-{2:02}"]))
    return form.format(day.year, day.month, day.day) + draw(DOUBT)


@st.composite
def partial_dates(draw) -> str:
    first, second = sorted((draw(single_dates()), draw(single_dates())), key=lambda text: SingleDate.parse(text).bounds)
    return draw(st.sampled_from([first, f"{first}/{second}", f"../{first}", f"{second}/.."]))


def accepted(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def oracle_bounds(text: str) -> tuple[datetime.date | None, datetime.date | None]:
    """What the ``edtf`` package makes of a date, doubt left aside: it widens the bounds of doubtful ones, we do not."""
    bare = text.translate(str.maketrans("", "", "~?%"))
    parsed = edtf.parse_edtf(bare)
    lower, upper = parsed.lower_strict(), parsed.upper_strict()
    first = None if bare.startswith("..") else datetime.date(*lower[:3])
    last = None if bare.endswith("..") else datetime.date(*upper[:3])
    return first, last


@given(partial_dates())
def test_a_date_has_the_bounds_that_the_specification_gives_it(text):
    date = PartialDate.parse(text)
    assert (date.earliest, date.latest) == oracle_bounds(text)


@given(partial_dates())
def test_what_is_accepted_is_edtf(text):
    edtf.parse_edtf(text)


@given(st.text(alphabet=string.digits + "-/.~?%XTZ: 二月", max_size=24))
def test_whatever_is_accepted_is_edtf_with_the_same_bounds(text):
    if date := accepted(text):
        edtf.parse_edtf(text)
        assert (date.earliest, date.latest) == oracle_bounds(text)


@given(partial_dates())
def test_a_date_prints_as_it_was_written(text):
    assert str(PartialDate.parse(text)) == text
    assert TypeAdapter(PartialDate).dump_python(TypeAdapter(PartialDate).validate_python(text)) == text


@given(partial_dates(), partial_dates())
def test_one_date_is_surely_before_another_only_where_all_its_days_are(one, other):
    first, second = PartialDate.parse(one), PartialDate.parse(other)
    if first.surely_before(second):
        assert first.latest < second.earliest
        assert not second.surely_before(first)


@given(partial_dates())
def test_a_date_in_words_is_as_precise_as_it_was_written(text):
    date = PartialDate.parse(text)
    for end in filter(None, date.parts):
        english, chinese = dates.in_english(date), dates.in_chinese(date)
        assert str(end.year) in english and str(end.year) in chinese
        if end.month:
            assert f"{end.month} 月" in chinese
            assert calendar.month_name[end.month] in english
        if not any(part.day for part in date.parts if part):
            assert "日" not in chinese


@given(partial_dates(), partial_dates())
def test_dates_are_sorted_by_their_first_possible_day(one, other):
    first, second = PartialDate.parse(one), PartialDate.parse(other)
    if first.earliest and second.earliest and first.earliest < second.earliest:
        assert first.sort_key < second.sort_key


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2026-02-09", "9 February 2026", "2026 年 2 月 9 日"),
        ("2026-02", "February 2026", "2026 年 2 月"),
        ("2026", "2026", "2026 年"),
        ("2025-08~", "about August 2025", "约 2025 年 8 月"),
        ("2025-08?", "perhaps August 2025", "或为 2025 年 8 月"),
        ("../2026-01-31", "by 31 January 2026", "不晚于 2026 年 1 月 31 日"),
        ("2026-02-11/..", "from 11 February 2026 on", "2026 年 2 月 11 日起"),
        ("2025-06/2025-07", "between June and July 2025", "2025 年 6 月至 7 月间"),
        ("2024-12/2025-02", "between December 2024 and February 2025", "2024 年 12 月至 2025 年 2 月间"),
    ],
)
def test_a_date_reads_so(text, english, chinese):
    assert dates.in_english(PartialDate.parse(text)) == english
    assert dates.in_chinese(PartialDate.parse(text)) == chinese


@given(st.text(max_size=70))
def test_a_text_is_taken_as_it_stands_or_refused(text):
    try:
        assert TypeAdapter(Text).validate_python(text) == text
    except ValidationError as error:
        assert {e["type"] for e in error.errors()} <= {
            "unseen_character",
            "lost_character",
            "empty_text",
            "edge_space",
            "string_unicode",
        }


@pytest.mark.parametrize(
    "character",
    ["\0", "\x1b", "\x7f", "\x9b", "\u200b", "\u200f", "\u202e", "\u2066", "\u2028", "\ufeff", "\U000e0041"],
)
def test_an_unseen_character_is_refused_by_name(character):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Text).validate_python(f"a{character}b")
    assert f"U+{ord(character):04X}" in str(caught.value)


@pytest.mark.parametrize(
    "most", ["灯" * HAN_LIMIT, "x" * LATIN_LIMIT, "灯" * (HAN_LIMIT // 2) + "x" * (LATIN_LIMIT // 2)]
)
def test_a_quote_is_counted_the_way_it_is_written(most):
    assert TypeAdapter(Quote).validate_python(most)
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Quote).validate_python(most + "x")
    assert f"{len(most)} are the most" in str(caught.value)


@given(st.text(max_size=30))
def test_an_id_can_stand_in_an_address_as_it_is(text):
    try:
        TypeAdapter(RecordId).validate_python(text)
    except ValidationError:
        return
    assert set(text) <= set(string.ascii_lowercase + string.digits + "-")


@given(
    st.sampled_from(["javascript:", "data:", "vbscript:", "//", "file:", "HTTPS ://", "\thttps://"]),
    st.text(max_size=20),
)
def test_an_address_leads_to_the_web_and_nowhere_else(scheme, rest):
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(scheme + rest)
