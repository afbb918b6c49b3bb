"""`kb todo`: what is left to do in the records, by kind of work, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kb.checks.evidence_rules import UNVERIFIED
from kb.checks.new_proofs import lock_at
from kb.checks.open_data import Checked, check_files
from kb.corpus.chronology import undated
from kb.corpus.corpus import Corpus
from kb.corpus.rereading import to_reread
from kb.corpus.stays import departures, latest_publication
from kb.loading.revision import NoRevision, files_at
from kb.model.problems import Finding, Problem, printable
from kb.terminal import DataOption, fail, open_records, say


class _Work(NamedTuple):
    title: str
    places: list[Problem]


def todo(
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="REV",
            help="Also list texts that rest on records changed since that commit, and were not touched themselves.",
        ),
    ] = None,
    data: DataOption = Path("data"),
) -> None:
    """List what is left to do: unverified, untranslated, undated, still in doubt, to be read again."""
    checked = open_records(data)
    try:
        works = [work for work in (*_standing(checked), *_since(checked, data, since)) if work.places]
    except NoRevision as error:
        fail(str(error))
    for title, places in works:
        print(f"{title}: {len(places)}")
        for place in sorted(places):
            print(f"  {place.file}:{place.line}: {printable(place.message)}")
    if not works:
        say("nothing is left to do")


def _standing(checked: Checked) -> Iterator[_Work]:
    """What the records lack, whoever changed them."""
    corpus = checked.corpus

    def at(record: str, message: str, path: tuple[str | int, ...] = ()) -> Problem:
        return checked.loaded.problem(Finding(record=record, path=path, message=message, hint="", code="todo"))

    others = [problem for problem in checked.errors if problem.code != UNVERIFIED]
    yield _Work("Mistakes, which 'kb check' tells in full", others)
    yield _Work("Quotes that 'kb verify' has not found yet", [p for p in checked.errors if p.code == UNVERIFIED])
    yield _Work("Worth a look: untranslated, unusual", list(checked.warnings))
    yield _Work(
        "Departures without a date",
        [
            at(stay.person.id, f"of {stay.person.id} from {stay.organisation}")
            for stay in departures(corpus)
            if not stay.date
        ],
    )
    yield _Work("Events without a date", [at(event.id, event.id) for event in undated(corpus)])
    yield _Work(
        "Sources without a date of publication",
        [at(source.id, source.id) for source in corpus.sources if not latest_publication(source)],
    )
    yield _Work(
        "Open questions: answer one with 'answered:' where a source tells",
        [at(topic.id, topic.id) for topic in corpus.topics if topic.is_open_question],
    )
    yield _Work(
        "Contradictions: end one with 'settled:' where a source tells",
        [at(dispute.id, dispute.id) for dispute in corpus.unsettled_disputes if dispute.kind == "contradiction"],
    )


def _since(checked: Checked, data: Path, revision: str | None) -> Iterator[_Work]:
    """Texts of ours that rest on what has changed since a revision; to touch one is to have read it again."""
    if revision is None:
        return
    before = check_files(files_at(data, revision), lock_at(data, revision), shown_as=data.as_posix())
    texts = {record: origin.text for record, origin in before.loaded.origins.items()}
    untouched = {record for record, origin in checked.loaded.origins.items() if texts.get(record) == origin.text}
    places: dict[tuple[str, int], Problem] = {}
    for record_id in _changed(before.corpus, checked.corpus):
        for text in to_reread(checked.corpus, checked.corpus[record_id]):
            if text.record in untouched:
                finding = Finding(
                    record=text.record,
                    path=text.path,
                    message=f"{record_id} has changed; {text.why}",
                    hint="",
                    code="todo",
                )
                place = checked.loaded.problem(finding)
                places.setdefault((place.file, place.line), place)
    yield _Work(f"To be read again, after changes since {printable(revision)}", list(places.values()))


def _changed(before: Corpus, now: Corpus) -> Iterator[str]:
    """The records whose claims say something else than before."""
    for record in now:
        old = before.records.get(record.id)
        if record.claims != (old.claims if old else ()):
            yield record.id
