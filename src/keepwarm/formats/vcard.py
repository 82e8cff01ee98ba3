"""vCard 2.1, 3.0 and 4.0: the card as it came, and the typed view that a person page shows.

`split_cards` takes cards out of a file, `read_card` lays the view on the bytes of one, `write_card`
makes the bytes for a person who never had any. The bytes of a card that came in are never rewritten;
`Card.lines` says where each of its content lines stands, for an edit that patches only some.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from keepwarm.domain.details import NO_DETAILS, Details, Role
from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.formats.vcard_dates import find_date, says_died
from keepwarm.formats.vcard_details import find_details
from keepwarm.formats.vcard_handles import find_handle
from keepwarm.formats.vcard_lines import Line, lines
from keepwarm.formats.vcard_names import name_parts, nickname, phonetic, said_name
from keepwarm.formats.vcard_properties import Gathered, first_text, gather, group_labels
from keepwarm.formats.vcard_roles import positions
from keepwarm.formats.vcard_split import Broken, Flaw, Whole, split_cards
from keepwarm.formats.vcard_text import plain, unescape
from keepwarm.formats.vcard_uids import bare_uid
from keepwarm.formats.vcard_write import write_card

__all__ = ["Broken", "Card", "Flaw", "Line", "Whole", "read_card", "split_cards", "write_card"]

_GROUP = "group"
_NO_PERSONS = frozenset({"org", "location", "application", "device"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card: its bytes, and what they say of a person.

    `person` is None where nothing in it is a name and nothing reaches anybody. `uid` is the source's
    own id without `urn:uuid:`, empty where there is none. `kind` is KIND in lower case: individual, org,
    group …. Members of a group in `details` are ids of the same form.
    """

    raw: bytes
    person: Person | None
    handles: tuple[Handle, ...] = ()
    uid: str = ""
    kind: str = "individual"
    details: Details = NO_DETAILS

    @property
    def lines(self) -> Iterator[Line]:
        """The content lines, one behind the other, found anew with each call."""
        return lines(self.raw)


def read_card(raw: bytes) -> Card:
    """The typed view of one card's bytes; reads what it can and never raises."""
    found = gather(raw)
    handles = _handles(found)
    kind = _kind(found)
    role, further = positions(found)
    person = _person(found, handles, kind, role)
    details = NO_DETAILS
    if person is not None:
        details = find_details(found, role, further, group=kind == _GROUP)
    return Card(raw=raw, person=person, handles=handles, uid=_uid(found), kind=kind, details=details)


def _person(found: Gathered, handles: tuple[Handle, ...], kind: str, role: Role) -> Person | None:
    names = name_parts(found)
    called = nickname(found)
    name = first_text(found, "FN") or said_name(names) or role.organization or called or _by_handle(handles)
    if not name:
        return None
    birthdays = (
        find_date(unescape(value), as_text="text" in map(str.lower, reading.head.values("VALUE")))
        for reading, value in found.get("BDAY", ())
    )
    notes = filter(None, (plain(unescape(value)) for _, value in found.get("NOTE", ())))
    return Person(
        name=name,
        given=names[1],
        family=names[0],
        prefix=names[3],
        middle=names[2],
        suffix=names[4],
        nickname=called,
        phonetic=phonetic(found, names),
        organization=role.organization,
        title=role.title,
        birthday=next(filter(None, birthdays), None),
        note="\n".join(notes),
        standing=_standing(found, kind),
    )


def _standing(found: Gathered, kind: str) -> Standing:
    """Somebody who died is never proposed; a group, a firm or a place is no person to keep up with."""
    if "DEATHDATE" in found and any(says_died(unescape(value)) for _, value in found["DEATHDATE"]):
        return Standing.DIED
    if kind == _GROUP:
        return Standing.BY_RELATION
    return Standing.JUST_AN_ADDRESS if kind in _NO_PERSONS else Standing.ORDINARY


def _by_handle(handles: tuple[Handle, ...]) -> str:
    """What to call somebody of whom only handles are known: the mail address, else the first."""
    mail = (handle.value for handle in handles if handle.kind is HandleKind.EMAIL)
    return next(mail, handles[0].value if handles else "")


def _kind(found: Gathered) -> str:
    kind = first_text(found, "KIND") or first_text(found, "X-ADDRESSBOOKSERVER-KIND")
    if not kind and first_text(found, "X-ABSHOWAS").upper() == "COMPANY" and not any(name_parts(found)):
        return "org"
    return kind.lower() or "individual"


def _uid(found: Gathered) -> str:
    """UID, or Apple's own; one that no index could hold counts as none."""
    for name in ("UID", "X-ABUID"):
        for _, value in found.get(name, ()):
            if uid := bare_uid(unescape(value)):
                return uid
    return ""


def _handles(found: Gathered) -> tuple[Handle, ...]:
    """Every handle once, in the order of the card, with the label of its group."""
    labels = group_labels(found)
    handles: dict[tuple[HandleKind, str, str], Handle] = {}
    ranks: dict[tuple[HandleKind, str, str], int] = {}
    for reading, value in found.get("handle", ()):
        if (form := reading.form) is None:
            continue
        label = labels.get(reading.head.group, "") if labels else ""
        if (handle := find_handle(form, value, label=label)) is None:
            continue
        key = (handle.kind, handle.service, handle.value.lower())
        if key not in handles:
            handles[key] = handle
        elif handle.preferred:
            handles[key] = replace(handles[key], preferred=True)
        if form.rank is not None:
            ranks[key] = min(form.rank, ranks.get(key, form.rank))
    for key in _highest(ranks) if ranks else ():
        handles[key] = replace(handles[key], preferred=True)
    return tuple(handles.values())


def _highest(ranks: dict[tuple[HandleKind, str, str], int]) -> list[tuple[HandleKind, str, str]]:
    """Those with the lowest PREF of their kind (RFC 6350, 5.3)."""
    lowest: dict[HandleKind, int] = {}
    for (kind, _, _), rank in ranks.items():
        lowest[kind] = min(rank, lowest.get(kind, rank))
    return [key for key, rank in ranks.items() if rank == lowest[key[0]]]
