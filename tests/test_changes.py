"""What changes over time: claims and records withdrawn, disputes settled, questions answered. What is withdrawn counts
nowhere and stays at its address."""

from __future__ import annotations

import pytest

from kb.checks import check
from kb.checks.open_data import open_data
from kb.corpus.changes import Manner, changes
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.corpus.stays import Standing, latest_stay
from kb.edition.locale import locales
from kb.exports.files import Exports
from kb.model.records import Dispute, Organisation, Person, Source, Topic, evidenced_parts
from kb.pages import edition_pages
from kb.search.searchable import searchables

NAMES = {"names": {"en": "A name"}}
GONE = {"date": "2026-03-02", "because": {"en": "It was another Ada.", "zh": "那是另一位艾达。"}}
END = {"date": "2026-03-03", "holds": {"en": "She left.", "zh": "她离开了。"}, "source": "gazette", "quote": "ada left"}
LEFT = {"left": "xai", "date": "2026-02-09", "source": "gazette", "quote": "ada left"}
STAYS = {"stays": "xai", "date": "2026-02-11", "source": "herald", "quote": "ada is there"}


def record(model, record_id, /, *claims, **fields):
    return model.model_validate({"id": record_id, **NAMES, "claims": list(claims)} | fields)


def person(*claims, **fields):
    return record(Person, "ada", *claims, **fields)


def dispute(**fields):
    sides = [
        {"holds": {"en": "Gone."}, "side": "gone", "source": "gazette", "quote": "ada left"},
        {"holds": {"en": "There."}, "side": "there", "source": "herald", "quote": "ada is there"},
    ]
    told = {"question": {"en": "Did she?"}, "follows": {"en": "Nothing."}, "kind": "contradiction"}
    return record(Dispute, "did-she", about=["ada"], contests=["left", "stays"], positions=sides, **told, **fields)


def corpus(*records):
    sources = [record(Source, name, script="en", file=f"{name}.txt") for name in ("gazette", "herald")]
    return Corpus.of([*sources, record(Organisation, "xai", kind="company"), *records], Lock({}))


def test_a_claim_withdrawn_counts_nowhere_and_the_other_account_stands():
    whole = corpus(person(LEFT | {"withdrawn": GONE}, STAYS))
    stay = latest_stay(whole, whole["ada"])
    assert stay.standing is Standing.THERE
    assert not any(finding.code == "stays-disagree" for finding in check(whole))
    found = next(s for s in searchables(whole) if s.record.id == "ada")
    assert "leave" not in dict(map(reversed, found.meanings))
    assert not any("another Ada" in text for _, text in found.texts)


def test_its_evidence_is_verified_all_the_same_and_told_of_no_source():
    ada = person(LEFT | {"withdrawn": GONE}, STAYS)
    assert [path for path, _ in evidenced_parts(ada)] == [("claims", 0), ("claims", 1)]
    assert [path for path, _ in evidenced_parts(ada, standing=True)] == [("claims", 1)]


def test_rules_name_the_place_in_the_file_though_a_claim_before_it_is_withdrawn():
    undated = {"role": {"en": "Head"}, "at": "xai", "said": "soon", "source": "herald", "quote": "head"}
    told = person(LEFT | {"withdrawn": GONE}, STAYS, undated)
    places = {finding.path for finding in check(corpus(told)) if finding.code == "said-without-date"}
    assert places == {("claims", 2, "said")}


@pytest.mark.parametrize("settled", [False, True])
def test_a_dispute_marks_claims_until_it_is_settled_and_stays_at_its_address(settled):
    whole = corpus(person(LEFT, STAYS), dispute(**({"settled": END} if settled else {})))
    assert (whole.unsettled_disputes == ()) is settled
    assert whole.disputes_about["ada"]
    pages = {str(page.path): page.content for page in edition_pages(locales(whole)[0])}
    assert ("She left." in pages["en/disputes/did-she.md"]) is settled
    assert ("kinds-settled" in pages["en/disputes/index.md"]) is settled


