"""Find the person whom the owner names, and read what they type as a way to reach somebody."""

from dataclasses import dataclass

from keepwarm import channels
from keepwarm.domain.channels import Channel
from keepwarm.domain.people import Handle
from keepwarm.storage.book import Book
from keepwarm.storage.people import Nobody as Nobody
from keepwarm.storage.people import get_person, named_person


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody in the book."""

    person_id: int
    name: str


def find_person(book: Book, words: str) -> Named:
    """The one person whom the words name: an id, an address, a whole name, or a part of one.

    Raises Missing where they name nobody, Ambiguous where they name several.
    """
    row = named_person(book, words)
    return Named(person_id=row.person_id, name=row.name)


def name_person(book: Book, person_id: int) -> Named:
    """The person of an id. Raises Missing."""
    return Named(person_id=person_id, name=get_person(book, person_id).name)


def recognise_handle(text: str) -> Handle:
    """The handle that somebody typed. Raises Invalid where it is of no known kind."""
    return channels.recognise(text)


def handle_links(handle: Handle) -> dict[Channel, str]:
    """How each channel is opened with this handle; nothing for what must not be opened."""
    return channels.links(handle)
