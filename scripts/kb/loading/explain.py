"""Turns what pydantic finds wrong in a record into sentences for the editor."""

from __future__ import annotations

import types
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kb.loading import other_words
from kb.loading.strict_yaml import NOTHING, Nothing
from kb.model.claims import TAG, Claim
from kb.model.parts import Prose
from kb.model.problems import Finding, Path, listed
from kb.model.proposals import A_SLIP, did_you_mean, which_id_is_meant
from kb.model.records import KINDS, Record


def findings(kind: type[Record], record: str, error: ValidationError, known: Collection[str]) -> Iterator[Finding]:
    """One finding for each mistake that pydantic lists, its path as the editor wrote the record.

    ``known`` are the ids of all records, which a misspelt one may mean.
    """
    if (astray := _astray(kind, record, error)) is not None:
        yield astray
        return
    outside = _outside_their_key(kind, error)
    found = list(_not_indented(record, outside))
    passed_over = {path for lines in outside.values() for path in lines} | set(outside)
    for item in error.errors(include_url=False):
        location = item["loc"]
        path = _written(location)
        if path in passed_over:
            continue
        message, hint = _sentence(kind, location, item, known)
        found.append(
            Finding(
                record=record,
                path=(*path, *_within(kind, item)),
                message=message,
                hint=hint,
                code=item["type"].replace("_", "-"),
                near=item.get("ctx", {}).get("near", ""),
            )
        )
    # A key that is spelt wrong is unknown and missing at once: one mistake, one line.
    meant = {(f.path[:-1], f.hint) for f in found if is_about_a_key(f.code)}
    yield from (f for f in found if f.code != "missing" or (f.path[:-1], _meant(str(f.path[-1]))) not in meant)


NOT_INDENTED = "not-indented"


def _astray(kind: type[Record], record: str, error: ValidationError) -> Finding | None:
    """The lines that stand beside what they belong to, where nothing else is wrong: the source and quote of the last
    claim, which lacks them; the names without 'names:'."""
    items = error.errors(include_url=False)
    unknown = [item["loc"][0] for item in items if item["type"] == "extra_forbidden" and len(item["loc"]) == 1]
    lacking = [item for item in items if item["type"] != "extra_forbidden"]
    if not unknown or len(lacking) != 1 or len(unknown) + 1 != len(items):
        return None
    within = lacking[0]["loc"]
    if lacking[0]["type"] in _UNPROVED and within[:1] == ("claims",) and set(unknown) <= set(_keys(Claim)):
        message = f"'{unknown[0]}' belongs to a claim, and is not indented below it"
        hint = "put four spaces before each line that belongs to the claim"
    elif lacking[0]["type"] == "missing" and len(within) == 1 and set(unknown) <= _keys_at(kind, within):
        message = f"'{unknown[0]}' belongs to '{within[0]}', which is missing"
        hint = f"write '{within[0]}:' above it, and put two spaces before each line that belongs to it"
    else:
        return None
    return Finding(record=record, path=(unknown[0],), message=message, hint=hint, code=NOT_INDENTED)


def _keys_at(kind: type[Record], location: tuple[Any, ...]) -> set[str]:
    return {key for model in _models_at(kind, location) for key in _keys(model)}


_UNPROVED = {"no_evidence", "no_quote", "no_source"}


def _outside_their_key(kind: type[Record], error: ValidationError) -> Mapping[Path, list[Path]]:
    """For each key without a value, the keys beside it that it could hold: their lines were not indented."""
    items = error.errors(include_url=False)
    unknown = [_written(item["loc"]) for item in items if item["type"] == "extra_forbidden"]
    found: dict[Path, list[Path]] = defaultdict(list)
    for item in items:
        if item["input"] is NOTHING:
            path = _written(item["loc"])
            inner = _keys_at(kind, item["loc"])
            if beside := [u for u in unknown if u[:-1] == path[:-1] and u[-1] in inner]:
                found[path] = beside
    return found


def _not_indented(record: str, outside: Mapping[Path, list[Path]]) -> Iterator[Finding]:
    told: set[Path] = set()
    for path, lines in outside.items():
        if lines[0] in told:  # two keys hold the like, and it stands twice
            continue
        told.add(lines[0])
        yield Finding(
            record=record,
            path=lines[0],
            message=f"'{lines[0][-1]}' belongs to '{path[-1]}', and is not indented below it",
            hint=f"put two spaces more before each line that belongs to '{path[-1]}'",
            code=NOT_INDENTED,
        )


def _written(location: tuple[Any, ...]) -> Path:
    """A place as the editor wrote it: without the names of the models that pydantic puts between."""
    return tuple(step for step in location if not str(step).startswith(TAG))


def is_about_a_key(code: str) -> bool:
    """Whether the mistake is the key itself, not its value."""
    return code in ("extra-forbidden", "unknown-claim", NOT_INDENTED)


