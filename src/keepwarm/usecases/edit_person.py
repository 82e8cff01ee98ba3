"""What the owner writes of a person: names, work, birthday, note, handles, tags; and which source is right.

What the owner typed is never overwritten by a source. Where a vCard is kept of the person, exactly the
lines that the edit concerns are written anew in what goes out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from keepwarm.domain.claims import FIELDS, OWNER_SAID, ClaimState
from keepwarm.domain.dates import PartialDate
from keepwarm.domain.errors import Invalid, Missing
from keepwarm.domain.name_edit import name_after, parts_after
from keepwarm.domain.people import LONGEST_NAME, Handle
from keepwarm.formats.vcard_changes import (
    SetTags,
)
from keepwarm.storage.book import Book
from keepwarm.storage.claims import claims_of, decide_claim, get_claim, show_value
from keepwarm.storage.handles import add_handle, change_handle, handle_of, handles_of, remove_handle
from keepwarm.storage.journal import begin_batch
from keepwarm.storage.people import change_note, get_person, person_of
from keepwarm.storage.tags import set_tags, tags_of
from keepwarm.usecases.card_changes import card_changes
from keepwarm.usecases.keep_ties import refresh_people
from keepwarm.usecases.rewrite_cards import moves_between, rewrite_cards

_LONGEST_NOTE = 100_000
_NAME_PARTS = ("given", "family", "prefix", "middle", "suffix")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPerson:
    """What is to be otherwise: fields by name (domain.claims.FIELDS) and their new values; None stays.

    `changed` and `removed` name handles by their ids.
    """

    person_id: int
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    tags: tuple[str, ...] | None = None
    added: tuple[Handle, ...] = ()
    changed: Mapping[int, Handle] = field(default_factory=dict)
    removed: tuple[int, ...] = ()


def edit_person(book: Book, command: EditPerson) -> bool:
    """Write it down; return whether anything changed.

    Raises Invalid for a name that is none or a day that is no day, Missing for a handle that is not theirs.
    """
    row = get_person(book, command.person_id)
    fields = {name: checked_field(name, value) for name, value in command.fields.items()}
    held = _handles(book, command.person_id)
    if unknown := (set(command.changed) | set(command.removed)) - set(held):
        raise Missing(f"{len(unknown)} of these addresses are not theirs any more; look at their page again.")
    batch_id = begin_batch(book, "edit", row.name)
    before, tags_before = person_of(row), tags_of(book, command.person_id)
    _write_fields(book, row, _with_what_follows(row, fields))
    if command.note is not None:
        change_note(book, command.person_id, command.note.strip()[:_LONGEST_NOTE])
    if command.tags is not None:
        set_tags(book, command.person_id, command.tags, source=OWNER_SAID)
    _write_handles(book, command, held)
    after = person_of(get_person(book, command.person_id))
    changes = list(card_changes(before, after))
    if (tags := tags_of(book, command.person_id)) != tags_before:
        changes.append(SetTags(tags=tags))
    moves = moves_between(held, _handles(book, command.person_id))
    rewrite_cards(book, command.person_id, before, changes, moves)
    refresh_people(book, {command.person_id})
    return book.batch is None and book.batch_id == batch_id


def _handles(book: Book, person_id: int) -> dict[int, Handle]:
    return {one.handle_id: handle_of(one) for one in handles_of(book, person_id)}


def choose_claim(book: Book, person_id: int, claim_id: int, *, take: bool) -> None:
    """Decide between what is shown and what a source says: take the source's value, or keep what is shown.

    Raises Missing where there is no such question.
    """
    row = get_person(book, person_id)
    claim = get_claim(book, person_id, claim_id)
    begin_batch(book, "choose", row.name)
    if not take:
        decide_claim(book, claim, ClaimState.KEPT)
        return
    before = person_of(row)
    show_value(book, row, claim.field, claim.value, source=claim.source, held=claims_of(book, person_id))
    for other in claims_of(book, person_id):
        if other.field == claim.field and other.state == ClaimState.ASKED:
            decide_claim(book, other, ClaimState.KEPT)
    after = person_of(get_person(book, person_id))
    rewrite_cards(book, person_id, before, list(card_changes(before, after)))
    refresh_people(book, {person_id})


def checked_field(name: str, value: str) -> str:
    """A field's value as it is kept: in one line, a birthday as ISO 8601 writes it. Raises Invalid."""
    if name not in FIELDS:
        raise Invalid(f"{name!r} is nothing that is kept of a person; there is {', '.join(FIELDS)}.")
    value = " ".join(value.split())
    if name == "name" and not value:
        raise Invalid("A person cannot be without a name; write how you call them.")
    if len(value) > LONGEST_NAME:
        raise Invalid(f"{name.capitalize()} is longer than {LONGEST_NAME} characters; write it shorter.")
    if name == "birthday" and value:
        try:
            return str(PartialDate.parse(value))
        except ValueError:
            raise Invalid(
                f"{value!r} is no birthday; write 1985-04-12, --04-12 without a year, or 1985."
            ) from None
    return value


def _with_what_follows(row: Row[Any], fields: Mapping[str, str]) -> dict[str, str]:
    """The fields, and where only the name or only parts of it were written, what follows from them."""
    held = {name: str(getattr(row, name)) for name in _NAME_PARTS}
    parts = {name: value for name, value in fields.items() if name in _NAME_PARTS}
    name = fields.get("name", row.name)
    if name != row.name and not parts:
        return {**fields, **parts_after(row.name, name, held)}
    if parts and name == row.name:
        return {**fields, "name": name_after(name, held, parts)}
    return dict(fields)


def _write_fields(book: Book, row: Row[Any], fields: Mapping[str, str]) -> None:
    for name, value in fields.items():
        if value != (getattr(row, name) or ""):
            held = claims_of(book, row.person_id)
            show_value(book, row, name, value, source=OWNER_SAID, held=held)


def _write_handles(book: Book, command: EditPerson, held: Mapping[int, Handle]) -> None:
    for handle_id in command.removed:
        remove_handle(book, command.person_id, handle_id)
    for handle_id, handle in command.changed.items():
        if handle != held[handle_id]:
            change_handle(book, command.person_id, handle_id, handle)
    for handle in command.added:
        add_handle(book, command.person_id, handle)
