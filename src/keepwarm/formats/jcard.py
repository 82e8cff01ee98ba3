"""jCard (RFC 7095): a vCard as an array of JSON, both ways.

What vCard and jCard say differently is only the form, so each value that a card of 4.0 has, it has in both.
Names of properties and parameters lose their case; a group becomes the parameter `group`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from keepwarm.domain.errors import Invalid
from keepwarm.formats.jcard_values import json_values, plain_text, sayable, type_of, vcard_value
from keepwarm.formats.json_limits import check_json
from keepwarm.formats.vcard import read_card
from keepwarm.formats.vcard_convert import convert_card
from keepwarm.formats.vcard_rows import Row, row_bytes
from keepwarm.formats.vcard_source import source_rows
from keepwarm.formats.vcard_text import escape
from keepwarm.formats.vcard_to_4 import to_4

_NAME = re.compile(r"[A-Za-z0-9/+_-]{1,100}")
_GROUP = re.compile(r"[A-Za-z0-9_+-][\w .+-]{0,100}")
_NUMBER_AS_URI = re.compile(r"(?:tel|sips?):", re.IGNORECASE)
_OF_THE_CARD = frozenset({"BEGIN", "END", "VERSION"})
_GROUP_AS_A_PARAMETER = "X-GROUP"
"""A parameter of the name that jCard needs for the group."""


def write_jcard(raw: bytes) -> list[Any]:
    """One card's bytes, of any version, as a jCard: `["vcard", [...]]`. Never raises."""
    version = ["version", {}, "text", "4.0"]
    return ["vcard", [version, *map(property_of_row, rows_in_4(raw))]]


def read_jcard(array: object) -> bytes:
    """The vCard 4.0 that a jCard says.

    A property that is none (no name, no value, parameters that are no object) is left out. Raises Invalid
    where the array is no jCard at all, nests without end or holds what is no JSON.
    """
    match array:
        case [str(begin), list(properties), *_] if begin.lower() == "vcard":
            check_json(properties)
            return card_bytes([row for one in properties if (row := find_row(one)) is not None])
    raise Invalid('is no jCard, which begins with ["vcard", [; export it again')


def rows_in_4(raw: bytes) -> list[Row]:
    """The properties of a card of any version as vCard 4.0 writes them."""
    return to_4([row for row in source_rows(convert_card(raw, "4.0")) if isinstance(row, Row)])


def card_bytes(rows: list[Row]) -> bytes:
    """The properties as a card of 4.0, with a name as it is said where there is none."""
    begin = (Row(name="BEGIN", value="VCARD"), Row(name="VERSION", value="4.0"))
    card = b"".join(map(row_bytes, (*begin, *rows, Row(name="END", value="VCARD"))))
    if any(row.key == "FN" for row in rows):
        return card
    person = read_card(card).person
    named = Row(name="FN", value=escape("" if person is None else person.name))
    return card_bytes([named, *rows])


def property_of_row(row: Row) -> list[Any]:
    """A property's array: its name, parameters, type and values."""
    kind = kind_of(row)
    return [row.name.lower(), _parameters(row), kind, *json_values(row.key, kind, row.value)]


def kind_of(row: Row) -> str:
    """The type of a property's value: what VALUE says, else that of the property, in lower case.

    A number that is written as an address is one, VALUE or not: it has semicolons of its own.
    """
    if row.key == "TEL" and _NUMBER_AS_URI.match(row.value):
        return "uri"
    return next(iter(row.values("VALUE")), type_of(row.key)).lower()


def _parameters(row: Row) -> dict[str, Any]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in row.params:
        if name != "VALUE":
            found[(_GROUP_AS_A_PARAMETER if name == "GROUP" else name).lower()].append(value)
    written: dict[str, Any] = {
        name: values[0] if len(values) == 1 else values for name, values in found.items()
    }
    return {**written, "group": row.group} if row.group else written


def find_row(array: object) -> Row | None:
    """The property of an array; None where it is none. Its values have to be JSON of bounded depth."""
    match array:
        case [str(name), dict(params), str(kind), *values] if values and _NAME.fullmatch(name):
            return _row(name.upper(), params, kind.lower(), values)
    return None


def _row(name: str, params: dict[str, Any], kind: str, values: list[Any]) -> Row | None:
    if name in _OF_THE_CARD:
        return None
    group = params.get("group")
    said = () if kind in (type_of(name), "unknown") or not _NAME.fullmatch(kind) else (("VALUE", kind),)
    return Row(
        name=name,
        group=group if isinstance(group, str) and _GROUP.fullmatch(group) else "",
        params=(*said, *pairs_of(params)),
        value=vcard_value(kind, values),
    )


def pairs_of(params: dict[str, Any], *but: str) -> Iterator[tuple[str, str]]:
    """The parameters of an object, one pair for each value; those of transport and the group are left out."""
    aside = {"GROUP", "VALUE", "ENCODING", "CHARSET", *but}
    for name, value in params.items():
        key = name.upper()
        if key not in aside and _NAME.fullmatch(name):
            key = "GROUP" if key == _GROUP_AS_A_PARAMETER else key
            for one in _items(value):
                yield key, sayable(plain_text(one))


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]