def test_what_is_withdrawn_is_on_its_page_with_date_and_reason_and_nowhere_else():
    whole = corpus(person(LEFT | {"withdrawn": GONE}, STAYS))
    anchor = whole["ada"].withdrawn_claims[0].anchor
    pages = {str(page.path): page.content for page in edition_pages(locales(whole)[0])}
    own = pages["en/people/ada.md"]
    assert f'<span id="{anchor}">' in own and "2 March 2026" in own and "another Ada" in own
    assert "resting" not in pages["en/sources/gazette.md"] and anchor not in pages["en/sources/gazette.md"]
    assert {path for path, text in pages.items() if anchor in text} == {"en/people/ada.md", "en/changes.md"}


def test_a_record_withdrawn_keeps_a_page_and_leaves_every_list():
    whole = corpus(person(LEFT, withdrawn=GONE))
    pages = {str(page.path): page.content for page in edition_pages(locales(whole)[0])}
    assert "another Ada" in pages["en/people/ada.md"] and "2026-02-09" not in pages["en/people/ada.md"]
    assert {path for path, text in pages.items() if "ada.md" in text} == {"en/changes.md"}
    files = {str(f.path): f.content for f in Exports(whole, locales(whole), "digest").files()}
    assert "ada" not in str(files["api/v1/people.json"]) + str(files["api/v1/departures.json"])
    assert '"withdrawn"' in str(files["api/v1/people/ada.json"])


def test_what_stands_on_a_record_withdrawn_is_told():
    gone = record(Organisation, "wick", kind="company", withdrawn=GONE)
    found = [f for f in check(corpus(gone, person(LEFT | {"left": "wick"}))) if f.code == "withdrawn-record"]
    assert [(f.record, f.path) for f in found] == [("ada", ("claims", 0, "left"))]
    withdrawn = person(LEFT | {"left": "wick", "withdrawn": GONE})
    assert not [f for f in check(corpus(gone, withdrawn)) if f.code == "withdrawn-record"]


def test_a_question_answered_leaves_the_open_ones_and_tells_its_answer():
    asked = {"kind": "question", "about": ["ada"], "summary": {"en": "None tells."}}
    whole = corpus(person(LEFT), record(Topic, "where", **asked, answered=END))
    pages = {str(page.path): page.content for page in edition_pages(locales(whole)[0])}
    assert "She left." in pages["en/topics/where.md"] and "ada left" in pages["en/topics/where.md"]
    assert "kinds-answered" in pages["en/topics/index.md"] and "kinds-question" not in pages["en/topics/index.md"]


def test_changes_are_told_the_newest_first_each_with_its_day():
    whole = corpus(
        person(LEFT | {"withdrawn": GONE}, STAYS | {"added": "2026-03-02"}, added="2026-03-01"),
        dispute(settled=END),
    )
    told = [(change.day.isoformat(), change.manner, change.record.id) for change in changes(whole)]
    assert told == [
        ("2026-03-03", Manner.SETTLED, "did-she"),
        ("2026-03-02", Manner.CLAIM_ADDED, "ada"),
        ("2026-03-02", Manner.CLAIM_WITHDRAWN, "ada"),
        ("2026-03-01", Manner.RECORD_ADDED, "ada"),
    ]
    assert len({change.id for change in changes(whole)}) == len(told)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("    withdrawn: {date: 2026-03, because: {en: No., zh: 否。}}\n", "'2026-03' is not a day"),
        ("    withdrawn: {date: 2026-03-02}\n", "because"),
        ("    retracted: {date: 2026-03-02}\n", "'withdrawn'"),
    ],
)
def test_mistakes_are_told_with_a_remedy(tmp_path, text, says):
    (tmp_path / "people").mkdir()
    claim = "names: {en: Ada}\nclaims:\n  - born: {en: In May, zh: 五月}\n    source: gazette\n    quote: ada\n"
    (tmp_path / "people" / "ada.yaml").write_text(claim + text, encoding="utf-8")
    assert any(says in str(problem) for problem in open_data(tmp_path).errors)


def test_only_a_question_has_an_answer(tmp_path):
    (tmp_path / "topics").mkdir()
    end = "answered: {date: 2026-03-02, holds: {en: So., zh: 是。}, source: gazette, quote: ada}\n"
    (tmp_path / "topics" / "why.yaml").write_text(f"names: {{en: Why}}\nkind: reason\n{end}", encoding="utf-8")
    assert any("only a question can be answered" in str(problem) for problem in open_data(tmp_path).errors)
