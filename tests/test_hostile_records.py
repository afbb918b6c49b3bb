"""Text that would do something, typed into every field that takes text, is shown on every page and does nothing."""

from __future__ import annotations

import itertools
import json
import re
from html.parser import HTMLParser
from typing import Any, Literal, get_args, get_origin

import pytest

from kb.checks.open_data import open_data
from kb.corpus.evidence import Lock, SourceText, verify
from kb.model.claims import Claim, Prose
from kb.model.parts import Settlement, Withdrawal
from kb.model.records import KINDS, Names, Position
from kb.model.values import Edition, PartialDate, Refers

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</q></span><iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "{{ 7*7 }}{% include 'x' %}",
    "{: onclick=alert(1) }",
    "x { #id onmouseover=alert(1) }",
    "`code` **bold** ~~gone~~",
    "# heading | cell | cell",
    "&lt;b&gt;bold&lt;/b&gt;",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "javascript:alert(1)",
    "$(alert(1)) ${alert(1)}",
    "1. list\\",
    "*[HTML]: x [^1] [TOC]",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "</textarea></template><b>",
]
OF_ONE_NAME = [payload for payload in PAYLOADS if not re.search("[，、；;]", payload)]
"""Those that an entry for one name takes."""
IDS = {
    "people": "payload",
    "organisations": "xai",
    "events": "payload-event",
    "sources": "payload-source",
    "disputes": "payload-dispute",
    "topics": "payload-topic",
}


def claim_kinds(kind) -> list[type[Claim]]:
    def within(annotation):
        if isinstance(annotation, type) and issubclass(annotation, Claim):
            yield annotation
        for part in get_args(annotation):
            yield from within(part)

    return [model for model in within(kind.model_fields["every_claim"].annotation) if model is not Claim]