def all_keys(kinds: Iterable[type[Record]]) -> Iterator[str]:
    """Every key that a record can have, at any level."""
    waiting: list[type[BaseModel]] = list(kinds)
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield from _keys(model)
            waiting += (inner for field in model.model_fields.values() for inner in _models_within(field.annotation))


def first_keys(kinds: Iterable[type[Record]]) -> Iterator[str]:
    """Every key that an item of a list can begin with: the properties of claims, and what a position holds."""
    yield "holds"
    for kind in kinds:
        yield from (claim.property_name for claim in _claim_kinds(kind))


def _within(kind: type[Record], item: Mapping[str, Any]) -> Path:
    """The way from the part that pydantic blames to the key that is to blame."""
    value, context = item["input"], item.get("ctx", {})
    if item["type"] == "unknown_claim" and isinstance(value, dict):
        return tuple(_strangers(value)[:1])
    key = context.get("key")
    return (key,) if key and isinstance(value, dict) and key in value else ()


def _sentence(
    kind: type[Record], location: tuple[Any, ...], item: Mapping[str, Any], known: Collection[str]
) -> tuple[str, str]:
    context = item.get("ctx", {})
    value = item["input"]
    names = [step for step in location if isinstance(step, str) and not step.startswith(TAG)]
    key = names[-1] if names else "the record"
    match item["type"]:
        case "extra_forbidden":
            return _unknown_key(kind, location, key)
        case "missing":
            return f"'{key}' is missing", _how_to_give(kind, location[:-1], key)
        case "unknown_claim":
            return _unknown_claim(kind, location, value)
    if value is NOTHING:
        needed = any(
            f.is_required()
            for m in _models_at(kind, location[:-1])
            for n, f in m.model_fields.items()
            if location[-1] in (n, f.alias)
        )
        return f"'{key}' has no value", "write one after the colon" + ("" if needed else ", or leave the line out")
    match item["type"]:
        case "literal_error" if not isinstance(value, str):
            return f"'{key}' should be a text, not {_shape(value)}", f"it is {listed(_options(context['expected']))}"
        case "literal_error":
            options = _options(context["expected"])
            usual = other_words.MANNERS.get(_plain(str(value)), "")
            hint = _meant(usual) if usual in options else did_you_mean(str(value), options, f"it is {listed(options)}")
            return f"'{key}' cannot be {_shown(value)}", hint
        case "string_too_long":
            return f"'{key}' has {len(value)} characters, and {context['max_length']} are the most", "shorten it"
        case "string_pattern_mismatch" if str(context["pattern"]).startswith("^https"):
            return f"{_shown(value)} is not an address on the web", "write it out, as https://example.org/page"
        case "string_pattern_mismatch":
            usual = "ids are lower-case Latin words joined by hyphens, as in tony-wu"
            return f"{_shown(value)} is not an id", which_id_is_meant(value, known, usual)
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return f"'{key}' should be a whole number, not {_shape(value)}", "write its digits alone, as in 11000"
        case "too_short":
            least, actual = context["min_length"], context["actual_length"]
            needs = "one entry" if least == 1 else f"{least} entries"
            return f"'{key}' needs {needs} at the least, and has {actual or 'none'}", "add what is missing"
    if item["type"] in _EXPECTED:
        what = f"an entry of '{key}'" if location and isinstance(location[-1], int) else f"'{key}'"
        return f"{what} should be {_EXPECTED[item['type']]}, not {_shape(value)}", _how_to_mend(
            kind, location, key, item
        )
    return item["msg"], context.get("hint", _HINTS.get(item["type"], "mend it"))


def _meant(word: str) -> str:
    return f"did you mean '{word}'?"


_EXPECTED = {
    "string_type": "a text",
    "model_type": "a mapping of keys and values",
    "model_attributes_type": "a mapping of keys and values",
    "dict_type": "a mapping of keys and values",
    "tuple_type": "a list",
    "list_type": "a list",
}

_HINTS = {
    "unseen_character": "delete it and type the text anew",
    "empty_text": "write one, or leave the key out",
    "edge_space": "delete the space",
}

_EXAMPLES = {
    "names": "as in 'names: {en: Tony Wu, zh-Hans: 吴宇怀}'",
    "claims": "begin each claim with '- '",
    "at": "add 'at: <id of the organisation>'",
    "source": "add 'source: <id>'",
    "positions": "begin each position with '- holds: {en: ..., zh: ...}'",
}


def _how_to_mend(kind: type[Record], location: tuple[Any, ...], key: str, item: Mapping[str, Any]) -> str:
    value = item["input"]
    if item["type"] == "string_type" and isinstance(value, list):
        linked = len(value) == 1 and isinstance(value[0], list)
        if linked and key not in _keys(Prose):
            return f"write '{key}: {value[0][0]}'"
        if linked:
            return "put a text that begins with a link in quotes"
        return "write one, without brackets (or put a text that has them in quotes)"
    if item["type"] == "string_type" and isinstance(value, dict):
        return "write it without keys (or put a text with braces in quotes)"
    if item["type"] in ("tuple_type", "list_type") and isinstance(value, str) and key not in ("claims", "positions"):
        return f"write '{key}: [{value.strip('［］【】') if len(value) <= 40 else '...'}]'"
    return _how_to_give(kind, location[:-1], key)


