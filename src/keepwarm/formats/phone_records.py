"""The records of a phone's backup, one by one: an `sms`, an `mms` with the numbers in it, a `call`."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from keepwarm.domain.errors import Invalid
from keepwarm.domain.sources import Refused
from keepwarm.formats.phone_backup import Attributes, told, written
from keepwarm.formats.xml_tags import Tag, attributes_of, tags_of

_WITHIN = frozenset({"parts", "part", "addrs", "addr", "/parts", "/part", "/addrs", "/addr"})
_MOST_ADDRESSES = 100
_TEXT, _KIND_WITHIN = "text/plain", 512
"""What kind of part of an `mms` holds words, and within how many bytes of it its kind is said."""

_DOCUMENT_TYPES = frozenset({"!DOCTYPE", "!ENTITY"})
_FOREIGN = "declares a document type, which no backup of a phone does, and is not read"
_NO_END = "is missing, since the file ends early; make the backup again"


@dataclass(slots=True, kw_only=True)
class Record:
    """One record by its number in the file and its name (`sms`).

    `addresses` are the numbers within it and what each is there for, `words` what is written in its parts.
    `damage` says what is wrong with it.
    """

    number: int
    name: str
    said: Attributes
    addresses: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""
    damage: str = ""


def records_of(file: BinaryIO, root: str, names: Collection[str]) -> Iterator[Record | Refused]:
    """The records of these names in their order, and at last what else there is to say of the file."""
    known = _WITHIN | {root, f"/{root}", *names, *(f"/{name}" for name in names)}
    record: Record | None = None
    number, strange, ended = 0, 0, False
    for tag in tags_of(file):
        if record is not None and tag.name == "addr":
            _take_address(record, tag)
        elif record is not None and tag.name == "part":
            _take_words(record, tag)
        if record is not None and tag.name not in _WITHIN:
            yield record
            record = None
        if tag.name in names:
            number += 1
            record = _begun(number, tag)
            strange += not record.damage and tag.is_followed_by_text
        elif tag.name in _DOCUMENT_TYPES:
            yield Refused(place="the rest of the file", reason=_FOREIGN)
            return
        ended = ended or tag.name == f"/{root}" or (tag.name == root and b"/>" in tag.raw)
        strange += tag.name not in known and tag.name[:1] not in ("?", "!")
    if record is not None:
        yield record
    yield from _at_last(strange, ended=ended)


def _begun(number: int, tag: Tag) -> Record:
    try:
        return Record(number=number, name=tag.name, said=attributes_of(tag))
    except Invalid as problem:
        return Record(number=number, name=tag.name, said={}, damage=str(problem))


def _take_words(record: Record, tag: Tag) -> None:
    """Note what is written in the first part that holds words; a picture is passed over."""
    if record.words or _TEXT.encode() not in tag.raw[:_KIND_WITHIN]:
        return
    with suppress(Invalid):  # who wrote to whom is sound even so
        said = attributes_of(tag)
        record.words = written(said, "text") if told(said, "ct") == _TEXT else ""


def _take_address(record: Record, tag: Tag) -> None:
    """Note one of the numbers of a record; of what is sent to very many a few say enough."""
    if len(record.addresses) >= _MOST_ADDRESSES:
        return
    try:
        said = attributes_of(tag)
    except Invalid as problem:
        record.damage = str(problem)
    else:
        record.addresses.append((told(said, "address"), told(said, "type")))


def _at_last(strange: int, *, ended: bool) -> Iterator[Refused]:
    if strange:
        pieces = "1 piece of the file is" if strange == 1 else f"{strange:,} pieces of the file are"
        reason = f"{pieces} nothing that is known here; make the backup again"
        yield Refused(place="between the others", reason=reason)
    if not ended:
        yield Refused(place="the rest of the file", reason=_NO_END)
