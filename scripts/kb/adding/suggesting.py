"""What an article adds to the records, agrees with, or contradicts: for an editor to look at, never a fact itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kb.adding import scaffold
from kb.adding.departure import Departure, claim, names_of, new_source, script_of
from kb.adding.reading import KINDS, Article, NewName, Told, new_names, told
from kb.corpus.corpus import Corpus
from kb.corpus.stays import FOCUS, Standing, latest_stay, latest_stays
from kb.model.claims import Joined, Left
from kb.model.records import Organisation, Person, Record
from kb.model.values import quote_limit
from kb.text.fold import is_han
from kb.text.variants import comparable, to_simplified

CONFIRM = "draft"
"""A key that no record has: a draft that nobody has read is refused for it."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A record that an article names, and the writings in which it does."""

    record: Record
    writings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Remark:
    """How a sentence stands to the records: ``new``, ``known``, ``contradicts`` or ``asks`` (an open question)."""

    way: str
    who: str
    text: str
    sentence: Told


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """Everything that an article suggests."""

    seen: tuple[Seen, ...]
    new: tuple[NewName, ...]
    told: tuple[Told, ...]
    remarks: tuple[Remark, ...]


def suggestion(corpus: Corpus, article: Article, published: date | None) -> Suggestion:
    """Reads an article against the records."""
    seen = tuple(named(corpus, article.whole))
    sentences = told(article, published)
    # The names of all other records are our own words, and may begin with somebody's name.
    things = [r for r in corpus if isinstance(r, (Person, Organisation))]
    new = new_names(article.whole, (name for record in things for name in record.names.all))
    return Suggestion(seen=seen, new=new, told=sentences, remarks=tuple(_remarks(corpus, seen, new, sentences)))


def named(corpus: Corpus, text: str) -> Iterator[Seen]:
    """The people, organisations and events that a text names, in whatever writing."""
    place = _Words(text)
    for record in (*corpus.people, *corpus.organisations, *corpus.events):
        strong = [name for name in (*record.names.by_script.values(), *record.names.also) if place.has(name)]
        if strong:
            yield Seen(record=record, writings=tuple(dict.fromkeys(strong)))


class _Words:
    """A text in which names are looked for: script, case and accents do not count, the edges of Latin words do."""

    def __init__(self, text: str) -> None:
        self._simple = to_simplified(text)
        self._latin = f" {' '.join(_latin_words(text))} "

    def has(self, name: str) -> bool:
        if any(map(is_han, name)):
            return _joined(to_simplified(name)) in _joined(self._simple)
        words = _latin_words(name)
        return bool(words) and f" {' '.join(words)} " in self._latin


def _joined(text: str) -> str:
    return re.sub(r"[\s·•・]", "", text)


def _latin_words(text: str) -> list[str]:
    return [comparable(word) for word in re.findall(r"[^\W\u3400-\u9fff_]+", text)]


def _remarks(
    corpus: Corpus, seen: Iterable[Seen], new: Iterable[NewName], sentences: Iterable[Told]
) -> Iterator[Remark]:
    people = [(s.record, _every_name(s.record)) for s in seen if isinstance(s.record, Person)]
    questions = [topic for topic in corpus.topics if topic.is_open_question]
    asked: set[tuple[str, str]] = set()
    for sentence in sentences:
        place = _Words(sentence.text)
        for person, names in people:
            if any(place.has(name) for name in names) and _is_told_of(sentence, names):
                yield from _against(corpus, person, sentence)
                for question in questions:
                    if person.id in question.about and (question.id, person.id) not in asked:
                        asked.add((question.id, person.id))
                        yield Remark(way="asks", who=person.id, text=f"may bear on '{question.id}'", sentence=sentence)
        for name in new:
            if any(place.has(form) for form in name.forms):
                yield Remark(way="new", who=name.forms[0], text="nobody of that name has a record", sentence=sentence)


_NEAR_HAN, _NEAR_LATIN = 14, 60
"""How many characters may stand between a name and the word that tells of it: enough for a role, not for another's."""


