"""The values of jCard: their types, and how vCard and JSON write them (RFC 7095, 3.3 to 3.6)."""

import json
import re
from typing import Any

from keepwarm.formats.vcard_text import escape, list_items, raw_components, unescape

UNKNOWN = "unknown"
"""The type of a property of which nothing is known: its value stands as it is, escapes and all (5.1)."""

_BY_TYPE = {
    "text": "FN N NICKNAME GENDER ADR TEL EMAIL TZ TITLE ROLE ORG CATEGORIES NOTE PRODID KIND XML"
    " CLIENTPIDMAP EXPERTISE HOBBY INTEREST BIRTHPLACE DEATHPLACE GRAMGENDER PRONOUNS JSPROP",
    "uri": "SOURCE PHOTO IMPP GEO LOGO MEMBER RELATED SOUND UID URL KEY FBURL CALADRURI CALURI"
    " ORG-DIRECTORY CONTACT-URI SOCIALPROFILE",
    "date-and-or-time": "BDAY ANNIVERSARY DEATHDATE",
    "timestamp": "REV CREATED",
    "language-tag": "LANG LANGUAGE",
}
_TYPES = {name: kind for kind, names in _BY_TYPE.items() for name in names.split()}

_LISTS = frozenset({"NICKNAME", "CATEGORIES"})
_IN_PARTS = frozenset({"N", "ADR", "ORG", "GENDER", "CLIENTPIDMAP"})
_ALWAYS_IN_PARTS = frozenset({"N", "ADR"})
_DATES = frozenset({"date", "date-time", "date-and-or-time", "time", "timestamp"})

_ZONE = r"(Z|[+-]\d{2}(?::?\d{2})?)?"
_BASIC_TIME = re.compile(r"(\d{2})(\d{2})(\d{2})" + _ZONE, re.ASCII)
_EXTENDED_TIME = re.compile(r"(\d{2}):(\d{2}):(\d{2})" + _ZONE, re.ASCII)
_BASIC_DAY = re.compile(r"(\d{4}|--)(\d{2})(\d{2})", re.ASCII)
_EXTENDED_DAY = re.compile(r"(\d{4}|-)-(\d{2})-(\d{2})", re.ASCII)
_BASIC_OFFSET = re.compile(r"([+-]\d{2})(\d{2})", re.ASCII)
_WITH_COLON = r"\1:\2"
_EXTENDED_OFFSET = re.compile(r"([+-]\d{2}):(\d{2})", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})", re.ASCII)
_SILENT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_BREAK = re.compile(r"\r\n?")


def type_of(name: str) -> str:
    """The type of a property's value where no VALUE says it; the name is in upper case."""
    return _TYPES.get(name, UNKNOWN)


def sayable(text: str) -> str:
    """Text as vCard can hold it: each line break `\\n`, other control characters and half characters gone."""
    if text.isprintable():
        return text
    text = _SILENT.sub("", _LINE_BREAK.sub("\n", text))
    return text.encode("utf-8", "ignore").decode()


def in_one_line(text: str) -> str:
    """A value whose escapes are its own; what would end the line is written as an escape."""
    return sayable(text).replace("\n", "\\n")


def json_values(name: str, kind: str, value: str) -> list[Any]:
    """A property's value as the further elements of its array."""
    if kind == "text":
        return _texts(name, value)
    if kind == "boolean" and value.lower() in ("true", "false"):
        return [value.lower() == "true"]
    if kind == "integer" and _NUMBER.fullmatch(value):
        return [int(value)]
    if kind in _DATES:
        return [extended(value)]
    if kind == "utc-offset":
        return [_BASIC_OFFSET.sub(_WITH_COLON, value)]
    return [value]


def _texts(name: str, value: str) -> list[Any]:
    if name in _LISTS:
        return [unescape(item) for item in list_items(value)]
    if name not in _IN_PARTS:
        return [unescape(value)]
    parts = [_part(name, part) for part in raw_components(value)]
    return [parts] if len(parts) > 1 or name in _ALWAYS_IN_PARTS else parts


def _part(name: str, part: str) -> str | list[str]:
    """A component, which in a name and an address may be several values."""
    items = list_items(part) if name in _ALWAYS_IN_PARTS else [part]
    return unescape(items[0]) if len(items) == 1 else [unescape(item) for item in items]


def vcard_value(kind: str, values: list[Any]) -> str:
    """The further elements of a property's array as vCard writes them, in one line."""
    if kind == "text":
        return ",".join(
            ";".join(map(_text_part, one)) if isinstance(one, list) else _text_part(one) for one in values
        )
    said = ",".join(
        ";".join(map(plain_text, one)) if isinstance(one, list) else plain_text(one) for one in values
    )
    if kind in _DATES:
        return in_one_line(basic(said))
    return in_one_line(_EXTENDED_OFFSET.sub(r"\1\2", said) if kind == "utc-offset" else said)


def _text_part(value: object) -> str:
    items = value if isinstance(value, list) else [value]
    return ",".join(escape(sayable(plain_text(item))) for item in items)


def plain_text(value: object) -> str:
    """A value of JSON as text: a list or an object where none may stand is written as JSON."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def extended(value: str) -> str:
    """A date or time with the hyphens and colons that JSON has (RFC 7095, 3.5.3 to 3.5.5).

    What is written in another way stays as it is, here and in `basic`.
    """
    day, mark, time = value.partition("T")
    on, at = _BASIC_DAY.fullmatch(day), _BASIC_TIME.fullmatch(time)
    if mark and at is None:
        return value
    if on is not None:
        day = f"{'-' if on[1] == '--' else on[1]}-{on[2]}-{on[3]}"
    if at is not None:
        time = f"{at[1]}:{at[2]}:{at[3]}{_BASIC_OFFSET.sub(_WITH_COLON, at[4] or '')}"
    return day + mark + time


def basic(value: str) -> str:
    """A date or time without the hyphens and colons that vCard 4.0 does not have (RFC 6350, 4.3)."""
    day, mark, time = value.partition("T")
    on, at = _EXTENDED_DAY.fullmatch(day), _EXTENDED_TIME.fullmatch(time)
    if mark and at is None:
        return value
    if on is not None:
        day = f"{'--' if on[1] == '-' else on[1]}{on[2]}{on[3]}"
    if at is not None:
        time = f"{at[1]}{at[2]}{at[3]}{(at[4] or '').replace(':', '')}"
    return day + mark + time
