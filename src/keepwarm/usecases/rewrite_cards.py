"""What goes out of a person after an edit: each kept vCard says the lines that the edit concerns anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from keepwarm.domain.people import Handle, Person
from keepwarm.domain.sources import RawFormat
from keepwarm.formats.vcard import Card, read_card
from keepwarm.formats.vcard_changes import (
    AddHandle,
    Change,
    RemoveHandle,
    ReplaceHandle,
    SetBirthday,
    SetName,
    SetNickname,
    SetOrganization,
    SetTitle,
)
from keepwarm.formats.vcard_patch import patch_card
from keepwarm.storage.book import Book
from keepwarm.storage.cards import cards_of, rewrite_card

_SAID = ("value", "label", "service", "preferred", "postal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A handle before and after: None before is a new one, None after one taken away.

    `shared` says that another handle with the same key stays, which the label tells from this one.
    """

    before: Handle | None
    after: Handle | None
    shared: bool = False


def moves_between(before: Mapping[int, Handle], after: Mapping[int, Handle]) -> list[Move]:
    """What became of somebody's handles, by their ids: those taken away, those changed, those added."""
    staying = [handle for handle_id, handle in before.items() if after.get(handle_id) == handle]
    moves = [
        Move(
            before=handle,
            after=after.get(handle_id),
            shared=any(_is_alike(handle, one) for one in staying),
        )
        for handle_id, handle in before.items()
        if after.get(handle_id) != handle
    ]
    moves.sort(key=lambda move: move.after is not None)
    return moves + [Move(before=None, after=after[one]) for one in after if one not in before]


def rewrite_cards(
    book: Book, person_id: int, before: Person, changes: Sequence[Change], moves: Sequence[Move] = ()
) -> None:
    """Let each kept vCard that a change concerns say it: the first one all, others what they said too."""
    first = True
    for kept in cards_of(book, [person_id]) if changes or moves else ():
        if kept.raw_format is RawFormat.VCARD:
            card = read_card(kept.raw)
            concerned = [one for one in changes if first or _said_so(one, card, before)]
            written = [change for move in moves for change in _of_card(move, card, first=first)]
            rewrite_card(book, kept, patch_card(kept.raw, *concerned, *written))
            first = False


def _of_card(move: Move, card: Card, *, first: bool) -> Iterator[Change]:
    """The changes to the handles of one card, each named as the card writes it.

    What of the handle did not change stays as the card says it.
    """
    old, new = move.before, move.after
    if old is None:
        if first and new is not None:
            yield AddHandle(handle=new)
        return
    for handle in card.handles:
        if not _is_alike(handle, old) or (move.shared and handle.label != old.label):
            continue
        if new is None:
            yield RemoveHandle(handle=handle)
        else:
            changed = {name: getattr(new, name) for name in _SAID if getattr(new, name) != getattr(old, name)}
            yield ReplaceHandle(old=handle, new=replace(handle, **changed))


def _is_alike(one: Handle, other: Handle) -> bool:
    """Whether two handles are one, in whatever way each is written."""
    services = {one.service, other.service} - {""}
    return (one.kind, one.key) == (other.kind, other.key) and len(services) < 2


def _said_so(change: Change, card: Card, before: Person) -> bool:
    """Whether a card that is not the first said what was shown before the change."""
    said = card.person or replace(before, name="")
    match change:
        case SetName():
            return said.name == before.name
        case SetNickname():
            return said.nickname == before.nickname != ""
        case SetOrganization():
            return said.organization == before.organization != ""
        case SetTitle():
            return said.title == before.title != ""
        case SetBirthday():
            return said.birthday == before.birthday is not None
        case _:
            return False
