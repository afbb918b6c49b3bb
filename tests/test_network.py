"""`kb.corpus.network`: what ties whom to what, and by whose words."""

from __future__ import annotations

import pytest

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.corpus.network import Kind, Network
from kb.edition.addresses import path_of
from kb.edition.locale import locales
from kb.model.records import Dispute, Event, Organisation, Person
from kb.pages.lists import network_page
from kb.pages.pictures.network_diagrams import fitted, width
from kb.pages.records.connections import moments, others, way

TOLD = {"outside": {"en": "Told to us."}}


def record(model, record_id, *claims, **more):
    proven = [claim if "source" in claim else claim | TOLD for claim in claims]
    return model.model_validate(
        {"id": record_id, "names": {"en": record_id.replace("-", " ").title()}, "claims": proven, **more}
    )


def person(person_id, *claims):
    return record(Person, person_id, *claims)


def organisation(record_id, *claims, kind="company"):
    return record(Organisation, record_id, *claims, kind=kind)


def event(record_id, *people, kind="meeting"):
    return record(Event, record_id, *({"took_part": p} for p in people), kind=kind)


XAI = organisation("xai")


def corpus(*records):
    return Corpus.of([XAI, *records], Lock({}))


def ties(*records):
    return [(tie.kind.value, tie.person, tie.other) for tie in Network.of(corpus(*records)).ties]


def bonds(*records):
    return [(bond.kind.value, bond.people, bond.heads, bond.via) for bond in Network.of(corpus(*records)).bonds]


def test_a_claim_of_a_kind_that_ties_is_a_tie():
    school, shop = organisation("school", kind="university"), organisation("shop")
    ada = person(
        "ada",
        {"cofounded": "xai"},
        {"studied": "school"},
        {"employed": "shop"},
        {"next": {"en": "Sells lamps."}, "to": "shop"},
    )
    assert ties(ada, school, shop) == [
        ("founded", "ada", "xai"),
        ("studied", "ada", "school"),
        ("employed", "ada", "shop"),
        ("next", "ada", "shop"),
    ]


def test_what_names_no_place_ties_to_none():
    assert ties(person("ada", {"next": {"en": "Something new."}}, {"role": {"en": "Engineer"}, "at": "xai"})) == []


def test_several_claims_of_one_tie_are_one_tie():
    shop = organisation("shop")
    ada = person("ada", {"next": {"en": "Founded it."}, "to": "shop"}, {"next": {"en": "Leads it."}, "to": "shop"})
    (tie,) = Network.of(corpus(ada, shop)).ties
    assert [claim.next.en for claim in tie.claims] == ["Founded it.", "Leads it."]


def test_a_teacher_heads_the_bond():
    assert bonds(person("ada", {"taught_by": "bo"}), person("bo")) == [("taught", ("bo", "ada"), ("bo",), "")]


def test_a_team_ties_those_with_a_role_in_it_to_whoever_leads_it():
    team = organisation("team", {"led_by": "zoe"}, kind="project")
    roles = {"role": {"en": "Member"}, "at": "team"}
    assert bonds(team, person("ada", roles), person("bo", roles), person("zoe")) == [
        ("team", ("zoe", "ada", "bo"), ("zoe",), "team")
    ]


def test_a_company_is_no_team():
    roles = {"role": {"en": "Member"}, "at": "xai"}
    assert bonds(person("ada", roles), person("bo", roles)) == []


def test_an_event_ties_those_who_took_part():
    met = bonds(event("dinner", "ada", "bo"), event("walk", "ada"), person("ada"), person("bo"))
    assert met == [("together", ("ada", "bo"), (), "dinner")]


def test_a_founder_is_tied_once_though_two_records_say_so():
    shop = organisation("shop", {"founded_by": "ada"}, {"founded_by": "bo"})
    assert ties(shop, person("ada", {"cofounded": "shop"}), person("bo")) == [
        ("founded", "ada", "shop"),
        ("founded", "bo", "shop"),
    ]


