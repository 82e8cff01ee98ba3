"""vCard 2.1, 3.0 and 4.0: the card as it came, and the typed view that a person page shows.

`split_cards` takes cards out of a file, `read_card` lays the view on the bytes of one, `write_card`
makes the bytes for a person who never had any. The bytes of a card that came in are never rewritten;
`Card.lines` says where each of its content lines stands, for an edit that patches only some.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from keepwarm.domain.people import Handle, HandleKind, Person, Standing
from keepwarm.formats.spoken_names import LONGEST_TEXT, full_name, short
from keepwarm.formats.vcard_dates import find_date, says_died
from keepwarm.formats.vcard_handles import clean_label, find_handle
from keepwarm.formats.vcard_lines import Line, lines
from keepwarm.formats.vcard_properties import Gathered, gather
from keepwarm.formats.vcard_split import Broken, Flaw, Whole, split_cards
from keepwarm.formats.vcard_text import components, plain, unescape
from keepwarm.formats.vcard_write import write_card

__all__ = ["Broken", "Card", "Flaw", "Line", "Whole", "read_card", "split_cards", "write_card"]

_NO_PERSONS = frozenset({"group", "org", "location", "application", "device"})
_NICKNAME_ON_ANDROID = "vnd.android.cursor.item/nickname"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card: its bytes, and what they say of a person.

    `person` is None where nothing in it is a name and nothing reaches anybody. `uid` is the source's
    own id, empty where there is none. `kind` is KIND in lower case: individual, org, group ….
    """

    raw: bytes
    person: Person | None
    handles: tuple[Handle, ...] = ()
    uid: str = ""
    kind: str = "individual"

    @property
    def lines(self) -> Iterator[Line]:
        """The content lines, one behind the other, found anew with each call."""
        return lines(self.raw)


def read_card(raw: bytes) -> Card:
    """The typed view of one card's bytes; reads what it can and never raises."""
    found = gather(raw)
    handles = _handles(found)
    kind = _kind(found)
    return Card(raw=raw, person=_person(found, handles, kind), handles=handles, uid=_uid(found), kind=kind)


def _person(found: Gathered, handles: tuple[Handle, ...], kind: str) -> Person | None:
    names = _names(found)
    organization = _organization(found)
    name = _first(found, "FN") or _said_name(names) or organization or _nickname(found) or _by_handle(handles)
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
        organization=organization,
        title=_first(found, "TITLE") or _first(found, "ROLE"),
        birthday=next(filter(None, birthdays), None),
        note="\n".join(notes),
        standing=_standing(found, kind),
    )


def _standing(found: Gathered, kind: str) -> Standing:
    """Somebody who died is never proposed; a group, a firm or a place is no person to keep up with."""
    if "DEATHDATE" in found and any(says_died(unescape(value)) for _, value in found["DEATHDATE"]):
        return Standing.DIED
    return Standing.JUST_AN_ADDRESS if kind in _NO_PERSONS else Standing.ORDINARY


def _first(found: Gathered, name: str) -> str:
    """The first value of a property that says something, in one line."""
    for _, value in found.get(name, ()):
        if text := short(unescape(value)):
            return text
    return ""


def _names(found: Gathered) -> list[str]:
    """Family, given, additional, prefix, suffix; each may be empty."""
    for _, value in found.get("N", ()):
        parts = [short(part) for part in components(value)[:5]]
        if any(parts):
            return parts + [""] * (5 - len(parts))
    return [""] * 5


def _said_name(names: list[str]) -> str:
    """The parts of N as they are said."""
    family, given, additional, prefix, suffix = names
    return full_name(given=given, family=family, prefix=prefix, middle=additional, suffix=suffix)


def _organization(found: Gathered) -> str:
    """The organisation without its departments."""
    for _, value in found.get("ORG", ()):
        for part in components(value):
            if text := short(part):
                return text
    return ""


def _nickname(found: Gathered) -> str:
    for _, value in found.get("X-ANDROID-CUSTOM", ()):
        kind, *rest = components(value)
        if kind.strip().lower() == _NICKNAME_ON_ANDROID and rest and (name := short(rest[0])):
            return name
    return _first(found, "NICKNAME")


def _by_handle(handles: tuple[Handle, ...]) -> str:
    """What to call somebody of whom only handles are known: the mail address, else the first."""
    mail = (handle.value for handle in handles if handle.kind is HandleKind.EMAIL)
    return next(mail, handles[0].value if handles else "")


def _kind(found: Gathered) -> str:
    kind = _first(found, "KIND") or _first(found, "X-ADDRESSBOOKSERVER-KIND")
    if not kind and _first(found, "X-ABSHOWAS").upper() == "COMPANY" and not any(_names(found)):
        return "org"
    return kind.lower() or "individual"


def _uid(found: Gathered) -> str:
    """UID, or Apple's own; one that no index could hold counts as none."""
    for name in ("UID", "X-ABUID"):
        for _, value in found.get(name, ()):
            if (uid := plain(unescape(value))) and len(uid) <= LONGEST_TEXT:
                return uid
    return ""


def _handles(found: Gathered) -> tuple[Handle, ...]:
    """Every handle once, in the order of the card, with the label of its group."""
    labels = _labels(found)
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


def _labels(found: Gathered) -> dict[str, str]:
    """The label of each group that has one."""
    return {
        reading.head.group: label
        for reading, value in found.get("X-ABLABEL", ())
        if reading.head.group and (label := clean_label(value))
    }


def _highest(ranks: dict[tuple[HandleKind, str, str], int]) -> list[tuple[HandleKind, str, str]]:
    """Those with the lowest PREF of their kind (RFC 6350, 5.3)."""
    lowest: dict[HandleKind, int] = {}
    for (kind, _, _), rank in ranks.items():
        lowest[kind] = min(rank, lowest.get(kind, rank))
    return [key for key, rank in ranks.items() if rank == lowest[key[0]]]
