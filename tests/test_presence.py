"""`kb.corpus.presence`: who was there on a day, and how surely."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.corpus.presence import Certainty, parts_of, presences
from kb.model.records import Dispute, Event, Organisation, Person

TOLD = {"outside": {"en": "Told to us."}}
NAMES = {"names": {"en": "A name"}}


def person(*claims, person_id="ada"):
    return Person.model_validate({"id": person_id, **NAMES, "claims": [claim | TOLD for claim in claims]})


def organisation(record_id, *claims, kind="company"):
    return Organisation.model_validate(
        {"id": record_id, "kind": kind, **NAMES, "claims": [claim | TOLD for claim in claims]}
    )


def founding(*dates, of="xai", involves=()):
    claims = [{"dated": day} | TOLD for day in dates]
    return Event.model_validate(
        {"id": f"founding-of-{of}", "kind": "founding", "involves": [of, *involves], **NAMES, "claims": claims}
    )


def stays(*records):
    return presences(Corpus.of([organisation("xai"), *records], Lock({})), "xai")


def turns(*records):
    """The days on which what can be said of the one person changes."""
    (found,) = stays(*records)
    return [(turn.day.isoformat() if turn.day else None, turn.certainty.value) for turn in found.turns]


def test_who_was_never_said_to_be_there_is_left_out():
    assert stays(person({"employed": "xai"}), person({"studied": "xai"}, person_id="bo")) == ()


def test_between_joining_and_leaving_a_person_is_surely_there_and_on_the_day_of_leaving_perhaps():
    assert turns(person({"joined": "xai", "date": "2024-03-01"}, {"left": "xai", "date": "2026-02-09"})) == [
        (None, "before"),
        ("2024-03-01", "there"),
        ("2026-02-09", "perhaps"),
        ("2026-02-10", "gone"),
    ]


def test_a_date_no_more_precise_than_a_month_leaves_the_month_open():
    assert turns(person({"joined": "xai", "date": "2024-03"}, {"left": "xai", "date": "2025-08"})) == [
        (None, "before"),
        ("2024-03-01", "perhaps"),
        ("2024-03-31", "there"),
        ("2025-08-01", "perhaps"),
        ("2025-09-01", "gone"),
    ]


def test_a_founder_is_there_from_the_founding_and_surely_from_the_last_date_that_a_source_gives_it():
    assert turns(
        founding("2023-07", "2023-01/2023-04"), person({"cofounded": "xai"}, {"left": "xai", "date": "2025-02-03"})
    ) == [
        (None, "before"),
        ("2023-01-01", "perhaps"),
        ("2023-07-31", "there"),
        ("2025-02-03", "perhaps"),
        ("2025-02-04", "gone"),
    ]


def test_the_founding_of_a_leavers_next_company_is_not_taken_for_it():
    later = founding("2025-11", of="next", involves=["xai"])
    assert turns(founding("2023-07-12"), later, organisation("next"), person({"cofounded": "xai"}))[1] == (
        "2023-07-12",
        "there",
    )


def test_a_report_speaks_for_its_own_day():
    assert turns(person({"stays": "xai", "date": "2026-02-10"})) == [
        (None, "untold"),
        ("2026-02-10", "there"),
        ("2026-02-11", "untold"),
    ]


def test_between_two_reports_a_person_is_surely_there():
    assert turns(person({"stays": "xai", "date": "2025-06-01"}, {"stays": "xai", "date": "2026-02-10"})) == [
        (None, "untold"),
        ("2025-06-01", "there"),
        ("2026-02-11", "untold"),
    ]


def test_a_report_without_a_certain_day_says_perhaps():
    assert turns(person({"stays": "xai", "date": "2025-06/2025-07"})) == [
        (None, "untold"),
        ("2025-06-01", "perhaps"),
        ("2025-08-01", "untold"),
    ]


def test_an_announcement_is_not_a_departure():
    announced = {"announced_leaving": "xai", "date": "2026-02-11"}
    assert turns(person(announced)) == [(None, "untold"), ("2026-02-11", "perhaps")]
    assert turns(person({"joined": "xai", "date": "2024-03-01"}, announced))[-1] == ("2024-03-02", "perhaps")


@pytest.mark.parametrize("basis", ["inferred", "rumoured"])
def test_what_is_not_stated_outright_makes_nobody_gone(basis):
    assert turns(person({"left": "xai", "date": "2026-02-09", "basis": basis})) == [
        (None, "untold"),
        ("2026-02-09", "perhaps"),
    ]


def test_who_left_by_one_account_and_stepped_back_by_another_is_never_surely_gone():
    found = turns(
        person(
            {"joined": "xai", "date": "2024-01-01"},
            {"left": "xai", "date": "2026-01-21"},
            {"stepped_back": "xai", "date": "2026-01-31"},
        )
    )
    assert found == [(None, "before"), ("2024-01-01", "there"), ("2026-01-21", "perhaps")]


def test_rival_dates_of_leaving_widen_the_doubt():
    joined, rivals = (
        {"joined": "xai", "date": "2024-01-01"},
        [{"left": "xai", "date": day} for day in ("2026-02-03", "2026-02-05")],
    )
    assert turns(person(joined, *rivals)) == [
        (None, "before"),
        ("2024-01-01", "there"),
        ("2026-02-03", "perhaps"),
        ("2026-02-06", "gone"),
    ]


def test_about_leaves_as_much_again_open_on_each_side():
    assert turns(person({"left": "xai", "date": "2025-09~"})) == [
        (None, "untold"),
        ("2025-08-02", "perhaps"),
        ("2025-10-31", "gone"),
    ]


def test_a_departure_by_a_day_may_have_been_any_time_before():
    assert turns(person({"joined": "xai", "date": "2024-01-01"}, {"left": "xai", "date": "../2026-01-21"})) == [
        (None, "before"),
        ("2024-01-01", "there"),
        ("2024-01-02", "perhaps"),
        ("2026-01-22", "gone"),
    ]


def test_a_contested_departure_is_dated_as_the_page_dates_it():
    words = {"source": "paper", "quote": "left in November"}
    dispute = Dispute.model_validate(
        {
            "id": "when",
            **NAMES,
            "kind": "contradiction",
            "about": ["ada"],
            "contests": ["left"],
            "question": {"en": "When?"},
            "positions": [
                {"holds": {"en": "Then."}} | words,
                {"holds": {"en": "Later."}, "source": "paper", "quote": "now I left"},
            ],
            "follows": {"en": "Nothing."},
        }
    )
    ada = Person.model_validate(
        {
            "id": "ada",
            **NAMES,
            "claims": [
                {"left": "xai", "date": "2025-11"} | words,
                {"announced_leaving": "xai", "date": "2026-02-10"} | TOLD,
            ],
        }
    )
    # The page says that the person left in November, marked as contested: the day of a post is no departure.
    assert turns(ada, dispute)[-1] == turns(ada)[-1] == ("2025-12-01", "gone")


def test_work_in_a_part_is_work_at_the_whole():
    team = organisation("team", {"part_of": "division"}, kind="project")
    division = organisation("division", {"part_of": "xai"}, kind="project")
    corpus = Corpus.of([organisation("xai"), division, team], Lock({}))
    assert list(parts_of(corpus, "xai")) == ["division", "team"]
    assert turns(division, team, person({"role": {"en": "Engineer"}, "at": "team", "date": "2026-02-10"})) == [
        (None, "untold"),
        ("2026-02-10", "there"),
        ("2026-02-11", "untold"),
    ]


DAYS = st.dates(date(2022, 1, 1), date(2027, 1, 1)).map(date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
DATES = st.one_of(
    DAYS,
    MONTHS,
    DAYS.map(lambda day: f"../{day}"),
    DAYS.map(lambda day: f"{day}/.."),
    MONTHS.map(lambda month: f"{month}~"),
)
CLAIMS = st.builds(
    lambda key, day, basis: {key: "xai", "date": day, "basis": basis},
    st.sampled_from(["joined", "stays", "left", "announced_leaving", "stepped_back", "cofounded"]),
    DATES,
    st.sampled_from(["stated", "inferred"]),
)


@given(st.lists(CLAIMS, min_size=1, max_size=5), st.dates(date(2021, 1, 1), date(2028, 1, 1)))
def test_the_turns_say_of_every_day_what_the_bounds_say(claims, day):
    (found,) = stays(person(*claims))
    at = [turn for turn in found.turns if turn.day is None or turn.day <= day][-1]
    if found.stays == 1:  # the bounds are those of the last stay
        assert at.certainty is found.bounds.on(day)
    days = [turn.day for turn in found.turns[1:]]
    assert days == sorted(set(days))


@given(st.lists(CLAIMS, min_size=1, max_size=4), DAYS)
def test_nobody_is_surely_there_after_a_departure_that_nothing_contradicts(claims, day):
    announced = [claim for claim in claims if "announced_leaving" in claim]
    (found,) = stays(person(*announced, {"left": "xai", "date": day}))
    assert found.bounds.on(date.fromisoformat(day) + timedelta(days=1)) is Certainty.GONE