@pytest.mark.parametrize(("basis", "doubtful"), [("stated", False), ("inferred", True), ("rumoured", True)])
def test_what_is_not_stated_outright_is_doubtful(basis, doubtful):
    (tie,) = Network.of(corpus(person("ada", {"taught_by": "bo", "basis": basis}), person("bo"))).ties
    assert tie.doubtful is doubtful


def test_a_contested_tie_is_doubtful_and_drawn_dashed():
    words = {"source": "paper", "quote": "studied under Bo"}
    dispute = Dispute.model_validate(
        {
            "id": "who-taught-ada",
            "names": {"en": "Who taught Ada"},
            "kind": "contradiction",
            "about": ["ada"],
            "contests": ["taught_by"],
            "question": {"en": "Who?"},
            "follows": {"en": "Nothing."},
            "positions": [
                {"holds": {"en": "Bo."}} | words,
                {"holds": {"en": "Cy."}, "source": "paper", "quote": "her teacher Cy"},
            ],
        }
    )
    ada = record(Person, "ada", {"taught_by": "bo"} | words)
    whole = corpus(ada, person("bo"), dispute)
    assert [bond.doubtful for bond in Network.of(whole).bonds] == [True]
    assert 'class="kb-tie kb-bond kb-tie-taught kb-hedged"' in page_of(whole)


def page_of(whole, edition=0):
    return network_page.page(locales(whole)[edition], Network.of(whole)).content


def test_every_tie_of_the_page_leads_to_its_claim():
    school = organisation("school", kind="university")
    ada = person("ada", {"cofounded": "xai"}, {"studied": "school"}, {"taught_by": "bo"})
    whole = corpus(ada, person("bo"), school)
    content = page_of(whole)
    for tie in Network.of(whole).ties:
        assert f"(people/ada.md#{tie.claims[0].anchor})" in content
    assert f'href="../people/ada/#{ada.claims[1].anchor}"' in content


def test_where_no_place_is_named_the_line_is_dashed_and_the_list_says_what_was_said():
    content = page_of(corpus(person("ada", {"left": "xai", "date": "2026-02"}, {"next": {"en": "Something new."}})))
    assert 'class="kb-tie kb-tie-next kb-hedged"' in content
    assert "{ #unnamed }" in content
    assert "Something new." in content


def test_a_page_without_ties_has_no_pictures():
    assert "<svg" not in page_of(corpus(person("ada")))


def test_names_in_the_picture_are_cut_to_their_room():
    assert fitted("Ada", 100) == "Ada"
    cut = fitted("A name that goes on and on and on", 100)
    assert cut.endswith("…")
    assert width(cut) <= 100
    assert width("李雷") > width("Li")


def test_a_persons_way_ties_and_dates():
    school = organisation("school", kind="university")
    ada = person(
        "ada",
        {"studied": "school"},
        {"joined": "xai", "date": "2024-01"},
        {"left": "xai", "date": "2026-02-09"},
        {"taught_by": "bo"},
        {"next": {"en": "Something new."}},
    )
    whole = corpus(ada, person("bo"), school)
    locale, page, network = locales(whole)[0], path_of(ada), Network.of(whole)
    assert [(step.label, step.standing) for step in way(locale, page, ada, network)] == [
        ("Before", ""),
        ("Left", "left"),
        ("After", ""),
    ]
    assert [row.label for row in others(locale, page, ada, network)] == ["Taught by"]
    picture = moments(locale, ada)
    assert picture.count("<circle") == 1  # the day of leaving
    assert picture.count("<rect") == 1  # the month of joining
    assert len(picture.encode()) < 2000


def test_one_date_is_no_picture():
    ada = person("ada", {"left": "xai", "date": "2026-02-09"}, {"announced_leaving": "xai", "date": "2026-02-09"})
    assert moments(locales(corpus(ada))[0], ada) == ""


def test_kinds_have_words():
    locale = locales(corpus())[0]
    for kind in Kind:
        assert locale.labels.text(f"net_{kind}")


def test_the_lists_stay_light_and_say_how_many_more_there_are():
    school = organisation("school", kind="university")
    content = page_of(corpus(school, *(person(f"p{i}", {"studied": "school"}) for i in range(45))))
    assert content.count("(organisations/school.md)") == 40
    assert "And 5 more" in content
