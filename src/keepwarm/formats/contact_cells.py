"""What the tables of every address book have in common: handles in cells, and a contact in a row."""

from collections.abc import Iterable
from dataclasses import replace

from keepwarm.domain.details import NO_DETAILS, Details, FoundRelation, Role
from keepwarm.domain.errors import Invalid
from keepwarm.domain.people import Handle, HandleKind, Person
from keepwarm.domain.postal import Postal
from keepwarm.domain.sources import FoundPerson
from keepwarm.formats.relation_words import relation_kind, says_all
from keepwarm.formats.spoken_names import short
from keepwarm.formats.vcard_handles import LONGEST_HANDLE
from keepwarm.formats.vcard_text import tidy


def contact(
    place: str, person: Person, handles: tuple[Handle, ...], details: Details = NO_DETAILS
) -> FoundPerson:
    """The contact of a row; without a name it is called by an e-mail address, or another handle.

    Raises Invalid where there is neither.
    """
    if not person.name and not handles:
        raise Invalid("has neither a name nor a way to reach anybody; add one of them")
    mail = (handle.value for handle in handles if handle.kind is HandleKind.EMAIL)
    name = person.name or next(mail, handles[0].value if handles else "")
    return FoundPerson(place=place, person=replace(person, name=name), handles=handles, details=details)


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


def postal_of(
    *,
    street: Iterable[str],
    extended: str = "",
    post_box: str = "",
    locality: str = "",
    region: str = "",
    code: str = "",
    country: str = "",
) -> Postal:
    """An address from its cells, each without line ends but the street, whose cells are its lines."""
    lines = (tidy(line) for cell in street for line in cell.splitlines())
    return Postal(
        street="\n".join(filter(None, lines))[:LONGEST_HANDLE].rstrip(),
        extended=_part(extended),
        post_box=_part(post_box),
        locality=_part(locality),
        region=_part(region),
        code=_part(code),
        country=_part(country),
    )


def find_postal_handle(postal: Postal, *, label: str = "", written: str = "") -> Handle | None:
    """An address in one line: as it was laid out, else in the order of an envelope; None for none."""
    value = one_line(written.splitlines()) or one_line(
        (
            *postal.street.splitlines(),
            postal.extended,
            postal.post_box,
            postal.locality,
            postal.region,
            postal.code,
            postal.country,
        )
    )
    found = find_cell_handle(HandleKind.ADDRESS, value, label=label)
    return replace(found, postal=postal) if found and postal else found


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


def tags_in(words: Iterable[str]) -> tuple[str, ...]:
    """Tags in their order, without repeats whatever their case."""
    first: dict[str, str] = {}
    for word in words:
        if tag := short(word):
            first.setdefault(tag.casefold(), tag)
    return tuple(first.values())


def found_relation(label: str, name: str) -> FoundRelation:
    """Somebody related, by the source's word for it, which stays where the kind does not say all of it."""
    kind = relation_kind(label)
    return FoundRelation(kind=kind, name=short(name), label="" if says_all(kind, label) else short(label))


def roles_beside(person: Person, roles: Iterable[Role]) -> tuple[Role, ...]:
    """The roles that say more than organization and title of the person, where the present one stands."""
    on_person = Role(organization=person.organization, title=person.title)
    return tuple(dict.fromkeys(role for role in roles if role not in (on_person, Role())))


def reaches_somebody(kind: HandleKind, value: str) -> bool:
    """Whether it can be a handle; a page with a scheme other than the web's could run something."""
    if len(value) > LONGEST_HANDLE or not any(map(str.isalnum, value)):
        return False
    host = value.partition("/")[0]
    return kind is not HandleKind.PROFILE or ":" not in host or host.lower() in ("http:", "https:")


def _part(cell: str) -> str:
    return one_line(cell.splitlines())[:LONGEST_HANDLE].rstrip()
