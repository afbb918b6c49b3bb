"""Turns what pydantic finds wrong in a record into sentences for the editor."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kb.claims import TAG, Claim
from kb.loading.strict_yaml import NOTHING, Nothing
from kb.problems import Finding, Path, did_you_mean, listed
from kb.records import Entry
from kb.values import QUOTE_LIMIT


def findings(kind: type[Entry], record: str, error: ValidationError) -> Iterator[Finding]:
    """One finding for each mistake that pydantic lists, its path as the editor wrote the record."""
    found = []
    for item in error.errors(include_url=False):
        location = item["loc"]
        path = tuple(step for step in location if not str(step).startswith(TAG))
        message, hint = _sentence(kind, location, item)
        found.append(Finding(record=record, path=path, message=message, hint=hint, code=item["type"].replace("_", "-")))
    # A key that is spelt wrong is unknown and missing at once: one mistake, one line.
    meant = {(f.path[:-1], f.hint) for f in found if is_about_a_key(f.code)}
    yield from (f for f in found if f.code != "missing" or (f.path[:-1], f"did you mean '{f.path[-1]}'?") not in meant)


def is_about_a_key(code: str) -> bool:
    """Whether the mistake is the key itself, not its value."""
    return code == "extra-forbidden"


def _sentence(kind: type[Entry], location: tuple[Any, ...], item: dict[str, Any]) -> tuple[str, str]:
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
        case "literal_error":
            options = _options(context["expected"])
            return f"'{key}' cannot be {_shown(value)}", did_you_mean(str(value), options, f"it is {listed(options)}")
        case "string_too_long" if "quote" in names:
            return f"the quote has {len(value)} characters, and {QUOTE_LIMIT} are the most", "shorten it to the words that prove the claim"
        case "string_too_long":
            return f"'{key}' has {len(value)} characters, and {context['max_length']} are the most", "shorten it"
        case "string_pattern_mismatch" if str(context["pattern"]).startswith("^https"):
            return f"{_shown(value)} is not an address on the web", "write it out, as https://example.org/page"
        case "string_pattern_mismatch":
            return f"{_shown(value)} is not an id", "ids are lower-case Latin words joined by hyphens, as in tony-wu"
        case "too_short":
            least = context["min_length"]
            return f"'{key}' has {context['actual_length']} of the {least} that are needed at the least", "add what is missing"
    if value is NOTHING:
        return f"'{key}' has no value", "write one after the colon, or leave the line out"
    if item["type"] in _EXPECTED:
        return f"'{key}' should be {_EXPECTED[item['type']]}, not {_shape(value)}", _how_to_give(kind, location[:-1], key)
    return item["msg"], context.get("hint", _HINTS.get(item["type"], "mend it"))


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
    "also": "as in 'also: [Yuhuai Wu]'",
}


def _how_to_give(kind: type[Entry], location: tuple[Any, ...], key: str) -> str:
    if key in _EXAMPLES:
        return _EXAMPLES[key]
    models = list(_models_at(kind, (*location, key)))
    if models and {"en", "zh"} <= set(_keys(models[0])):
        return f"write '{key}: {{en: ..., zh: ...}}'"
    return f"write '{key}: ...'"


def _unknown_key(kind: type[Entry], location: tuple[Any, ...], key: str) -> tuple[str, str]:
    holders = list(_models_at(kind, location[:-1]))
    known = sorted({name for holder in holders for name in _keys(holder)})
    claim = next((h for h in holders if issubclass(h, Claim)), None)
    if claim and key in {c.property for c in _claim_kinds(kind)}:
        return (
            f"'{key}' and '{claim.property}' stand in one claim",
            f"a claim has one property: begin another '- {key}: ...' with its own source and quote",
        )
    return f"the key '{key}' is not known here", did_you_mean(key, known, f"the keys are {listed(known)}")


def _unknown_claim(kind: type[Entry], location: tuple[Any, ...], value: Any) -> tuple[str, str]:
    properties = sorted(c.property for c in _claim_kinds(kind))
    listing = f"the properties are {listed(properties)}"
    if not isinstance(value, dict):
        return f"a claim should be a mapping of keys and values, not {_shape(value)}", "write '- left: xai' with 'source:' and 'quote:' below it"
    usual = set(_keys(Claim))
    for key in (k for k in value if k not in usual):
        return f"'{key}' is not a property that {kind.kind_name} have", did_you_mean(key, properties, listing)
    return "the claim names no property", listing


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


# --- What the models know ----------------------------------------------------------------------------------------------

def _keys(model: type[BaseModel]) -> Iterator[str]:
    return (field.alias or name for name, field in model.model_fields.items())


def _claim_kinds(kind: type[Entry]) -> list[type[Claim]]:
    return [m for m in _models_within(kind.model_fields["claims"].annotation) if issubclass(m, Claim)]


def _models_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's type is made of."""
    if get_origin(annotation) in (Union, types.UnionType, tuple, list) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            yield from _models_within(part)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation


def _models_at(kind: type[Entry], location: tuple[Any, ...]) -> Iterator[type[BaseModel]]:
    """The models that can stand at a location within a record."""
    models: list[type[BaseModel]] = [kind]
    for step in location:
        if isinstance(step, int):
            continue
        if step.startswith(TAG):
            models = [m for m in models if getattr(m, "property", None) == step.removeprefix(TAG)]
        else:
            fields = [f for m in models for n, f in m.model_fields.items() if step in (n, f.alias)]
            models = [inner for f in fields for inner in _models_within(f.annotation)]
    yield from models
