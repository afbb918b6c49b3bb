"""`kb.pages.citations`: a page, and the article behind a source's page, in the four forms."""

from __future__ import annotations

import html
import re

import pytest

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import Organisation, Person, Source
from kb.model.values import Edition
from kb.pages.citations import citations

SITE_URL = "https://kb.example/departures/"
TOLD = {"outside": {"en": "Told to us."}}

WU = Person.model_validate({"id": "tony-wu", "names": {"en": "Tony Wu", "zh-Hans": "吴宇怀", "zh-Hant": "吳宇懷"}})
PAPER = Organisation.model_validate({"id": "paper", "kind": "media", "names": {"en": "The Paper", "zh-Hans": "某报"}})


def source(*claims, **more):
    record = {
        "id": "report",
        "names": {"en": "A report", "zh-Hans": "一篇报道"},
        "script": "zh-Hans",
        "file": "report.txt",
    }
    return Source.model_validate(record | {"claims": [claim | TOLD for claim in claims]} | more)


FULL = source(
    {"author": "小金牙"},
    {"author": "王靖", "as": {"en": "editor"}},
    {"outlet": {"en": "[[paper]], a daily"}},
    {"published": "2026-02-11"},
    headline="刚刚，又走一人",
    address="https://paper.example/a?b=1&c=2",
)


def cited(record, edition=Edition.EN, what=0, site_url=SITE_URL):
    words = locales(Corpus.of([WU, PAPER, FULL, record], Lock({})), site_url=site_url)
    locale = next(w for w in words if w.edition is edition)
    return {form.key.removeprefix("cite_"): form.text for form in citations(locale, record)[what].forms}


def test_a_page_in_english():
    assert cited(WU) == {
        "plain": "xAI Departures. “Tony Wu (吴宇怀).” https://kb.example/departures/en/people/tony-wu/",
        "markdown": "[Tony Wu (吴宇怀)](https://kb.example/departures/en/people/tony-wu/), xAI Departures",
        "bibtex": "@misc{xai-departures-tony-wu-en,\n  author = {{xAI Departures}},\n  title = {{Tony Wu (吴宇怀)}},\n"
        "  url = {https://kb.example/departures/en/people/tony-wu/},\n}",
        "gbt": "xAI Departures. Tony Wu (吴宇怀)[EB/OL]. https://kb.example/departures/en/people/tony-wu/.",
    }


@pytest.mark.parametrize(
    ("edition", "plain", "gbt"),
    [
        (Edition.HANS, "xAI 离职档案，《吴宇怀 Tony Wu》，", "xAI 离职档案. 吴宇怀 Tony Wu[EB/OL]. "),
        (Edition.HANT, "xAI 離職檔案，《吳宇懷 Tony Wu》，", "xAI 離職檔案. 吳宇懷 Tony Wu[EB/OL]. "),
    ],
)
def test_a_page_in_chinese_has_its_own_script_and_marks(edition, plain, gbt):
    forms = cited(WU, edition)
    assert forms["plain"] == f"{plain}https://kb.example/departures/{edition}/people/tony-wu/"
    assert forms["gbt"].startswith(gbt)


def test_an_article_with_all_that_is_known_of_it():
    assert cited(FULL) == {
        "plain": "小金牙. “刚刚，又走一人.” The Paper, 2026-02-11. https://paper.example/a?b=1&c=2",
        "markdown": "[刚刚，又走一人](https://paper.example/a?b=1&c=2), 小金牙, The Paper, 2026-02-11",
        "bibtex": "@misc{report,\n  author = {{小金牙}},\n  title = {{刚刚，又走一人}},\n  howpublished = {The Paper},\n  year = {2026},\n"
        "  month = feb,\n  day = {11},\n  url = {https://paper.example/a?b=1&c=2},\n}",
        "gbt": "小金牙. 刚刚，又走一人[EB/OL]. The Paper(2026-02-11). https://paper.example/a?b=1&c=2.",
    }


def test_the_page_about_an_article_comes_after_the_article():
    assert (
        cited(FULL, what=1)["plain"] == "xAI Departures. “A report.” https://kb.example/departures/en/sources/report/"
    )


def test_what_is_not_known_of_an_article_is_left_out():
    assert cited(source()) == {
        "plain": "“[A report].”",
        "markdown": r"\[A report\]",
        "gbt": "[A report][EB/OL].",
        "bibtex": "@misc{report,\n  title = {{[A report]}},\n}",
    }


@pytest.mark.parametrize(
    "date", ["2026-02-09/2026-02-10", "2026-02-11~", "2026-02-11?", "2026-02-11/..", "../2026-02-11"]
)
def test_a_doubtful_date_is_left_out(date):
    assert "2026" not in "".join(cited(source({"published": date})).values())


def test_a_month_stays_a_month():
    assert cited(source({"published": "2026-02"}))["gbt"] == "[A report][EB/OL]. (2026-02)."


def test_two_dates_of_publication_are_none():
    assert "2026" not in cited(source({"published": "2026-02-10"}, {"published": "2026-02-11"}))["plain"]


def test_more_than_three_writers_are_three_and_others():
    forms = cited(source(*({"author": name} for name in "甲乙丙丁")))
    assert forms["gbt"].startswith("甲, 乙, 丙, 等. ")
    assert "author = {{甲} and {乙} and {丙} and {丁}}," in forms["bibtex"]


def test_signs_that_mean_something_to_a_form_are_kept_from_meaning_it():
    forms = cited(source(headline=r"50% {off} \ a_b & c [d]* <e>"))
    assert r"50\% \{off\} \textbackslash{} a\_b \& c [d]* <e>" in forms["bibtex"]
    assert forms["markdown"] == r"50% {off} \\ a\_b & c \[d\]\* \<e\>"


def test_a_site_that_does_not_know_its_address_gives_the_place_on_it():
    forms = cited(WU, site_url=None)
    assert forms["plain"] == "xAI Departures. “Tony Wu (吴宇怀).” en/people/tony-wu/"
    assert forms["markdown"] == "Tony Wu (吴宇怀), xAI Departures, `en/people/tony-wu/`"
    assert "url" not in forms["bibtex"]


def told_on(page):
    """The citations on a page of the site, as readers would copy them."""
    (section,) = re.findall(r'<details class="kb-cite".*?</details>', page.read_text(encoding="utf-8"), re.DOTALL)
    return section, [html.unescape(form) for form in re.findall(r"<pre>(.*?)</pre>", section, re.DOTALL)]


@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_of_a_record_can_be_cited(published_site, golden_checked, site_url, edition):
    for record in golden_checked.corpus:
        _, forms = told_on(published_site / edition / record.kind_name / record.id / "index.html")
        address = f"{site_url}{edition}/{record.kind_name}/{record.id}/"
        assert len(forms) == (8 if isinstance(record, Source) else 4)
        assert all(address in form for form in forms[-4:])


def test_a_copy_without_an_address_says_so(golden_site, published_site):
    page = "en/people/mara-quill/index.html"
    assert "without knowing its own address" in told_on(golden_site / page)[0]
    assert "without knowing its own address" not in told_on(published_site / page)[0]


def test_what_a_form_holds_reaches_the_page_unchanged(published_site):
    _, forms = told_on(published_site / "en" / "sources" / "lampwright" / "index.html")
    assert forms[0] == "“氙气工坊的灯匠走了三分之一.” https://lampwright.example/2031/03?a=1&b=2"
