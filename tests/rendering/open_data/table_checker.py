# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reader of tables that knows nothing but the published specification of Table Schema, to judge ours by."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

ALLOWED = {
    "string": {"required", "unique", "pattern", "enum", "minLength", "maxLength"},
    "number": {"required", "unique", "enum", "minimum", "maximum"},
    "boolean": {"required", "enum"},
    "date": {"required", "unique", "enum", "minimum", "maximum"},
}
"""The constraints that the specification knows for each type that we use."""
FORMATS = {"string": {"default", "email", "uri", "binary", "uuid"}, "date": {"default"}}
KNOWN = {"name", "title", "description", "example", "type", "format", "constraints", "trueValues", "falseValues"}

DESCRIPTOR = {
    "type": "object",
    "required": [
        *("$schema", "name", "title", "description", "version", "created", "lastModified", "countryCode"),
        *("path", "homepage", "contributors", "sources", "resources", "fields", "missingValues", "primaryKey"),
    ],
    "properties": {
        "$schema": {"const": "https://specs.frictionlessdata.io/schemas/table-schema.json"},
        "name": {"type": "string", "pattern": "^[a-z0-9-]+$"},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "lastModified": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "countryCode": {"const": "FR"},
        "path": {"type": "string", "pattern": "^https?://"},
        "homepage": {"type": "string", "pattern": "^https?://"},
        "keywords": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title", "role"],
                "properties": {"role": {"enum": ["author", "publisher", "maintainer", "wrangler", "contributor"]}},
            },
        },
        "sources": {"$ref": "#/$defs/titled"},
        "resources": {"$ref": "#/$defs/titled"},
        "missingValues": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "primaryKey": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "fields": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "title", "description", "type"],
                "additionalProperties": False,
                "properties": {
                    **{
                        name: {"type": "string", "minLength": 1} for name in ("name", "title", "description", "example")
                    },
                    "type": {"enum": list(ALLOWED)},
                    "format": {"type": "string"},
                    "trueValues": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    "falseValues": {"type": "array", "minItems": 1, "items": {"type": "string"}},
                    "constraints": {
                        "type": "object",
                        "properties": {
                            "required": {"type": "boolean"},
                            "unique": {"type": "boolean"},
                            "pattern": {"type": "string", "format": "regex"},
                            "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "titled": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["title", "path"],
                "properties": {"path": {"type": "string", "pattern": "^https?://"}},
            },
        }
    },
}
"""What the specification asks of a descriptor, and the French catalogue of schemas besides."""


def faults_of_schema(schema: dict[str, Any]) -> Iterator[str]:
    """Yield what the specification refuses and that a JSON Schema says badly."""
    names = [field["name"] for field in schema["fields"]]
    yield from (f"{name}: named twice" for name, times in Counter(names).items() if times > 1)
    yield from (f"{name}: key of no column" for name in schema["primaryKey"] if name not in names)
    for field in schema["fields"]:
        unknown = field.get("constraints", {}).keys() - ALLOWED[field["type"]]
        yield from (f"{field['name']}: a {field['type']} has no {name}" for name in unknown)
        if field.get("format", "default") not in FORMATS.get(field["type"], {"default"}):
            yield f"{field['name']}: format {field['format']}"


def obeys(cell: str, field: dict[str, Any]) -> bool:
    """Read a cell as the specification says: empty is missing, else the type, then the constraints."""
    constraints = field.get("constraints", {})
    if not cell:
        return not constraints.get("required", False)
    try:
        typed = {
            "string": lambda: field.get("format") != "uri" or re.match("https?://", cell) is not None,
            "number": lambda: re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) is not None,
            "date": lambda: date.fromisoformat(cell).isoformat() == cell,
            "boolean": lambda: cell in field["trueValues"] + field["falseValues"],
        }[field["type"]]()
    except ValueError:
        return False
    allowed = cell in constraints.get("enum", [cell])
    return typed and allowed and re.fullmatch(constraints.get("pattern", "(?s:.*)"), cell) is not None


def faults_of_table(content: bytes, schema: dict[str, Any]) -> list[str]:
    """Return what in a CSV file does not obey its schema: its columns, its cells, its keys."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    header, lines = rows[0], rows[1:]
    fields = schema["fields"]
    if header != [field["name"] for field in fields]:
        return ["the columns are not those of the schema"]
    found = [
        f"line {number}, {field['name']}: {cell!r}"
        for number, line in enumerate(lines, 2)
        for cell, field in zip(line, fields, strict=True)
        if not obeys(cell, field)
    ]
    unique = {field["name"] for field in fields if field.get("constraints", {}).get("unique")} | {*schema["primaryKey"]}
    for name in sorted(unique):
        cells = [line[header.index(name)] for line in lines]
        found += [f"{name}: {cell!r} comes {times} times" for cell, times in Counter(cells).items() if times > 1]
    return found