def _is_told_of(sentence: Told, names: Iterable[str]) -> bool:
    """Whether the sentence's telling word stands near behind one of the names, or close before it."""
    simple = to_simplified(sentence.text)
    words = [m for kind in sentence.kinds for m in re.finditer(KINDS[kind], simple, re.I)]
    for name in map(to_simplified, names):
        near = _NEAR_HAN if any(map(is_han, simple)) else _NEAR_LATIN
        for found in re.finditer(re.escape(name), simple, re.I):
            if any(-near // 2 <= word.start() - found.end() <= near + len(name) for word in words):
                return True
    return False


def _every_name(record: Record) -> tuple[str, ...]:
    """All names, and the last part of a Latin one: an article calls people by it after the first time."""
    latin = record.names.en.split() if record.names.en else []
    return (*record.names.by_script.values(), *record.names.also, *(latin[-1:] if len(latin) > 1 else []))


def _against(corpus: Corpus, person: Person, sentence: Told) -> Iterator[Remark]:
    """What the sentence says of a departure of the person, beside what the records say."""
    stay = latest_stay(corpus, person, FOCUS)
    elsewhere = next((s for s in latest_stays(corpus, person) if s.is_departure), None)
    stay = stay or elsewhere
    if "stays" in sentence.kinds and stay and stay.is_departure:
        text = f"the records have {person.id} gone ({stay.standing}), and this may tell that they are still there"
        yield Remark(way="contradicts", who=person.id, text=text, sentence=sentence)
    if not {"left", "dismissed"} & set(sentence.kinds):
        if "joined" in sentence.kinds:
            known = any(isinstance(c, Joined) for c in person.claims)
            yield Remark(
                way="known" if known else "new",
                who=person.id,
                text="a joining, of which the records tell" if known else "a joining, of which the records do not tell",
                sentence=sentence,
            )
        return
    if stay is None or not stay.is_departure:
        stands = f"have {person.id} as '{stay.standing}'" if stay else f"tell of no stay of {person.id} at {FOCUS}"
        way = "contradicts" if stay and stay.standing is Standing.THERE else "new"
        yield Remark(way=way, who=person.id, text=f"a departure: the records {stands}", sentence=sentence)
        return
    manners = {claim.manner for claim in person.claims if isinstance(claim, Left) and claim.manner}
    if "dismissed" in sentence.kinds and manners and "dismissed" not in manners:
        text = f"a dismissal: the records have {person.id} as {', '.join(sorted(manners))}"
        yield Remark(way="contradicts", who=person.id, text=text, sentence=sentence)
        return
    days = [when for _, when, _ in sentence.when if len(when) == 10]
    known_date = str(stay.date) if stay.date else ""
    if days and len(known_date) == 10 and known_date not in days and "left" in sentence.kinds:
        text = f"a departure on {', '.join(days)}: the records have {known_date}"
        yield Remark(way="contradicts", who=person.id, text=text, sentence=sentence)
    else:
        text = f"a departure that the records tell of ({known_date or 'undated'})"
        yield Remark(way="known", who=person.id, text=text, sentence=sentence)


def drafts(
    corpus: Corpus, found: Suggestion, article: Article, source: str, file: str, published: date | None, title: str
) -> Iterator[tuple[str, str]]:
    """Draft records as names of files and texts: the source, and whoever is new and is said to leave.

    Each carries the key `CONFIRM`, which `check` refuses until a person has read the draft and taken the line away.
    """
    line = f"{CONFIRM}: read this against the article, mend it, then take this line away\n"
    script = script_of(article.whole)
    yield (
        f"sources/{source}.yaml",
        line + new_source(source, title, file=file, script=script, published=str(published or "")),
    )
    done: set[str] = set()
    for remark in found.remarks:
        sentence = remark.sentence
        if remark.way != "new" or not {"left", "dismissed"} & set(sentence.kinds) or remark.who in done:
            continue
        known = corpus.records.get(remark.who)
        if isinstance(known, Person) and latest_stay(corpus, known, FOCUS) is None:
            continue  # whoever was never there does not leave: somebody else is meant
        name = next((name for name in found.new if name.forms[0] == remark.who), None)
        record_id = scaffold.record_id(_latin_first(name)) if name else remark.who
        if not record_id:
            continue
        done.add(remark.who)
        when = sentence.when[0] if sentence.when else ("", "", False)
        departure = Departure(
            way="left",
            organisation=FOCUS,
            source=source,
            quote=_quote(sentence.text, name.forms if name else ()),
            date=when[1],
            said=when[0] if when[2] else "",
            manner="dismissed" if "dismissed" in sentence.kinds else "",
        )
        if name:
            yield (
                f"people/{record_id}.yaml",
                scaffold.schema_line(Person) + line + _names(name) + "claims:\n" + claim(departure),
            )
        else:
            yield f"claims/{record_id}.yaml", f"# for data/people/{record_id}.yaml\n" + claim(departure)


def _latin_first(name: NewName) -> str:
    return next((form for form in name.forms if form.isascii()), name.forms[0])


def _names(name: NewName) -> str:
    english = next((form for form in name.forms if form.isascii()), None)
    han = next((form for form in name.forms if any(map(is_han, form))), None)
    _, simplified, traditional = names_of(han) if han else (None, None, None)
    return scaffold.names(english, simplified, traditional)


def _quote(sentence: str, near: tuple[str, ...]) -> str:
    """The part of a sentence that a claim may quote: the whole where it is short, else the clause with the name."""
    if len(sentence) <= quote_limit(sentence):
        return sentence
    clauses = [clause for clause in re.split(r"(?<=[,，、:：])", sentence)]
    clause = next((c for c in clauses if any(form in c for form in near)), clauses[0]).strip(" ,，、:：")
    return clause[: quote_limit(clause)].strip()
