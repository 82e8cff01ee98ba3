"""A person of Nametag as somebody in the book."""

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from keepwarm.domain.dates import PartialDate
from keepwarm.domain.details import Details, LearnedFact, Occasion
from keepwarm.domain.people import FactKind, Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson, RawFormat
from keepwarm.domain.text import folded
from keepwarm.formats.contact_cells import (
    contact,
    each_once,
    find_cell_handle,
    find_postal_handle,
    postal_of,
    tags_in,
)
from keepwarm.formats.json_fields import Fields, all_fields_of, fields_of, line_of, lines_of, text_of
from keepwarm.formats.nametag_relations import RelationType, relations_in
from keepwarm.formats.spoken_names import full_name
from keepwarm.formats.vcard_dates import find_date

UNSORTED = FactKind.INTERESTS
"""The kind of what Nametag does not sort: the one that claims least."""

_FIRST_KNOWN_YEAR = 1605
_BIRTHDAYS = frozenset(
    {"birthday", "geburtstag", "cumpleanos", "anniversaire", "fødselsdag", "bursdag", "compleanno"}
    | {"verjaardag", "誕生日", "生日"}
)
_DATA = re.compile(rb'"photo"\s*+:\s*+"(data:image/[\w.+-]++;base64,)([^"]++)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What else the file says: types of relations, names of own fields, and journal entries by person."""

    types: Mapping[str, RelationType] = field(default_factory=dict)
    own_fields: Mapping[str, str] = field(default_factory=dict)
    journal: Mapping[str, list[LearnedFact]] = field(default_factory=dict)


def split_photo(raw: bytes) -> tuple[bytes, bytes]:
    """The person without the picture that old exports hold, and its bytes; none where it is no base64."""
    found = _DATA.search(raw)
    if found is None:
        return raw, b""
    try:
        picture = b64decode(found[2].replace(b"\\/", b"/"), validate=True)
    except ValueError:
        return raw, b""
    return raw[: found.start(2)] + raw[found.end(2) :], picture


def nametag_person(place: str, raw: bytes, fields: Fields, around: Surroundings, photo: bytes) -> FoundPerson:
    """The person with handles and details. Raises Invalid where there is neither a name nor a handle."""
    found = contact(place, _person(fields), each_once(_handles(fields)), _details(fields, around, photo))
    return replace(found, uid=line_of(fields, "id"), raw=raw, raw_format=RawFormat.JSON_OBJECT)


def _person(fields: Fields) -> Person:
    given, middle = line_of(fields, "name"), line_of(fields, "middleName")
    family = " ".join(filter(None, (line_of(fields, "surname"), line_of(fields, "secondLastName"))))
    prefix, suffix = line_of(fields, "prefix"), line_of(fields, "suffix")
    whole = full_name(given=given, middle=middle, family=family, prefix=prefix, suffix=suffix)
    return Person(
        name=line_of(fields, "displayNameOverride") or whole or line_of(fields, "nickname"),
        given=given,
        middle=middle,
        family=family,
        prefix=prefix,
        suffix=suffix,
        nickname=line_of(fields, "nickname"),
        organization=line_of(fields, "organization"),
        title=line_of(fields, "jobTitle"),
        birthday=next((on for title, on in _dates(fields) if folded(title) in _BIRTHDAYS), None),
        note=text_of(fields, "notes"),
    )


def _dates(fields: Fields) -> Iterator[tuple[str, PartialDate]]:
    for one in all_fields_of(fields, "importantDates"):
        if (on := find_nametag_date(one, "date")) is not None:
            yield line_of(one, "title"), on


def find_nametag_date(fields: Fields, name: str) -> PartialDate | None:
    """A day, written as its midnight in UTC; years to 1604 stand for none. None for what is no day."""
    on = find_date(text_of(fields, name))
    if on is None or on.year is None or on.year >= _FIRST_KNOWN_YEAR:
        return on
    return PartialDate(month=on.month, day=on.day) if on.month is not None else None


def _handles(fields: Fields) -> Iterator[Handle | None]:
    for phone in all_fields_of(fields, "phoneNumbers"):
        yield find_cell_handle(HandleKind.PHONE, line_of(phone, "number"), label=_label(phone))
    for mail in all_fields_of(fields, "emails"):
        yield find_cell_handle(HandleKind.EMAIL, line_of(mail, "email"), label=_label(mail))
    for chat in all_fields_of(fields, "imHandles"):
        service = line_of(chat, "protocol").lower()
        yield find_cell_handle(HandleKind.CHAT, line_of(chat, "handle"), service=service)
    for page in all_fields_of(fields, "urls"):
        yield find_cell_handle(HandleKind.PROFILE, line_of(page, "url"), label=_label(page))
    for address in all_fields_of(fields, "addresses"):
        postal = postal_of(
            street=[text_of(address, "streetLine1"), text_of(address, "streetLine2")],
            locality=line_of(address, "locality"),
            region=line_of(address, "region"),
            code=line_of(address, "postalCode"),
            country=line_of(address, "country"),
        )
        yield find_postal_handle(postal, label=_label(address))


def _label(fields: Fields) -> str:
    return line_of(fields, "type").lower()


def _details(fields: Fields, around: Surroundings, photo: bytes) -> Details:
    to_owner = fields_of(fields, "relationshipToUser")
    return Details(
        tags=tags_in((*lines_of(fields, "groups"), line_of(to_owner, "label") or line_of(to_owner, "name"))),
        relations=relations_in(fields, around.types),
        occasions=tuple(_occasions(fields)),
        facts=(*_own_facts(fields, around), *around.journal.get(line_of(fields, "id"), ())),
        photo=photo,
    )


def _occasions(fields: Fields) -> Iterator[Occasion]:
    """Each date but the first birthday, once; the anniversary of older exports has a field of its own."""
    first_birthday = True
    seen: set[tuple[str, PartialDate]] = set()
    anniversary = find_nametag_date(fields, "anniversary")
    for title, on in (*_dates(fields), *((("Anniversary", anniversary),) if anniversary else ())):
        if first_birthday and folded(title) in _BIRTHDAYS:
            first_birthday = False
        elif (folded(title), on) not in seen:
            seen.add((folded(title), on))
            yield Occasion(label=title, on=on)


def _own_facts(fields: Fields, around: Surroundings) -> Iterator[LearnedFact]:
    named = [(line_of(one, "key"), text_of(one, "value")) for one in all_fields_of(fields, "customFields")]
    for one in all_fields_of(fields, "customFieldValues"):
        slug = line_of(one, "slug")
        named.append((around.own_fields.get(slug, slug), text_of(one, "value")))
    for name, value in named:
        if value:
            yield LearnedFact(kind=UNSORTED, text=f"{name}: {value}" if name else value)
