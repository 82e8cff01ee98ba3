"""Monica 4's export as JSON: contacts with their relations and history.

The file is walked through once for what stands where, since its collections come in any order. Then
people come first, and what passed with them after, when everybody's own id is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundInteraction, FoundPerson, Refused, Whom
from keepwarm.formats.json_fields import Fields, fields_of, line_of
from keepwarm.formats.monica_catalogue import Catalogue, read_catalogue, relations_of_nobody
from keepwarm.formats.monica_index import MonicaIndex, index_monica, read_object
from keepwarm.formats.monica_leftovers import leftovers, wished_rhythm
from keepwarm.formats.monica_people import monica_contact, objects_in, uuids_in
from keepwarm.formats.monica_photos import photo_bytes
from keepwarm.formats.monica_talks import Talks, activity, calls_of, messages_of, participants

NAME = "Monica JSON"

_HEAD_BYTES = 65_536
_BEGIN = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:version|app_version|export_date|url|exported_by|account)"\s*+:'
)
_NAMED = (re.compile(rb'"app_version"\s*+:'), re.compile(rb'"account"\s*+:\s*+\{'))
_OF_SQL = (re.compile(rb"FOREIGN_KEY_CHECKS\s*+=\s*+0"), re.compile(rb"`number_of_invitations_sent`"))
"""What a dump of Monica's tables begins with, and a column of the first of them, `accounts`."""

_SQL = "is Monica's export as SQL, which is not read here; export it from Monica as JSON"
_CUT = "is missing, since the file ends early; export it from Monica again"


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What is noted while the contacts are read: who they are, and who took part in which activity.

    `whom` are those who were taken in, by their numbers in the file.
    """

    uuids: set[str] = field(default_factory=set)
    whom: dict[int, Whom] = field(default_factory=dict)
    activities: dict[str, list[Whom]] = field(default_factory=dict)
    photos_used: set[str] = field(default_factory=set)
    rhythms: int = 0


Item = FoundPerson | FoundInteraction | Refused


def recognises(path: Path, head: bytes) -> bool:
    """An object with Monica's version and an account; a dump of its tables too, to tell the way out."""
    return path.is_file() and (_is_json(head) or _is_sql(head))


def read(path: Path, *, zone: ZoneInfo) -> Iterator[Item]:
    """The contacts in the order of the file, what passed with them, and what has no place here."""
    try:
        with path.open("rb") as file:
            if _is_sql(file.read(_HEAD_BYTES)):
                yield Refused(place="the file", reason=_SQL)
                return
            file.seek(0)
            yield from _read(file, zone)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _is_json(head: bytes) -> bool:
    return _BEGIN.match(head) is not None and all(one.search(head) for one in _NAMED)


def _is_sql(head: bytes) -> bool:
    return not _is_json(head) and all(one.search(head) for one in _OF_SQL)


def _read(file: BinaryIO, zone: ZoneInfo) -> Iterator[Item]:
    try:
        index = index_monica(file)
    except Invalid as problem:
        yield Refused(place="the file", reason=str(problem))
        return
    catalogue = read_catalogue(file, index)
    gathered = _Gathered()
    yield from _people(file, index, catalogue, gathered)
    talks = Talks(zone=zone, field_types=catalogue.field_types)
    yield from _talks(file, index, gathered, talks)
    yield from _activities(file, index, catalogue, gathered, talks)
    yield from catalogue.refused
    yield from relations_of_nobody(catalogue, gathered.uuids)
    photos_left = len(set(catalogue.photos) - gathered.photos_used)
    yield from leftovers(index, rhythms=gathered.rhythms, photos_left=photos_left)
    if index.cut:
        yield Refused(place="the rest of the file", reason=_CUT)


def _people(
    file: BinaryIO, index: MonicaIndex, catalogue: Catalogue, gathered: _Gathered
) -> Iterator[FoundPerson | Refused]:
    for number, span in enumerate(index.of("contact"), 1):
        place = f"contact {number}"
        try:
            raw, fields = read_object(file, span)
            photo, refused = _photo(file, place, fields, catalogue, gathered)
            person = monica_contact(place, raw, fields, catalogue, photo)
        except Invalid as problem:
            yield Refused(place=place, reason=str(problem))
            continue
        gathered.whom[number] = Whom(words=person.person.name, uid=person.uid)
        _gather(fields, gathered.whom[number], gathered)
        yield person
        yield from refused


def _gather(fields: Fields, whom: Whom, gathered: _Gathered) -> None:
    gathered.uuids.add(whom.uid)
    gathered.rhythms += wished_rhythm(fields)
    for uuid in uuids_in(fields, "activity"):
        gathered.activities.setdefault(uuid, []).append(whom)


def _photo(
    file: BinaryIO, place: str, fields: Fields, catalogue: Catalogue, gathered: _Gathered
) -> tuple[bytes, list[Refused]]:
    """The picture of the contact: the avatar's, else the first that is one; and what is no picture."""
    avatar = line_of(fields_of(fields_of(fields, "properties"), "avatar"), "avatar_photo")
    refused: list[Refused] = []
    for uuid in dict.fromkeys((avatar, *uuids_in(fields, "photo"))):
        if (span := catalogue.photos.get(uuid)) is None:
            continue
        gathered.photos_used.add(uuid)
        try:
            return photo_bytes(file, span), refused
        except Invalid as problem:
            refused.append(Refused(place=f"photo {len(refused) + 1} of {place}", reason=str(problem)))
    return b"", refused


def _talks(
    file: BinaryIO, index: MonicaIndex, gathered: _Gathered, talks: Talks
) -> Iterator[FoundInteraction | Refused]:
    """The calls and messages of each contact that was taken in."""
    for number, span in enumerate(index.of("contact"), 1):
        if (whom := gathered.whom.get(number)) is not None:
            _, fields = read_object(file, span)
            place = f"contact {number}"
            yield from calls_of(place, whom, objects_in(fields, "call"), talks)
            yield from messages_of(place, whom, objects_in(fields, "conversation"), talks)


def _activities(
    file: BinaryIO, index: MonicaIndex, catalogue: Catalogue, gathered: _Gathered, talks: Talks
) -> Iterator[FoundInteraction | Refused]:
    for number, span in enumerate(index.of("activity"), 1):
        place = f"activity {number}"
        try:
            _, fields = read_object(file, span)
            whom = participants(gathered.activities.get(line_of(fields, "uuid"), []))
        except Invalid as problem:
            yield Refused(place=place, reason=str(problem))
            continue
        yield activity(place, whom, fields, catalogue.activity_types, talks)
