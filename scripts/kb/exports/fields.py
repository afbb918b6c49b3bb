"""A table of the public fields in Markdown, made from the shapes themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kb.exports import documents as public

MARK = "<!-- fields of the data -->"
"""The line of a hand-written page that the table takes the place of."""

_SHOWN: tuple[type[public.Document], ...] = (
    public.Departure,
    public.Statement,
    public.Value,
    public.Date,
    public.Evidence,
    public.Withdrawal,
    public.Settlement,
    public.Record,
    public.Position,
    public.Texts,
    public.Catalogue,
)


def table() -> str:
    """Each shape by its name, what it is, and its fields with what they hold; in English, as the schemas are."""
    return "\n".join(line for shape in _SHOWN for line in _shape(shape))


def _shape(shape: type[public.Document]) -> Iterator[str]:
    schema = shape.model_json_schema(by_alias=True, mode="serialization")
    required = set(schema.get("required", ()))
    yield f"### {shape.__name__} {{: lang=en }}\n"
    yield f"{schema['description']}\n"
    yield "| field | given | what it holds |\n| --- | --- | --- |"
    for name, field in schema["properties"].items():
        given = "always" if name in required else "where known"
        yield f"| `{name}` | {given} | {field.get('description', '') or _kind(field)} |"
    yield ""


def _kind(field: dict[str, object]) -> str:
    """What a field holds, where its name says the rest: the shape that its schema refers to."""
    if reference := str(field.get("$ref", "")):
        return reference.rsplit("/", 1)[1]
    choices = field.get("anyOf")
    named = [_kind(choice) for choice in choices if isinstance(choice, dict)] if isinstance(choices, list) else []
    items = field.get("items")
    return next(filter(None, named), _kind(items) if isinstance(items, dict) else "")
