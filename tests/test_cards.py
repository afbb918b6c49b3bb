"""`kb.publish.cards`: pictures for shared links, the same for the same input, and never with empty boxes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from PIL import Image, ImageFont

from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock
from kb.edition.locale import locales
from kb.model.records import Person
from kb.model.values import Edition
from kb.pages import share_cards as said
from kb.pages.share_cards import Card, cards
from kb.publish.cards import fonts
from kb.publish.cards.cache import pictures
from kb.publish.cards.drawing import HEIGHT, WIDTH, draw
from kb.publish.cards.fonts import FontFile, Typeface, covers, typefaces

NAMES = {Edition.EN: "Tony Wu", Edition.HANS: "吴宇怀", Edition.HANT: "吳宇懷"}
FACES = typefaces()
with_fonts = pytest.mark.skipif(None in FACES.values(), reason="this machine has no font for Chinese")


def card(edition=Edition.EN, **more):
    given = {"title": NAMES[edition], "second": "", "line": "xAI", "site": "xAI", "latin": "xAI Departures"}
    return Card(edition=edition, path=PurePosixPath("cards/people/tony-wu.png"), **(given | more))


def people(count):
    told = {"outside": {"en": "Told to us."}}
    claims = [{"announced_leaving": "xai", "date": "2026-02-09"} | told]
    return [
        Person.model_validate({"id": f"p{n}", "names": {"en": f"P {n}", "zh-Hans": "吴宇怀"}, "claims": claims})
        for n in range(count)
    ]


def words(count):
    return locales(Corpus.of(people(count), Lock({})))


def test_a_card_says_who_and_where_the_person_stands():
    english, simplified, traditional = (list(cards(locale))[1] for locale in words(1))
    assert (english.title, english.second, english.line) == (
        "P 0",
        "吴宇怀",
        "Announced leaving xai, made public 9\xa0February\xa02026",
    )
    assert (simplified.title, simplified.line) == ("吴宇怀", "宣布离开 xai，2026\xa0年\xa02\xa0月\xa09\xa0日公开")
    assert (traditional.title, traditional.line) == ("吳宇懷", "宣布離開 xai，2026\xa0年\xa02\xa0月\xa09\xa0日公開")


def test_among_very_many_people_only_the_site_has_a_card(monkeypatch):
    monkeypatch.setattr(said, "MOST_PEOPLE", 2)
    assert [len(list(cards(words(count)[0]))) for count in (2, 3)] == [3, 1]


@with_fonts
@pytest.mark.parametrize("edition", list(Edition))
def test_a_card_has_the_size_that_is_asked_for_and_the_name_in_the_script_of_the_edition(edition):
    picture = draw(card(edition), FACES[edition])
    assert Image.open(io.BytesIO(picture)).size == (WIDTH, HEIGHT)
    assert picture != draw(card(edition, title="—"), FACES[edition])


@with_fonts
def test_the_same_card_is_the_same_bytes():
    assert draw(card(Edition.HANT), FACES[Edition.HANT]) == draw(card(Edition.HANT), FACES[Edition.HANT])


@with_fonts
def test_traditional_cards_are_not_in_mainland_shapes():
    assert draw(card(title="骨門"), FACES[Edition.HANS]) != draw(card(title="骨門"), FACES[Edition.HANT])


@with_fonts
def test_long_names_and_lines_stay_within_the_picture():
    title, line = "Radhakrishnan Venkataramani of the Very Long Family Name Indeed", "状态" * 60
    picture = Image.open(io.BytesIO(draw(card(title=title, line=line), FACES[Edition.EN]))).convert("RGB")
    paper = picture.getpixel((WIDTH - 1, 0))
    for edge in ((WIDTH - 60, 0, WIDTH, HEIGHT), (40, HEIGHT - 40, WIDTH, HEIGHT)):
        assert picture.crop(edge).getcolors() == [((edge[2] - edge[0]) * (edge[3] - edge[1]), paper)]


def plain():
    return draw(card(), None)


def test_without_a_font_the_card_is_plain_and_says_nothing_of_the_person():
    assert draw(card(Edition.HANS), None) == plain() == draw(card(Edition.HANT, line="任何话"), None)
    assert Image.open(io.BytesIO(plain())).size == (WIDTH, HEIGHT)


@with_fonts
def test_a_character_that_the_font_lacks_makes_the_card_plain():
    assert draw(card(title="Wu \U0001fae8"), FACES[Edition.EN]) == plain()


@pytest.fixture
def latin_font(tmp_path):
    """A font of Latin letters only: the one within Pillow."""
    path = tmp_path / "latin.ttf"
    path.write_bytes(ImageFont.load_default(16).font_bytes)
    return FontFile(str(path), 0, path.stat().st_size, 0)


def test_a_latin_font_draws_latin_cards_and_no_boxes(latin_font):
    typeface = Typeface(bold=latin_font, regular=latin_font)
    assert covers(latin_font, "Tony Wu") and not covers(latin_font, "吴")
    assert draw(card(), typeface) != plain()
    assert draw(card(Edition.HANS), typeface) == plain()


def test_a_machine_without_fonts_has_no_typeface(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(fonts, "PLACES", ("/nowhere/{weight}.ttc",))
    fonts.typeface.cache_clear()
    try:
        assert set(typefaces().values()) == {None}
    finally:
        fonts.typeface.cache_clear()


@with_fonts
def test_fonts_are_found_by_their_place_where_fontconfig_is_not(monkeypatch):
    places = tuple(sorted({face.path for typeface in FACES.values() for face in (typeface.bold, typeface.regular)}))
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(fonts, "PLACES", places)
    fonts.typeface.cache_clear()
    try:
        assert {edition: typeface.bold.index for edition, typeface in typefaces().items()} == {
            e: t.bold.index for e, t in FACES.items()
        }
    finally:
        fonts.typeface.cache_clear()


def test_what_is_on_the_shelf_is_not_drawn_again_and_what_is_stale_goes(tmp_path):
    none = dict.fromkeys(Edition)
    first = pictures([card(), card(title="Another")], tmp_path, none)
    kept = first[0][1]
    kept.write_bytes(b"drawn before")
    second = pictures([card()], tmp_path, none)
    assert second == [(PurePosixPath("en/cards/people/tony-wu.png"), kept)]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"drawn before"]


def test_another_font_draws_anew(tmp_path, latin_font):
    typeface = Typeface(bold=latin_font, regular=latin_font)
    changed = Typeface(bold=replace(latin_font, changed=1), regular=latin_font)
    files = [pictures([card()], tmp_path, {Edition.EN: face})[0][1].name for face in (None, typeface, changed)]
    assert len(set(files)) == 3


@pytest.mark.parametrize("edition", list(Edition))
def test_every_page_names_a_picture_that_is_there(published_site, site_url, edition):
    seen = set()
    for page in (published_site / edition).rglob("index.html"):
        found = re.search(r'<meta property="og:image" content="([^"]+)">', page.read_text(encoding="utf-8"))
        if found:
            place = published_site / found[1].removeprefix(site_url)
            assert Image.open(place).size == (WIDTH, HEIGHT)
            seen.add(place.name)
    assert {"home.png", "mara-quill.png"} <= seen
