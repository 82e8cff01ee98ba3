"""What the tables of every address book have in common: handles in cells, and a contact in a row."""

from collections.abc import Iterable
from dataclasses import replace

from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.vcard_handles import LONGEST_HANDLE
from keepwarm.formats.vcard_text import tidy


def contact(place: str, person: Person, handles: tuple[Handle, ...]) -> FoundPerson:
    """The contact of a row; without a name it is called by an e-mail address, or another handle.

    Raises Invalid where there is neither.
    """
    if not person.name and not handles:
        raise Invalid("has neither a name nor a way to reach anybody; add one of them")
    mail = (handle.value for handle in handles if handle.kind is HandleKind.EMAIL)
    name = person.name or next(mail, handles[0].value if handles else "")
    return FoundPerson(place=place, person=replace(person, name=name), handles=handles)


def find_cell_handle(
    kind: HandleKind, cell: str, *, label: str = "", service: str = "", preferred: bool = False
) -> Handle | None:
    """The handle in a cell; None where nothing in it reaches anybody.

    An e-mail address has an @: Outlook also writes the names of an Exchange server's directory there.
    """
    value = tidy(cell)
    if not reaches_somebody(kind, value) or (kind is HandleKind.EMAIL and "@" not in value):
        return None
    return Handle(kind=kind, value=value, label=label, service=service, preferred=preferred)


def find_postal_handle(cells: Iterable[str], *, label: str = "") -> Handle | None:
    """A postal address in one line, from cells in the order of an envelope; None where they are empty."""
    return find_cell_handle(
        HandleKind.ADDRESS, one_line(cell.replace("\n", ", ") for cell in cells), label=label
    )


def each_once(handles: Iterable[Handle | None]) -> tuple[Handle, ...]:
    """The handles in their order, without repeats."""
    first: dict[tuple[HandleKind, str, str], Handle] = {}
    for handle in handles:
        if handle is not None:
            first.setdefault((handle.kind, handle.service, handle.value.lower()), handle)
    return tuple(first.values())


def one_line(lines: Iterable[str]) -> str:
    """The lines that say something, parted by commas."""
    return ", ".join(text.rstrip(",") for line in lines if (text := tidy(line)))


def reaches_somebody(kind: HandleKind, value: str) -> bool:
    """Whether it can be a handle; a page with a scheme other than the web's could run something."""
    if len(value) > LONGEST_HANDLE or not any(map(str.isalnum, value)):
        return False
    host = value.partition("/")[0]
    return kind is not HandleKind.PROFILE or ":" not in host or host.lower() in ("http:", "https:")
