"""Where everything stands in an export of Nametag, and what must be known before its people can be read."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from keepwarm.domain.details import LearnedFact
from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import Refused
from keepwarm.formats.json_fields import Fields, line_of, lines_of, parse_object, text_of
from keepwarm.formats.json_shelf import Shelf
from keepwarm.formats.json_stream import Cut, Found, Span, Way, bytes_of, walk
from keepwarm.formats.nametag_people import UNSORTED, Surroundings, find_nametag_date, split_photo
from keepwarm.formats.nametag_relations import relation_types

_LARGEST_PERSON = 4 * 1024 * 1024
_LARGEST_WITH_PHOTO = 24 * 1024 * 1024
_MOST_OBJECTS = 1_000_000
_TYPES = ("relationshipTypes", "customRelationshipTypes")
_DAMAGED = "is damaged; export it from Nametag again"
_TOO_LARGE = f"is larger than {_LARGEST_PERSON // 1024**2} MiB and is not read; shorten it in Nametag"
_NOBODY = "names nobody of this file; it stays in the file, so keep it"


@dataclass(slots=True, kw_only=True)
class NametagIndex:
    """The objects of an export by the list they stand in; `cut` says that the file ends before its end."""

    shelves: dict[str, Shelf] = field(default_factory=dict)
    cut: bool = False

    def of(self, name: str) -> Shelf:
        """The objects of a list; an empty shelf where there are none."""
        return self.shelves.get(name, Shelf())


class _Lists(Container[Way]):
    """The lists of the outermost object."""

    def __contains__(self, way: object) -> bool:
        return isinstance(way, tuple) and len(way) == 1


def index_nametag(file: BinaryIO) -> NametagIndex:
    """Walk through an export. Raises Invalid where it holds more objects than any account does."""
    index = NametagIndex()
    counted = 0
    for event in walk(file, _Lists()):
        match event:
            case Found(way=way, span=span):
                counted += 1
                index.shelves.setdefault(way[-1], Shelf()).add(span)
            case Cut():
                index.cut = True
        if counted > _MOST_OBJECTS:
            raise Invalid(f"holds more than {_MOST_OBJECTS:,} objects; export a smaller account")
    return index


def read_nametag_object(file: BinaryIO, span: Span) -> tuple[bytes, Fields, bytes]:
    """An object's bytes without its picture, what it says, and the picture.

    Raises Invalid where it is damaged or too large.
    """
    raw, photo = b"", b""
    if span.whole and span.end - span.begin <= _LARGEST_WITH_PHOTO:
        raw, photo = split_photo(bytes_of(file, span))
    if len(raw) > _LARGEST_PERSON or span.end - span.begin > _LARGEST_WITH_PHOTO:
        raise Invalid(_TOO_LARGE)
    fields = parse_object(raw) if span.whole else None
    if fields is None:
        raise Invalid(_DAMAGED)
    return raw, fields, photo


def read_surroundings(file: BinaryIO, index: NametagIndex) -> tuple[Surroundings, list[Refused]]:
    """Types of relations, own fields and the journal; and the journal entries that are about nobody."""
    types = [fields for name in _TYPES for fields in _objects(file, index, name)]
    templates = _objects(file, index, "customFieldTemplates")
    own = {line_of(one, "slug"): line_of(one, "name") for one in templates}
    journal, refused = _journal(file, index)
    return Surroundings(types=relation_types(types), own_fields=own, journal=journal), refused


def _objects(file: BinaryIO, index: NametagIndex, name: str) -> Iterator[Fields]:
    """The objects of a list; damaged ones of these are only words that are missing."""
    for span in index.of(name):
        try:
            yield read_nametag_object(file, span)[1]
        except Invalid:
            continue


def _journal(file: BinaryIO, index: NametagIndex) -> tuple[dict[str, list[LearnedFact]], list[Refused]]:
    """The entries by those whom they are about, by id: exports before ids name people in words alone."""
    found: dict[str, list[LearnedFact]] = {}
    refused: list[Refused] = []
    for number, span in enumerate(index.of("journalEntries"), 1):
        try:
            _, fields, _ = read_nametag_object(file, span)
            people = list(dict.fromkeys(lines_of(fields, "peopleIds")))
            if not people:
                raise Invalid(_NOBODY)
            fact = _entry(fields)
        except Invalid as problem:
            refused.append(Refused(place=f"journal entry {number}", reason=str(problem)))
            continue
        for person in people:
            found.setdefault(person, []).append(fact)
    return found, refused


def _entry(fields: Fields) -> LearnedFact:
    text = "\n".join(filter(None, (line_of(fields, "title"), text_of(fields, "body"))))
    if not text:
        raise Invalid("is empty; there is nothing to take in")
    on = find_nametag_date(fields, "date")
    whole = on is not None and None not in (on.year, on.month, on.day)
    return LearnedFact(kind=UNSORTED, text=text, learned_on=date.fromisoformat(str(on)) if whole else None)
