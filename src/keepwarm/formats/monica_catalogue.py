"""What must be known of a Monica export before its contacts can be read: types, relations, photos."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import BinaryIO

from keepwarm.domain.details import FoundRelation
from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import Refused
from keepwarm.formats.json_fields import Fields, fields_of, line_of
from keepwarm.formats.json_stream import Span
from keepwarm.formats.monica_handles import FieldType, field_type
from keepwarm.formats.monica_index import MonicaIndex, read_object
from keepwarm.formats.monica_learned import EventType, event_type
from keepwarm.formats.monica_photos import photo_uuid
from keepwarm.formats.monica_relations import find_relation

_ONE_SIDED = "does not say which two contacts it is between; add it by hand"
_NO_ONE = "is of a contact that is not in the file; export all contacts"


@dataclass(slots=True, kw_only=True)
class Catalogue:
    """Everything by its uuid. `refused` are relations and photos that cannot be taken in.

    `me` are the contacts that are the owners of the account themselves.
    """

    field_types: dict[str, FieldType] = field(default_factory=dict)
    event_types: dict[str, EventType] = field(default_factory=dict)
    activity_types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, FoundRelation]]] = field(default_factory=dict)
    photos: dict[str, Span] = field(default_factory=dict)
    me: set[str] = field(default_factory=set)
    exported: date | None = None
    refused: list[Refused] = field(default_factory=list)


def read_catalogue(file: BinaryIO, index: MonicaIndex) -> Catalogue:
    """Read all but the contacts, the activities and the pictures themselves."""
    found = Catalogue(exported=_day(index.exported))
    for uuid, fields in _objects(file, index, "contact_field_type"):
        found.field_types[uuid] = field_type(fields)
    categories = {
        uuid: line_of(fields_of(fields, "properties"), "translation_key")
        for uuid, fields in _objects(file, index, "life_event_category")
    }
    for uuid, fields in _objects(file, index, "life_event_type"):
        found.event_types[uuid] = event_type(fields, categories)
    for uuid, fields in _objects(file, index, "activity_type"):
        said = fields_of(fields, "properties")
        key = line_of(said, "translation_key").replace("_", " ")
        found.activity_types[uuid] = line_of(said, "name") or key
    for _, fields in _objects(file, index, "user"):
        if me := line_of(fields_of(fields, "properties"), "me_contact"):
            found.me.add(me)
    _each(found, index, "relationship", partial(_relation, file, found))
    _each(found, index, "photo", partial(_photo, file, found))
    return found


def relations_of_nobody(catalogue: Catalogue, contacts: set[str]) -> Iterator[Refused]:
    """The relations of contacts that are not in the file."""
    for uuid, relations in catalogue.relations.items():
        if uuid not in contacts:
            yield from (Refused(place=place, reason=_NO_ONE) for place, _ in relations)


def _objects(file: BinaryIO, index: MonicaIndex, kind: str) -> Iterator[tuple[str, Fields]]:
    """The objects of a kind by their uuids; damaged ones of these lists are only names that are missing."""
    for span in index.of(kind):
        try:
            _, fields = read_object(file, span)
        except Invalid:
            continue
        yield line_of(fields, "uuid"), fields


def _each(found: Catalogue, index: MonicaIndex, kind: str, take: Callable[[str, Span], None]) -> None:
    for number, span in enumerate(index.of(kind), 1):
        place = f"{kind} {number}"
        try:
            take(place, span)
        except Invalid as problem:
            found.refused.append(Refused(place=place, reason=str(problem)))


def _relation(file: BinaryIO, found: Catalogue, place: str, span: Span) -> None:
    _, fields = read_object(file, span)
    relation = find_relation(fields)
    if relation is None:
        raise Invalid(_ONE_SIDED)
    found.relations.setdefault(relation[0], []).append((place, relation[1]))


def _photo(file: BinaryIO, found: Catalogue, _: str, span: Span) -> None:
    found.photos[photo_uuid(file, span)] = span


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
