"""What a source's JSON object says under a name, whatever it holds there."""

import json
from collections.abc import Mapping
from typing import Any

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_limits import check_json
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_text import plain

Fields = Mapping[str, Any]
"""An object of JSON. What stands under a name may be of any type, or missing."""

_YES = ("1", "true", "yes")
NOTHING: Fields = {}


def parse_object(raw: bytes) -> Fields | None:
    """The object that the bytes are; None for anything else, for NaN, and for what is nested too deep."""
    try:
        found = json.loads(raw.decode())
        check_json(found)
    except (ValueError, RecursionError, Invalid):
        return None
    return found if isinstance(found, dict) else None


def text_of(fields: Fields, name: str) -> str:
    """A text with its lines, or a number as it is written; empty for anything else."""
    value = fields.get(name)
    if isinstance(value, str):
        return plain(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def line_of(fields: Fields, name: str) -> str:
    """A short text in one line."""
    return short(text_of(fields, name))


def says_yes(fields: Fields, name: str) -> bool:
    """Whether it is true, in any of the ways in which programs write that."""
    value = fields.get(name)
    return value is True or text_of(fields, name).lower() in _YES


def fields_of(fields: Fields, name: str) -> Fields:
    """The object under a name; an empty one where there is none (PHP writes that as a list)."""
    value = fields.get(name)
    return value if isinstance(value, dict) else NOTHING


def all_fields_of(fields: Fields, name: str) -> list[Fields]:
    """The objects of a list under a name; items of other types are left out."""
    value = fields.get(name)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def lines_of(fields: Fields, name: str) -> list[str]:
    """The short texts of a list under a name, in one line each, without empty ones."""
    value = fields.get(name)
    found = value if isinstance(value, list) else []
    return [line for item in found if isinstance(item, str) and (line := short(item))]
