"""LDIF address books: Thunderbird's, SeaMonkey's and Netscape's, and those of other directories."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import FoundPerson, RawFormat, Refused
from keepwarm.formats.ldif import LARGEST_RECORD, Record, TooLarge, looks_like_ldif, read_records
from keepwarm.formats.thunderbird_cells import thunderbird_contact
from keepwarm.formats.thunderbird_titles import ATTRIBUTES

NAME = "Thunderbird LDIF"

_GROUPS = frozenset({"groupofnames", "groupofuniquenames"})
_GROUP = (
    "is a mailing list and nobody of its own; lists are not taken in yet, "
    "its members come in with the records of their own"
)
_CHANGE = "is a change to a directory and no contact; export the address book itself"
_TOO_LARGE = f"is larger than {LARGEST_RECORD // 1024**2} MiB; export it again without its pictures"


def recognises(path: Path, head: bytes) -> bool:
    """Whether the first record begins with its name in the directory (`dn:`)."""
    return path.is_file() and looks_like_ldif(head)


def read(path: Path, *, zone: ZoneInfo) -> Iterator[FoundPerson | Refused]:  # noqa: ARG001 (days have no time)
    """Each record as a contact, in the order of the file, or why it is none.

    A `dn` is made of name and address: it is no id that would outlive them.
    """
    try:
        with path.open("rb") as file:
            for record in read_records(file):
                yield _found(record)
    except OSError as error:
        yield Refused(place="the rest of the file", reason=f"cannot be read ({error.strerror}); try again")


def _found(record: Record | TooLarge) -> FoundPerson | Refused:
    place = f"record {record.number}"
    if isinstance(record, TooLarge):
        return Refused(place=place, reason=_TOO_LARGE)
    try:
        found = _contact(place, record)
    except Invalid as problem:
        return Refused(place=place, reason=str(problem))
    return replace(found, raw=record.raw, raw_format=RawFormat.LDIF_RECORD)


def _contact(place: str, record: Record) -> FoundPerson:
    if not _GROUPS.isdisjoint(name.lower() for name in record.values.get("objectclass", ())):
        raise Invalid(_GROUP)
    if [change.lower() for change in record.values.get("changetype", ())] not in ([], ["add"]):
        raise Invalid(_CHANGE)
    values: dict[str, list[str]] = {}
    for attribute, texts in record.values.items():
        if name := ATTRIBUTES.get(attribute):
            values.setdefault(name, []).extend(texts)
    return thunderbird_contact(place, values)
