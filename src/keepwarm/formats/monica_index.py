"""Where everything stands in an export of Monica 4: one walk through the file, which reads none of it."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import BinaryIO

from keepwarm.domain.errors import Invalid
from keepwarm.formats.json_fields import Fields, parse_object
from keepwarm.formats.json_shelf import Shelf
from keepwarm.formats.json_stream import Closed, Cut, Found, Span, Way, Word, bytes_of, walk

LARGEST_OBJECT = 4 * 1024 * 1024
"""Bytes; Monica writes contacts of some thousands."""

_MOST_OBJECTS = 1_000_000
_COLLECTION: Way = ("account", "data")
_ITEMS: Way = ("account", "data", "values")
_TYPE: Way = ("account", "data", "type")
_EXPORTED: Way = ("export_date",)
_LISTS = ("instance", "properties")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("s", ""))


@dataclass(slots=True, kw_only=True)
class MonicaIndex:
    """The objects of an export by their kind in the singular (`contact`, `contact_field_type`).

    `exported` is when, as written; `cut` says that the file ends before its end.
    """

    shelves: dict[str, Shelf] = field(default_factory=dict)
    exported: str = ""
    cut: bool = False

    def of(self, kind: str) -> Shelf:
        """The objects of a kind; an empty shelf where there are none."""
        return self.shelves.get(kind, _EMPTY)


_EMPTY = Shelf()


class _Lists(Container[Way]):
    """The ways to the lists of an export whose objects are looked for."""

    def __contains__(self, way: object) -> bool:
        return way == _ITEMS or (
            isinstance(way, tuple) and len(way) == len(_ITEMS) and way[0] == "account" and way[1] in _LISTS
        )


def index_monica(file: BinaryIO) -> MonicaIndex:
    """Walk through an export. Raises Invalid where it holds more objects than any account does."""
    index = MonicaIndex()
    kind, waiting, counted = "", Shelf(), 0
    for event in walk(file, _Lists()):
        match event:
            case Found(way=way, span=span):
                counted += 1
                shelf = waiting if way == _ITEMS else index.shelves.setdefault(singular(way[-1]), Shelf())
                shelf.add(span)
            case Word(way=way, text=text) if way == _TYPE:
                kind = singular(text)
            case Word(way=way, text=text) if way == _EXPORTED:
                index.exported = text
            case Closed(way=way) if way == _COLLECTION:
                index.shelves.setdefault(kind, Shelf()).extend(waiting)
                kind, waiting = "", Shelf()
            case Cut():
                index.cut = True
        if counted > _MOST_OBJECTS:
            raise Invalid(f"holds more than {_MOST_OBJECTS:,} objects; export a smaller account")
    index.shelves.setdefault(kind, Shelf()).extend(waiting)
    return index


def singular(kind: str) -> str:
    """`contact-fields`, `contactFields` and `contact_field` as `contact_field`."""
    word = re.sub("(?<=[a-z])(?=[A-Z])|-", "_", kind).lower()
    for many, one in _PLURALS:
        if word.endswith(many) and not (many == "s" and word.endswith("ss")):
            return word.removesuffix(many) + one
    return word


def read_object(file: BinaryIO, span: Span) -> tuple[bytes, Fields]:
    """An object's bytes and what it says. Raises Invalid where it is damaged or too large."""
    if span.end - span.begin > LARGEST_OBJECT:
        raise Invalid(f"is larger than {LARGEST_OBJECT // 1024**2} MiB and is not read; shorten it in Monica")
    raw = bytes_of(file, span)
    fields = parse_object(raw) if span.whole else None
    if fields is None:
        raise Invalid("is damaged; export it from Monica again")
    return raw, fields


def collections_of(contact: Fields) -> dict[str, list[object]]:
    """What a contact holds, by kind: objects, and of what stands elsewhere in the file the uuids."""
    found: dict[str, list[object]] = {}
    written = contact.get("data")
    for one in written if isinstance(written, list) else []:
        if isinstance(one, dict) and isinstance(one.get("values"), list) and isinstance(one.get("type"), str):
            found.setdefault(singular(one["type"]), []).extend(one["values"])
    return found
