"""The miniature data gives the expected pages, file by file; ``pytest --accept-golden`` accepts what is rendered
now."""

from __future__ import annotations

import shutil

import pytest

from kb import search
from kb.corpus.corpus import Corpus
from kb.corpus.evidence import Lock, SourceText, verify
from kb.edition.locale import locales
from kb.exports.files import Exports
from kb.model.records import KINDS, Organisation
from kb.pages import edition_pages
from kb.pages.share_cards import cards
from kb.publish import build as site
from kb.publish.folders import Folders


@pytest.fixture(scope="session")
def rendered(golden_checked, root, tmp_path_factory):
    folders = Folders(root=root, out=tmp_path_factory.mktemp("unused"), work=tmp_path_factory.mktemp("rendered"))
    # The hand-written pages are not of the miniature: a change of theirs is no change of the program.
    by_hand = {path.relative_to(root / "docs" / "en") for path in (root / "docs" / "en").rglob("*.md")}
    conversion = site.remembered_conversion(golden_checked.corpus, folders)
    for edition in site.render(locales(golden_checked.corpus, conversion), folders, conversion):
        folder = folders.markdown / edition.locale.edition
        for path in by_hand:
            (folder / path).unlink()
    return folders.markdown


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))
    }


def test_the_miniature_gives_the_expected_pages(rendered, golden, request):
    expected = golden / "expected"
    if request.config.getoption("--accept-golden"):
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(rendered, expected, ignore=lambda folder, names: [name for name in names if name == "assets"])
    now, then = tree(rendered), tree(expected)
    assert sorted(now) == sorted(then), "pages came or went: look at them, then run pytest --accept-golden"
    for path, text in now.items():
        assert text == then[path], f"{path} changed: look at it, then run pytest --accept-golden"


def test_the_miniature_is_sound(golden_checked):
    assert [str(problem) for problem in golden_checked.errors] == []


def test_the_miniature_has_records_of_every_kind(golden_checked):
    corpus = golden_checked.corpus
    assert all((corpus.people, corpus.organisations, corpus.events, corpus.sources, corpus.disputes, corpus.topics))


def test_the_lock_of_the_miniature_is_what_its_articles_give(golden_checked, golden):
    corpus = golden_checked.corpus
    texts = {s.id: SourceText.read((golden / "articles" / s.file).read_text(encoding="utf-8")) for s in corpus.sources}
    lock, findings = verify(corpus.records, texts, Lock({}))
    assert findings == ()
    assert lock.write() == (golden / "data" / "quotes.lock.json").read_text(encoding="utf-8")


def _named(kinds):
    return "+".join(sorted(kind.kind_name for kind in kinds)) or "nothing"


@pytest.mark.parametrize(
    "kept", [(), *((kind,) for kind in KINDS), *(set(KINDS) - {kind} for kind in KINDS)], ids=_named
)
def test_of_some_kinds_of_records_alone_a_site_can_be_made(golden_checked, kept):
    records = [record for record in golden_checked.corpus if type(record) in kept]
    people_alone = [r.model_copy(update={"claims": ()}) if Organisation not in kept else r for r in records]
    some = Corpus.of(people_alone, Lock({}))
    editions = locales(some)
    for edition in editions:
        assert list(edition_pages(edition))
        assert list(cards(edition))
    assert list(search.outputs(some, editions))
    assert list(Exports(some, editions, "", "").files())
