"""How many of an article's people `kb suggest` finds when the records do not know them, and how many it finds are people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.adding.reading import new_names, read_article
from kb.adding.suggesting import named
from kb.corpus.corpus import Corpus
from kb.model.records import Person
from kb.terminal import DataOption, fail, open_records
from kb.text.variants import comparable


def measured(corpus: Corpus, source_id: str, text: str) -> tuple[set[str], set[str], list[str]]:
    """The people that an article names, those of them found without their records, and the names that are nobody's.

    The people whose names stand in the article are hidden; organisations stay, as an editor has them.
    """
    article = read_article(text)
    there = {seen.record.id for seen in named(corpus, article.whole) if isinstance(seen.record, Person)}
    kept = [record for record in corpus if record.id not in there and record.kind_name in ("people", "organisations")]
    proposed = new_names(article.whole, (name for record in kept for name in record.names.all))
    found, nobody = set(), []
    for name in proposed:
        forms = set(map(comparable, name.forms))
        who = {person.id for person in corpus.people if forms & {comparable(each) for each in person.names.all}}
        found |= who
        if not who:
            nobody.append(" = ".join(name.forms))
    return there, found & there, nobody


def suggest(
    articles: Annotated[Path, typer.Option("--articles", help="The folder of the articles' texts.", metavar="DIR")],
    data: DataOption = Path("data"),
) -> None:
    """Hide each article's people, and see how many of them are found again; how many of those found are people."""
    corpus = open_records(data).corpus
    if not articles.is_dir():
        fail(f"{articles} is no folder: name the one that holds the articles' texts")
    all_there = all_found = all_nobody = 0
    for source in corpus.sources:
        path = articles / source.file
        if not path.is_file():
            print(f"{source.id}: its text is not in {articles}")
            continue
        there, found, nobody = measured(corpus, source.id, path.read_text(encoding="utf-8"))
        all_there, all_found, all_nobody = all_there + len(there), all_found + len(found), all_nobody + len(nobody)
        right = len(found) / (len(found) + len(nobody)) if found or nobody else 1
        print(f"{source.id}: found {len(found)} of {len(there)} people; of those proposed {right:.0%} are people")
        print(f"  missed: {', '.join(sorted(there - found)) or 'nobody'}")
        print(f"  no people: {', '.join(nobody) or 'none'}")
    if all_there:
        print(
            f"all: found {all_found / all_there:.0%}; people among those proposed {all_found / (all_found + all_nobody):.0%}"
        )