class Writer:
    """Writes records in which every text is a payload, each with a number that makes it the only one of its kind."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.texts: list[str] = []
        self.quotes: list[str] = []

    def text(self, room: int = 60, payloads: list[str] = PAYLOADS) -> str:
        number = next(self.numbers)
        text = f"{payloads[number % len(payloads)]} n{number}n"[-room:].strip()
        self.texts.append(text)
        return text

    def value(self, name: str, field) -> Any:
        annotation, marks = field.annotation, field.metadata
        if name == "names":
            return {alias: self.text() for alias in ("en", "zh-Hans", "zh-Hant")} | {
                "also": [self.text(payloads=OF_ONE_NAME)],
                "weak": [self.text(payloads=OF_ONE_NAME)],
            }
        if name == "side":
            return "one-side"
        if name == "date_quote":
            self.quotes.append(self.text())
            return [self.quotes[-1]]
        if name == "file":
            return "articles.txt"
        if name == "address":
            return "https://lamps.example/?a=1&b=(2)*[3]"
        if name in ("source", "derived_from", "former_ids", "outside", "contests"):  # names of records and properties
            return None
        refers = next((m for m in [*marks, *flat(annotation)] if isinstance(m, Refers)), None)
        if refers:
            ids = [IDS[kind] for kind in refers.kinds if kind in IDS] or [IDS["people"]]
            return [ids[0]] if tuple in [get_origin(a) for a in [annotation, *get_args(annotation)]] else ids[0]
        types = [annotation, *get_args(annotation)]
        if Prose in types:
            return {"en": self.text(), "zh": self.text(), "zh-Hant": self.text()}
        if Settlement in types:
            return self.part(Settlement) | self.evidence()
        if int in types:
            return "7"
        if PartialDate in flat(annotation):
            return "2031-03-04"
        for choice in types:
            if get_origin(choice) is Literal:
                return get_args(choice)[0]
        if str in flat(annotation):
            return self.text()
        raise AssertionError(f"nothing to write for {name}: {annotation}")

    def evidence(self) -> dict[str, str]:
        self.quotes.append(self.text())
        return {"source": IDS["sources"], "quote": self.quotes[-1]}

    def part(self, model, leave: tuple[str, ...] = ()) -> dict[str, Any]:
        written = {}
        for name, field in model.model_fields.items():
            if name in ("id", "every_claim", "withdrawn", "answered", "positions", "source", "quote", *leave):
                continue
            if (value := self.value(name, field)) is not None:
                written[field.alias or name] = value
        if "said" in written:
            self.quotes.append(written["said"])
        return written

    def record(self, kind) -> dict[str, Any]:
        record = self.part(kind)
        models = claim_kinds(kind)
        record["claims"] = [self.part(model) | self.evidence() for model in models]
        record["claims"] += [
            self.part(model) | self.evidence() | {"withdrawn": self.part(Withdrawal)} for model in models[:1]
        ]
        if kind.kind_name == "disputes":
            record["positions"] = [self.part(Position) | self.evidence() for _ in range(2)]
            record.pop("claims")
        return record


def flat(annotation) -> list[Any]:
    found = [annotation, *getattr(annotation, "__metadata__", ())]
    for part in get_args(annotation):
        found += flat(part)
    return found


@pytest.fixture(scope="session")
def writer(tmp_path_factory):
    """A data folder full of payloads, its quotes verified."""
    folder = tmp_path_factory.mktemp("hostile")
    writer = Writer()
    writer.data = folder / "data"
    for kind in KINDS:
        (writer.data / kind.kind_name).mkdir(parents=True)
        record = writer.record(kind)
        # a reference to oneself is a mistake, so what refers to its own kind refers to a second record
        text = json.dumps(record, ensure_ascii=False, indent=1)
        other = IDS[kind.kind_name] + "-two"
        names = {"en": f"Two {kind.kind_name}"}
        text = re.sub(
            rf'"({"|".join(("reported_to", "taught_by", "part_of", "made_by", "acquired_by", "after"))})": "{IDS[kind.kind_name]}"',
            rf'"\1": "{other}"',
            text,
        )
        (writer.data / kind.kind_name / f"{IDS[kind.kind_name]}.yaml").write_text(text, encoding="utf-8")
        if kind.kind_name in ("people", "organisations", "events", "topics"):
            second = {"names": names} | ({"kind": record["kind"]} if "kind" in record else {})
            if kind.kind_name == "topics":
                second |= {"kind": "question", "answered": writer.part(Settlement) | writer.evidence()}
            (writer.data / kind.kind_name / f"{other}.yaml").write_text(json.dumps(second), encoding="utf-8")
    corpus = open_data(writer.data).corpus
    lock, findings = verify(corpus.records, {IDS["sources"]: SourceText.read("\n".join(writer.quotes))}, Lock({}))
    assert findings == ()
    (writer.data / "quotes.lock.json").write_text(lock.write(), encoding="utf-8")
    return writer


@pytest.fixture(scope="session")
def hostile(writer, build_site, tmp_path_factory):
    checked = open_data(writer.data)
    assert [str(problem) for problem in checked.errors] == []
    return build_site(checked, tmp_path_factory.mktemp("hostile-site"))


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.elements, self._open = "", [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        self._open.append(tag)

    def handle_endtag(self, tag):
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data):
        if not self._open or self._open[-1] not in ("script", "style"):
            self.text += data


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def html_of(site):
    return [(path, path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))]


def test_every_field_that_takes_text_is_tried(writer):
    fields = {
        name for kind in KINDS for model in [kind, *claim_kinds(kind), Position, Names] for name in model.model_fields
    }
    text = "".join(path.read_text(encoding="utf-8") for path in writer.data.rglob("*.yaml"))
    given = {match.removesuffix("_") for match in re.findall(r'"([a-z_]+|zh-Han[st])":', text)}
    assert {
        name.replace("every_claim", "claims")
        .replace("zh_hans", "zh-Hans")
        .replace("zh_hant", "zh-Hant")
        .removesuffix("_")
        for name in fields
    } - given == {
        "id",
        "former_ids",
        "outside",
        "contests",
        "derived_from",
    }


OTHER_LANGUAGES = {Edition.EN: ("zh", "zh-Hant"), Edition.HANS: ("en", "zh-Hant"), Edition.HANT: ("en", "zh")}


def not_for(edition: Edition, value: Any, key: str = "") -> set[str]:
    """The texts that an edition has no reason to show: those in the other languages."""
    if isinstance(value, list):
        return {text for item in value for text in not_for(edition, item, key)}
    if isinstance(value, dict):
        prose = "en" in value and "also" not in value
        return {
            text
            for inner, item in value.items()
            for text in not_for(edition, item, "other" if prose and inner in OTHER_LANGUAGES[edition] else inner)
        }
    return {value} if key == "other" else set()


def names_not_for(edition: Edition, kind: str, names: dict[str, Any]) -> set[str]:
    """Only people and organisations are called by names; what the others are called is a title of ours, in each
    language."""
    if kind in ("people", "organisations"):
        return set()
    others = {names[other] for other in Edition if other != edition}
    return others | set(names["weak"]) | (set(names["also"]) if kind == "disputes" else set())


@pytest.mark.parametrize("edition", list(Edition))
def test_every_payload_is_shown_as_it_was_typed(hostile, writer, edition):
    shown = spaced(" ".join(Page(html).text for path, html in html_of(hostile / edition)))
    unshown: set[str] = set()
    for path in writer.data.rglob("*.yaml"):
        record = json.loads(path.read_text(encoding="utf-8"))
        unshown |= not_for(edition, record)
        if "also" in record["names"]:
            unshown |= names_not_for(edition, path.parent.name, record["names"])
    assert [text for text in writer.texts if text not in unshown and spaced(text) not in shown] == []


def test_no_payload_becomes_an_element_or_an_attribute(hostile, golden_site):
    usual = {tag for _, html in html_of(golden_site) for tag, _ in Page(html).elements}
    for path, html in html_of(hostile):
        for tag, attributes in Page(html).elements:
            assert tag in usual, f"{path}: <{tag}>"
            assert not any(name.startswith("on") for name in attributes), f"{path}: <{tag} {attributes}>"
            for name in ("href", "src", "action"):
                value = attributes.get(name, "")
                harmless = value == "javascript:void(0)" or attributes.get("rel") == "icon"  # the theme's own
                assert harmless or not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), (
                    f"{path}: {value}"
                )
                assert "evil.example" not in value, f"{path}: {value}"


def test_no_payload_ends_a_script(hostile, golden_site):
    def scripts(html):
        return len(re.findall(r"<script\b", html, re.IGNORECASE))

    usual = {scripts(html) for path, html in html_of(golden_site)}
    assert {scripts(html) for path, html in html_of(hostile)} <= usual


def test_no_payload_runs_in_a_browser(hostile, serve, watch):
    with serve(hostile) as address:
        watched = watch(address)
        for path, _ in html_of(hostile):
            if path.name != "404.html" and path.parent != hostile:
                watched.page.goto(address + path.relative_to(hostile).as_posix(), wait_until="load")
                assert watched.page.locator("body").is_visible()
        assert watched.wrong == []
