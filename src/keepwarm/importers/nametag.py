"""Nametag's export as JSON: people with their groups, relations, dates and journal."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, Refused
from keepwarm.formats.containers import printable
from keepwarm.formats.json_fields import Fields, line_of, says_yes
from keepwarm.formats.nametag_index import (
    NametagIndex,
    index_nametag,
    read_nametag_object,
    read_surroundings,
)
from keepwarm.formats.nametag_people import nametag_person

NAME = "Nametag JSON"

_BEGIN = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:version|exportDate|user|groups|people)"\s*+:')
_NAMED = (re.compile(rb'"exportDate"\s*+:\s*+"'), re.compile(rb'"(?:groups|people)"\s*+:\s*+\['))
_READ = frozenset({"people", "groups", "relationshipTypes", "customRelationshipTypes"})
_READ_TOO = frozenset({"journalEntries", "customFieldTemplates"})
_KINDS = {"notificationEndpoints": "notification endpoints", "pushSubscriptions": "push subscriptions"}
_NO_PLACE = "have no place here; they stay in the file, so keep it"
_COUNTED = {
    "last contacts": "have no place here, since of what kind they were is not said; log them by hand",
    "journal entries about others": "are about people who are not in the file; export everybody",
    "contact reminders": "have no place here yet; how often is kept with the person, word for word",
}
_CUT = "is missing, since the file ends early; export it from Nametag again"


def recognises(path: Path, head: bytes) -> bool:
    """An object with the day of Nametag's export, and its groups or people."""
    return path.is_file() and _BEGIN.match(head) is not None and all(one.search(head) for one in _NAMED)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """The people in the order of the file, and what has no place here."""
    try:
        with path.open("rb") as file:
            yield from _read(file)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _read(file: BinaryIO) -> Iterator[FoundPerson | Refused]:
    try:
        index = index_nametag(file)
    except Invalid as problem:
        yield Refused(place="the file", reason=str(problem))
        return
    around, refused = read_surroundings(file, index)
    counted = dict.fromkeys(_COUNTED, 0)
    left = {uid: len(entries) for uid, entries in around.journal.items()}
    for number, span in enumerate(index.of("people"), 1):
        place = f"person {number}"
        try:
            raw, fields, photo = read_nametag_object(file, span)
            person = nametag_person(place, raw, fields, around, photo)
        except Invalid as problem:
            yield Refused(place=place, reason=str(problem))
            continue
        _count(fields, counted)
        left.pop(person.uid, None)
        yield person
    yield from refused
    counted["journal entries about others"] = sum(left.values())
    yield from _leftovers(index, counted)


def _count(fields: Fields, counted: dict[str, int]) -> None:
    counted["last contacts"] += bool(line_of(fields, "lastContact"))
    counted["contact reminders"] += says_yes(fields, "contactReminderEnabled")


def _leftovers(index: NametagIndex, counted: dict[str, int]) -> Iterator[Refused]:
    """What is left in the file, by kind and number."""
    left: Counter[str] = Counter()
    for name, shelf in index.shelves.items():
        if name not in _READ | _READ_TOO:
            left[printable(_KINDS.get(name, name))] += len(shelf)
    for name, number in sorted(left.items()):
        yield Refused(place=f"{name} ({number})", reason=_NO_PLACE)
    for name, number in counted.items():
        if number:
            yield Refused(place=f"{name} ({number})", reason=_COUNTED[name])
    if index.cut:
        yield Refused(place="the rest of the file", reason=_CUT)
