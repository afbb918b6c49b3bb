"""Rules about what cannot be: told after its source, before the founding, before birth, in circles, or by a place."""

from __future__ import annotations

import pytest

from kb.checks import check
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import Dispute, Event, Organisation, Person, Source

NAMES = {"names": {"en": "A name"}}
TOLD = {"outside": {"en": "Told to us."}}
ARTICLE = {"source": "gazette", "quote": "words"}


def record(model, record_id, /, *claims, **fields):
    return model.model_validate(
        {"id": record_id, **NAMES, "claims": [TOLD | c if "source" not in c else c for c in claims]} | fields
    )


def company(record_id="xai", *claims, kind="company"):
    return record(Organisation, record_id, *claims, kind=kind)


def codes(*records):
    gazette = record(Source, "gazette", {"published": "2026-02-11"}, script="en", file="x.txt")
    undated = record(Source, "herald", script="en", file="y.txt")
    corpus = Corpus.of([gazette, undated, *records], Lock({}))
    return {f.code for f in check(corpus)} - {"quote", "not-verified", "unverified", "no-traditional", "outside"}


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ({"left": "xai", "date": "2062-02-09"} | ARTICLE, True),
        ({"left": "xai", "date": "2026-02-12"} | ARTICLE, True),
        ({"left": "xai", "date": "2026-02"} | ARTICLE, False),
        ({"left": "xai", "date": "2026-02-11"} | ARTICLE, False),
        ({"left": "xai", "date": "2062-02-09", "source": "herald", "quote": "words"}, False),
        ({"next": {"en": "To sea"}, "date": "2027"} | ARTICLE, False),
        ({"fact": {"en": "He spoke."}, "date": "2026-03"} | ARTICLE, True),
    ],
)
def test_what_a_source_tells_as_past_is_not_after_its_publication(claim, said):
    assert ("told-before" in codes(company(), record(Person, "ada", claim))) is said


def test_a_plan_may_lie_ahead_and_another_event_may_not():
    event = {"dated": "2027"} | ARTICLE
    assert "told-before" not in codes(record(Event, "flight", event, kind="plan"))
    assert "told-before" in codes(record(Event, "flight", event, kind="launch"))


def test_nobody_is_there_before_every_date_of_the_founding():
    founding = record(Event, "founding", {"dated": "2023-07"}, {"dated": "2023-01"}, kind="founding", involves=["xai"])
    early = record(Person, "ada", {"joined": "xai", "date": "2022-12"})
    between = record(Person, "ada", {"joined": "xai", "date": "2023-03"})
    assert "before-founding" in codes(company(), founding, early)
    assert "before-founding" not in codes(company(), founding, between)


def test_nobody_leaves_before_being_born():
    born = {"born": {"en": "In Jiande"}, "date": "2030"}
    assert "before-birth" in codes(company(), record(Person, "ada", born, {"left": "xai", "date": "2026"}))


@pytest.mark.parametrize("kind", ["place", "product"])
def test_nobody_leaves_a_place_or_a_product(kind):
    ada = record(Person, "ada", {"left": "moon", "date": "2026"})
    assert "no-employer" in codes(company("moon", kind=kind), ada)
    assert "no-employer" not in codes(company("moon", kind="company"), ada)


@pytest.mark.parametrize("length", [2, 3, 5])
def test_relations_lead_in_no_circle(length):
    ids = [f"o{n}" for n in range(length)]
    ring = [company(i, {"part_of": ids[(n + 1) % length]}) for n, i in enumerate(ids)]
    chain = [company(i, *([{"part_of": ids[n + 1]}] if n + 1 < length else [])) for n, i in enumerate(ids)]
    assert "circle" in codes(*ring)
    assert "circle" not in codes(*chain)


def test_people_taught_in_a_circle_and_sources_derived_in_one():
    ada, bob = record(Person, "ada", {"taught_by": "bob"}), record(Person, "bob", {"taught_by": "ada"})
    assert "circle" in codes(ada, bob)
    one = record(Source, "one", script="en", file="1.txt", derived_from=["two"])
    two = record(Source, "two", script="en", file="2.txt", derived_from=["one"])
    assert "circle" in codes(one, two)