def _how_to_give(kind: type[Record], location: tuple[Any, ...], key: str) -> str:
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    models = list(_models_at(kind, (*location, key)))
    if models and {"en", "zh"} <= set(_keys(models[0])):
        return f"write '{key}: {{en: ..., zh: ...}}'"
    return f"write '{key}: ...'"


def _unknown_key(kind: type[Record], location: tuple[Any, ...], key: str) -> tuple[str, str]:
    holders = list(_models_at(kind, location[:-1]))
    known = sorted({name for holder in holders for name in _keys(holder)})
    claim = next((h for h in holders if issubclass(h, Claim)), None)
    if claim and key in {c.property_name for c in _claim_kinds(kind)}:
        return (
            f"'{key}' and '{claim.property_name}' stand in one claim",
            f"a claim has one property: begin another '- {key}: ...' with its own source and quote",
        )
    message = f"the key '{key}' is not known here" if key else "a colon stands without a key before it"
    usual = next((name for name in other_words.KEYS.get(_plain(key), ()) if name in known), None)
    if not usual and not claim and len(location) == 1 and key in {c.property_name for c in _claim_kinds(kind)}:
        return f"'{key}' is a property of a claim", f"begin '- {key}: ...' below 'claims', with its source and quote"
    in_it = _only({word for word in _plain(key).split("-") if word in known})
    otherwise = _meant(in_it) if in_it else f"the keys are {listed(known)}"
    return message, _meant(usual) if usual else did_you_mean(key, known, otherwise, A_SLIP)


def _unknown_claim(kind: type[Record], location: tuple[Any, ...], value: Any) -> tuple[str, str]:
    properties = sorted(c.property_name for c in _claim_kinds(kind))
    listing = f"the properties are {listed(properties)}"
    if not isinstance(value, dict):
        return (
            f"a claim should be a mapping of keys and values, not {_shape(value)}",
            "write '- left: xai' with 'source:' and 'quote:' below it",
        )
    for key in _strangers(value):
        others = [k for k in KINDS if key in {c.property_name for c in _claim_kinds(k)}]
        if others:
            return f"'{key}' is a property of {others[0].kind_name}, not of {kind.kind_name}", listing
        return f"'{key}' is not a property that {kind.kind_name} have", _property_meant(key, properties, listing)
    return "the claim names no property", listing


def _property_meant(word: str, properties: Collection[str], otherwise: str) -> str:
    ours = {_plain(name): name for name in properties}
    told = [_plain(word), *_plain(word).split("-")]
    found = [[m for m in (ours.get(w, ""), *other_words.PROPERTIES.get(w, ())) if m in properties] for w in told]
    meant = found[0][0] if found[0] else _only({each[0] for each in found[1:] if each})
    if not meant:
        return did_you_mean(word, properties, otherwise, A_SLIP)
    manner = next((m for w in told if (m := other_words.MANNERS.get(w))), None) if meant == "left" else None
    return f"did you mean '{meant}' with 'manner: {manner}'?" if manner else _meant(meant)


def _only(words: set[str]) -> str:
    """The one of the words, where there is one: a word made of two that mean different things means neither."""
    return words.pop() if len(words) == 1 else ""


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")


def _strangers(claim: dict[str, Any]) -> list[str]:
    """The keys of a claim that not every claim can have."""
    usual = {*_keys(Claim), "at", "as", "to", "manner", "degree", "detail", "value"}
    return [key for key in claim if key not in usual]


def _options(expected: str) -> list[str]:
    return [option.strip().strip("'") for option in expected.replace(" or ", ",").split(",") if option.strip()]


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else _shape(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def _shape(value: Any) -> str:
    match value:
        case Nothing():
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
    return f"the text {_shown(value)}"


# --- What the models know ---------------------------------------------------------------------------------------------


def _keys(model: type[BaseModel]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _claim_kinds(kind: type[Record]) -> list[type[Claim]]:
    held = _models_within(kind.model_fields["every_claim"].annotation)
    return [m for m in held if issubclass(m, Claim) and m is not Claim]


def _models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's type is made of."""
    if get_origin(annotation) in (Union, types.UnionType, tuple, list) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from _models_within(part)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation


def _models_at(kind: type[Record], location: tuple[Any, ...]) -> Iterator[type[BaseModel]]:
    """The models that can stand at a location within a record."""
    models: list[type[BaseModel]] = [kind]
    for step in location:
        if isinstance(step, int):
            continue
        if step.startswith(TAG):
            models = [m for m in models if getattr(m, "property_name", None) == step.removeprefix(TAG)]
        else:
            fields = [f for m in models for n, f in m.model_fields.items() if step in (n, f.alias)]
            models = [inner for f in fields for inner in _models_within(f.annotation)]
    yield from models
