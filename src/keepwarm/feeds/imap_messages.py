"""The messages of a folder on a mail server, by their headers, in portions."""

from array import array
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zoneinfo import ZoneInfo

from keepwarm.domain.errors import Unavailable
from keepwarm.domain.sources import FoundMessage, Refused
from keepwarm.feeds.imap_folders import Folder
from keepwarm.feeds.imap_wire import MOST_ANSWERS, Declined, Wire
from keepwarm.formats.imap import Value, number_of, number_set, quoted, read_status, read_values
from keepwarm.formats.mail import read_message, refused
from keepwarm.formats.mail_headers import WANTED, read_header
from keepwarm.formats.mail_kinds import list_addresses
from keepwarm.formats.mail_stream import MailStream

_AT_ONCE = 500
"""Headers that are asked for with one command."""

_MOST_MESSAGES = 5_000_000
_FIELDS = b" ".join(sorted(name.upper() for name in WANTED))
_ITEMS = b"(UID FLAGS INTERNALDATE BODY.PEEK[HEADER.FIELDS (" + _FIELDS + b")])"
_HEADER = b"BODY["
_PASSING = frozenset(
    {"UNAVAILABLE", "INUSE", "LIMIT", "OVERQUOTA", "SERVERBUG", "THROTTLED", "CONTACTADMIN", "NOPERM"}
)
"""Codes of a NO that is about the server now, and not about the message (RFC 5530)."""

_FLAGS = {b"\\draft": "D", b"\\deleted": "T"}

_Items = Mapping[bytes, Value]
"""What a server says of one message, by the names of what was asked; the header by `_HEADER`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A folder that is open, and what the server says of it; a number is 0 where it says none."""

    folder: Folder
    validity: int
    next_uid: int
    messages: int


def open_folder(wire: Wire, folder: Folder) -> Opened:
    """Open a folder to be read only. Raises Declined."""
    numbers = {"EXISTS": 0, "UIDVALIDITY": 0, "UIDNEXT": 0}
    for answer in wire.run(b"EXAMINE " + quoted(folder.written)):
        first, _, second = answer[0].partition(b" ")
        if second.upper() == b"EXISTS":
            numbers["EXISTS"] = number_of(first) or 0
        elif (said := read_status(answer[0])) is not None:
            name, _, number = said[1].upper().partition(" ")
            if name in numbers:
                numbers[name] = number_of(number.encode()) or 0
    if numbers["EXISTS"] > _MOST_MESSAGES:
        raise wire.broken(f"says that {folder.name} holds {numbers['EXISTS']:,} messages, which is too many")
    return Opened(
        folder=folder,
        validity=numbers["UIDVALIDITY"],
        next_uid=numbers["UIDNEXT"],
        messages=numbers["EXISTS"],
    )


def new_messages(
    wire: Wire, opened: Opened, last: int, *, lists: set[str], zone: ZoneInfo
) -> Generator[FoundMessage | Refused, None, int]:
    """The messages of the open folder behind a UID; returns the UID up to which all have been seen.

    `lists` are the addresses of mailing lists, and learns those that show themselves.
    """
    seen_to = max(last, opened.next_uid - 1)
    if not opened.messages or opened.next_uid == last + 1:
        return seen_to
    uids = _uids_behind(wire, last, opened)
    for start in range(0, len(uids), _AT_ONCE):
        for items in _fetched(wire, opened.folder, uids[start : start + _AT_ONCE]):
            yield items if isinstance(items, Refused) else _message(items, opened.folder, lists, zone)
    return max(seen_to, *uids[-1:], 0)


def _uids_behind(wire: Wire, last: int, opened: Opened) -> Sequence[int]:
    """The UIDs that are greater than the last one, rising; a server names its last message in any case."""
    found = array("Q")
    for items in _answers(wire, b"%d:*" % (last + 1), b"(UID)", opened.messages):
        uid = number_of(items[b"UID"])
        if uid is not None and uid > last:
            found.append(uid)
    is_rising = all(one < following for one, following in pairwise(found))
    return found if is_rising else array("Q", sorted(set(found)))


def _fetched(wire: Wire, folder: Folder, uids: Sequence[int]) -> Iterator[_Items | Refused]:
    """What the server says of each message; where it declines some, each of these is asked for alone."""
    missing = dict.fromkeys(uids)
    try:
        for items in _answers(wire, number_set(uids), _ITEMS, len(uids)):
            if (uid := number_of(items[b"UID"])) in missing and _HEADER in items:
                del missing[uid]
                yield items
    except Declined as said:
        if said.code.upper().partition(" ")[0] in _PASSING:
            raise Unavailable(
                f"The mail server {wire.host} cannot answer now ({said.words}); read it again later."
            ) from said
        declined = said.words
    else:
        return  # what is missing went in the meantime
    if len(uids) == 1:
        reason = f"is not given out by the server ({declined}); look at it in your mail program"
        yield Refused(place=_place(folder, uids[0]), reason=reason)
        return
    for uid in missing:
        yield from _fetched(wire, folder, (uid,))


def _answers(wire: Wire, uids: bytes, items: bytes, most: int) -> Iterator[_Items]:
    """What the server says of messages that have a UID, among what it says beside. Raises Declined."""
    for answer in wire.command(b"UID FETCH " + uids + b" " + items, most + MOST_ANSWERS):
        try:
            values = read_values(answer)
        except ValueError:
            continue
        match values:
            case [bytes(), bytes(word), list(said)] if word.upper() == b"FETCH":
                pairs = {_name(name): value for name, value in zip(said[::2], said[1::2], strict=False)}
                if b"UID" in pairs:
                    yield pairs


def _name(value: Value) -> bytes:
    """The name of an item; that of the header repeats what was asked, in the server's own way."""
    name = value.upper() if isinstance(value, bytes) else b""
    return _HEADER if name.startswith(_HEADER) else name


def _message(items: _Items, folder: Folder, lists: set[str], zone: ZoneInfo) -> FoundMessage | Refused:
    written, flags, arrived = items[_HEADER], items.get(b"FLAGS"), items.get(b"INTERNALDATE")
    text = written if isinstance(written, bytes) else b""
    header = read_header(MailStream(BytesIO(text)), ends_at=lambda _: False)
    place = _place(folder, number_of(items[b"UID"]))
    if not header.fields:
        return refused(place, "", "has no header; look at it in your mail program")
    lists |= list_addresses(header)
    marks = flags if isinstance(flags, list) else ()
    return read_message(
        header,
        place=place,
        zone=zone,
        from_line=b"From " + arrived if isinstance(arrived, bytes) else b"",
        lists=lists,
        flags="".join(_FLAGS.get(flag.lower(), "") for flag in marks if isinstance(flag, bytes)),
    )


def _place(folder: Folder, uid: int | None) -> str:
    return f"{folder.name}, message {uid}"
