"""`kb.pages.structured_data`: what pages tell machines, and what they keep to themselves."""

from __future__ import annotations

import json
import re

import pytest

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import Dispute, Event, Organisation, Person, Source
from kb.model.values import Edition
from kb.pages.structured_data import of_record, of_site

SITE_URL = "https://kb.example/"
TOLD = {"outside": {"en": "Told to us."}}


def claims(*given):
    return [claim | TOLD for claim in given]


UNIVERSITY = Organisation.model_validate({"id": "school", "kind": "university", "names": {"en": "The School"}})
COMPANY = Organisation.model_validate(
    {"id": "xai", "kind": "company", "names": {"en": "xAI"}, "claims": claims({"founded_by": "wu"})}
)


def person(*given, **more):
    names = {"en": "Tony Wu", "zh-Hans": "吴宇怀", "also": ["Yuhuai Wu"], "weak": ["Tony"]}
    return Person.model_validate({"id": "wu", "names": names, "claims": claims(*given)} | more)


def event(*given):
    return Event.model_validate({"id": "talk", "kind": "meeting", "names": {"en": "A talk"}, "claims": claims(*given)})


def told(record, *others, site_url=SITE_URL, edition=Edition.EN):
    corpus = Corpus.of([person(), UNIVERSITY, COMPANY, *others, record], Lock({}))
    locale = next(w for w in locales(corpus, site_url=site_url) if w.edition is edition)
    return json.loads(of_record(locale, record))


def thing(*given, **more):
    return told(*given, **more)["@graph"][0]


def test_a_person():
    assert thing(person({"studied": "school"})) == {
        "@type": "Person",
        "name": "Tony Wu",
        "alternateName": ["吴宇怀", "Yuhuai Wu"],
        "url": "https://kb.example/en/people/wu/",
        "alumniOf": [
            {"@type": "CollegeOrUniversity", "name": "The School", "url": "https://kb.example/en/organisations/school/"}
        ],
    }


@pytest.mark.parametrize("basis", ["inferred", "rumoured"])
def test_what_a_source_does_not_state_outright_is_left_out(basis):
    assert "alumniOf" not in thing(person({"studied": "school", "basis": basis}))


def test_what_is_disputed_is_left_out():
    lock = {"report": {"sha256": "0" * 64, "quotes": {"he studied there": [1, 0]}}}
    source = Source.model_validate({"id": "report", "names": {"en": "A report"}, "script": "en", "file": "a.txt"})
    evidence = {"source": "report", "quote": "he studied there"}
    student = Person.model_validate(
        {"id": "wu", "names": {"en": "Tony Wu"}, "claims": [{"studied": "school"} | evidence]}
    )
    position = {"holds": {"en": "So."}} | evidence
    dispute = Dispute.model_validate(
        {
            "id": "where",
            "kind": "contradiction",
            "names": {"en": "Where"},
            "about": ["wu"],
            "contests": ["studied"],
            "question": {"en": "Where?"},
            "positions": [position, {"holds": {"en": "Not so."}} | TOLD],
            "follows": {"en": "Nothing."},
        }
    )
    corpus = Corpus.of([student, UNIVERSITY, source, dispute], Lock.read(json.dumps({"version": 1, "sources": lock})))
    if not corpus.disputes_over(student, student.claims[0]):
        pytest.fail("the dispute does not contest the claim: the test is wrong")
    assert "alumniOf" not in json.loads(of_record(locales(corpus)[0], student))


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (["2026-02-10"], "2026-02-10"),
        (["2026-02"], None),
        (["2026-02-10~"], None),
        (["2026-02-10/2026-02-11"], None),
        (["2026-02-10", "2026-02-11"], None),
        (["../2026-02-10"], None),
    ],
)
def test_an_event_has_a_date_where_one_day_is_certain(dates, day):
    assert thing(event(*({"dated": date} for date in dates))).get("startDate") == day


def test_an_organisation_and_its_founder():
    node = thing(COMPANY)
    assert node["@type"] == "Organization"
    assert node["founder"] == [{"@type": "Person", "name": "Tony Wu", "url": "https://kb.example/en/people/wu/"}]


def test_an_article_is_its_own_and_not_ours():
    record = {
        "id": "report",
        "names": {"en": "A report"},
        "headline": "他走了",
        "script": "zh-Hans",
        "file": "a.txt",
        "address": "https://paper.example/1",
        "claims": claims({"published": "2026-02-11"}, {"author": "小金牙"}, {"outlet": {"en": "[[xai]], of all"}}),
    }
    assert thing(Source.model_validate(record)) == {
        "@type": "NewsArticle",
        "headline": "他走了",
        "inLanguage": "zh-Hans",
        "author": [{"@type": "Person", "name": "小金牙"}],
        "publisher": {"@type": "Organization", "name": "xAI"},
        "datePublished": "2026-02-11",
        "url": "https://paper.example/1",
        "subjectOf": "https://kb.example/en/sources/report/",
    }


def test_without_an_address_of_the_site_there_are_no_addresses():
    assert told(person({"studied": "school"}), site_url=None) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Tony Wu",
        "alternateName": ["吴宇怀", "Yuhuai Wu"],
        "alumniOf": [{"@type": "CollegeOrUniversity", "name": "The School"}],
    }


def test_the_way_to_the_page():
    crumbs = told(person())["@graph"][1]["itemListElement"]
    assert [crumb["item"] for crumb in crumbs] == [
        "https://kb.example/en/",
        "https://kb.example/en/people/",
        "https://kb.example/en/people/wu/",
    ]


def test_the_site_in_each_language():
    words = locales(Corpus.of([], Lock({})), site_url=SITE_URL)
    assert [json.loads(of_site(w))["inLanguage"] for w in words] == ["en", "zh-Hans", "zh-Hant"]
    assert [json.loads(of_site(w))["url"] for w in words] == [f"https://kb.example/{edition}/" for edition in Edition]


def test_no_name_ends_the_script():
    name = "</script><script>alert(1)</script><!-- & \u2028"
    names = COMPANY.names.model_copy(update={"en": name})
    record = Organisation.model_construct(id="x", kind="company", names=names, claims=(), summary=None)
    text = of_record(locales(Corpus.of([record], Lock({})))[0], record)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text)["name"] == name


@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_of_a_record_and_the_home_tell(published_site, golden_checked, edition):
    pages = [f"{r.kind_name}/{r.id}/index.html" for r in golden_checked.corpus]
    for page in ["index.html", *pages]:
        text = (published_site / edition / page).read_text(encoding="utf-8")
        (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        assert json.loads(script)["@context"] == "https://schema.org"
