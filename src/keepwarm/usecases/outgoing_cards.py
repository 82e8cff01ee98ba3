"""The vCards of a person as they go out: to a file, to a phone, to another program.

What came in as a vCard goes out as it stands, byte for byte. Where the book has since learned something from
another source about which all of somebody's cards are silent, the first card says that too, in lines of its
own. Who has no vCard gets one, with all that a card can say.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from keepwarm.domain.details import Details, FoundRelation
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.ids import public_id
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.jcard import read_jcard
from keepwarm.formats.jscontact import read_jscontact
from keepwarm.formats.kept_cells import kept_only
from keepwarm.formats.people_csv import further_cells, is_own_row
from keepwarm.formats.vcard import Card, read_card, write_card
from keepwarm.formats.vcard_patch import (
    AddHandle,
    Change,
    RemoveHandle,
    SetBirthday,
    SetNickname,
    SetNote,
    SetOrganization,
    SetTags,
    SetTitle,
    patch_card,
)
from keepwarm.formats.vcard_properties import gather
from keepwarm.formats.vcard_rows import Version
from keepwarm.storage.cards import KeptCard
from keepwarm.storage.details import shortened_tag
from keepwarm.storage.export import Exported, Related
from keepwarm.usecases.card_changes import card_changes

_BEGINS_CARD = re.compile(
    rb'\s*+(?:\[\s*+"vcard"|\{.{0,4096}?"@type"\s*+:\s*+"Card)', re.DOTALL | re.IGNORECASE
)
"""What a card in JSON begins with; other objects need no closer look."""


def own_uid(person_id: int) -> str:
    """The id of a card, or a row of a table, that we make of somebody."""
    return f"urn:keepwarm:{public_id(person_id)}"


def outgoing_cards(one: Exported, *, version: Version = "3.0") -> tuple[bytes, ...]:
    """Somebody's vCards, one at least; `version` is that of a card of our own.

    Who came as jCard or JSContact goes out on the vCard that this says, brought up to what the book says.
    """
    kept = [card.raw for card in one.cards if card.raw_format is RawFormat.VCARD]
    if kept:
        return _patched(kept[0], _unsaid(one, kept)), *kept[1:]
    brought = next(filter(None, map(_as_vcard, one.cards)), None)
    if brought is not None:
        return (_patched(brought, _differences(one, read_card(brought))),)
    return (_own_card(one, version),)


def kept_cells(one: Exported, details: Details) -> list[tuple[str, str]]:
    """What tables and records said of somebody that neither the person nor these details say, each once."""
    found: list[tuple[str, str]] = []
    for card in one.cards:
        if not is_card(card):
            cells = kept_only(card.raw, card.raw_format, one.person, one.handles, details)
            found += further_cells(cells) if is_own_row(card.raw) else cells
    return list(dict.fromkeys(found))


def details_of(one: Exported, uid_of: Callable[[Related], str]) -> Details:
    """What is known beside name and handles; each relation has the id that `uid_of` gives."""
    relations = tuple(
        FoundRelation(kind=other.kind, name=other.name, label=other.label, uid=uid_of(other))
        for other in one.related
    )
    photo = next((card.raw for card in one.cards if card.raw_format is RawFormat.PHOTO), b"")
    return replace(one.details, relations=relations, photo=photo)


def is_card(card: KeptCard) -> bool:
    """Whether the bytes are a card, of vCard or in JSON, rather than a row or a record of something else."""
    return card.raw_format is RawFormat.VCARD or _as_vcard(card) is not None


def _as_vcard(card: KeptCard) -> bytes | None:
    """The vCard that a jCard or a JSContact card says; None for anything else."""
    if card.raw_format is not RawFormat.JSON_OBJECT or not _BEGINS_CARD.match(card.raw):
        return None
    try:
        found = json.loads(card.raw)
        return read_jcard(found) if isinstance(found, list) else read_jscontact(found)
    except (Invalid, ValueError, RecursionError):
        return None


def _own_card(one: Exported, version: Version) -> bytes:
    """Beside what a card can say, the cells of tables and directories that have no place in one.

    What is deep in the records of another such program, talks and debts among it, is for no card.
    """
    details, uid = (
        details_of(one, lambda other: other.uid or own_uid(other.person_id)),
        own_uid(one.person_id),
    )
    flat = [card for card in one.cards if card.raw_format is not RawFormat.JSON_OBJECT]
    kept = kept_cells(replace(one, cards=tuple(flat)), details)
    return write_card(one.person, one.handles, uid, version=version, details=details, kept=kept)


def _patched(raw: bytes, changes: Iterator[Change]) -> bytes:
    """The card with each change that it can take; a value that would not read again as it is stays out."""
    for change in changes:
        try:
            raw = patch_card(raw, change)
        except (Invalid, Missing):
            continue
    return raw


def _unsaid(one: Exported, raws: Sequence[bytes]) -> Iterator[Change]:
    """What the book knows of somebody about which all of these cards are silent."""
    read = [read_card(raw) for raw in raws]
    held = {(handle.kind, handle.key) for card in read for handle in card.handles}
    yield from (AddHandle(handle=handle) for handle in one.handles if (handle.kind, handle.key) not in held)
    said, person = [card.person for card in read if card.person is not None], one.person
    if person.nickname and not any(other.nickname for other in said):
        yield SetNickname(nickname=person.nickname)
    if person.organization and not any(other.organization for other in said):
        yield SetOrganization(organization=person.organization)
    if person.title and not any(other.title for other in said):
        yield SetTitle(title=person.title)
    if person.birthday and not any(map(_says_birthday, raws)):
        yield SetBirthday(birthday=person.birthday)
    if person.note and not any(other.note for other in said):
        yield SetNote(note=person.note)
    if one.details.tags and not any(card.details.tags for card in read):
        yield SetTags(tags=one.details.tags)


def _says_birthday(raw: bytes) -> bool:
    """In whatever words: "about 1800" is no day, and stays."""
    return any(value.strip() for _, value in gather(raw).get("BDAY", ()))


def _differences(one: Exported, card: Card) -> Iterator[Change]:
    """What makes a card say what the book says."""
    person, said = one.person, card.person or replace(one.person, name="")
    ours = {(handle.kind, handle.key) for handle in one.handles}
    theirs = {(handle.kind, handle.key) for handle in card.handles}
    yield from (RemoveHandle(handle=one) for one in card.handles if (one.kind, one.key) not in ours)
    yield from (AddHandle(handle=one) for one in one.handles if (one.kind, one.key) not in theirs)
    yield from card_changes(said, person)
    if set(one.details.tags) != {shortened_tag(tag) for tag in card.details.tags}:
        yield SetTags(tags=one.details.tags)