def test_what_came_after_is_not_dated_before():
    first = record(Event, "first", {"dated": "2026"}, kind="launch")
    wrong = record(Event, "second", {"dated": "2020"}, {"after": "first"}, kind="launch")
    right = record(Event, "second", {"dated": "2026-03"}, {"after": "first"}, kind="launch")
    assert "after-before" in codes(first, wrong)
    assert "after-before" not in codes(first, right)


def figure(number, **fields):
    return {
        "figure": {"en": "Gone"},
        "value": {"en": str(number)},
        "number": str(number),
        "key": "cofounders-left",
    } | fields


def test_two_numbers_of_one_key_and_time_are_told_and_a_later_count_is_not():
    assert "figures-differ" in codes(company("xai", figure(6), figure(7)))
    assert "figures-differ" not in codes(company("xai", figure(6, date="2026-02"), figure(10, date="2026-04")))
    assert "figures-differ" not in codes(company("xai", figure(6), figure(6)))


def test_what_a_dispute_contests_is_claimed_in_the_words_it_quotes():
    ada = record(Person, "ada", {"left": "xai"} | ARTICLE)
    sides = [{"holds": {"en": "Yes."}} | ARTICLE, {"holds": {"en": "No."}, "source": "herald", "quote": "other"}]
    told = {"question": {"en": "Gone?"}, "follows": {"en": "Open."}, "positions": sides, "kind": "contradiction"}

    def dispute(*contests):
        fields = {"id": "gone", "about": ["ada"], "contests": list(contests)}
        return Dispute.model_validate(NAMES | told | fields)

    assert "nothing-contested" not in codes(company(), ada, dispute("left"))
    assert "nothing-contested" in codes(company(), ada, dispute("role"))


def test_several_sources_say_which_of_them_give_the_date():
    both = {"source": ["gazette", "herald"], "quote": ["words", "other words"]}
    claim = {"left": "xai", "date": "2026-02"} | both
    assert "date-evidence" in codes(company(), record(Person, "ada", claim))
    assert "date-evidence" not in codes(company(), record(Person, "ada", claim | {"date_source": "gazette"}))


# --- Names in one script and in the other -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "summary", "said"),
    [
        ({"zh-Hans": "張三"}, {}, True),
        ({"zh-Hans": "张三", "zh-Hant": "张三"}, {}, True),
        ({"zh-Hans": "张三", "zh-Hant": "張三"}, {}, False),
        ({"zh-Hans": "方著", "zh-Hant": "方著"}, {}, False),
        ({"zh-Hans": "陶喆", "zh-Hant": "陶喆"}, {}, False),
        ({}, {"zh": "他離開了。"}, True),
        ({}, {"zh": "他离开了。", "zh-Hant": "他離开了。"}, True),
        ({}, {"zh": "繁体作“張三”。", "zh-Hant": "簡體作「张三」。"}, False),
    ],
)
def test_a_text_is_in_the_script_of_its_key(names, summary, said):
    person = Person.model_validate(
        {"id": "ada", "names": {"en": "Ada"} | names, "summary": {"en": "He left."} | summary}
    )
    assert ("other-script" in codes(person)) is said


@pytest.mark.parametrize("name", ["于海涛", "范立群", "钟灵均", "范·德·莱恩"])
def test_the_remedy_for_a_missing_form_is_what_the_pages_show(name):
    person = Person.model_validate({"id": "ada", "names": {"zh-Hans": name}})
    corpus = Corpus.of([person], Lock({}))
    (finding,) = (f for f in check(corpus) if f.code == "no-traditional-form")
    shown = locales(corpus)[2].names.of(person)
    assert f"'zh-Hant: {shown}'" in finding.hint
    assert locales(corpus)[2].to_traditional(f"{name}说") == f"{shown}說"
