"""What an article says, as far as a program can tell: names, dates, and sentences that tell of coming and going."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html.parser import HTMLParser

from kb.corpus.coverage import sentences
from kb.corpus.evidence import SourceText, normal
from kb.text.fold import is_han
from kb.text.segmenter import segmenter
from kb.text.surnames import surname_length
from kb.text.tables import table
from kb.text.variants import comparable, to_simplified

_TABLE = table("kb.adding", "reading.yaml")
KINDS = {kind: "|".join(patterns) for kind, patterns in _TABLE["tells_of"].items()}
"""The words by which a sentence is taken to tell of something, in simplified Chinese and English."""


@dataclass(frozen=True, kw_only=True)
class Article:
    """An article's title, when it was published as far as it says so itself, and its text."""

    title: str
    published: date | None
    text: SourceText

    @property
    def whole(self) -> str:
        return "\n".join(self.text.paragraphs)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence that tells of something. ``when`` are its wordings of dates, with the dates they come to."""

    paragraph: int
    text: str
    kinds: tuple[str, ...]
    when: tuple[tuple[str, str, bool], ...] = ()
    """Each wording of a date, the date it comes to, and whether that was worked out from the day of publication."""


def read_article(text: str) -> Article:
    """An article from a text or a saved web page."""
    if re.match(r"\s*(?:<!doctype html|<html|<\?xml)", text, re.I):
        page = _Page()
        page.feed(text)
        page.close()
        found = SourceText.read("".join(page.words))
        title, published = normal(page.title), _iso(page.published)
    else:
        found = SourceText.read(text)
        title, published = next(iter(found.paragraphs), ""), None
    return Article(title=title, published=published, text=found)


class _Page(HTMLParser):
    """The words of a page that a reader sees in its middle."""

    _OUT = frozenset({"script", "style", "noscript", "nav", "header", "footer", "aside", "form", "svg", "template"})
    _BREAKS = frozenset(
        ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section", "article", "blockquote")
    )

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.title, self.published, self._in_title, self._out = "", "", False, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in self._OUT:
            self._out += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "meta" and re.search(
            "published|pubdate|datePublished", given.get("property") or given.get("name") or given.get("itemprop") or ""
        ):
            self.published = self.published or given.get("content", "")
        elif tag == "time":
            self.published = self.published or given.get("datetime", "")
        if tag in self._BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._OUT:
            self._out = max(0, self._out - 1)
        elif tag == "title":
            self._in_title = False
        if tag in self._BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._out:
            self.words.append(data)


def _iso(text: str) -> date | None:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def told(article: Article, published: date | None) -> tuple[Told, ...]:
    """The sentences that tell of coming, going or staying, of reasons or numbers."""
    found = []
    for number, sentence in sentences(article.text):
        plain = to_simplified(sentence)
        kinds = tuple(kind for kind, words in KINDS.items() if re.search(words, plain, re.I))
        if kinds:
            found.append(Told(paragraph=number, text=sentence, kinds=kinds, when=tuple(dates(sentence, published))))
    return tuple(found)


_MONTHS = tuple(name.lower() for name in calendar.month_name)[1:]
_MONTH = "(" + "|".join(rf"{name}|{name[:3]}\.?" for name in _MONTHS) + r"|sept\.?)"
_WEEKDAYS = tuple(name.lower() for name in calendar.day_name)


def dates(text: str, published: date | None) -> Iterator[tuple[str, str, bool]]:
    """The wordings of dates in a text, what they come to, and whether the day of publication was needed for it."""
    for found in re.finditer(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]", text):
        year = found[1] or (published and _year_before(published, int(found[2]), int(found[3])))
        if year and (day := _day(int(year), int(found[2]), int(found[3]))):
            yield found[0], day, not found[1]
    for found in re.finditer(r"\b(\d{4})-(\d{2})-(\d{2})\b", text):
        if day := _day(*map(int, found.groups())):
            yield found[0], day, False
    for pattern, order in (
        (rf"\b{_MONTH}\s+(\d{{1,2}})\b(?:,\s*(\d{{4}}))?", (1, 2)),
        (rf"\b(\d{{1,2}})\s+{_MONTH}\b(?:\s+(\d{{4}}))?", (2, 1)),
    ):
        for found in re.finditer(pattern, text, re.I):
            month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[order[0]].lower()[:3]))
            number = int(found[order[1]])
            year = found[3] or (published and _year_before(published, month, number))
            if year and (day := _day(int(year), month, number)):
                yield found[0], day, not found[3]
    if published:
        yield from _relative(text, published)


def _relative(text: str, published: date) -> Iterator[tuple[str, str, bool]]:
    simple = to_simplified(text)
    if len(simple) != len(text):
        simple = text
    for words, back in ((r"今天|今日|\btoday\b", 0), (r"昨天|昨日|\byesterday\b", 1), (r"前天|前日", 2)):
        for found in re.finditer(words, simple, re.I):
            yield text[found.start() : found.end()], (published - timedelta(days=back)).isoformat(), True
    weekday = rf"(上|本|这)?(?:周|星期)([一二三四五六日天])(?!年)|\b(last )?({'|'.join(_WEEKDAYS)})\b"
    for found in re.finditer(weekday, simple, re.I):
        wanted = "一二三四五六日".index(found[2].replace("天", "日")) if found[2] else _WEEKDAYS.index(found[4].lower())
        monday = published - timedelta(days=published.weekday())
        if found[1]:
            day = monday + timedelta(days=wanted - (7 if found[1] == "上" else 0))
        else:
            day = published - timedelta(days=(published.weekday() - wanted) % 7)
        if day <= published:
            yield text[found.start() : found.end()], day.isoformat(), True
    for found in re.finditer(r"上个?月|\blast month\b", simple, re.I):
        yield text[found.start() : found.end()], (published.replace(day=1) - timedelta(days=1)).strftime("%Y-%m"), True
    for found in re.finditer(r"本周|这周|上周(?![一二三四五六日天])|\b(?:this|last|past) week\b", simple, re.I):
        monday = published - timedelta(days=published.weekday())
        last = bool(re.match("上|last", found[0], re.I))
        first, end = (monday - timedelta(7), monday - timedelta(1)) if last else (monday, published)
        yield text[found.start() : found.end()], f"{first}/{end}" if first != end else str(end), True
    for found in re.finditer(
        r"[几数]个?(?:周|星期|月)前|\b(?:a few |several )?(?:weeks|months) (?:ago|earlier)\b", simple, re.I
    ):
        yield text[found.start() : found.end()], f"../{published}", True


def _year_before(published: date, month: int, day: int) -> int:
    """The year of the last such day before the day of publication, or on it."""
    return published.year - ((month, day) > (published.month, published.day))


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


_UPPER, _LOWER = "A-ZÀ-ÖØ-ÞĀĆČĎĘĚĞŁŃŇŘŚŞŠŤŹŻŽ", "a-zà-öø-ÿāćčďęěğłńňřśşšťźżžı"
_CAPITAL = rf"(?:[OD]['’])?[{_UPPER}][{_LOWER}]+(?:[{_UPPER}][{_LOWER}]+)?(?:[-'’][{_UPPER}]?[{_LOWER}]+)*"
_LATIN = re.compile(
    rf"(?<![A-Za-z@/.-]){_CAPITAL}(?: \(?(?:{_CAPITAL}|[A-Z]\.|de|van|von|der|al|bin)\)?){{0,3}}(?![A-Za-z@/-])"
)
_NO_NAME = frozenset(" ".join(_TABLE["no_name"]).split())
_TRANSLIT = frozenset("".join(_TABLE["spelling"]))
_TITLES, _SPEECH = ("|".join(_TABLE[key]) for key in ("titles", "speech"))
_NO_END = frozenset("为的了在是和与也都不会将被把对到上下中里这那个")
"""Characters that a given name does not end with, and a phrase that a tagger takes for a name often does."""


@dataclass(frozen=True, kw_only=True)
class NewName:
    """A name of a person that no record has, in all the forms that stand beside each other in the text."""

    forms: tuple[str, ...]
    times: int


def new_names(text: str, known: Iterable[str]) -> tuple[NewName, ...]:
    """The names of people in a text that are none of the ``known`` names of people and things."""
    simple = to_simplified(text)
    if len(simple) != len(text):
        simple = text
    held = {comparable(name) for name in known}
    words = {w for name in known for w in re.findall(r"[A-Za-z]{3,}", name.lower())}
    pairs = dict(_pairs(text, simple))
    counted: Counter[str] = Counter()
    for name in _latin(text):
        counted[name] += 1
    for name in _han(simple):
        counted[name] += 1
    forms: dict[str, list[str]] = {}
    for name in counted:
        other = pairs.get(name)
        lead = next((key for key, has in forms.items() if name in has or (other and other in has)), None)
        forms.setdefault(lead or name, []).extend(
            n for n in (name, other) if n and n not in forms.get(lead or name, [])
        )
    found = []
    for each in forms.values():
        if any(_is_one(comparable(form), held) for form in each):
            continue
        if len(each) == 1 and words.issuperset(each[0].lower().split()):
            continue  # a name made of the words of a known one: Grok Imagine
        found.append(NewName(forms=tuple(each), times=sum(counted[form] for form in each)))
    return tuple(sorted(found, key=lambda name: (-name.times, name.forms)))


def _is_one(bare: str, held: set[str]) -> bool:
    """Whether it is a known name, one with a character too many at its end, or the beginning of one."""
    return bare in held or any(
        len(name) > 2 and (bare.startswith(name) or (len(bare) > 2 and name.startswith(bare)))
        for name in held
        if not bare.isascii()
    )


def _latin(text: str) -> Iterator[str]:
    for found in _LATIN.finditer(text):
        words = found[0].split(" ")
        while words and re.sub(r"\W|[’']s$", "", words[0]).lower() in _NO_NAME:
            words = words[1:]
        bare = [re.sub(r"[’']s$", "", word) for word in words]
        if len(bare) >= 2 and not any(re.sub(r"\W", "", word).lower() in _NO_NAME for word in bare):
            yield _closed(" ".join(bare))


def _closed(name: str) -> str:
    """The name without a bracket that was opened before it."""
    return name if "(" in name else name.removesuffix(")")


def _pairs(text: str, simple: str) -> Iterator[tuple[str, str]]:
    """Two writings of a name beside each other: a Han one and a Latin one in brackets, or the other way round."""
    for found in re.finditer(
        rf"([\u4e00-\u9fff·•・]{{2,14}})\s*[(（]\s*({_CAPITAL}(?: \(?(?:{_CAPITAL}|[A-Z]\.)\)?){{0,3}})\s*[,，)）]",
        simple,
    ):
        name = _tail(found[1])
        if len(name) > 3 or (name and " " in found[2]):  # a short one beside one word may be any term
            yield name, _closed(found[2])
    for found in re.finditer(
        rf"({_CAPITAL}(?: \(?{_CAPITAL}\)?){{1,3}})\s*[(（](?:音译[:：]?)?\s*([\u4e00-\u9fff·]{{2,10}})[)）,，]", simple
    ):
        if name := _tail(found[2]):
            yield name, _closed(found[1])


def _tail(run: str) -> str:
    """The name that a run of characters ends with: a Chinese one of three or two, or one that spells foreign sounds."""
    parts = re.split("[·•・]", run)
    if len(parts) > 1:
        return "·".join([_spelt_last(parts[0]), *parts[1:]])
    spelt = _spelt_last(run)
    if len(spelt) >= 4:
        return spelt
    return next(
        (
            run[-n:]
            for n in (4, 3, 2)
            if surname_length(run[-n:]) and len(run) >= n and (n < 4 or surname_length(run[-n:]) == 2)
        ),
        spelt,
    )


def _spelt_last(run: str) -> str:
    kept = len(run)
    while kept and run[kept - 1] in _TRANSLIT:
        kept -= 1
    return run[kept:]


def _spelt_first(run: str) -> str:
    end = 0
    while end < len(run) and run[end] in _TRANSLIT:
        end += 1
    return run[:end]


def _han(simple: str) -> Iterator[str]:
    for found in re.finditer(
        r"([\u4e00-\u9fff]{1,6})[·•・]([\u4e00-\u9fff]{1,8})(?:[·•・]([\u4e00-\u9fff]{1,8}))?", simple
    ):
        middle = found[2] if found[3] else _spelt_first(found[2])
        parts = [_spelt_last(found[1]), middle, *([_spelt_first(found[3])] if found[3] else [])]
        if all(parts):
            yield "·".join(parts)
    paired = dict(_pairs(simple, simple))
    yield from (name for name in paired if is_han(name[0]))
    if not any(map(is_han, simple)):
        return
    import jieba.posseg  # as slow to load as jieba

    tagger = jieba.posseg.POSTokenizer(segmenter())
    tagged = Counter(
        pair.word for line in simple.splitlines() for pair in tagger.cut(line) if pair.flag in ("nr", "nrfg", "nrt")
    )
    for word, times in tagged.items():
        if re.search(rf"{word}[·•・]|[·•・]{word}", simple) or word[-1] in _NO_END:
            continue  # a part of a name that was found as a whole, or no name
        chinese = surname_length(word) == 1 and (
            (len(word) == 3 and _introduced(word, simple)) or (len(word) == 2 and _titled(word, simple))
        )
        foreign = len(word) > 2 and _TRANSLIT.issuperset(word) and (_titled(word, simple) or _speaks(word, simple))
        if chinese or foreign:
            yield from [word] * times


def _titled(name: str, simple: str) -> bool:
    return bool(re.search(rf"(?:{_TITLES})[:：]?\s*{name}", simple))


def _speaks(name: str, simple: str) -> bool:
    return bool(re.search(rf"{name}(?:{_SPEECH})", simple))


def _introduced(name: str, simple: str) -> bool:
    """Whether a name stands somewhere as an article introduces somebody, or has somebody speak."""
    beside = rf"[、和由]\s*{name}(?![为的])|{name}(?:[(（]|在|曾|加入|离|也)"
    return _titled(name, simple) or _speaks(name, simple) or bool(re.search(beside, simple))
