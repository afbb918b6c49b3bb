"""`kb.corpus.stays`: where a person stands, since when and until when; and that every page says the same of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict

import pytest

from kb.checks import check
from kb.checks.open_data import open_data
from kb.corpus import stays as derivation
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.corpus.presence import Certainty, presences
from kb.corpus.stays import Dating, Standing, departures_beside, latest_stay, stays, stays_at
from kb.edition.locale import locales
from kb.edition.standings import standing_words
from kb.exports.files import Exports
from kb.model.records import Dispute, Organisation, Person, Source
from kb.pages import edition_pages
from kb.pages.share_cards import standing as card_line
from kb.search.shown import line as search_line

NAMES = {"names": {"en": "A name"}}
TOLD = {"outside": {"en": "Told to us."}}
ARTICLE = {"source": "gazette", "quote": "words"}
LATER = {"source": "herald", "quote": "other words"}


def person(*claims, person_id="ada", name="Ada Ling"):
    return Person.model_validate({"id": person_id, "names": {"en": name}, "claims": list(claims)})


def source(source_id, published):
    claims = [{"published": published} | TOLD] if published else []
    return Source.model_validate({"id": source_id, "script": "en", "file": "x.txt", **NAMES, "claims": claims})


def corpus(*records):
    company = Organisation.model_validate({"id": "xai", "kind": "company", "names": {"en": "xAI"}})
    other = Organisation.model_validate({"id": "openai", "kind": "company", "names": {"en": "OpenAI"}})
    sources = [source("gazette", "2026-03-14"), source("herald", "2026-04-02")]
    return Corpus.of([company, other, *sources, *records], Lock({}))


def standing(*claims, others=()):
    ada = person(*claims)
    stay = latest_stay(corpus(ada, *others), ada)
    return (stay.standing, stay.date.text if stay.date else None, stay.dating)


def claim(proof=ARTICLE, **fields):
    return fields | proof


def test_a_left_date_comes_before_that_of_an_announcement():
    said = claim(announced_leaving="xai", date="2026-02-10")
    left = claim(left="xai", date="2025-11")
    assert standing(said, left) == standing(left, said) == (Standing.LEFT, "2025-11", Dating.HAPPENED)


def test_an_announcement_alone_is_no_departure_yet():
    assert standing(claim(announced_leaving="xai", date="2026-02-10")) == (
        Standing.ANNOUNCED,
        "2026-02-10",
        Dating.POSTED,
    )


def test_an_undated_departure_is_bounded_by_its_source():
    assert standing(claim(left="xai")) == (Standing.LEFT, "../2026-03-14", Dating.REPORTED_BY)


def test_an_undated_departure_with_a_dated_announcement_shows_that():
    said = claim(announced_leaving="xai", date="2026-02-10")
    assert standing(claim(left="xai"), said) == (Standing.LEFT, "2026-02-10", Dating.POSTED)


def test_stepping_back_and_then_leaving_is_one_course():
    back = claim(stepped_back="xai", date="2025-06")
    assert standing(back, claim(left="xai", date="2026-01"))[0] is Standing.LEFT
    assert standing(back, claim(LATER, left="xai", date="2026-01"))[0] is Standing.LEFT


def test_leaving_and_only_stepping_back_at_one_time_by_two_sources_is_disputed():
    assert standing(claim(left="xai", date="2026-01"), claim(LATER, stepped_back="xai", date="2026-01"))[0] is (
        Standing.DISPUTED
    )


@pytest.mark.parametrize("back", [{"joined": "xai", "date": "2024-07"}, {"returned": "xai", "date": "2024-07"}])
def test_who_left_and_came_back_is_there(back):
    ada = person(
        claim(cofounded="xai"), claim(left="xai", date="2024-01"), claim(**back), claim(stays="xai", date="2026-02")
    )
    first, second = stays_at(corpus(ada), ada, "xai")
    assert (first.standing, second.standing) == (Standing.LEFT, Standing.THERE)
    assert first.founder and second.id == "ada:xai:2"
    (presence,) = presences(corpus(ada), "xai")
    assert [t.certainty for t in presence.turns if t.day and t.day.isoformat() == "2024-02-01"] == [Certainty.GONE]


def test_reported_there_after_leaving_without_a_return_is_contested_and_told():
    ada = person(claim(left="xai", date="2026-03"), claim(LATER, stays="xai", date="2026-06"))
    assert latest_stay(corpus(ada), ada).standing is Standing.CONTESTED
    assert "stays-disagree" in {finding.code for finding in check(corpus(ada))}


def test_two_accounts_of_one_departure_that_exclude_each_other_are_told_and_shown():
    ada = person(
        claim(left="xai", manner="dismissed", date="2026-03-09"),
        claim(LATER, left="xai", manner="resigned", date="2026-04-01"),
    )
    stay = latest_stay(corpus(ada), ada)
    assert stay.standing is Standing.LEFT and stay.differs
    assert "stays-disagree" in {finding.code for finding in check(corpus(ada))}


@pytest.mark.parametrize(
    ("manner", "expected"), [("dismissed", "dismissed"), ("laid_off", "laid_off"), ("resigned", "left")]
)
def test_how_a_person_left(manner, expected):
    assert standing(claim(left="xai", manner=manner, date="2026-01"))[0] == expected


def test_who_only_joined_has_a_standing_and_a_date():
    assert standing(claim(joined="xai", date="2025-03")) == (Standing.JOINED, "2025-03", Dating.HAPPENED)


def test_who_left_another_company_is_said_to_have_left_that_one():
    ada = person(claim(left="openai", date="2026-01"))
    whole = corpus(ada)
    for locale in locales(whole):
        assert "OpenAI" in card_line(locale, ada)
        assert "Tesla" not in search_line(locale, ada)


# --- Every page says the same -----------------------------------------------------------------------------------------


def plausible():
    """A corpus of records as the next year may bring them, beside a dispute over one."""
    back = {"names": {"en": "D"}, "kind": "contradiction", "about": ["dia"], "contests": ["left", "stepped_back"]}
    dispute = Dispute.model_validate(
        back
        | {
            "id": "dia-gone",
            "question": {"en": "Gone?"},
            "follows": {"en": "Open."},
            "positions": [{"holds": {"en": "Yes."}} | ARTICLE, {"holds": {"en": "No."}} | LATER],
        }
    )
    people = [
        person(claim(left="xai", date="2024-01"), claim(returned="xai", date="2024-07"), claim(stays="xai", date="2026-02"), person_id="abe", name="Abe"),
        person(claim(left="xai", manner="dismissed", date="2026-03-09"), claim(LATER, left="xai", manner="dismissed"), person_id="bea", name="Bea"),
        person(claim(left="xai"), person_id="cyd", name="Cyd"),
        person(claim(left="xai"), claim(LATER, stepped_back="xai"), person_id="dia", name="Dia"),
        person(claim(left="openai", date="2026-01"), person_id="eli", name="Eli"),
        person(claim(stepped_back="xai", date="2025-06"), claim(left="xai", date="2026-01"), person_id="fay", name="Fay"),
        person(claim(left="xai", manner="laid_off", date="2026-02"), person_id="gus", name="Gus"),
        person(claim(announced_leaving="xai", date="2026-02-10"), person_id="hal", name="Hal"),
        person(claim(joined="xai", date="2025-03"), person_id="ida", name="Ida"),
        person(claim(left="xai", date="2026-03"), claim(LATER, stays="xai", date="2026-06"), person_id="jon", name="Jon"),
        person(claim(cofounded="xai"), claim(announced_leaving="xai", date="2026-02-10"), claim(left="xai", date="2025-11"), person_id="kim", name="Kim"),
        person(claim(stays="xai", date="2026-02-10"), person_id="lou", name="Lou"),
    ]  # fmt: skip
    return corpus(*people, dispute)


MARK = re.compile(r'data-stay="([^"]*)" data-standing="([^"]*)" data-date="([^"]*)"')


def shown_on_pages(locale):
    """What each generated page says of each stay: by the stay, what is said and on which pages."""
    said = defaultdict(lambda: defaultdict(set))
    for page in edition_pages(locale):
        for stay, standing_, date in MARK.findall(str(page.content)):
            said[stay][standing_, date].add(str(page.path))
    return said


@pytest.fixture(scope="module", params=["real", "plausible", "golden"])
def whole(request, root, golden_checked):
    if request.param == "real":
        return open_data(root / "data").corpus
    return plausible() if request.param == "plausible" else golden_checked.corpus


def test_all_pages_of_all_editions_say_the_same_of_a_stay(whole):
    everywhere = defaultdict(set)
    for locale in locales(whole):
        for stay, said in shown_on_pages(locale).items():
            assert len(said) == 1, f"{stay} in {locale.edition}: {dict(said)}"
            everywhere[stay] |= set(said)
    assert everywhere and all(len(said) == 1 for said in everywhere.values())
    derived = {s.id: (str(s.standing), str(s.date or "")) for p in whole.people for s in stays(whole, p)}
    assert {stay: said.copy().pop() for stay, said in everywhere.items()}.items() <= derived.items()


def test_every_departure_is_on_home_people_and_its_own_page(whole):
    for locale in locales(whole):
        said = shown_on_pages(locale)
        for one in whole.people:
            stay = latest_stay(whole, one)
            if stay and stay.is_departure and stay.date:
                pages = {path for paths in said[stay.id].values() for path in paths}
                wanted = {f"people/{one.id}.md", "people/index.md", "index.md", "day.md"}
                assert {f"{locale.edition}/{path}" for path in wanted} <= pages


def test_cards_search_and_exports_say_what_the_pages_say(whole):
    editions = locales(whole)
    departures = {
        d["id"]: d
        for file in Exports(whole, editions, "0").files()
        if str(file.path) == "api/v1/departures.json"
        for d in json.loads(file.data)["departures"]
    }
    for one in whole.people:
        for stay in stays(whole, one):
            if stay.is_departure:
                exported = departures[stay.id]
                assert exported["standing"] == stay.standing
                key = "announced" if stay.dating is Dating.POSTED else "ended"
                assert (exported.get(key) or {}).get("edtf") == (stay.date.text if stay.date else None)
        here = latest_stay(whole, one)
        if here and here.is_departure:
            for locale in editions:
                name = locale.names.of(whole[here.organisation])
                words = standing_words(locale.labels, locale.dates, here, name)
                assert card_line(locale, one).replace("\N{NO-BREAK SPACE}", " ") == words.joined(locale.labels.comma)
                assert words.joined(" · ") in search_line(locale, one)


def test_the_people_index_counts_what_it_lists(whole):
    for locale in locales(whole):
        (index,) = (p for p in edition_pages(locale) if p.path.name == "index.md" and p.path.parent.name == "people")
        for value, count in re.findall(
            r'<option value="([a-z_&#;0-9]+)" data-label="[^"]*">[^<]*\((\d+)\)', str(index.content)
        ):
            key = value.replace("&#95;", "_")
            if key in {str(s) for s in Standing}:
                assert str(index.content).count(f'<tr data-standing="{key}"') == int(count)


def test_those_beside_are_the_departures_before_and_after_by_date():
    people = [
        person(claim(left="xai", date="2026-01-20"), person_id="ben", name="Ben Ode"),
        person(claim(announced_leaving="xai", date="2026-02-10"), person_id="ada"),
        person(claim(left="xai", date="2025-05"), person_id="cleo", name="Cleo Rand"),
        person(claim(left="xai", date="2026-03-01"), person_id="dora", name="Dora Finch"),
        person(claim(left="openai", date="2026-02-01"), person_id="egon", name="Egon Falk"),
        person(claim(joined="xai", date="2026-02-02"), person_id="fay", name="Fay Moss"),
    ]
    told = corpus(*people)
    beside = {p.id: tuple(s and s.person.id for s in departures_beside(told, p)) for p in people}
    assert beside == {
        "cleo": (None, "ben"),
        "ben": ("cleo", "ada"),
        "ada": ("ben", "dora"),
        "dora": ("ada", None),
        "egon": (None, None),
        "fay": (None, None),
    }


def test_where_nobody_left_nobody_left_before_or_after():
    ada = person(claim(joined="xai", date="2026-02-02"))
    assert departures_beside(corpus(ada), ada) == (None, None)


def test_ten_times_the_people_are_ten_times_the_work(monkeypatch):
    worked_out = []
    divided = derivation._divided
    monkeypatch.setattr(derivation, "_divided", lambda own: worked_out.append(1) or divided(own))

    def work_a_person(count):
        elsewhere = [
            Organisation.model_validate({"id": f"o{n}", "kind": "company", "names": {"en": f"Works {n}"}})
            for n in range(count)
        ]
        people = [
            person(
                claim(left="xai", date=f"2025-{n % 12 + 1:02}"),
                claim(joined=f"o{n}"),
                claim(stays=f"o{count - n - 1}"),
                person_id=f"p{n}",
                name=f"Pia N{n}",
            )
            for n in range(count)
        ]
        told = corpus(*people, *elsewhere)
        worked_out.clear()
        assert list(edition_pages(locales(told)[0]))
        return len(worked_out) / count

    assert work_a_person(30) <= 1.5 * work_a_person(3)


def test_what_comes_next_is_named_once():
    ada = person(claim(next={"en": "Founded [[openai]]", "zh": "创办 [[openai]]"}, to="openai"))
    ben = person(
        claim(next={"en": "Founded a company", "zh": "创办公司"}, to="openai"), person_id="ben", name="Ben Ode"
    )
    pages = {p.path.as_posix(): p.content for p in edition_pages(locales(corpus(ada, ben))[0])}
    assert "Founded [OpenAI]" in pages["en/people/ada.md"]
    assert "→ [OpenAI]" not in pages["en/people/ada.md"].split("## ")[0]
    assert "Founded a company → [OpenAI]" in pages["en/people/ben.md"]
